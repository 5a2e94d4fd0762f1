"""清除本轮: after the package was handed over and read back, two people empty the words of what is settled in the round.

What stays: numbers, dates, states, amounts and links, so that every rate comes out as before; the register of papers with their
numbers and files; the log with its chain and sums; and everything of a finding that is still open, for it is carried on.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db.merge.nodes import Known, known, nodes_from
from db.queries import books as book_queries
from db.queries import history, purges
from db.queries import rounds as round_queries
from db.queries.books import Record
from db.queries.findings import list_findings
from db.reader import Reader
from db.records import FindingCriteria
from db.store import Ledger
from desktop.errors import KnownError
from desktop.ledgers import books
from desktop.ledgers.archives import ARCHIVES, HANDED
from desktop.ledgers.field import Field, Holds
from desktop.ledgers.register import Register
from desktop.operations import purging
from desktop.operations.archive import reading
from desktop.operations.archive.contents import ROWS, Contents, findings_named, is_of_round, sums
from desktop.operations.archive.packing import needed_record
from desktop.operations.change import Changes
from desktop.operations.own_fields import own_fields
from desktop.operations.packages.forgetting import Emptied
from desktop.operations.packages.told import read as read_told
from desktop.operations.records import due, verbs
from desktop.rules.overdue import is_open
from desktop.rules.permissions import Action, Actor, require

_NOTHING = "没有清除任何内容。"
STAY = frozenset(
    {
        "recommendation", "copy_report", "special_report", "exposure", "regulation",  # registers of what went out
        "paper_decision",  # what an issued paper is held against: the figures themselves stand in it as words
        "common_group", "recurrence", "carry_over", "draw",  # what other rounds, or a redraw, stand on
    }
)  # fmt: skip
"""The books whose words stay: the register of numbers and papers is never cleared, nor what a later round is counted by."""
_WORDS = frozenset({Holds.TEXT, Holds.LONG, Holds.PERSON, Holds.PEOPLE})
_BESIDE: dict[str, dict[str, Any]] = {
    "record_event": {"reason": "", "actor": ""},
    "record_file": {"title": purges.EMPTIED, "file_name": ""},
}
"""What is emptied of a record's steps and enclosures; days, states and the files themselves stay."""


@dataclass(frozen=True)
class Clearable:
    """What a clearing would empty: ids by table, and how many findings are still open and stay whole."""

    round_name: str
    rows: dict[str, tuple[int, ...]]
    open: int
    records: dict[str, tuple[int, ...]]
    """Ids by book of the records that tell of cleared findings alone."""

    @property
    def everything(self) -> dict[str, tuple[int, ...]]:
        """Ids by table of all that would be emptied."""
        return {**self.rows, **self.records}

    @property
    def findings(self) -> int:
        """How many findings lose their words."""
        return len(self.rows.get("finding", ()))

    def sentence(self) -> str:
        """问题 660 条、措施 1,900 条 …；仍在办的 49 条不动."""
        told = purging.Purgeable("", self.rows).sentence() or "没有要清除的内容"
        if count := sum(map(len, self.records.values())):
            told += f"、底稿等账册登记 {count} 条"
        return f"{told}；仍在办的 {self.open} 条不动" if self.open else told


def clearable(ledger: Ledger, round_id: int) -> Clearable:
    """The settled findings of a round, with everything registered on them."""
    reader = ledger.newest
    rows = list_findings(reader, FindingCriteria(rounds=(round_id,)), ledger.today())
    still = [row for row in rows if is_open(row)]
    settled = [row.id for row in rows if not is_open(row)]
    found = round_queries.round_by_id(reader, round_id)
    emptied = purges.rows_of_findings(reader, settled)
    records = dict(_records(ledger, round_id, set(settled))) if emptied["finding"] else {}
    return Clearable(found.name if found else "", emptied, len(still), records)


