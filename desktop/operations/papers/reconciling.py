"""Issued papers against the ledger (D12, D13): each figure recomputed for the paper's own date with what is known now, and for today.

当时就错: the paper's own date and basis, with what is known now, give another figure (a late entry, a correction): it wants a correction.
此后变化: it was right then and has moved on since: it wants nothing. A figure that a person typed is never checked; one that a hand
changed in the file is told as edited, a number that stands in no figure as unmatched.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol

from db.queries import findings as finding_queries
from db.queries import letters as letter_queries
from db.queries import papers as queries
from db.records import FindingCriteria, LetterRow
from db.store import Ledger
from desktop.documents import readback
from desktop.documents.figures import COMPUTED, Entry, Figure, raw_text
from desktop.documents.fixed_words import NUMBER_LINE
from desktop.errors import KnownError
from desktop.operations.papers import catalogue, decided, making
from desktop.operations.papers.decided import LEFT_OUT, Decision
from desktop.operations.papers.gathered import Request
from desktop.operations.papers.partners import partners
from desktop.operations.papers.workshop import Workshop
from desktop.rules.document_numbers import plain

_GATHERED = ("department", "leader", "organ")
"""Kinds whose unit, where they have one, is the addressee and not the one whose findings they tell."""
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


class Outcome(StrEnum):
    """What became of a figure."""

    SAME = "same"
    WRONG_THEN = "wrong_then"
    CHANGED = "changed"
    EDITED = "edited"
    TYPED = "typed"


@dataclass(frozen=True)
class Line:
    """A figure of a paper: as printed, as it comes out for the paper's own date, and for today, each with the numbers of its findings.

    `edited` is how it reads in a file that came back, where that differs, `decision` what was decided of a figure that was wrong already
    then. A figure that is not recomputed has no values but the printed one.
    """

    token: str
    figure: str
    then: str
    for_date: str = ""
    today: str = ""
    rows: tuple[str, ...] = ()
    rows_for_date: tuple[str, ...] = ()
    rows_today: tuple[str, ...] = ()
    checked: bool = True
    edited: str | None = None
    decision: Decision | None = None
    place: int = 0
    """The paragraph of the paper in which it stands, counted from 1 over those with words; 0 where the stored file does not say."""
    tabled: bool = False
    """Whether it is a cell of a table, which a sentence of the paper sums up, and not said in a sentence."""

    @property
    def outcome(self) -> Outcome:
        """What a person is told first."""
        if self.edited is not None:
            return Outcome.EDITED
        if not self.checked:
            return Outcome.TYPED
        if self.then != self.for_date or set(self.rows) != set(self.rows_for_date):
            return Outcome.WRONG_THEN
        return Outcome.CHANGED if self.then != self.today or set(self.rows) != set(self.rows_today) else Outcome.SAME

    @property
    def differing(self) -> tuple[str, ...]:
        """The findings that make the difference, those that are gone first."""
        other = self.rows_for_date if self.outcome is Outcome.WRONG_THEN else self.rows_today
        return (*(row for row in self.rows if row not in other), *(row for row in other if row not in self.rows))

    def as_json(self) -> dict[str, Any]:
        """The answer of the command line."""
        now = self.for_date if self.outcome is Outcome.WRONG_THEN else self.today
        told = {"decision": self.decision.as_json()} if self.decision is not None else {}
        return {"figure": self.figure, "then": self.then, "now": now, "findings": list(self.differing), **told}


@dataclass(frozen=True)
class Reconciled:
    """A paper with its figures. `untold` says why it could not be recomputed, `unmatched` are numbers of the file in no figure."""

    letter: LetterRow
    path: str
    lines: tuple[Line, ...] = ()
    unmatched: tuple[str, ...] = ()
    untold: str = ""

    def those(self, outcome: Outcome) -> tuple[Line, ...]:
        """The figures of one outcome."""
        return tuple(line for line in self.lines if line.outcome is outcome)

    @property
    def said(self) -> tuple[Line, ...]:
        """The figures that the paper says in its sentences; a paper that is a form says those of its table."""
        return tuple(line for line in self.lines if not line.tabled) or self.lines

    @property
    def listed(self) -> tuple[Line, ...]:
        """The others: cells of its tables."""
        return tuple(line for line in self.lines if line.tabled) if len(self.said) < len(self.lines) else ()

    @property
    def undecided(self) -> tuple[Line, ...]:
        """What was wrong already then and waits for 作说明保留 or 出更正."""
        return tuple(line for line in self.those(Outcome.WRONG_THEN) if line.decision is None)

    def as_json(self) -> dict[str, Any]:
        """The answer of the command line."""
        edited = [
            {"figure": one.figure, "then": one.then, "now": one.edited or None} for one in self.those(Outcome.EDITED)
        ]
        told = {name: [one.as_json() for one in self.those(outcome)] for name, outcome in _COLUMNS.items()}
        untold = {"untold": self.untold} if self.untold else {}
        return {
            "number": self.letter.number, "path": self.path, **told, "edited": edited, "unmatched": list(self.unmatched), **untold,
        }  # fmt: skip


_COLUMNS = {"wrong_then": Outcome.WRONG_THEN, "changed": Outcome.CHANGED}


def sentence(one: Reconciled) -> str:
    """云巡督〔2026〕1号　县民政局党组：4 个数字，当时就错 1（逾期数 3→2），此后变化 0。"""
    head = f"{one.letter.number or one.letter.title}　{one.letter.addressee}："
    if one.untold:
        return f"{head}不能重算（{one.untold}）"
    if not one.lines:
        return f"{head}没有可追溯的数字"
    parts = [f"{len(one.said)} 个数字" + (f"（表中另有 {len(one.listed)} 个）" if one.listed else "")]
    for word, outcome in (("当时就错", Outcome.WRONG_THEN), ("此后变化", Outcome.CHANGED)):
        moved = [line.as_json() for line in one.those(outcome)]
        told = "、".join(f"{item['figure']} {item['then']}→{item['now']}" for item in moved)
        parts.append(f"{word} {len(moved)}{f'（{told}）' if told else ''}")
    if settled := [line.decision for line in one.those(Outcome.WRONG_THEN) if line.decision is not None]:
        parts.append(f"已处理 {len(settled)}（{'；'.join(dict.fromkeys(each.told for each in settled))}）")
    parts += [f"人工改动 {len(edited)}"] if (edited := one.those(Outcome.EDITED)) else []
    parts += [f"没对上 {'、'.join(one.unmatched)}"] if one.unmatched else []
    return f"{head}{'，'.join(parts)}"


def every(ledger: Ledger, workshop: Workshop, report: Report | None = None, of: Sequence[int] = ()) -> list[Reconciled]:
    """Every paper issued (of the rounds `of` and of none, where named), latest first, void ones left alone; a cancelled report ends it early."""
    issued = [one for one in letter_queries.letters(ledger.newest) if one.state == "issued" and one.sha256]
    issued = [one for one in issued if not of or one.round_id in (None, *of)]
    found = []
    for place, one in enumerate(issued, 1):
        if report is not None:
            if report.cancelled:
                break
            report(place, len(issued), one.number)
        found.append(paper(ledger, workshop, one))
    return found


class Report(Protocol):
    """Who is told how far it is, and whether it goes on."""

    cancelled: bool

    def __call__(self, done: int, total: int, text: str = "") -> None:
        """So many of so many."""


def paper(ledger: Ledger, workshop: Workshop, letter: LetterRow) -> Reconciled:
    """One paper; its figures are those of its manifest. What a person typed, and what tells of no moment, is not recomputed."""
    printed = _manifest(ledger, letter)
    found = Reconciled(letter, letter.file_name)
    checked = [one for one in printed if one.origin == COMPUTED and one.as_of]
    again: tuple[list[Entry | None], list[Entry | None]] = ([], [])
    if checked:
        try:
            again = (
                partners(checked, _again(ledger, workshop, letter, str(letter.as_of))),
                partners(checked, _again(ledger, workshop, letter, ledger.today())),
            )
        except KnownError as error:
            return replace(found, untold=str(error))
    recomputed = {one.token: pair for one, pair in zip(checked, zip(*again, strict=True), strict=True)}
    made = {one.about: one for one in decided.decisions(ledger.newest, letter.id)}
    places = _places(ledger, letter)
    lines = (replace(_line(one, recomputed.get(one.token)), **places.get(one.token, {})) for one in printed)
    return replace(found, lines=tuple(_with_decision(letter, one, made) for one in lines))


def _places(ledger: Ledger, letter: LetterRow) -> dict[str, dict[str, Any]]:
    """Token → paragraph and whether that is a cell, by the file as it went out."""
    try:
        reading = readback.read(ledger.pool.read(letter.sha256), letter.file_name)
    except KnownError:
        return {}
    return {
        token: {"place": paragraph + 1, "tabled": paragraph in reading.tabled}
        for token, (paragraph, _begin, _end) in reading.spots.items()
    }


def file(ledger: Ledger, workshop: Workshop, path: Path) -> Reconciled:
    """A file that came back: known by its content or by its number; also what a hand changed in it."""
    reading = readback.read_file(path)
    letter = _letter_of(ledger, path, reading)
    found = replace(paper(ledger, workshop, letter), path=str(path))
    frozen = readback.read(ledger.pool.read(letter.sha256), letter.file_name)
    edited = {one.token: one.now or "" for one in readback.changed_figures(_manifest(ledger, letter), reading)}
    lines = tuple(replace(one, edited=edited.get(one.token)) for one in found.lines)
    return replace(found, lines=lines, unmatched=tuple(dict.fromkeys(_strange_numbers(frozen, reading))))


def _strange_numbers(frozen: readback.Reading, reading: readback.Reading) -> Iterator[str]:
    """Numbers in changed or added paragraphs that stand in no figure and stood nowhere in the paper."""
    known = {number for text in frozen.paragraphs for number in _NUMBER.findall(text)}
    for place, text in enumerate(reading.paragraphs):
        if text in frozen.paragraphs:
            continue
        spots = [(begin, end) for paragraph, begin, end in reading.spots.values() if paragraph == place]
        for found in _NUMBER.finditer(text):
            inside = any(begin <= found.start() < end for begin, end in spots)
            if not inside and found[0] not in known:
                yield found[0]


def _letter_of(ledger: Ledger, path: Path, reading: readback.Reading) -> LetterRow:
    """The paper that a file is: by its own bytes, its line of the number, or a title that one paper alone bears."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    lines = {plain(line) for line in reading.paragraphs if NUMBER_LINE.match(line)}
    issued = [one for one in letter_queries.letters(ledger.newest) if one.sha256]
    titled = [one for one in issued if _bears(reading, one)]
    found = (
        [one for one in issued if one.sha256 == digest]
        or [one for one in issued if one.number and plain(one.number) in lines]
        or (titled if len(titled) == 1 and not lines else [])
    )
    if not found:
        raise KnownError(
            f"{path.name} 不是本账本发出的文书，发文登记中没有它的文号。请核对文件，或换一个账本。", "unknown_paper"
        )
    return found[0]


