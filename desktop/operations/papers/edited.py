"""Issue of the file that the leader approved, also when it was edited in WPS: read back, compared, guarded, frozen as it is.

The facts (dates of the data, basis, rows, figures) are those of the draft that the file came of, by its hidden mark; the
paper's date, its number and the date of reply are those of the file. What goes out names the office in its properties and no
editor; the file as it was approved stays in the pool beside it, byte for byte.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from db.queries import marks
from db.reader import Reader
from db.store import Ledger
from desktop.documents import allowed_parts, contract, readback, revisions, row_facts, stamp
from desktop.documents.contract import LETTERS
from desktop.documents.figures import Entry
from desktop.documents.file_words import FileWords
from desktop.documents.identity import identity_of, unmarked
from desktop.documents.package import open_parts
from desktop.documents.properties import cleaned
from desktop.errors import KnownError, reason_of
from desktop.ledgers.file_properties import of_office
from desktop.operations import evidence
from desktop.operations.change import change
from desktop.operations.papers import correcting, drafts, numbers
from desktop.operations.papers.contracts import REPLY_BY, deadlines, refuse_broken, refuse_dates, refuse_unwaived
from desktop.operations.papers.gathered import Gathered
from desktop.operations.papers.given_words import given_words
from desktop.operations.papers.guarding import Guard
from desktop.operations.papers.issuing import (
    Made,
    enter_figure,
    enter_leaving,
    insert_letter,
    paper_name,
    refuse_in_trial,
    written_out,
)
from desktop.operations.papers.workshop import Workshop, form_words
from desktop.rules.document_numbers import plain, read_number
from desktop.rules.permissions import Action, Actor

REVISIONS = "revisions"

_UNDATED = ("sheet", "record")
"""Forms without 成文日期: a day alone in a field is a fact of the sheet."""


@dataclass(frozen=True)
class Comparison:
    """How an edited file differs from the draft: paragraphs, generated figures that a hand changed, and what is still tracked."""

    differences: tuple[readback.Difference, ...]
    figures: tuple[readback.ChangedFigure, ...]
    changes: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Draft:
    """What the file is compared with: the draft as it was printed, its figures, and its bytes' hash and pages where known."""

    reading: readback.Reading
    entries: tuple[Entry, ...]
    title: str
    sha256: str = ""
    pages: int = 0


def compare(workshop: Workshop, one: Gathered, file: Path) -> Comparison:
    """What was changed by hand in an edited file, before anything is issued."""
    data = _bytes(file)
    allowed_parts.refuse_foreign(open_parts(data, file.name), file.name)
    edited = readback.read(data, file.name)
    _check_addressee(one, edited, file)
    one, draft = _drafted(workshop, one, data, file.name)
    compared = _compared(draft, edited)
    return replace(compared, changes=edited.changes)


def issue(
    ledger: Ledger,
    actor: Actor,
    workshop: Workshop,
    gathered: Sequence[Gathered],
    file: Path,
    folder: Path,
    *,
    number: str = "",
    accept_changes: bool = False,
    waived: Collection[str] = (),
    purpose: str = "",
) -> Made:
    """Freeze the edited file under a number: the one that stands in it, the one typed, or the next one, put into its blank line.

    Tracked changes and comments are refused (kind `revisions`) unless a person said that they are to be accepted.
    """
    refuse_in_trial(ledger)
    if len(gathered) != 1:
        raise KnownError("按改定稿签发一次只能一件：请指明一个单位（--unit）。")
    [wanted] = gathered
    given = given_words(ledger.writing(), wanted)
    approved = _bytes(file)
    data = _settled(approved, file.name, accept_changes, given)
    edited = readback.read(data, file.name)
    _check_addressee(wanted, edited, file)
    one, draft = _drafted(workshop, wanted, data, file.name)
    compared = _compared(draft, edited)
    one = _as_dated(one, draft, edited, file.name)
    _check_facts(ledger.writing(), one, draft, edited, file.name)
    reason = refuse_unwaived(ledger.writing(), [one], waived)
    title = f"按改定稿签发{one.recipe.title} {one.addressee}"
    with change(ledger, actor, Action.ISSUE, title, reason=reason) as changes:
        own, data = _numbered(changes.writer, one, data, file.name, number)
        data = unmarked(data, file.name)
        refuse_dates(one, own, ledger.today())
        name = paper_name(one, own.seq or 0)
        words = FileWords(name, data)
        Guard(changes.writer).check(one, words, form_words(one.recipe))
        refuse_broken(changes.writer, one, own, words)
        data = cleaned(data, file.name, of_office(changes.writer).office)
        pooled, original = evidence.keep_files(changes, ledger.pool, [data, approved])
        told = [{"kind": item.kind, "before": item.before, "after": item.after} for item in compared.differences]
        fields = {
            "title": one.entitled(edited.title or draft.title),
            "sha256": pooled.sha256,
            "approved_sha256": original.sha256,
            "draft_sha256": draft.sha256,
            "file_name": name,
            "differences": told,
        }
        letter_id = insert_letter(changes, one, own, fields)
        correcting.issued(ledger, actor, changes, one, letter_id)
        for entry in _figures_as_issued(draft.entries, compared):
            enter_figure(changes, letter_id, entry.as_json())
        enter_leaving(changes, one, own, one.entitled(edited.title or draft.title), pooled.sha256, purpose, draft.pages)
    path, unwritten = written_out(data, folder, name, own.text)
    shown = tuple({"where": item.kind, "draft": item.before, "file": item.after} for item in compared.differences)
    title = one.entitled(edited.title or draft.title)
    return Made(path, one.addressee, own.text, pooled.sha256, letter_id, draft.pages, title, shown, unwritten)


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise KnownError(f"读不了“{file}”（{reason_of(error)}）；请检查文件是否还在、是否被别的程序占用") from error


