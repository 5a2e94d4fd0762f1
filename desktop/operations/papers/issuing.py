"""Issue: numbers given, every file read back, then the papers frozen in the register, all of a batch or none (D8, D10–D12)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db.queries import papers as queries
from db.queries.settings import is_trial
from db.reader import Reader
from db.store import Ledger
from desktop.documents.file_words import FileWords
from desktop.documents.identity import marked
from desktop.documents.recipe import file_name
from desktop.documents.render import Paper, save
from desktop.documents.vocabulary import chinese_date
from desktop.errors import KnownError
from desktop.exchange.uncollected import uncollected
from desktop.ledgers.ways_out import PAPER_ISSUED
from desktop.operations import evidence, outgoing
from desktop.operations.change import Changes, change
from desktop.operations.outgoing import Asked, Facts
from desktop.operations.papers import correcting, drafts, early_replies, numbers
from desktop.operations.papers.contracts import (
    refuse_all_dates,
    refuse_broken,
    refuse_unwaived,
    unwaived,
)
from desktop.operations.papers.gathered import Gathered
from desktop.operations.papers.guarding import Guard
from desktop.operations.papers.numbers import DocumentNumber
from desktop.operations.papers.workshop import Workshop, form_words
from desktop.rules.permissions import Action, Actor


@dataclass(frozen=True)
class Made:
    """A paper on disk: its path, addressee, number (empty for a draft), hash, and its register id (0 for a draft).

    `unwritten` says why an issued paper, which stands in the register, could not be written out; its path is empty then.
    """

    path: Path
    addressee: str
    number: str
    sha256: str
    letter_id: int = 0
    pages: int = 0
    title: str = ""
    changes: tuple[dict[str, str], ...] = ()
    unwritten: str = ""


@dataclass(frozen=True)
class Blocked:
    """A paper that was not made or may not be issued, with the words it lacks; `waivable` are those in red among them."""

    addressee: str
    missing: tuple[str, ...]
    unit_id: int | None = None
    waivable: tuple[str, ...] = ()
    kind: str = ""


def draft(workshop: Workshop, gathered: Sequence[Gathered], folder: Path) -> list[Made]:
    """Print drafts: no number is taken and nothing is changed; what is missing stands in red.

    Each draft bears a hidden mark of what it was printed from, by which issue knows it again.
    """
    made = []
    with uncollected():
        for serial, one in enumerate(gathered, 1):
            paper = workshop.press(one.kind).render(one.words, draft=True)
            data = marked(paper.data, drafts.identity(one, paper, workshop.ledger_id, workshop.today))
            path = save(data, folder, paper_name(one, serial))
            made.append(Made(path, one.addressee, "", paper.sha256, pages=paper.pages, title=paper.title))
    return made


def sort_out(
    gathered: Sequence[Gathered], reader: Reader | None = None, waived: Collection[str] = ()
) -> tuple[list[Gathered], list[Blocked]]:
    """Those that may be issued, and those that lack a word that blocks; with a reader also words in red that nobody waived."""
    sound, blocked = [], []
    for one in gathered:
        lacking = tuple(str(missing) for missing in one.recipe.missing(one.words) if missing.blocks)
        in_red = unwaived(reader, one, waived) if reader is not None else ()
        if lacking or in_red:
            blocked.append(Blocked(one.addressee, (*lacking, *in_red), one.unit_id, in_red, one.kind))
        else:
            sound.append(one)
    return sound, blocked


def issue(
    ledger: Ledger,
    actor: Actor,
    workshop: Workshop,
    gathered: Sequence[Gathered],
    folder: Path,
    *,
    number: str = "",
    waived: Collection[str] = (),
    purpose: str = "",
) -> list[Made]:
    """Issue papers of one kind and year: they get the next numbers (or the one typed), are read back and frozen.

    Either all of them go out or none: a paper that the guard, the contract or the date chain refuses keeps the whole batch
    from being issued. `waived` are words in red that a person said may stay empty; the log tells of them.
    """
    return issue_all(ledger, actor, workshop, [gathered], folder, number=number, waived=waived, purpose=purpose)


def issue_all(
    ledger: Ledger,
    actor: Actor,
    workshop: Workshop,
    batches: Sequence[Sequence[Gathered]],
    folder: Path,
    *,
    number: str = "",
    waived: Collection[str] = (),
    purpose: str = "",
) -> list[Made]:
    """Issue the papers of several kinds, one batch a kind, in one action: all of them or none."""
    refuse_in_trial(ledger)
    every = [one for gathered in batches for one in gathered]
    if not every:
        raise KnownError("没有可以签发的文书。请先补齐缺项，或核对是否有应发的单位。")
    if number and len(every) > 1:
        raise KnownError("一次只能给一件文书指定文号。请逐件签发，或由程序编号。")
    counts = "、".join(f"{gathered[0].recipe.title} {len(gathered)} 份" for gathered in batches if gathered)
    reason = refuse_unwaived(ledger.writing(), every, waived)
    issued: list[_Registered] = []
    with (
        uncollected(),
        change(ledger, actor, Action.ISSUE, f"签发{counts}", reason=reason) as changes,
        changes.writer.in_bulk(),
    ):
        for gathered in batches:
            if gathered:
                issued += _batch(changes, ledger, actor, workshop, gathered, number, purpose)
    return [_written(one.gathered, one.number, one.paper, one.letter_id, folder) for one in issued]


@dataclass(frozen=True)
class _Registered:
    """A paper that stands in the register and is not written out yet."""

    gathered: Gathered
    number: DocumentNumber
    paper: Paper
    letter_id: int


def _batch(
    changes: Changes,
    ledger: Ledger,
    actor: Actor,
    workshop: Workshop,
    gathered: Sequence[Gathered],
    number: str,
    purpose: str,
) -> list[_Registered]:
    """The papers of one kind inside an action: numbered, read back, frozen, entered."""
    first = gathered[0]
    given = _numbers(changes, first, len(gathered), number)
    refuse_all_dates(gathered, given, ledger.today())
    guard = Guard(changes.writer)

    press = workshop.press(first.kind)
    papers = []
    for one, own in zip(gathered, given, strict=True):
        paper = press.render({**one.words, "发文字号": own.text}, draft=False)
        name = paper_name(one, own.seq or 0)
        words = FileWords(name, paper.data)
        guard.check(one, words, form_words(one.recipe))
        refuse_broken(changes.writer, one, own, words)
        papers.append(paper)
    kept = evidence.keep_files(changes, ledger.pool, [paper.data for paper in papers])
    ids = [
        _register(changes, one, own, paper, pooled.sha256)
        for one, own, paper, pooled in zip(gathered, given, papers, kept, strict=True)
    ]
    for one, letter_id in zip(gathered, ids, strict=True):
        correcting.issued(ledger, actor, changes, one, letter_id)
    for one, own, paper, pooled in zip(gathered, given, papers, kept, strict=True):
        enter_leaving(changes, one, own, one.entitled(paper.title), pooled.sha256, purpose, paper.pages)
    return [_Registered(*each) for each in zip(gathered, given, papers, ids, strict=True)]


def refuse_in_trial(ledger: Ledger) -> None:
    """From a ledger of rate cases no paper goes out (ledger.md §3)."""
    if is_trial(ledger.writing()):
        raise KnownError("这是试算账本，不能签发文书。请在正式账本中办理。")


def reprint(ledger: Ledger, letter_id: int, folder: Path) -> Path:
    """The frozen file of an issued paper, byte for byte: the part of its issue that the disk refused (`handing_out` for every other)."""
    found = queries.letter_file(ledger.newest, letter_id)
    if found is None or not found[0]:
        raise KnownError("这件文书没有留存文件，不能重打。请在发文登记中核对。")
    return save(ledger.pool.read(found[0]), folder, found[1])


def _numbers(changes: Changes, first: Gathered, count: int, number: str) -> list[DocumentNumber]:
    if number:
        return [numbers.typed_number(changes.writer, first.series, number, first.issued_on.year)]
    return numbers.next_numbers(changes.writer, first.series, first.issued_on.year, count)


def _register(changes: Changes, one: Gathered, own: DocumentNumber, paper: Paper, sha256: str) -> int:
    fields = {"title": one.entitled(paper.title), "sha256": sha256, "file_name": paper_name(one, own.seq or 0)}
    letter_id = insert_letter(changes, one, own, fields)
    changes.writer.insert_all("letter_figure", [_figure(letter_id, entry.as_json()) for entry in paper.entries])
    return letter_id


def enter_leaving(
    changes: Changes, one: Gathered, own: DocumentNumber, title: str, sha256: str, purpose: str, pages: int
) -> None:
    """The paper's line in the register of prints and exports, in the action that issues it; its mark is the one printed on it."""
    name = f"{title}（{own.text}）" if own.text else title
    asked = Asked(str(one.words.get("密级") or ""), purpose, one.addressee)
    facts = Facts(len(one.findings), as_of=one.as_of.isoformat(), basis=one.basis_text, pages=pages)
    outgoing.enter(changes, PAPER_ISSUED, asked, name, facts, file_name=paper_name(one, own.seq or 0), sha256=sha256)


