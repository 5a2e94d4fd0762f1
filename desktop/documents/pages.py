"""How many pages a paper takes: its lines simulated on the 22 × 28 grid, its tables row by row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from desktop.documents.lines import AUTO_SPACE, Column, count_lines
from desktop.documents.package import W

FULL_PAGE = 12_745  # twips: 22 lines of 28.95 pt, the height of the type area
LETTER_PAGE = 13_014  # the first page of a letter runs on to the red line: 22 lines and the gap above the number
CLOSED_UP = ("公文正文", "公文正文末段", "公文二级文")  # where no gap stands beside figures
_STYLE, _SPACING, _INDENT, _SIZE = f"{W}pStyle", f"{W}spacing", f"{W}ind", f"{W}sz"
_VAL, _WIDTH, _BEFORE = f"{W}val", f"{W}w", f"{W}before"
_PARAGRAPH, _TABLE, _ROW, _CELL = f"{W}p", f"{W}tbl", f"{W}tr", f"{W}tc"
_PARAGRAPH_FORM, _ROW_FORM, _ROW_HEIGHT, _HEAD = f"{W}pPr", f"{W}trPr", f"{W}trHeight", f"{W}tblHeader"
_SECTION, _BREAKS, _KEEPS = f"{W}sectPr", f"{W}pageBreakBefore", f"{W}keepNext"
_SPAN, _MERGE, _TEXT, _LINE = f"{W}gridSpan", f"{W}vMerge", f"{W}t", f"{W}br"
_GRID, _FLOATS, _MARGINS = f"{W}tblGrid/{W}gridCol", f"{W}tblpPr", f"{W}tblCellMar"
_EXTENT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"


@dataclass(frozen=True)
class Measure:
    """What a style does to its lines: twips, and half points for the size."""

    height: int = 579
    around: int = 0
    size: int = 32
    tracking: int = -7
    first: int = 0
    left: int = 0
    right: int = 0
    keeps: bool = False
    gap: float = AUTO_SPACE


@dataclass(frozen=True)
class Extent:
    """Where the simulated text ends."""

    pages: int
    has_colophon: bool
    colophon_fits: bool
    fresh_page: bool


@dataclass
class _Block:
    height: int
    rows: int = 1
    keeps: bool = False
    splits: bool = True
    breaks: bool = False
    heads: int = 0


@dataclass
class _Sheet:
    """The page being filled."""

    capacity: int
    page: int = 1
    at: int = 0
    fresh: bool = True
    kept: list[_Block] = field(default_factory=list)

    def turn(self, heads: int = 0) -> None:
        self.page, self.at, self.capacity, self.fresh = self.page + 1, heads, min(self.capacity, FULL_PAGE), True


def style_measures(styles: etree._Element) -> dict[str, Measure]:
    """The measures of every paragraph style, by id, with what it takes from the style it is based on."""
    found = {style.get(f"{W}styleId"): style for style in styles.iter(f"{W}style")}
    return {key: _measure(_chain(key, found)) for key in found}


def _chain(key: str | None, found: Mapping[str, etree._Element]) -> list[etree._Element]:
    chain: list[etree._Element] = []
    while key in found and found[key] not in chain:
        chain.insert(0, found[key])
        base = found[key].find(f"{W}basedOn")
        key = base.get(_VAL) if base is not None else None
    return chain


def _measure(chain: list[etree._Element]) -> Measure:
    spacing: dict[str, int] = {}
    indent: dict[str, int] = {}
    size, tracking, keeps = 32, 0, False
    for style in chain:
        spacing |= _numbers(style.find(f"{W}pPr/{_SPACING}"))
        indent |= _numbers(style.find(f"{W}pPr/{_INDENT}"))
        size = _numbers(style.find(f"{W}rPr/{_SIZE}")).get("val", size)
        tracking = _numbers(style.find(f"{W}rPr/{_SPACING}")).get("val", tracking)
        keeps = keeps or style.find(f"{W}pPr/{W}keepNext") is not None
    first = indent.get("firstLine", 0) - indent.get("hanging", 0)
    left, right = indent.get("left", 0), indent.get("right", 0)
    height, around = spacing.get("line", 579), spacing.get("before", 0) + spacing.get("after", 0)
    name = chain[-1].find(f"{W}name")
    gap = 0.0 if name is not None and name.get(_VAL) in CLOSED_UP else AUTO_SPACE
    return Measure(height, around, size, tracking, first, left, right, keeps, gap)


def _numbers(element: etree._Element | None) -> dict[str, int]:
    if element is None:
        return {}
    plain = {etree.QName(key).localname: value for key, value in element.attrib.items()}
    return {key: int(value) for key, value in plain.items() if value.lstrip("-").isdigit()}


class PageCounter:
    """Fills page after page with the paragraphs and rows of a body; keeps what it measured for the next paper."""

    def __init__(self, measures: Mapping[str, Measure], anchor: str) -> None:
        self._measures, self._anchor = measures, anchor
        self._columns: dict[tuple[str, int], tuple[Measure, Column]] = {}

    def count(self, body: etree._Element) -> Extent:
        """Where the text ends, and whether the colophon fits under it."""
        sections = list(body.iter(_SECTION))
        sheet = _Sheet(_capacity(sections[0], first=True))
        room = _room(sections[0])
        colophon, ended, has = 0, 0, False
        for child in body:
            if child.tag == _TABLE:
                if child[0].find(_FLOATS) is not None:
                    colophon = sum(block.height for block in self._rows(child))
                else:
                    for block in self._rows(child):
                        _put(sheet, block)
            elif child.tag == _PARAGRAPH:
                form, style = _form(child)
                has = has or style == self._anchor
                _put(sheet, self._paragraph(child, form, style, room))
                if form is not None and len(form) and form[-1].tag == _SECTION:
                    _flush(sheet)
                    ended += 1
                    sheet.turn()
                    sheet.capacity, room = _capacity(sections[ended], first=False), _room(sections[ended])
        _flush(sheet)
        alone = has and sheet.at <= 600 and sheet.page > 1 and ended > 0
        return Extent(sheet.page, has, sheet.at + colophon <= FULL_PAGE, alone)

    def _paragraph(self, paragraph: etree._Element, form: etree._Element | None, style: str, room: int) -> _Block:
        measure, column = self._column(style, room)
        lines = count_lines(_text(paragraph), column)
        keeps, breaks = measure.keeps, False
        for rule in form if form is not None else ():
            if rule.tag == _BREAKS:
                breaks = rule.get(_VAL) not in ("0", "false")
            elif rule.tag == _KEEPS:
                keeps = True
        return _Block(measure.around + lines * measure.height, lines, keeps, True, breaks)

    def _column(self, style: str, room: int) -> tuple[Measure, Column]:
        key = (style, room)
        if key not in self._columns:
            measure = self._measures.get(style, Measure())
            inside = (room - measure.left - measure.right) / 20
            first = max(measure.first, 0) / 20
            column = Column(inside, first, measure.size / 2, measure.tracking / 20, measure.gap)
            self._columns[key] = (measure, column)
        return self._columns[key]

    def _rows(self, table: etree._Element) -> Iterator[_Block]:
        """Rows stay whole; rows that repeat as heads are counted again on each new page."""
        grid = [int(column.get(_WIDTH, "0")) for column in table.iterfind(_GRID)]
        margins = table[0].find(_MARGINS)
        inset = {} if margins is None else {etree.QName(side).localname: int(side.get(_WIDTH, "0")) for side in margins}
        sides = inset.get("left", 108) + inset.get("right", 108)
        edges = inset.get("top", 0) + inset.get("bottom", 0) + 10
        heads = 0
        for row in table.iterchildren(_ROW):
            rules = row[0] if row[0].tag == _ROW_FORM else ()
            least = next((int(rule.get(_VAL, "0")) for rule in rules if rule.tag == _ROW_HEIGHT), 0)
            within, keeps = self._plain_row(row, grid, sides)
            height = max(least, edges + (within or self._row_height(row, grid, sides)))
            if any(rule.tag == _HEAD for rule in rules):
                heads += height
                yield _Block(height, keeps=True, splits=False)
            else:
                yield _Block(height, keeps=keeps, splits=False, heads=heads)

    def _plain_row(self, row: etree._Element, grid: list[int], sides: int) -> tuple[int, bool]:
        """The height of a row of simple cells in one go over it (0 where it has others), and whether it keeps on."""
        texts: list[str] = []
        keeps, begun = False, False
        for piece in row.iter(_CELL, _PARAGRAPH, _TEXT, _LINE, _SPAN, _MERGE, _EXTENT, _SPACING, _KEEPS):
            tag = piece.tag
            if tag == _TEXT:
                texts[-1] += piece.text or ""
            elif tag == _CELL:
                texts.append("")
                begun = False
            elif tag == _PARAGRAPH:
                if begun:
                    texts[-1] += "\n"
                begun = True
            elif tag == _LINE:
                texts[-1] += "\n"
            elif tag == _KEEPS:
                keeps = True
            else:
                return 0, keeps or next(row.iter(_KEEPS), None) is not None
        style = next(row.iter(_STYLE), None)
        measure, _ = self._column(style.get(_VAL, "") if style is not None else "", 0)
        lines = 1
        for text, wide in zip(texts, grid, strict=False):
            if len(text) * measure.size * 10 > (wide - sides) * lines or "\n" in text:
                column = self._column(style.get(_VAL, "") if style is not None else "", wide - sides)[1]
                lines = max(lines, count_lines(text, column))
        return measure.around + lines * measure.height, keeps

    def _row_height(self, row: etree._Element, grid: list[int], sides: int) -> int:
        tallest, at = 0, 0
        for cell in row.iterchildren(_CELL):
            wide, merged = 1, False
            for rule in cell[0]:
                if rule.tag == _SPAN:
                    wide = int(rule.get(_VAL, "1"))
                merged = merged or rule.tag == _MERGE
            room = sum(grid[at : at + wide]) - sides
            at += wide
            if not merged:  # a merged cell has the height of all its rows to itself
                tallest = max(tallest, self._cell_height(cell, room))
        return tallest

    def _cell_height(self, cell: etree._Element, room: int) -> int:
        height = 0
        for paragraph in cell.iterchildren(_PARAGRAPH):
            form, style = _form(paragraph)
            measure, column = self._column(style, room)
            height += _space_before(form)
            text = _text(paragraph)
            if not text and (drawing := next(paragraph.iter(_EXTENT), None)) is not None:
                height += int(drawing.get("cy", "0")) // 635 + 120
            elif len(text) * column.size < column.room:
                height += measure.around + measure.height
            else:
                height += measure.around + count_lines(text, column) * measure.height
        return height


def _capacity(section: etree._Element, first: bool) -> int:
    """The height of a section's type area; only the first page of a letter runs on under it."""
    size, margin = _numbers(section.find(f"{W}pgSz")), _numbers(section.find(f"{W}pgMar"))
    if not size or not margin:
        return FULL_PAGE
    height = size["h"] - margin["top"] - margin["bottom"]
    portrait = size["h"] > size["w"]
    if not portrait:
        return height
    return min(height, LETTER_PAGE if first and section.find(f"{W}titlePg") is not None else FULL_PAGE)


