"""Issued papers against the ledger (D12, D13): each figure recomputed for the paper's own date with what is known now, and for today.

当时就错: the paper's own date and basis, with what is known now, give another figure (a late entry, a correction): it wants a correction.
此后变化: it was right then and has moved on since: it wants nothing. A figure that a person typed is never checked; one that a hand
changed in the file is told as edited, a number that stands in no figure as unmatched.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from db.queries import findings as finding_queries
from db.queries import letters as letter_queries
from db.queries import papers as queries
from db.records import FindingCriteria, LetterRow
from db.store import Ledger
from desktop.documents import readback
from desktop.documents.figures import COMPUTED, Entry
from desktop.errors import KnownError
from desktop.operations.papers import catalogue, making
from desktop.operations.papers.gathered import Request
from desktop.operations.papers.workshop import Workshop

LEFT_OUT = "—"
"""The paper would not tell this any more."""
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True)
class Moved:
    """A figure that comes out otherwise: as printed and as recomputed, with the findings that make the difference."""

    token: str
    figure: str
    then: str
    now: str
    findings: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """The answer of the command line."""
        return {"figure": self.figure, "then": self.then, "now": self.now, "findings": list(self.findings)}


@dataclass(frozen=True)
class Reconciled:
    """What became of a paper's figures. `untold` says why it could not be recomputed; `figures` is how many were compared."""

    letter: LetterRow
    path: str
    figures: int
    wrong_then: tuple[Moved, ...] = ()
    changed: tuple[Moved, ...] = ()
    edited: tuple[readback.ChangedFigure, ...] = ()
    unmatched: tuple[str, ...] = ()
    untold: str = ""

    def as_json(self) -> dict[str, Any]:
        """The answer of the command line."""
        return {
            "number": self.letter.number, "path": self.path,
            "wrong_then": [one.as_json() for one in self.wrong_then], "changed": [one.as_json() for one in self.changed],
            "edited": [{"figure": one.name, "then": one.then, "now": one.now} for one in self.edited],
            "unmatched": list(self.unmatched), **({"untold": self.untold} if self.untold else {}),
        }  # fmt: skip


def sentence(one: Reconciled) -> str:
    """云巡督〔2026〕1号　县民政局党组：4 个数字，当时就错 1（逾期数 3→2），此后变化 0。"""
    head = f"{one.letter.number or one.letter.title}　{one.letter.addressee}："
    if one.untold:
        return f"{head}不能重算（{one.untold}）"
    if not one.figures:
        return f"{head}没有可追溯的数字"
    parts = [f"{one.figures} 个数字"]
    for word, moved in (("当时就错", one.wrong_then), ("此后变化", one.changed)):
        told = "、".join(f"{item.figure} {item.then}→{item.now}" for item in moved)
        parts.append(f"{word} {len(moved)}{f'（{told}）' if told else ''}")
    parts += [f"人工改动 {len(one.edited)}"] if one.edited else []
    parts += [f"没对上 {'、'.join(one.unmatched)}"] if one.unmatched else []
    return f"{head}{'，'.join(parts)}"


def every(ledger: Ledger, workshop: Workshop) -> list[Reconciled]:
    """Every paper that was issued by the program, the earliest first; void ones are left alone."""
    issued = [one for one in letter_queries.letters(ledger.newest) if one.state == "issued" and one.sha256]
    return [paper(ledger, workshop, one) for one in reversed(issued)]


def paper(ledger: Ledger, workshop: Workshop, letter: LetterRow) -> Reconciled:
    """One paper; its figures are those of its manifest."""
    printed = [one for one in _manifest(ledger, letter) if one.origin == COMPUTED and one.as_of]
    found = Reconciled(letter, letter.file_name, len(printed))
    if not printed:
        return found
    try:
        as_it_was = _again(ledger, workshop, letter, str(letter.as_of))
        today = _again(ledger, workshop, letter, ledger.today())
    except KnownError as error:
        return replace(found, untold=str(error))
    wrong = _moved(printed, as_it_was)
    bad = {one.token for one in wrong}
    return replace(
        found, wrong_then=tuple(wrong), changed=tuple(one for one in _moved(printed, today) if one.token not in bad)
    )