def typed_words(one: Gathered) -> dict[str, Any]:
    """What the clerk wrote for a paper, as plain values: kept with the register, for counting advice and for the next paper."""
    fields = one.recipe.fields
    return {field.name: _plain(one.words[field.name]) for field in fields if field.typed and one.words.get(field.name)}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(inner) for inner in value]
    return value if isinstance(value, (bool, int)) else str(value)


def insert_letter(changes: Changes, one: Gathered, own: DocumentNumber, fields: dict[str, Any]) -> int:
    """An entry of the register with the findings it names, inside an action."""
    letter = {
        "kind": one.kind,
        "round_id": one.round_id,
        "unit_id": one.unit_id,
        "addressee": one.addressee,
        "copies_to": "，".join(one.copies),
        "number": own.text,
        "pattern": own.pattern,
        "year": own.year,
        "seq": own.seq,
        "issued_on": one.issued_on,
        "as_of": one.as_of,
        "known_at": one.known_at,
        "basis_id": one.basis_id,
        "basis_text": one.basis_text,
        "reply_by": one.reply_by,
        "classification": str(one.words.get("密级") or ""),
        "copy_numbers": str(one.words.get("份号") or ""),
        "words": typed_words(one) if one.words else {},
    }
    letter_id = changes.writer.insert("letter", {**letter, **fields})
    if own.text:
        numbers.enter(changes, letter_id, own.text)
        early_replies.tie(changes, letter_id, own.text)
    named = enumerate(one.findings, 1)
    rows = [{"letter_id": letter_id, "finding_id": finding_id, "sort": sort} for sort, finding_id in named]
    changes.writer.insert_all("letter_finding", rows)
    if one.prepared_id is not None:
        changes.writer.update("prepared_paper", one.prepared_id, {"removed_in": changes.action_id})
    return letter_id


