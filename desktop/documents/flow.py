"""A rendered body read as what flows down its pages: paragraphs and rows of tables, in order.

Read from the text, not from a parsed tree, and each markup only once: 350 letters wait for it, and from letter to letter
hardly more than the texts between the marks differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any, NamedTuple
from xml.sax.saxutils import unescape

_TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")
_TOKEN = re.compile(
    r'<(?:w:(?:pStyle w:val="([^"]*)"/>'
    r"|(br|tr|tbl|tblpPr|tblHeader|keepNext|pageBreakBefore|vMerge|sectPr|gridSpan|trHeight|gridCol|spacing|tblCellMar|top|left"
    r'|right|bottom)(?=[ />])([^>]*)>)|/w:(tc|tr|tbl)>|wp:extent [^>]*cy="(\d+)")'
)
_VALUE = re.compile(r'w:(?:val|w|before)="(\d+)"')
_BEFORE = re.compile(r'w:before="(\d+)"')
_OFF = re.compile(r'w:val="(?:0|false)"')
_MARGINS = ("top", "left", "bottom", "right")
_MOST_KEPT = 4000  # paragraphs and markups; a batch of letters needs some hundred
_MOST_ROWS, _LONGEST_KEPT = 200, 40_000  # so that the memory of rows stays under some megabytes
_MOST_CELLS = 400  # those of one text come again at once or never, and what lives long is walked by the collector
_OF_ROW = frozenset(("tr", "/tr", "/tc", "vMerge", "gridSpan", "tblHeader", "trHeight"))
Step = tuple[str, int]


@dataclass(slots=True)
class Piece:
    """A paragraph: its style, its text, and what it asks for itself; `drawing` is the height of a picture, in EMU.

    `heights` are for the counter of pages, who notes what he measured, by the room that the text has.
    """

    style: str = ""
    text: str = ""
    before: int = 0
    keeps: bool = False
    breaks: bool = False
    ends_section: bool = False
    drawing: int = 0
    heights: dict[int, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Cell:
    """A cell: how many columns it spans, whether it is merged with others, its paragraphs.

    `heights` are for the counter of pages, as those of a piece.
    """

    span: int = 1
    merged: bool = False
    pieces: list[Piece] = field(default_factory=list)
    heights: dict[int, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Row:
    """A row of a table, with the table's columns and margins.

    `heights` are for the counter of pages, as those of a piece, by the form of the table.
    """

    table: Table
    head: bool = False
    least: int = 0
    cells: list[Cell] = field(default_factory=list)
    heights: dict[tuple[int, ...], Any] = field(default_factory=dict)


@dataclass(slots=True)
class Table:
    """What all rows of a table share, in twips; a floating one is the colophon."""

    floats: bool = False
    columns: list[int] = field(default_factory=list)
    margins: dict[str, int] = field(default_factory=dict)

    def form(self) -> tuple[int, ...]:
        """All that the height of a row takes from its table."""
        return (*(self.margins.get(side, -1) for side in _MARGINS), *self.columns)


class _Outline(NamedTuple):
    """What the markup of a paragraph says without its texts: the steps before it, its properties, breaks in the text."""

    steps: tuple[Step, ...]
    piece: Piece
    breaks: tuple[str, ...]


class _Slot(NamedTuple):
    """A cell of a row's markup without its texts: its number among all slots, its form, and which texts of the row it takes.

    `inside` are the outlines of its paragraphs, each with how many texts it has.
    """

    number: int
    form: Cell
    first: int
    end: int
    inside: tuple[tuple[_Outline, int], ...]

    def filled(self, texts: Sequence[str]) -> Cell:
        """The cell with texts."""
        pieces, at = [], 0
        for outline, several in self.inside:
            pieces.append(_filled(outline, texts[at : at + several]))
            at += several
        return Cell(self.form.span, self.form.merged, pieces)


class _Shape(NamedTuple):
    """What the markup of a row says without its texts."""

    head: bool
    least: int
    slots: tuple[_Slot, ...]


class Flow:
    """Reads the bodies of one template; keeps what it has read for the next one."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[tuple[Step, ...], Piece]] = {}
        self._outlines: dict[tuple[str, ...], _Outline] = {}
        self._rows: dict[str, Row] = {}
        self._shapes: dict[tuple[str, ...], _Shape] = {}
        self._cells: dict[tuple[int, tuple[str, ...]], Cell] = {}
        self._slots = count()

    def flowing(self, xml: str) -> Iterator[Piece | Row]:
        """Everything between the body's tags, as it follows down the page; pieces and cells are shared and not to be changed."""
        table: Table | None = None
        *rows, rest = xml[xml.index("<w:body>") :].split("</w:tr>")
        for markup in rows:
            known = self._known_row(markup, table) if table is not None else None
            if known is not None:
                yield known
                continue
            begun, row = table, Row(table or Table())
            for item in self._items(markup, row, inside=table is not None):
                if isinstance(item, Piece):
                    yield item
                else:
                    table = item
            if table is not None:
                row.table = table
                if table is begun and len(markup) < _LONGEST_KEPT:
                    self._keep_row(markup, row)
            yield row
        for item in self._items(rest, Row(table or Table()), inside=table is not None):
            if isinstance(item, Piece):
                yield item

    def _items(self, markup: str, row: Row, inside: bool) -> Iterator[Piece | Table | None]:
        """What stands between the ends of two rows: paragraphs of the page, the table that begins (None: ends); the cells fill `row`."""
        table = row.table if inside else None
        cell = Cell()
        known = self._known
        *paragraphs, rest = markup.split("</w:p>")
        for place, paragraph in enumerate((*paragraphs, rest)):
            steps, piece = known.get(paragraph) or self._read(paragraph)
            for step, number in steps:
                if step == "/tc":
                    row.cells.append(cell)
                    cell = Cell()
                elif step == "/tbl":
                    table = None
                    yield None
                elif step == "tbl":
                    table = Table()
                    yield table
                elif step != "tr":
                    _apply(step, number, table, row, cell)
            if table is not None:
                cell.pieces.append(piece)
            elif place < len(paragraphs):
                yield piece

    def _known_row(self, markup: str, table: Table) -> Row | None:
        """A row that was read before, or one of whose markup only the texts are new."""
        known = self._rows.get(markup)
        if known is not None:
            return Row(table, known.head, known.least, known.cells, known.heights)
        parts = _TEXT.split(markup)
        shape = self._shapes.get(tuple(parts[::2]))
        if shape is None:
            return None
        texts, cells = tuple(parts[1::2]), []
        for slot in shape.slots:
            own = texts[slot.first : slot.end]
            cell = self._cells.get((slot.number, own))
            if cell is None:
                cell = slot.filled(own)
                _keep(self._cells, (slot.number, own), cell, _MOST_CELLS)
            cells.append(cell)
        row = Row(table, shape.head, shape.least, cells)
        _keep(self._rows, markup, row, _MOST_ROWS)
        return row

    def _keep_row(self, markup: str, row: Row) -> None:
        """Keep a row and the shape of its markup, unless it says something of its table too (an exception of the row's own)."""
        slots: list[_Slot] = []
        inside: list[tuple[_Outline, int]] = []
        at = first = 0
        for paragraph in markup.split("</w:p>"):
            parts = _TEXT.split(paragraph)
            outline = self._outline(tuple(parts[::2]))
            for step, _number in outline.steps:
                if step not in _OF_ROW:
                    return
                if step == "/tc":
                    slots.append(_Slot(next(self._slots), row.cells[len(slots)], first, at, tuple(inside)))
                    first, inside = at, []
            inside.append((outline, len(parts) // 2))
            at += len(parts) // 2
        _keep(self._rows, markup, row, _MOST_ROWS)
        _keep(self._shapes, tuple(_TEXT.split(markup)[::2]), _Shape(row.head, row.least, tuple(slots)), _MOST_ROWS)

    def _read(self, paragraph: str) -> tuple[tuple[Step, ...], Piece]:
        """A paragraph that is new: where another one had the same markup, only its text is."""
        parts = _TEXT.split(paragraph)
        outline = self._outline(tuple(parts[::2]))
        piece = _filled(outline, parts[1::2])
        _keep(self._known, paragraph, (outline.steps, piece), _MOST_KEPT)
        return outline.steps, piece

    def _outline(self, markup: tuple[str, ...]) -> _Outline:
        outline = self._outlines.get(markup)
        if outline is None:
            outline = _outline(markup)
            _keep(self._outlines, markup, outline, _MOST_KEPT)
        return outline


def _filled(outline: _Outline, texts: Sequence[str]) -> Piece:
    """The paragraph of an outline with its texts."""
    form = outline.piece
    text = "".join(texts)
    if any(outline.breaks):
        text = "".join(a + b for a, b in zip(outline.breaks, (*texts, ""), strict=True))
    if "&" in text:
        text = unescape(text)
    return Piece(form.style, text, form.before, form.keeps, form.breaks, form.ends_section, form.drawing)


def _keep(memory: dict[Any, Any], key: Any, value: Any, most: int) -> None:
    if len(memory) >= most:
        memory.clear()
    memory[key] = value


def _apply(step: str, number: int, table: Table | None, row: Row, cell: Cell) -> None:
    """One property of the table, row or cell that is open."""
    if step == "vMerge":
        cell.merged = True
    elif step == "gridSpan":
        cell.span = number
    elif step == "tblHeader":
        row.head = True
    elif step == "trHeight":
        row.least = number
    elif table is not None:
        if step == "tblpPr":
            table.floats = True
        elif step == "gridCol":
            table.columns.append(number)
        elif step in _MARGINS:
            table.margins[step] = number


def _outline(markup: tuple[str, ...]) -> _Outline:
    """Read the markup between the texts of a paragraph, with what stands before the paragraph."""
    steps: list[Step] = []
    breaks: list[str] = []
    piece, in_margins = Piece(), False
    for part in markup:
        breaks.append("")
        for style, opened, attributes, closed, drawing in _TOKEN.findall(part):
            if style:
                piece.style = style
            elif closed:
                steps.append((f"/{closed}", 0))
            elif drawing:
                piece.drawing = int(drawing)
            elif opened == "br":
                breaks[-1] += "\n"
            elif not _read_form(opened, attributes, piece) and (in_margins or opened not in _MARGINS):
                steps.append((opened, _number(attributes)))
            in_margins = opened == "tblCellMar" or (in_margins and opened not in ("gridCol", "tr"))
    return _Outline(tuple(steps), piece, tuple(breaks))


def _read_form(opened: str, attributes: str, piece: Piece) -> bool:
    """A property of the paragraph itself; False where it is one of a table, row or cell."""
    if opened == "spacing":
        before = _BEFORE.search(attributes)
        piece.before = int(before[1]) if before else piece.before
    elif opened == "keepNext":
        piece.keeps = not _OFF.search(attributes)
    elif opened == "pageBreakBefore":
        piece.breaks = not _OFF.search(attributes)
    elif opened == "sectPr":
        piece.ends_section = True
    else:
        return False
    return True


def _number(attributes: str) -> int:
    found = _VALUE.search(attributes)
    return int(found[1]) if found else 0