def _settled(data: bytes, name: str, accept_changes: bool, given: Collection[str]) -> bytes:
    """The file without tracked changes and comments, and without anything that is not allowed in it; what the ledger gave may stand."""
    allowed_parts.refuse_foreign(open_parts(data, name), name)
    found = readback.read(data, name).changes
    if found and not accept_changes:
        more = f"等 {len(found)} 处" if len(found) > 3 else ""
        raise KnownError(
            f"{name} 里还有修订或批注：{'；'.join(found[:3])}{more}。请在 WPS 里接受或拒绝全部修订、删去批注后再签发。",
            REVISIONS,
        )
    if found:
        data = revisions.accepted(data, name)
    left = readback.unfinished(readback.read(data, name), given)
    if left:
        raise KnownError(f"{name}：{'；'.join(left[:5])}。没有签发。", "leftovers")
    return data


def _drafted(workshop: Workshop, one: Gathered, data: bytes, name: str) -> tuple[Gathered, _Draft]:
    """The paper with the facts of its draft, and the draft; without a mark both are made anew of what was gathered."""
    mark = drafts.checked(identity_of(data, name), name, workshop.ledger_id)
    if mark is not None:
        if (mark.kind, mark.unit_id, mark.round_id) != (one.kind, one.unit_id, one.round_id):
            raise KnownError(
                f"{name} 是给“{mark.addressee}”的草稿改成的，应为“{one.addressee}”。没有签发，请核对是不是拿错了文件。"
            )
        return drafts.facts_of(one, mark, workshop.today), _Draft(
            mark.reading(), mark.entries, mark.title, mark.sha256, mark.pages
        )
    paper = workshop.press(one.kind).render(one.words, draft=True)
    return one, _Draft(readback.read(paper.data, name), paper.entries, paper.title, paper.sha256, paper.pages)


def _compared(draft: _Draft, edited: readback.Reading) -> Comparison:
    return Comparison(
        tuple(readback.differences(draft.reading, edited)), tuple(readback.changed_figures(draft.entries, edited))
    )


def _check_addressee(one: Gathered, edited: readback.Reading, file: Path) -> None:
    if one.recipe.form in LETTERS and edited.addressee != one.addressee:
        said = f"“{edited.addressee}”" if edited.addressee else "空的"
        raise KnownError(f"{file.name} 的主送是{said}，应为“{one.addressee}”。没有签发，请核对是不是拿错了文件。")