def file(ledger: Ledger, workshop: Workshop, path: Path) -> Reconciled:
    """A file that came back: known by its content or by its number; also what a hand changed in it."""
    reading = readback.read_file(path)
    letter = _letter_of(ledger, path, reading)
    found = replace(paper(ledger, workshop, letter), path=str(path))
    frozen = readback.read(ledger.pool.read(letter.sha256), letter.file_name)
    return replace(
        found,
        edited=tuple(readback.changed_figures(_manifest(ledger, letter), reading)),
        unmatched=tuple(_strange_numbers(frozen, reading)),
    )


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
    """The paper that a file is: its own bytes, else its number."""
    import hashlib

    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    register = letter_queries.letters(ledger.newest)
    own = next((one for one in register if one.sha256 == digest), None)
    if own is None:
        said = re.sub(r"\s", "", "".join(text for _place, text in reading.texts))
        own = next((one for one in register if one.number and one.sha256 and one.number in said), None)
    if own is None:
        raise KnownError(
            f"{path.name} 不是本账本发出的文书，发文登记中没有它的文号。请核对文件，或换一个账本。", "unknown_paper"
        )
    return own


def _manifest(ledger: Ledger, letter: LetterRow) -> list[Entry]:
    return [
        Entry(one.token, one.name, one.value, one.value, one.basis, one.as_of, one.known_at, tuple(json.loads(one.findings)), one.origin)
        for one in queries.figures_of(ledger.newest, letter.id)
    ]  # fmt: skip


def _again(ledger: Ledger, workshop: Workshop, letter: LetterRow, as_of: str) -> tuple[Entry, ...]:
    """The figures of the same paper as they come out now for a date; none where it would have no cause."""
    reader = ledger.newest
    recipe = catalogue.recipe(reader, letter.kind)
    words, basis_id = queries.words_and_basis(reader, letter.id)
    given = json.loads(words)
    if recipe.rows.chosen:
        criteria = FindingCriteria(ids=letter_queries.findings_of_letter(reader, letter.id), presence="any")
        rows = finding_queries.list_findings(reader, criteria, as_of)
        given["问题编号"] = [row.number for row in rows]
    request = Request(
        letter.kind, date.fromisoformat(str(letter.issued_on)), date.fromisoformat(as_of), letter.round_id,
        () if letter.unit_id is None else (letter.unit_id,), given=given, basis_id=basis_id, again=True,
    )  # fmt: skip
    if recipe.each and letter.unit_id is None:
        request = replace(request, everyone=True)
    found = [one for one in making.gather(reader, request) if one.addressee == letter.addressee]
    if not found:
        return ()
    return workshop.press(letter.kind).render(found[0].words, draft=True).entries


def _moved(printed: Sequence[Entry], again: Sequence[Entry]) -> list[Moved]:
    """The printed figures that come out otherwise; of several of one name each takes the one with most of its rows."""
    left = list(again)
    moved = []
    for one in printed:
        partner = _partner(one, left)
        if partner is not None:
            left.remove(partner)
        value, rows = (
            (partner.value_text, partner.rows)
            if partner is not None
            else ("0" if one.value_text.isdecimal() else LEFT_OUT, ())
        )
        if value != one.value_text or set(rows) != set(one.rows):
            differing = [*(row for row in one.rows if row not in rows), *(row for row in rows if row not in one.rows)]
            moved.append(Moved(one.token, one.name, one.value_text, value, tuple(dict.fromkeys(differing))))
    return moved


def _partner(one: Entry, among: Iterable[Entry]) -> Entry | None:
    named = [other for other in among if other.name == one.name]
    rows = set(one.rows)
    return max(named, key=lambda other: len(rows & set(other.rows)) - len(rows ^ set(other.rows)), default=None)
