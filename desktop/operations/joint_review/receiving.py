"""A returned opinion sheet beside the ledger: whether it is one that is due at this gate and turn, and what of it can be entered; nothing is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from db.queries import register, return_books
from db.queries.joint_review import FORM
from db.reader import Reader
from db.store import Ledger
from desktop.errors import KnownError, Refused
from desktop.exchange.return_book.merging import Now, Outcome, Sent, merge_workbook
from desktop.exchange.return_book.opinion_form import GRADE, OPINION, OPINIONS, RETURNS
from desktop.exchange.return_book.package import mark_of
from desktop.exchange.return_book.values import Reader as CellReader
from desktop.exchange.workbook_source import open_workbook
from desktop.ledgers.field import Field
from desktop.ledgers.opinions import OPINIONS as BOOK
from desktop.ledgers.opinions import PASSED, SETTLED, STAGES
from desktop.ledgers.reviews import SUBMISSIONS
from desktop.operations.joint_review.gates import GATES, UnitLine, gate, parties_of
from desktop.operations.joint_review.sheet_numbers import Package
from desktop.operations.joint_review.sheet_rows import ids_by_finding, opinions_after, rows_for, standing
from desktop.operations.outgoing import sum_of
from desktop.operations.records import verbs
from desktop.rules.package_mark import PackageMark
from desktop.rules.three_way import BadKey, Edit

NOT_IMPORTED = "未导入。"
_FIELDS = {OPINION: "text", RETURNS: "returns", GRADE: "grade"}
"""Field of the sheet → field of the book."""


@dataclass(frozen=True)
class Taken:
    """What one row enters: the finding (None: the paper as a whole), the opinion that it changes (None: a new one), the values."""

    row: int
    finding: int | None
    opinion: int | None
    values: Mapping[str, Any]


@dataclass
class Returned:
    """A sheet as it was looked at; `refused` is the sentence where it is not taken, `unmatched` are the rows under 没对上."""

    path: Path
    refused: str = ""
    package: Package | None = None
    unit: str = ""
    party: str = ""
    round_id: int = 0
    taken: list[Taken] = field(default_factory=list)
    unmatched: list[str] = field(default_factory=list)
    outcome: Outcome | None = None
    about: Mapping[str, int | None] = field(default_factory=dict)


def look(ledger: Ledger, path: Path, rounds: Sequence[int], kind: str) -> Returned:
    """Read and compare the file."""
    reader = ledger.newest
    found = Returned(path)
    try:
        workbook = open_workbook(path)
        mark = mark_of(workbook)
        found.package, line = _due(reader, mark, rounds, kind, ledger.today())
        assert mark is not None, "told above"
        if (former := return_books.taken_as(reader, FORM, sum_of(path))) is not None:
            raise KnownError(f"这份意见表已在第 {former} 次导入中收过。要重新收的，请先撤销那次导入。", "taken")
        _told_of(reader, found, line, ledger.today())
        _compare(reader, found, line, mark, workbook, ledger.today())
    except (Refused, KnownError) as error:
        found.refused = str(error)
    return found


def _due(
    reader: Reader, mark: PackageMark | None, rounds: Sequence[int], kind: str, today: str
) -> tuple[Package, UnitLine]:
    """The sheet and the unit that it is about; KnownError says what it is where it is not one that is due here."""
    package = Package.of(mark.package_id) if mark else None
    sent = return_books.sent_books(reader, package.family) if package else ()
    if mark is None or package is None or not 1 <= package.version <= len(sent):
        raise KnownError(f"这份表不是本账本发出的意见表，认不出是哪一份。{NOT_IMPORTED}", "no_package_id")
    about = verbs.stored(reader, SUBMISSIONS, package.submission)
    month = f"（{date.fromisoformat(sent[package.version - 1].recorded_at[:10]).month}月）"
    if about["kind"] != kind:
        told = GATES.get(about["kind"], "别的材料")
        raise KnownError(f"这是{told}的意见表{month}，现在收的是{GATES[kind]}。{NOT_IMPORTED}", "other_gate")
    if about["round"] not in rounds:
        raise KnownError(f"这是别的轮次的意见表{month}。请换到那一轮后再收。{NOT_IMPORTED}", "other_round")
    found = gate(reader, (about["round"],), kind, today)
    line = next((one for one in found.units if one.unit_id == about["unit"]), None)
    if line is None or not line.submission:
        raise KnownError(f"{about['number']} 已不在台账中。{NOT_IMPORTED}", "unknown_record")
    if line.submission != package.submission:
        raise KnownError(
            f"这是{line.unit}{GATES[kind]}第 {about['version'] or 1} 次送审的意见表{month}，现在收的是第 {line.turn} 次。{NOT_IMPORTED}",
            "other_turn",
        )
    stages = list(STAGES.values())
    now = list(STAGES).index(line.stage) + 1
    if now != package.stage:
        told, due = stages[package.stage - 1], STAGES[line.stage]
        raise KnownError(
            f"这是{line.unit}{GATES[kind]}{told}的意见表{month}，现在收的是{due}。{NOT_IMPORTED}", "other_turn"
        )
    if line.state in PASSED:
        raise KnownError(f"{line.number} 已通过，不再收意见。{NOT_IMPORTED}", "already_passed")
    return package, line


def _told_of(reader: Reader, found: Returned, line: UnitLine, today: str) -> None:
    assert found.package is not None, "known by now"
    party = found.package.party
    found.party = next((one.name for one in parties_of(reader, today) if one.id == party), "")
    if not found.party:
        raise KnownError(f"发表的联审方已不在台账中。请先取回。{NOT_IMPORTED}", "unknown_record")
    found.unit, found.round_id = line.unit, line.round_id


def _compare(reader: Reader, found: Returned, line: UnitLine, mark: PackageMark, workbook: Any, today: str) -> None:
    package = found.package
    assert package is not None, "known by now"
    book = return_books.sent_books(reader, package.family)[package.version - 1]
    then = standing(reader, line.round_id, book.as_of, book.action_id)
    rows, _about = rows_for(package, line.unit_id, then, opinions_after(reader, book.action_id))
    if mark.sign(rows) != mark.signature:
        unit = register.full_name(reader, line.unit_id)
        raise KnownError(
            f"表中的签名与发给{found.party}审{unit}的内容对不上。请另导出一份再填。{NOT_IMPORTED}", "signature"
        )
    said = opinions_after(reader)
    now, about = rows_for(package, line.unit_id, standing(reader, line.round_id, today), said)
    sent = Sent(mark, OPINIONS.sheet, OPINIONS.editable, OPINIONS.locked, rows, OPINIONS)
    found.outcome = merge_workbook(workbook, sent, Now(mark, now), CellReader())
    found.about = about
    if found.outcome.refused:
        raise KnownError(f"{found.outcome.refused}{NOT_IMPORTED}", found.outcome.refused.kind)
    _sort(reader, found, found.outcome, ids_by_finding(package, said))


def _sort(reader: Reader, found: Returned, outcome: Outcome, ids: Mapping[int | None, int]) -> None:
    """What of the rows is entered, and what is only told."""
    changed: dict[str, list[Edit]] = {}
    for edit in outcome.merged.changes:
        changed.setdefault(edit.key, []).append(edit)
    for key, edits in changed.items():
        row, finding = outcome.rows[key], found.about[key]
        taken, why_not = _judged(reader, Taken(row, finding, ids.get(finding), {}), edits)
        if taken is not None:
            found.taken.append(taken)
        else:
            found.unmatched.append(f"{found.party}意见表第 {row} 行{why_not}")
    found.unmatched += _told_only(found.party, outcome)


def _judged(reader: Reader, row: Taken, edits: Sequence[Edit]) -> tuple[Taken | None, str]:
    """The row with its values, or why it is not taken."""
    try:
        values = {_FIELDS[one.field]: _field(one.field).read(one.returned.shown or "", _no_link) for one in edits}
    except KnownError as error:
        return None, f"没有取：{error}"
    if row.opinion is None and not values.get("text"):
        return None, "只填了要求退回或等次，没有写意见，没有取。"
    if row.opinion is not None and verbs.stored(reader, BOOK, row.opinion)["state"] == SETTLED:
        return None, "的意见已定，改写的没有取。"
    return Taken(row.row, row.finding, row.opinion, values), ""


def _field(name: str) -> Field:
    found = BOOK.field(_FIELDS[name])
    assert found is not None, "declared"
    return found


def _no_link(_holds: str, _words: str) -> None:
    """None of the three fields names anything."""


def _told_only(party: str, outcome: Outcome) -> Iterator[str]:
    """Rows that belong to nothing, and what a sheet cannot change."""
    for bad in outcome.bad_keys:
        yield f"{party}意见表第 {bad.row} 行{_why_bad(bad)}"
    for proposal in outcome.added:
        yield f"{party}意见表第 {proposal.row} 行的问题不在本单位清单，已列在“没对上”。"
    for edit in outcome.merged.conflicts:
        gone = "的问题已不在清单，没有取。" if edit.kind else "的意见台账中已另改，没有取。"
        yield f"{party}意见表第 {outcome.rows[edit.key]} 行{gone}"
    for edit in outcome.merged.cleared:
        title = OPINIONS.titles[edit.field]
        yield f"{party}意见表第 {outcome.rows[edit.key]} 行的“{title}”清空了，台账不动。"
    for fault in outcome.faults:
        if fault.level == "error" or fault.column in _FIELDS:
            yield f"{party}意见表第 {fault.row} 行：{fault.message}"


def _why_bad(bad: BadKey) -> str:
    if bad.kind == "foreign":
        return "的问题不在本单位清单，已列在“没对上”。"
    return "的问题标识与别的行重复，没有取。" if bad.kind == "duplicate" else "的问题标识被改动，没有取。"