def _as_dated(one: Gathered, draft: _Draft, edited: readback.Reading, name: str) -> Gathered:
    """The paper with the date that stands in the file, and with the date of reply that a hand set; a form sheet is signed by hand."""
    try:
        on = contract.dated(edited) if one.recipe.form not in _UNDATED else None
    except ValueError as error:
        raise KnownError(f"{name} 的成文日期不是实有的日期。没有签发，请改正。", "paper_dates") from error
    if on is None and one.recipe.form in LETTERS:
        raise KnownError(
            f"{name} 里找不到成文日期。没有签发，请补上“{one.issued_on.year}年×月×日”一行。", "paper_dates"
        )
    days = {**deadlines(one), REPLY_BY: one.reply_by}
    order = dict.fromkeys((*(due.word for due in one.recipe.dues), REPLY_BY))
    set_days = {word: day for word in order if (day := days.get(word)) is not None}
    moved = contract.moved_dates(set_days, draft.reading, edited)
    by_hand = {word: contract.parsed_day(now) or set_days[word] for word, (_day, now) in moved.items()}
    words = {**one.words, **by_hand}
    return replace(one, issued_on=on or one.issued_on, reply_by=by_hand.get(REPLY_BY, one.reply_by), words=words)


def _check_facts(reader: Reader, one: Gathered, draft: _Draft, edited: readback.Reading, name: str) -> None:
    """Deciding counts, the rows of the lists and the dates of the facts read as in the draft; a new date is one that exists."""
    said = [
        f"“{entry.name}”现为“{now}”，台账为“{entry.value_text}”"
        for entry, now in contract.changed_counts(draft.entries, draft.reading, edited)
    ]
    fixed = {"截止日期": one.as_of}
    feedback = one.words.get("反馈日期")
    if isinstance(feedback, date):
        fixed["反馈日期"] = feedback
    said += [
        f"“{word}”现为“{now}”，台账为“{day.isoformat()}”"
        for word, (day, now) in contract.moved_dates(fixed, draft.reading, edited).items()
    ]
    known = frozenset(number for _id, _unit, number, _text in marks.findings(reader))
    organ = str(one.words.get("署名") or "")
    texts = marks.texts_of_findings(reader, one.findings)
    said += row_facts.changed_rows(known, texts, set(_days_in_rows(one.words)), draft.reading, edited, organ)
    printed = set(draft.reading.paragraphs)
    said += contract.impossible_dates([text if text not in printed else "" for text in edited.paragraphs])
    if said:
        raise KnownError(f"{name}：{'；'.join(said[:6])}。没有签发，请改回或重新出草稿。", "contract")


def _days_in_rows(words: Mapping[str, Any]) -> Iterator[date]:
    """The dates that the rows of a paper's lists hold."""
    for rows in words.values():
        for row in rows if isinstance(rows, (list, tuple)) else ():
            if isinstance(row, Mapping):
                yield from (value for value in row.values() if isinstance(value, date))


def _numbered(
    reader: Reader, one: Gathered, data: bytes, name: str, number: str
) -> tuple[numbers.DocumentNumber, bytes]:
    """The number of the edited file, and the file with it in place."""
    standing = stamp.number_in(data, name)
    pattern = numbers.pattern_for(reader, one.series)
    if pattern and plain(number).isdigit():
        number = numbers.fill(pattern, one.issued_on.year, int(plain(number)))
    if standing and number and _key(standing) != _key(number):
        raise KnownError(f"{name} 里的文号是“{standing}”，与给出的“{number}”不一致。请核对。")
    if standing:
        own = numbers.typed_number(reader, one.series, standing)
        if own.text != standing:
            raise KnownError(
                f"{name} 里的文号“{standing}”写法不合规范，应写成“{own.text}”。没有签发，请改正。", "contract"
            )
        return own, data
    year = one.issued_on.year
    own = (
        numbers.typed_number(reader, one.series, number)
        if number
        else numbers.next_numbers(reader, one.series, year, 1)[0]
    )
    letter = one.recipe.form in LETTERS
    if not own.text or not (letter or (one.recipe.form == "sheet" and one.words.get("发文字号"))):
        return own, data
    filled = stamp.stamped(data, name, numbers.blank(reader, one.series, year), own.text, inside=not letter)
    if filled is None:
        raise KnownError(
            f"{name} 里找不到空着的文号（{numbers.blank(reader, one.series, year)}）。请在文件里填好文号，或保留这一行。"
        )
    return own, filled


def _key(number: str) -> object:
    return read_number(number) or plain(number)


def _figures_as_issued(entries: Sequence[Entry], compared: Comparison) -> list[Entry]:
    """The manifest of the edited file: a figure that a hand changed is listed as 手填 with what stands there now."""
    changed = {figure.token: figure for figure in compared.figures}
    found = []
    for entry in entries:
        figure = changed.get(entry.token)
        if figure is None:
            found.append(entry)
        elif figure.now is not None:
            found.append(replace(entry, value_text=figure.now, value_raw=figure.now, origin="typed", rows=()))
    return found