def _bears(reading: readback.Reading, letter: LetterRow) -> bool:
    """Whether a file has a paper's title, and names the record that the register tells with it."""
    if letter.title == reading.title:
        return True
    number = letter.title.removeprefix(f"{reading.title}（").removesuffix("）")
    named = letter.title == f"{reading.title}（{number}）"
    return named and any(plain(number) in plain(text) for text in reading.paragraphs)


def _manifest(ledger: Ledger, letter: LetterRow) -> list[Entry]:
    return [
        Entry(one.token, one.name, one.value, one.value, one.basis, one.as_of, one.known_at, tuple(json.loads(one.findings)), one.origin)
        for one in queries.figures_of(ledger.newest, letter.id)
    ]  # fmt: skip


def _again(ledger: Ledger, workshop: Workshop, letter: LetterRow, as_of: str) -> tuple[Entry, ...]:
    """The figures of the same paper as they come out now for a date; none where nobody would have cause for it."""
    try:
        gathered = making.gather(ledger.newest, _asked(ledger, letter, as_of))
    except KnownError as error:
        if error.kind == making.NO_CAUSE:
            return ()
        raise
    press = workshop.press(letter.kind)
    papers = [(one, press.render(one.words, draft=True)) for one in gathered if one.addressee == letter.addressee]
    for one, paper in sorted(
        papers, key=lambda pair: pair[0].entitled(pair[1].title) != letter.title
    ):  # one unit may get several of a kind
        return (*paper.entries, *_untold(one.words))
    return ()