def _room(section: etree._Element) -> int:
    """The width of a section's type area."""
    size, margin = _numbers(section.find(f"{W}pgSz")), _numbers(section.find(f"{W}pgMar"))
    return size["w"] - margin["left"] - margin["right"] if size and margin else 8845


def _form(paragraph: etree._Element) -> tuple[etree._Element | None, str]:
    """A paragraph's properties and the id of its style."""
    form = paragraph[0] if len(paragraph) and paragraph[0].tag == _PARAGRAPH_FORM else None
    if form is None or not len(form) or form[0].tag != _STYLE:
        return form, ""
    return form, form[0].get(_VAL) or ""


def _space_before(form: etree._Element | None) -> int:
    """Space that a paragraph itself asks for above it; the letter's number stands 4.94 mm under the red line."""
    for rule in form if form is not None else ():
        if rule.tag == _SPACING:
            return int(rule.get(_BEFORE, "0"))
    return 0


def _text(paragraph: etree._Element) -> str:
    return "".join(["\n" if piece.tag == _LINE else piece.text or "" for piece in paragraph.iter(_TEXT, _LINE)])


def _put(sheet: _Sheet, block: _Block) -> None:
    """Hold back what keeps with its follower, then set both."""
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
        sheet.turn(last.heads)
    for block in blocks:
        _set(sheet, block)


def _set(sheet: _Sheet, block: _Block) -> None:
    if not block.splits:
        if sheet.at + block.height > sheet.capacity and not sheet.fresh:
            sheet.turn(block.heads)
        sheet.at, sheet.fresh = sheet.at + block.height, False
        return
    each = block.height // max(block.rows, 1)
    for _ in range(block.rows):
        if sheet.at + each > sheet.capacity and each < sheet.capacity:
            sheet.turn()
        sheet.at, sheet.fresh = sheet.at + each, False
