"""How many pages a paper takes: its lines simulated on the 22 × 28 grid, its tables row by row."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from desktop.documents.flow import Cell, Flow, Piece, Row
from desktop.documents.lines import Column, count_lines
from desktop.documents.measures import Measure
from desktop.documents.table_rows import Stood, between

FULL_PAGE = 12_745  # twips: 22 lines of 28.95 pt, the height of the type area
LINE_HEIGHT = 579  # twips: one of the 22
LETTER_PAGE = 13_014  # the first page of a letter runs on to the red line: 22 lines and the gap above the number
_ROW_SLACK = 500  # twips: so much the rows of a page may be taller in an editor than they are counted
_LENGTH = re.compile(r'w:(w|h|top|bottom|left|right)="(\d+)"')


@dataclass(frozen=True)
class Extent:
    """Where the simulated text ends, and how much of each page stays empty that a paragraph ends by beginning another, in twips."""

    pages: int
    has_colophon: bool
    colophon_fits: bool
    left: tuple[int, ...] = ()


@dataclass(slots=True)
class _Block:
    height: int
    rows: int = 1
    keeps: bool = False
    splits: bool = True
    breaks: bool = False
    heads: int = 0
    head: bool = False
    page: int = 0
    capacity: int = FULL_PAGE
    white: int = 0


@dataclass(slots=True)
class _Sheet:
    """The page being filled."""

    capacity: int
    page: int = 1
    at: int = 0
    fresh: bool = True
    kept: list[_Block] = field(default_factory=list)
    left: list[int] = field(default_factory=list)

    def turn(self, heads: int = 0) -> None:
        self.page, self.at, self.capacity, self.fresh = self.page + 1, heads, min(self.capacity, FULL_PAGE), True


class PageCounter:
    """Fills page after page with the paragraphs and rows of a body; keeps what it measured for the next paper."""

    def __init__(self, measures: Mapping[str, Measure], anchor: str) -> None:
        self._measures, self._anchor = measures, anchor
        self._columns: dict[tuple[str, int], tuple[Measure, Column]] = {}
        self._sections: dict[str, tuple[int, int]] = {}
        self._rooms: dict[tuple[int, ...], tuple[Sequence[int], int]] = {}
        self._flow = Flow()
        self._last: tuple[str, tuple[Extent, list[Stood]]] = ("", (Extent(1, False, True), []))

    def count(self, xml: str) -> Extent:
        """Where the text ends, and whether the colophon fits under it."""
        return self._known(xml)[0]

    def rows(self, xml: str) -> list[Stood]:
        """Where each row of each table stands, in the order of the body."""
        return self._known(xml)[1]

    def _known(self, xml: str) -> tuple[Extent, list[Stood]]:
        """The same body is asked for several times while it is settled, and filled once."""
        if self._last[0] != xml:
            self._last = (xml, self._filled(xml))
        return self._last[1]

    def _filled(self, xml: str) -> tuple[Extent, list[Stood]]:
        """Fill page after page."""
        sections = [self._section(found) for found in between(xml, "<w:sectPr", "</w:sectPr>")]
        sheet, room = _Sheet(sections[0][0]), sections[0][1]
        colophon, heads, ended, has = 0, 0, 0, False
        table: object = None
        form: tuple[int, ...] = ()
        blocks: list[_Block] = []
        ended_with_row, last = False, _Block(0)
        for item in self._flow.flowing(xml):
            if isinstance(item, Row):
                if item.table is not table:
                    table, form, heads = item.table, item.table.form(), 0
                height, keeps = self._row(item, form)
                blocks.append(_Block(height, keeps=keeps or item.head, splits=False, capacity=sheet.capacity))
                if item.table.floats:
                    colophon += height
                    continue
                ended_with_row, last = True, blocks[-1]
                heads += height if item.head else 0
                blocks[-1].heads, blocks[-1].head = (0 if item.head else heads), item.head
                _put(sheet, blocks[-1])
                continue
            has = has or item.style == self._anchor
            block = self._paragraph(item, room)
            if item.text:
                ended_with_row, last = False, block
            _put(sheet, block)
            if item.ends_section and ended + 1 < len(sections):
                _flush(sheet)
                ended += 1
                sheet.turn()
                sheet.capacity, room = sections[ended]
        _flush(sheet)
        slack = _ROW_SLACK if ended_with_row else 0
        fits = sheet.at + colophon + slack <= min(sheet.capacity, FULL_PAGE) and last.page == sheet.page
        extent = Extent(sheet.page, has, fits, tuple(sheet.left))
        return extent, [Stood(block.height, block.page, block.capacity, block.white) for block in blocks]

    def _section(self, xml: str) -> tuple[int, int]:
        """Height and width of a section's type area; only the first page of a letter runs on under it."""
        if xml not in self._sections:
            size = dict(_LENGTH.findall(xml[xml.find("<w:pgSz") : xml.find("<w:pgMar")]))
            margin = dict(_LENGTH.findall(xml[xml.find("<w:pgMar") : xml.find("<w:cols")]))
            wide = int(size.get("w", 11906)) - int(margin.get("left", 1587)) - int(margin.get("right", 1474))
            high = int(size.get("h", 16838)) - int(margin.get("top", 2098)) - int(margin.get("bottom", 1984))
            most = LETTER_PAGE if "<w:titlePg/>" in xml else FULL_PAGE
            self._sections[xml] = (min(high, most), wide)
        return self._sections[xml]

    def _paragraph(self, piece: Piece, room: int) -> _Block:
        found: tuple[int, int, bool] | None = piece.heights.get(room)
        if found is None:
            measure, column = self._column(piece.style, room)
            lines = count_lines(piece.text, column)
            found = ((piece.before or measure.around) + lines * measure.height, lines, measure.keeps or piece.keeps)
            piece.heights[room] = found
        return _Block(*found, True, piece.breaks)

    def _column(self, style: str, room: int) -> tuple[Measure, Column]:
        key = (style, room)
        if key not in self._columns:
            measure = self._measures.get(style, Measure())
            inside = (room - measure.left - measure.right) / 20
            first = max(measure.first, 0) / 20
            column = Column(inside, first, measure.size / 2, measure.tracking / 20, measure.gap)
            self._columns[key] = (measure, column)
        return self._columns[key]

    def _row(self, row: Row, form: tuple[int, ...]) -> tuple[int, bool]:
        """The height of a row, with the lines of its table, and whether it keeps with the next; `form` is its table's."""
        found: tuple[int, bool] | None = row.heights.get(form)
        if found is None:
            found = row.heights[form] = self._row_height(row, form)
        return found

    def _row_height(self, row: Row, form: tuple[int, ...]) -> tuple[int, bool]:
        rooms, edges = self._rooms.get(form) or self._rooms_of(row, form)
        if len(row.cells) != len(rooms):
            rooms = _spanned(row, rooms)
        tallest, keeps = 0, False
        for cell, room in zip(row.cells, rooms, strict=True):
            found: tuple[int, bool] | None = cell.heights.get(room)
            if found is None:
                found = cell.heights[room] = self._cell(cell, room)
            if found[0] > tallest:
                tallest = found[0]
            if found[1]:
                keeps = True
        return max(row.least, tallest + edges), keeps

    def _rooms_of(self, row: Row, form: tuple[int, ...]) -> tuple[Sequence[int], int]:
        """The room in each column of a table, and how much its margins and lines add to the height of a row."""
        margins = row.table.margins
        sides = margins.get("left", 108) + margins.get("right", 108)
        found = ([width - sides for width in row.table.columns], margins.get("top", 0) + margins.get("bottom", 0) + 10)
        self._rooms[form] = found
        return found

    def _cell(self, cell: Cell, room: int) -> tuple[int, bool]:
        """Height of a cell in its row, and whether it keeps with the next; a merged one has the height of all its rows to itself."""
        keeps = any(piece.keeps for piece in cell.pieces)
        height = 0
        for piece in () if cell.merged else cell.pieces:
            high: int | None = piece.heights.get(-room)
            if high is None:
                high = piece.heights[-room] = self._in_cell(piece, room)
            height += high
        return height, keeps

    def _in_cell(self, piece: Piece, room: int) -> int:
        if piece.drawing:
            return piece.drawing // 635 + 120
        measure, column = self._column(piece.style, room)
        one = len(piece.text) * column.size < column.room and "\n" not in piece.text
        lines = 1 if one else count_lines(piece.text, column)
        return (piece.before or measure.around) + lines * measure.height


