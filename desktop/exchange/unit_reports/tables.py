"""A table of a report: which column says what, one answer to a row, rows of measures put together (RULES §10)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from desktop.exchange.list_reading.header_words import header_key, is_head_word, meaning_of
from desktop.exchange.normalise.office_words import OfficeWords
from desktop.exchange.normalise.plain_text import is_blank_word, squeezed
from desktop.exchange.unit_reports import claim
from desktop.exchange.unit_reports.answers import Answer, Outline
from desktop.exchange.unit_reports.matching import Named
from desktop.exchange.unit_reports.parts import Piece, Role, pieces, role_of, running, said
from desktop.exchange.word_reading.paragraphs import Paragraph, TablePlace

Naming = Callable[[Sequence[str]], list[tuple[str, Named]]]
"""Quotes → each finding they name, with its quote; one entry without a number where none is named."""

_NUMBER_HEAD = re.compile("^(?:(?:对应|所属)?(?:反馈|清单)?(?:问题)?(?:清单)?)?(?:编号|标识|编码|代码)$")
_NUMBER = re.compile(r"[A-Za-z\d][-—－]\d|[A-Za-z]\d")
"""A finding's number, and not only the row's."""
_TOTAL = re.compile("^(?:合计|小计|总计|共计|说明|备注|注)[：:]?")
_BOTH = re.compile("问题(?:及|和|与|、|以及).*(?:情况|成效|进展|结果|落实)$")
"""反馈问题及整改情况: a cell that quotes the finding and says what was done, each under its label."""
_CATEGORY = re.compile("[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]")
_STATE_AT_MOST = 20
_CARD_ROWS, _LONGEST_NAME = 3, 14
_LINES = re.compile(r"\n|(?<=[。；;])(?=\s*(?:\d{1,2}[.、．](?!\d)|[（(]\d{1,2}[)）]|[①-⑳]))")
_MARK = re.compile(
    r"^\s*(?:\d{1,2}[.、．](?!\d)|[（(][\d一二三四五六七八九十]{1,3}[)）]|[①-⑳]|[一二三四五六七八九十]+、)\s*"
)


@dataclass
class _Row:
    """A row: its paragraphs in order, and the words of each column."""

    paras: list[int] = field(default_factory=list)
    cells: dict[int, str] = field(default_factory=dict)
    going_on: set[int] = field(default_factory=set)

    def said(self, column: int | None) -> str:
        """The words of a cell; one that says 无 or / says nothing."""
        text = self.cells.get(column, "") if column is not None else ""
        return "" if is_blank_word(text) else text


def read_table(
    paragraphs: Sequence[Paragraph],
    naming: Naming,
    office: OfficeWords | None,
    section: str | None = None,
    continued: frozenset[TablePlace] = frozenset(),
    above: Answer | None = None,
) -> Outline:
    """The answers of one table and what its other paragraphs are; `continued` are cells that go on from the row above.

    A table without a column of findings tells of the finding `above` it, where a heading names one and says nothing more.
    """
    rows = _rows(paragraphs, continued)
    if (cards := _cards(rows, naming)) is not None:
        return cards
    head = _head(rows, of_above=above is not None)
    if head is None:
        return Outline([], [(para, "table") for row in rows for para in row.paras])
    start, columns = head
    outline = Outline()
    for row in rows[:start]:
        outline.context += [(para, "table_header") for para in row.paras]
    body = _Body(columns, naming, office, outline, section)
    body.read(rows[start:], rows[:start], None if columns[Role.QUOTE] else above)
    return outline


def _rows(paragraphs: Sequence[Paragraph], continued: frozenset[TablePlace]) -> list[_Row]:
    found: dict[int, _Row] = {}
    for one in paragraphs:
        if one.place is None:
            continue
        row = found.setdefault(one.place.row, _Row())
        row.paras += one.numbers
        before = row.cells.get(one.place.column)
        text = f"{one.label}{one.text}"
        row.cells[one.place.column] = text if before is None else f"{before}\n{text}"
        if one.place in continued:
            row.going_on.add(one.place.column)
    return [found[place] for place in sorted(found)]


def _head(rows: Sequence[_Row], *, of_above: bool = False) -> tuple[int, Mapping[Role, list[int]]] | None:
    """Where the body begins, and the columns of each role; None where no row of the first three names a column of findings, or one of what
    was done where the finding stands above the table.
    """
    for place, row in enumerate(rows[:3]):
        kinds = {column: _role(text) for column, text in row.cells.items()}
        if Role.QUOTE not in kinds.values():
            kinds |= {column: Role.QUOTE for column, text in row.cells.items() if _BOTH.search(header_key(text))}
        if Role.QUOTE not in kinds.values() and (numbers := _number_columns([row])):
            kinds[numbers[0]] = Role.QUOTE  # 问题编号 alone says which finding a row answers
        needed = {Role.QUOTE, Role.PROGRESS, Role.STATE} if of_above else {Role.QUOTE}
        if len(set(filter(None, kinds.values()))) < 2 or needed.isdisjoint(kinds.values()) or not _is_head(row):
            continue
        end = place + 1
        while end < len(rows) and _is_head(rows[end]) and not _has_serial(rows[end]):
            for column, text in rows[end].cells.items():
                kinds[column] = _role(text) or kinds.get(column)  # the finer head below 整改落实, which spans both
            end += 1
        columns: dict[Role, list[int]] = {}
        for column, kind in sorted(kinds.items()):
            if kind:
                columns.setdefault(kind, []).append(column)
        texts = {column: text for each in rows[place:end] for column, text in each.cells.items()}
        columns[Role.QUOTE] = _finest(columns.get(Role.QUOTE, ()), texts)
        return end, columns
    return None


def _role(text: str) -> Role | None:
    meaning = meaning_of(text)
    if meaning and meaning.kind == "outcome":
        return Role.ASIDE
    return role_of(text)


def _finest(columns: Sequence[int], texts: Mapping[int, str]) -> list[int]:
    """Of two columns of findings the finer one stands first (RULES §1)."""
    return sorted(columns, key=lambda column: -(meaning.rank if (meaning := meaning_of(texts[column])) else 0))


def _is_head(row: _Row) -> bool:
    told = [text for text in row.cells.values() if squeezed(text)]
    return len(told) > 1 and all(role_of(text) or is_head_word(text) for text in told)


def _has_serial(row: _Row) -> bool:
    return any(squeezed(text).isdecimal() for text in row.cells.values())


class _Body:
    """The rows below the head."""

    def __init__(
        self,
        columns: Mapping[Role, list[int]],
        naming: Naming,
        office: OfficeWords | None,
        outline: Outline,
        section: str | None,
    ) -> None:
        self._columns, self._naming, self._office, self._outline = columns, naming, office, outline
        self._section = section
        self._open: list[Answer] = []
        self._numbers: list[int] = []
        self._last_column = 0
        self._last = ("", "")

    def read(self, rows: Sequence[_Row], heads: Sequence[_Row], above: Answer | None = None) -> None:
        """Every row in order; `heads` are those of the head, by which 完成情况 is a state or a progress; all is about the finding `above`."""
        self._open = [above] if above else []
        outcome = _outcome_columns(heads)
        self._numbers = [one for one in _number_columns(heads) if one not in self._columns[Role.QUOTE]]
        states = list(self._columns.get(Role.STATE, ()))
        progress = list(self._columns.get(Role.PROGRESS, ()))
        if outcome:
            told = [row.said(column) for row in rows for column in outcome if row.said(column)]
            short = bool(told) and all(len(squeezed(text)) <= _STATE_AT_MOST for text in told)
            (states if not states and (progress or short) else progress).extend(outcome)
        self._states, self._progress = states, progress
        self._last_column = max(column for row in heads for column in row.cells)
        for row in rows:
            self._row(row)

    def _row(self, row: _Row) -> None:
        if _is_head(row) and any(role_of(text) is Role.QUOTE for text in row.cells.values()):
            self._leave(row, "table_header")
            self._open = []
            return
        told = {column: text for column, text in row.cells.items() if squeezed(text)}
        quote = next((text for column in self._columns[Role.QUOTE] if (text := row.said(column))), "")
        if len(told) == 1 and len(self._columns) > 1 and (not quote or min(told) < min(self._columns[Role.QUOTE])):
            text = next(iter(told.values()))
            if not self._open or min(told) == 0 or self._spans(told) or _TOTAL.match(squeezed(text)):
                self._between(row, text)
                return
        if told and _TOTAL.match(squeezed(next(iter(told.values())))):
            self._leave(row, "table_total")
            return
        if not quote and not self._open:
            self._leave(row, "table_row")
            return
        goes_on = bool(self._open) and not row.going_on.isdisjoint(self._columns[Role.QUOTE])
        if not quote or goes_on or self._is_continued(row, quote):
            self._go_on(row)
        else:
            self._start(row, quote)

    def _spans(self, told: Mapping[int, str]) -> bool:
        """Whether 二、廉洁方面 stands alone over all columns: such a cell has the place of the last."""
        column, text = next(iter(told.items()))
        return column >= self._last_column and bool(_CATEGORY.match(squeezed(text)))

    def _between(self, row: _Row, text: str) -> None:
        """A row of one cell: a category, or a state that all rows below it share."""
        bare = _MARK.sub("", text)
        self._section = claim.of_section(bare, self._office) or (None if _MARK.match(text) else self._section)
        self._open = []
        self._leave(row, "table_section")

    def _is_continued(self, row: _Row, quote: str) -> bool:
        """The same finding again with no serial of its own: a further measure of it."""
        serial = self._serial(row)
        return bool(self._open) and squeezed(quote) == self._last[1] and serial in ("", self._last[0])

    def _serial(self, row: _Row) -> str:
        first = squeezed(row.cells.get(0, ""))
        return first if first and first != squeezed(row.said(self._columns[Role.QUOTE][0])) else ""

    def _start(self, row: _Row, quote: str) -> None:
        self._last = (self._serial(row), squeezed(quote))
        parts = pieces(quote, Role.QUOTE)
        quote = said(parts, Role.QUOTE) or quote
        bare = claim.without_marks(_MARK.sub("", quote))
        number = "".join(f"（{text}）" for column in self._numbers if _NUMBER.search(text := row.said(column)))
        meant = [(bare if bare + number == words else words, named) for words, named in self._naming([bare + number])]
        if not meant[0][1].numbers and len(several := _parts(quote)) > 1:
            each = self._naming(several)
            meant = each if all(named.numbers for _quote, named in each) else meant
        self._open = [
            Answer(
                list(row.paras),
                named.numbers[0] if named.numbers else None,
                named.near,
                words,
                [Piece(Role.QUOTE, quote)],
                self._section,
            )
            for words, named in meant
        ]
        self._outline.answers += self._open
        for answer in self._open:
            answer.pieces += (part for part in parts if part.role is not Role.QUOTE)
        self._take(row)

    def _go_on(self, row: _Row) -> None:
        for answer in self._open:
            answer.paras += row.paras
        self._take(row)

    def _take(self, row: _Row) -> None:
        found: list[Piece] = []
        for column in self._progress:
            found += running(row.said(column).split("\n"), Role.PROGRESS)
        for role, columns in (
            (Role.MEASURES, self._columns.get(Role.MEASURES, ())),
            (Role.STATE, self._states),
            (Role.PLAN, self._columns.get(Role.PLAN, ())),
        ):
            found += [Piece(role, text, True) for column in columns if (text := row.said(column))]
        for answer in self._open:
            answer.pieces += found

    def _leave(self, row: _Row, reason: str) -> None:
        self._outline.context += [(para, reason) for para in row.paras]


def _outcome_columns(heads: Sequence[_Row]) -> list[int]:
    return [
        column
        for row in heads
        for column, text in row.cells.items()
        if (meaning := meaning_of(text)) and meaning.kind == "outcome"
    ]


def _number_columns(heads: Sequence[_Row]) -> list[int]:
    """Columns in which findings are named by their numbers: 编号, 问题编号."""
    return [column for row in heads for column, text in row.cells.items() if _NUMBER_HEAD.search(header_key(text))]


def _parts(quote: str) -> list[str]:
    return [bare for part in _LINES.split(quote) if (bare := _MARK.sub("", part).strip())]


def _cards(rows: Sequence[_Row], naming: Naming) -> Outline | None:
    """A card: the names of fields down the first column, what they say beside them; one answer from each 反馈问题 on."""
    named = [_fields(row) for row in rows]
    first = {found[0].role for found in named if found}
    if Role.QUOTE not in first or not first & {Role.PROGRESS, Role.STATE} or sum(map(bool, named)) < _CARD_ROWS:
        return None
    outline = Outline()
    opened: list[Answer] = []
    for row, found in zip(rows, named, strict=True):
        quote = next((piece.text for piece in found if piece.role is Role.QUOTE), "")
        if quote:
            opened = [_opened(words, name) for words, name in naming([claim.without_marks(quote)])]
            outline.answers += opened
        if not opened:
            outline.context += [(para, "table") for para in row.paras]
        for answer in opened:
            answer.paras += row.paras
            answer.pieces += found
    return outline


def _fields(row: _Row) -> list[Piece]:
    """The names and values of a row of a card, side by side; empty where the row does not begin with a name."""
    told = [text for _column, text in sorted(row.cells.items())]
    roles = [role_of(text) if len(header_key(text)) <= _LONGEST_NAME else None for text in told[::2]]
    if len(told) < 2 or roles[0] is None:
        return []
    return [Piece(role, text, True) for role, text in zip(roles, told[1::2], strict=False) if role]


def _opened(words: str, named: Named) -> Answer:
    return Answer([], next(iter(named.numbers), None), named.near, words)
