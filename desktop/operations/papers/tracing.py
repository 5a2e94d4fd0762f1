"""From a pasted sentence to the paper it stands in, its figures, and the findings behind them as they were (D12)."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from db.queries import books as record_queries
from db.queries import findings as finding_queries
from db.queries import letters as letter_queries
from db.queries import papers as queries
from db.reader import Reader
from db.records import FindingCriteria, FindingRow, LetterRow
from db.store import Ledger
from desktop.documents import readback
from desktop.errors import KnownError
from desktop.ledgers import books
from desktop.ledgers.field import Holds
from desktop.ledgers.register import Register

_SHORTEST = 4
_MOST = 20
_ALIKE = 0.75
"""From so much likeness on a sentence is taken for one that a hand changed."""
_SPACE = re.compile(r"\s")
_SENTENCE = re.compile(r"[^。；！？]+[。；！？]?")


@dataclass(frozen=True)
class Traced:
    """A place of an issued paper: the paragraph by its place (from 1), its words, and the figures that stand in them.

    `same` is false where the words are only alike: a hand changed the sentence that was pasted.
    """

    letter: LetterRow
    paragraph: int
    text: str
    figures: tuple[queries.FigureRow, ...]
    same: bool = True

    def as_json(self) -> dict[str, Any]:
        """The answer of the command line."""
        figures = [
            {"figure": one.name, "value": one.value, "as_of": one.as_of, "basis": one.basis, "findings": json.loads(one.findings)}
            for one in self.figures
        ]  # fmt: skip
        return {"number": self.letter.number, "title": self.letter.title, "paragraph": self.paragraph, "text": self.text, "same": self.same, "figures": figures}  # fmt: skip

    @property
    def told(self) -> str:
        """云巡汇〔2026〕1号 第 3 段：逾期数 2（2 条）"""
        told = "、".join(f"{one.name} {one.value}（{len(json.loads(one.findings))} 条）" for one in self.figures)
        alike = "" if self.same else "（字句不全相同）"
        return f"{self.letter.number or self.letter.title} 第 {self.paragraph} 段{alike}：{told or '没有可追溯的数字'}"


def find(ledger: Ledger, sentence: str) -> tuple[Traced, ...]:
    """Where a sentence stands, the latest paper first; KnownError where it is too short to tell, or stands in no paper.

    The words are sought as they are, spaces apart; only where no paper has them, what comes nearest.
    """
    wanted = _squeezed(sentence)
    if len(wanted) < _SHORTEST:
        raise KnownError(f"这句话太短，请至少粘贴 {_SHORTEST} 个字，最好带上前后的字。", "too_short")
    read = [
        (letter, readback.read(ledger.pool.read(letter.sha256), letter.file_name))
        for letter in letter_queries.letters(ledger.newest)
        if letter.origin == "issued" and letter.sha256
    ]
    found = [one for letter, reading in read for one in _whole(ledger.newest, letter, reading, wanted)]
    if not found:
        alike = [one for letter, reading in read for one in _alike(ledger.newest, letter, reading, wanted)]
        found = [one for _ratio, one in sorted(alike, key=lambda pair: pair[0], reverse=True)]
    if not found:
        raise KnownError(
            "已发文书里没有这句话，也没有相近的。请核对是不是本账本发出的文书，或多粘贴几个字。", "unknown_sentence"
        )
    return tuple(sorted(found, key=lambda one: not one.figures)[:_MOST])


@dataclass(frozen=True)
class Gone:
    """A finding behind a figure that lies in the recycle bin by now."""

    number: str
    text: str


@dataclass(frozen=True)
class Noted:
    """A record of a book behind a figure: a talk, a meeting, a rule; what it says in its own words."""

    number: str
    unit: str
    text: str


Behind = FindingRow | Gone | Noted


def rows_then(reader: Reader, letter: LetterRow, figure: queries.FigureRow) -> tuple[Behind, ...]:
    """What stands behind a figure, findings or records, as it stood on its date and was known when its paper was made, in its order."""
    numbers = json.loads(figure.findings)
    ids = finding_queries.ids_of_numbers(reader, numbers)
    criteria = FindingCriteria(ids=tuple(ids), presence="any")
    known_at = figure.known_at or letter_queries.entered_on(reader, letter.id) or None
    as_of = figure.as_of or str(letter.as_of or letter.issued_on)
    known = {row.number: row for row in finding_queries.list_findings(reader, criteria, as_of, known_at)}
    gone = finding_queries.removed_texts(reader, [number for number in numbers if number not in known])
    found: dict[str, Behind] = {**known, **{number: Gone(number, text) for number, text in gone.items()}}
    found |= _records(reader, [number for number in numbers if number not in found], as_of, known_at)
    return tuple(found[number] for number in numbers if number in found)


def _records(reader: Reader, numbers: Sequence[str], as_of: str, known_at: str | None) -> dict[str, Noted]:
    """Records of the books by their numbers; each book is asked only for numbers that begin as its own do."""
    found: dict[str, Noted] = {}
    for declared in books.declared() if numbers else ():
        begins = declared.number.split("〔", 1)[0]
        ids = [record_queries.record_id(reader, declared.name, one) for one in numbers if one.startswith(f"{begins}〔")]
        own = [one for one in ids if one is not None]
        for record in (
            record_queries.records(reader, declared.shape, as_of, known_at, ids=own, short=True) if own else ()
        ):
            said = [_told(declared, name, value) for name, value in record.fields.items() if value]
            found[record.number] = Noted(
                record.number, str(record.fields.get("unit") or ""), "　".join(filter(None, said))
            )
    return found


def _told(book: Register, name: str, value: object) -> str:
    """A field of a record in words, money with its unit; unit and round stand beside it."""
    field = None if name in ("unit", "round") else book.field(name)
    if field is None:
        return ""
    return f"{field.title} {field.text(value)} 万元" if field.holds is Holds.MONEY else field.text(value)


def _whole(reader: Reader, letter: LetterRow, reading: readback.Reading, wanted: str) -> Iterator[Traced]:
    """Each paragraph that has the words, or is itself among them where several were pasted."""
    for place, text in enumerate(reading.paragraphs):
        squeezed = _squeezed(text)
        if (at := squeezed.find(wanted)) >= 0:
            yield _traced(reader, letter, reading, place, at, at + len(wanted), same=True)
        elif len(squeezed) >= 2 * _SHORTEST and squeezed in wanted:
            yield _traced(reader, letter, reading, place, 0, len(squeezed), same=True)


def _alike(reader: Reader, letter: LetterRow, reading: readback.Reading, wanted: str) -> Iterator[tuple[float, Traced]]:
    """Each sentence that comes near the words."""
    for place, text in enumerate(reading.paragraphs):
        squeezed = _squeezed(text)
        for one in _SENTENCE.finditer(squeezed):
            matcher = difflib.SequenceMatcher(None, one[0], wanted, autojunk=False)
            if matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE:
                yield matcher.ratio(), _traced(reader, letter, reading, place, one.start(), one.end(), same=False)


def _traced(
    reader: Reader, letter: LetterRow, reading: readback.Reading, place: int, begin: int, end: int, *, same: bool
) -> Traced:
    """The figures that stand from one squeezed place of the paragraph to another."""
    text = reading.paragraphs[place]
    inside = {
        token
        for token, (paragraph, first, last) in reading.spots.items()
        if paragraph == place and begin <= _place(text, first) and _place(text, last) <= end
    }
    figures = tuple(one for one in queries.figures_of(reader, letter.id) if one.token in inside)
    return Traced(letter, place + 1, text, figures, same)


def _place(text: str, at: int) -> int:
    """A place of the text, spaces not counted."""
    return len(_squeezed(text[:at]))


def _squeezed(text: str) -> str:
    return _SPACE.sub("", text)


def numbers_of(figures: Sequence[queries.FigureRow]) -> tuple[str, ...]:
    """The findings behind figures, each once."""
    return tuple(dict.fromkeys(number for one in figures for number in json.loads(one.findings)))
