"""A rendered body read as what flows down its pages: paragraphs and rows of tables, in order.

Read from the text, not from a parsed tree, and each markup only once: 350 letters wait for it, and from letter to letter
hardly more than the texts between the marks differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
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
_OF_ROW, _OF_CELL = frozenset(("tr", "tblHeader", "trHeight")), frozenset(("vMerge", "gridSpan"))
_ROW_BEGINS, _ROW_ENDS, _CELL_BEGINS, _CELL_ENDS = "<w:tr>", "</w:tr>", "<w:tc>", "</w:tc>"
_TEXT_BEGINS, _TEXT_ENDS = "<w:t", "</w:t>"
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

    def saying(self, text: str) -> Piece:
        """The same paragraph with another text."""
        return Piece(self.style, text, self.before, self.keeps, self.breaks, self.ends_section, self.drawing)


@dataclass(slots=True)
class Cell:
    """A cell: how many columns it spans, whether it is merged with others, its paragraphs.

    `heights` are for the counter of pages, as those of a piece.
    """

    span: int = 1
    merged: bool = False
    pieces: list[Piece] = field(default_factory=list)
    heights: dict[int, Any] = field(default_factory=dict)

    def saying(self, text: str) -> Cell:
        """The same cell with another text in the paragraph that says something."""
        return Cell(self.span, self.merged, [one.saying(text) if one.text else one for one in self.pieces])


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


class _Opening(NamedTuple):
    """What stands in a row before its first cell says of the row."""

    head: bool
    least: int


class Flow:
    """Reads the bodies of one template; keeps what it has read for the next one."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[tuple[Step, ...], Piece]] = {}
        self._outlines: dict[tuple[str, ...], _Outline] = {}
        self._rows: dict[str, Row] = {}
        self._openings: dict[str, _Opening | None] = {}
        self._cells: dict[str, Cell | None] = {}
        self._forms: dict[tuple[str, str], Cell] = {}

    def flowing(self, xml: str) -> Iterator[Piece | Row]:
        """Everything between the body's tags, as it follows down the page; pieces and cells are shared and not to be changed."""
        table: Table | None = None
        *rows, rest = xml[xml.index("<w:body>") :].split(_ROW_ENDS)
        for markup in rows:
            begins = markup.find(_ROW_BEGINS)
            if begins > 0:
                for item in self._items(markup[:begins], Row(table or Table()), inside=table is not None):
                    if isinstance(item, Piece):
                        yield item
                    else:
                        table = item
                markup = markup[begins:]
            known = self._known_row(markup, table) if table is not None else None
            if known is not None:
                yield known
                continue
            row = Row(table or Table())
            for item in self._items(markup, row, inside=table is not None):
                if isinstance(item, Piece):
                    yield item
                else:
                    table = item
            if table is not None:
                row.table = table
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
        """A row by what is known of its cells, most of which are alike from row to row; None where it says something of its table too."""
        known = self._rows.get(markup)
        if known is not None:
            return Row(table, known.head, known.least, known.cells, known.heights)
        first, *others = markup.split(_CELL_ENDS)
        begins = first.find(_CELL_BEGINS)
        opening = self._opening(first[:begins]) if begins > 0 and others and not others.pop() else None
        if opening is None:
            return None
        kept, cells = self._cells, []
        for text in (first[begins:], *others):
            cell = kept.get(text) or self._cell(text)
            if cell is None:
                return None
            cells.append(cell)
        row = Row(table, opening.head, opening.least, cells)
        if len(markup) < _LONGEST_KEPT:
            _keep(self._rows, markup, row, _MOST_ROWS)
        return row

    def _opening(self, markup: str) -> _Opening | None:
        if markup not in self._openings:
            steps = self._outline((markup,)).steps
            values = dict(steps)
            alone = values.keys() <= _OF_ROW
            _keep(
                self._openings,
                markup,
                _Opening("tblHeader" in values, values.get("trHeight", 0)) if alone else None,
                _MOST_KEPT,
            )
        return self._openings[markup]

    def _cell(self, markup: str) -> Cell | None:
        """A cell of which only the text is new, or one whose markup is new; None where it says something of its row or table."""
        end = markup.find(_TEXT_ENDS)
        at = markup.rfind(_TEXT_BEGINS, 0, max(end, 0))
        alone = at >= 0 and markup[at + 4] in " >" and markup.find(_TEXT_ENDS, end + 1) < 0
        begin = markup.find(">", at) + 1 if alone else 0
        key = (markup[:begin], markup[end:]) if alone else ("", "")
        text = markup[begin:end] if alone else ""
        text = unescape(text) if "&" in text else text
        form = self._forms.get(key) if alone else None
        cell = self._read_cell(markup) if form is None else form.saying(text)
        if form is None and text and cell is not None and [one.text for one in cell.pieces if one.text] == [text]:
            _keep(self._forms, key, cell, _MOST_KEPT)
        if len(markup) < _LONGEST_KEPT:
            _keep(self._cells, markup, cell, _MOST_CELLS)
        return cell

    def _read_cell(self, markup: str) -> Cell | None:
        cell = Cell()
        *paragraphs, rest = markup.split("</w:p>")
        for place, paragraph in enumerate((*paragraphs, rest)):
            steps, piece = self._known.get(paragraph) or self._read(paragraph)
            for step, number in steps:
                if step not in _OF_CELL:
                    return None
                cell.merged = cell.merged or step == "vMerge"
                cell.span = number if step == "gridSpan" else cell.span
            if place < len(paragraphs):
                cell.pieces.append(piece)
        return cell

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
    text = "".join(texts)
    if any(outline.breaks):
        text = "".join(a + b for a, b in zip(outline.breaks, (*texts, ""), strict=True))
    return outline.piece.saying(unescape(text) if "&" in text else text)


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