def enter_figure(changes: Changes, letter_id: int, entry: dict[str, Any]) -> None:
    """One line of the manifest."""
    changes.writer.insert("letter_figure", _figure(letter_id, entry))


def _figure(letter_id: int, entry: dict[str, Any]) -> dict[str, Any]:
    return {
        "letter_id": letter_id,
        "token": entry["token"],
        "name": entry["name"],
        "value": entry["value_text"],
        "origin": entry["origin"],
        "basis": entry["basis"],
        "as_of": entry["as_of"] or None,
        "known_at": entry["known_at"] or None,
        "findings": entry["rows"],
    }


def _written(one: Gathered, own: DocumentNumber, paper: Paper, letter_id: int, folder: Path) -> Made:
    path, unwritten = written_out(paper.data, folder, paper_name(one, own.seq or 0), own.text)
    return Made(
        path,
        one.addressee,
        own.text,
        paper.sha256,
        letter_id,
        paper.pages,
        one.entitled(paper.title),
        unwritten=unwritten,
    )


def written_out(data: bytes, folder: Path, name: str, number: str) -> tuple[Path, str]:
    """Write an issued paper out; it stands in the register whatever the disk says, so a failure is told beside, never instead."""
    try:
        return save(data, folder, name), ""
    except KnownError as error:
        return (
            Path(),
            f"{number or name} 已经签发并登记，只是文件没有写出：{error}。请不要再次签发，在“发文登记”中重打即可。",
        )


def paper_name(one: Gathered, serial: int) -> str:
    """The name of a paper's file: 序号_单位_文种_日期, for a report its title, round and date."""
    recipe = one.recipe
    if not recipe.guarded:
        return f"{recipe.title}_{one.file_label}_{chinese_date(one.issued_on)}.docx"
    return file_name(serial, one.file_label, recipe.title, one.issued_on)