def _asked(ledger: Ledger, letter: LetterRow, as_of: str) -> Request:
    """The request for a paper that went out: what was typed, its round, its unit or, where it gathers findings of many, all of them."""
    reader = ledger.newest
    recipe = catalogue.recipe(reader, letter.kind)
    typed, basis_id = queries.words_and_basis(reader, letter.id)
    given = json.loads(typed)
    if recipe.rows.chosen:
        criteria = FindingCriteria(ids=letter_queries.findings_of_letter(reader, letter.id), presence="any")
        given["问题编号"] = [row.number for row in finding_queries.list_findings(reader, criteria, as_of)]
    of_unit = letter.unit_id is not None and not (recipe.each and recipe.per in _GATHERED)
    return Request(
        letter.kind, date.fromisoformat(str(letter.issued_on)), date.fromisoformat(as_of), letter.round_id,
        (letter.unit_id,) if of_unit and letter.unit_id is not None else (), everyone=recipe.each and not of_unit,
        given=given, basis_id=basis_id, again=letter.id,
    )  # fmt: skip


def _untold(words: Mapping[str, Any]) -> Iterator[Entry]:
    """Every figure of the words, told or not: a passage may be left out that printed one; a word that counts nothing is nought."""
    for name, value in words.items():
        if isinstance(value, Figure):
            yield Entry(
                "",
                value.name,
                value.shown,
                raw_text(value.value),
                value.basis,
                value.as_of,
                value.known_at,
                value.rows,
                value.origin,
            )
        elif value is None:
            yield Entry("", name, "0", "", "", "", "", (), COMPUTED)
        elif isinstance(value, (list, tuple)):
            for row in value:
                yield from _untold(row) if isinstance(row, Mapping) else ()


def _line(one: Entry, again: tuple[Entry | None, Entry | None] | None) -> Line:
    if again is None:
        return Line(one.token, one.name, one.value_text, rows=one.rows, checked=False)
    (for_date, rows_for_date), (today, rows_today) = (
        (LEFT_OUT, ()) if other is None else (other.value_text, other.rows) for other in again
    )
    if (
        not one.rows
    ):  # of the same value: a paper of a former version, which did not keep the records behind a count of a book
        rows_for_date = () if for_date == one.value_text else rows_for_date
        rows_today = () if today == one.value_text else rows_today
    return Line(one.token, one.name, one.value_text, for_date, today, one.rows, rows_for_date, rows_today)


def _with_decision(letter: LetterRow, line: Line, made: Mapping[decided.Difference, Decision]) -> Line:
    about = (letter.id, line.token, line.then, line.for_date)
    return replace(line, decision=made.get(about)) if line.checked and about in made else line