def _records(ledger: Ledger, round_id: int, settled: set[int]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """By book: the records of the round that name findings, and none but settled ones; what still asks for work itself stays whole.

    One of another round is in the package of that round, and is emptied with it, also where it names but findings of rounds that were
    cleared before; where its own round was cleared first, it keeps its words.
    """
    for declared in books.declared():
        if not declared.links or declared.name in STAY:
            continue
        every = book_queries.records(ledger.newest, declared.shape, ledger.today())
        told = tuple(
            one.id
            for one in every
            if (named := findings_named(declared, one))
            and all(one in settled or purges.is_purged(ledger.newest, "finding", one) for one in named)
            and is_of_round(declared, one, round_id, settled)
            and not _asks_for_work(declared, one)
        )
        if told:
            yield declared.name, told


def _asks_for_work(register: Register, record: Record) -> bool:
    """Whether a day or a reviewer still waits for it: an item the secretary named, a petition, a check to be reviewed."""
    is_over = not register.states or register.is_final(record.state)
    return not is_over and (bool(register.deadlines) or due.told_as_waiting(register, record.state))


def _emptied_records(reader: Reader, records: Mapping[str, tuple[int, ...]]) -> Iterator[Emptied]:
    """Each record with its words emptied, the reasons of its steps, and the titles of its enclosures."""
    for name, ids in records.items():
        register = books.book(reader, name)
        columns = register.shape.columns
        fields = {
            columns[one.name]: purges.EMPTIED if one.needed else one.empty
            for one in register.fields
            if one.holds in _WORDS and one.stored and one.plain and not (one.own or one.salted)
        }
        for record in ids:
            yield name, record, {**fields, "remark": "", "own": _own_left(reader, name, record, register.fields)}
        for table, beside in purges.beside_records(reader, name, ids).items():
            yield from ((table, one, _BESIDE[table]) for one in beside)


def _own_left(reader: Reader, table: str, row: int, fields: Iterable[Field]) -> str:
    """Of the office's own fields of a row the dates, numbers and choices, as they are stored."""
    stays = {one.name for one in fields if one.own and one.holds not in _WORDS}
    own = json.loads(history.fields_of(reader, table, row).get("own") or "{}")
    left = {name: value for name, value in own.items() if name in stays}
    return json.dumps(left, ensure_ascii=False, separators=(",", ":"))


def _emptied_findings(reader: Reader, rows: Mapping[str, tuple[int, ...]]) -> Iterator[Emptied]:
    """The settled findings, and what is registered on them."""
    fields = own_fields(reader)
    for table, row, emptied in purging.emptied_rows(reader, rows):
        left = {"own": _own_left(reader, table, row, fields)} if table == "finding" else {}
        yield table, row, {**emptied, **left}


def wipe(
    ledger: Ledger, actor: Actor, round_id: int, path: Path, typed: str, *, second: str, passphrase: str, reason: str
) -> Changes:
    """Clear a round; KnownError with what stands against it, and nothing is touched then. It cannot be undone.

    `path` is the package, which is opened again and read whole; `typed` is the round's name, typed by the person at work.
    """
    require(actor, Action.PURGE)
    record, found = needed_record(ledger.writing(), round_id), clearable(ledger, round_id)
    if record.state != HANDED:
        word = ARCHIVES.state(record.state).word
        raise KnownError(f"{record.number} 现为“{word}”，移交登记以后才能清除。{_NOTHING}", "wrong_state")
    if typed.strip() != found.round_name:
        raise KnownError(f"输入的轮次名称与“{found.round_name}”不符。{_NOTHING}请照原样输入。", "not_the_name")
    if not reason.strip():
        raise KnownError(f"清除要写明依据或理由。{_NOTHING}", "no_reason")
    if not found.findings:
        raise KnownError(f"这一轮没有已办结、还没有清除的问题。{_NOTHING}", "empty")
    _require_package(ledger, round_id, str(record.stored["package_sha256"]), path, found)
    purging.check_second(ledger, actor, second, passphrase)
    register = books.book(ledger.writing(), ARCHIVES.name)
    step = register.step("wipe")
    assert step is not None

    def beside(changes: Changes) -> None:
        verbs.move(ledger, actor, changes, register, record.id, step, {})

    title = f"清除{found.round_name}已归档的 {found.sentence()}（同办：{second}）"
    reader = ledger.writing()
    rows = [*_emptied_findings(reader, found.rows), *_emptied_records(reader, found.records)]
    return purging.empty_words(ledger, actor, rows, title, second=second, reason=reason, beside=beside)


def _require_package(ledger: Ledger, round_id: int, sha256: str, path: Path, found: Clearable) -> None:
    """The very package that was entered, whole, with every file of the round, and with all that would be emptied."""
    archive = reading.read(path)
    if archive.sha256 != sha256:
        raise KnownError(
            f"“{path.name}”不是登记的那一份归档包：校验值 …{archive.sha256[-4:].upper()}，登记的是 …{sha256[-4:].upper()}。{_NOTHING}",
            "not_whole",
        )
    contents = Contents(ledger, round_id)
    reading.require_whole(archive, sums(contents), _NOTHING)
    packed = read_told(reading.content(path, f"{ROWS}/登记.json"))
    kept = {node.uid for node in nodes_from(packed["nodes"])}
    if later := _later(known(ledger.newest), kept, found):
        raise KnownError(
            f"成包以后又有 {later} 项登记改动了要清除的内容。{_NOTHING}请重新生成归档包并移交。", "not_whole"
        )


def _later(own: Known, packed: set[str], found: Clearable) -> int:
    """How many actions touched what would be emptied and are not in the package."""
    emptied = ((table, one) for table, ids in found.everything.items() for one in ids)
    rows = {(table, own.uids[table, one]) for table, one in emptied if (table, one) in own.uids}
    count = 0
    for node in own.nodes:
        if node.uid not in packed:
            touched = {*node.made, *((write.key[0], write.key[1].partition(" ")[0]) for write in node.writes)}
            count += bool(touched & rows)
    return count