def _spanned(row: Row, rooms: Sequence[int]) -> list[int]:
    """The room of each cell of a row in which a cell stands over several columns, or that is shorter than its table."""
    margins, columns = row.table.margins, row.table.columns
    sides, at, found = margins.get("left", 108) + margins.get("right", 108), 0, []
    for cell in row.cells:
        found.append(sum(columns[at : at + cell.span]) - sides)
        at += cell.span
    return found


def _put(sheet: _Sheet, block: _Block) -> None:
    """Hold back what keeps with its follower, then set both; what stands alone and has room is set at once."""
    if not sheet.kept and not block.keeps and not block.breaks and sheet.at + block.height <= sheet.capacity:
        sheet.at += block.height // max(block.rows, 1) * block.rows
        sheet.fresh, block.page = False, sheet.page
        return
    sheet.kept.append(block)
    if not block.keeps:
        _flush(sheet)


def _flush(sheet: _Sheet) -> None:
    blocks, sheet.kept = sheet.kept, []
    if not blocks:
        return
    last = blocks[-1]
    least = last.height // max(last.rows, 1) if last.splits else last.height
    chain = sum(block.height for block in blocks[:-1]) + least
    if blocks[0].breaks or (sheet.at + chain > sheet.capacity and not sheet.fresh and chain <= FULL_PAGE):
        left = max(sheet.capacity - sheet.at, 0)
        if blocks[0].breaks:
            sheet.left.append(left)
        else:
            last.white = left
        moving = sum(block.height for block in blocks if block.head)  # heads that go over are not printed again
        sheet.turn(max(last.heads - moving, 0))
    for block in blocks:
        _set(sheet, block)


def _set(sheet: _Sheet, block: _Block) -> None:
    if not block.splits:
        if sheet.at + block.height > sheet.capacity and not sheet.fresh:
            block.white = max(sheet.capacity - sheet.at, 0)
            sheet.turn(block.heads)
        sheet.at, sheet.fresh = sheet.at + block.height, False
        block.page = sheet.page
        return
    each = block.height // max(block.rows, 1)
    for _ in range(block.rows):
        if sheet.at + each > sheet.capacity and each < sheet.capacity:
            sheet.turn()
        sheet.at, sheet.fresh = sheet.at + each, False
    block.page = sheet.page
