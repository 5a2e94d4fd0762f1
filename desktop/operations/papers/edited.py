"""Issue of the file that the leader approved, also when it was edited in WPS: read back, compared, guarded, frozen as it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from db.reader import Reader
from db.store import Ledger
from desktop.documents import readback, stamp
from desktop.documents.figures import Entry
from desktop.documents.render import Paper, save
from desktop.errors import KnownError
from desktop.operations import evidence
from desktop.operations.change import change
from desktop.operations.papers import numbers
from desktop.operations.papers.gathered import Gathered
from desktop.operations.papers.guarding import Guard
from desktop.operations.papers.issuing import Made, enter_figure, insert_letter, paper_name, refuse_in_trial
from desktop.operations.papers.workshop import Workshop
from desktop.rules.permissions import Action, Actor


@dataclass(frozen=True)
class Comparison:
    """How an edited file differs from the draft: paragraphs, and generated figures that a hand changed."""

    differences: tuple[readback.Difference, ...]
    figures: tuple[readback.ChangedFigure, ...]


def compare(workshop: Workshop, one: Gathered, file: Path) -> Comparison:
    """What was changed by hand in an edited file, before anything is issued."""
    draft, edited = workshop.press(one.kind).render(one.words, draft=True), readback.read_file(file)
    return _compared(draft, edited, file)


def issue(
    ledger: Ledger,
    actor: Actor,
    workshop: Workshop,
    gathered: Sequence[Gathered],
    file: Path,
    folder: Path,
    *,
    number: str = "",
) -> Made:
    """Freeze the edited file under a number: the one that stands in it, the one typed, or the next one, which is put into its blank line."""
    refuse_in_trial(ledger)
    if len(gathered) != 1:
        raise KnownError("按改定稿签发一次只能一件：请指明一个单位（--unit）。")
    one = gathered[0]
    edited = readback.read_file(file)
    draft = workshop.press(one.kind).render(one.words, draft=True)
    compared = _compared(draft, edited, file)
    _check_addressee(one, edited, file)
    data = file.read_bytes()
    title = edited.title or draft.title
    with change(ledger, actor, Action.ISSUE, f"按改定稿签发{one.recipe.title} {one.addressee}") as changes:
        reader = changes.writer
        own, data = _numbered(reader, one, data, file.name, number)
        name = paper_name(one, own.seq or 0)
        Guard(reader).check(one, data, name)
        pooled = evidence.keep_file(changes, ledger.pool, data)
        told = [{"kind": item.kind, "before": item.before, "after": item.after} for item in compared.differences]
        fields = {
            "title": title,
            "sha256": pooled.sha256,
            "draft_sha256": draft.sha256,
            "file_name": name,
            "differences": told,
        }
        letter_id = insert_letter(changes, one, own, fields)
        for entry in _figures_as_issued(draft.entries, compared):
            enter_figure(changes, letter_id, entry.as_json())
    path = save(data, folder, name)
    return Made(path, one.addressee, own.text, pooled.sha256, letter_id, draft.pages, title)


def _compared(draft: Paper, edited: readback.Reading, file: Path) -> Comparison:
    printed = readback.read(draft.data, file.name)
    return Comparison(
        tuple(readback.differences(printed, edited)), tuple(readback.changed_figures(draft.entries, edited))
    )


def _check_addressee(one: Gathered, edited: readback.Reading, file: Path) -> None:
    if one.recipe.form == "letter" and edited.addressee != one.addressee:
        said = f"“{edited.addressee}”" if edited.addressee else "空的"
        raise KnownError(f"{file.name} 的主送是{said}，应为“{one.addressee}”。没有签发，请核对是不是拿错了文件。")


def _numbered(
    reader: Reader, one: Gathered, data: bytes, name: str, number: str
) -> tuple[numbers.DocumentNumber, bytes]:
    """The number of the edited file, and the file with it in place."""
    standing = stamp.number_in(data, name)
    if number.isdigit():
        number = numbers.fill(numbers.pattern_for(reader, one.series), one.issued_on.year, int(number))
    if standing and number and standing != number:
        raise KnownError(f"{name} 里的文号是“{standing}”，与给出的“{number}”不一致。请核对。")
    if standing:
        return numbers.typed_number(reader, one.series, standing), data
    year = one.issued_on.year
    own = (
        numbers.typed_number(reader, one.series, number)
        if number
        else numbers.next_numbers(reader, one.series, year, 1)[0]
    )
    if one.recipe.form != "letter":
        return own, data
    filled = stamp.stamped(data, name, numbers.blank(reader, one.series, year), own.text)
    if filled is None:
        raise KnownError(
            f"{name} 里找不到空着的文号（{numbers.blank(reader, one.series, year)}）。请在文件里填好文号，或保留这一行。"
        )
    return own, filled


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
