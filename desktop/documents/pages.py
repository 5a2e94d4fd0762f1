"""How many pages a paper takes: its lines simulated on the 22 × 28 grid, its tables row by row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from desktop.documents.lines import AUTO_SPACE, count_lines
from desktop.documents.package import W

FULL_PAGE = 12_745  # twips: 22 lines of 28.95 pt, the height of the type area
TEXT_WIDTH = 8845
CLOSED_UP = ("公文正文", "公文正文末段", "公文二级文")  # where no gap stands beside figures
ANCHOR = "公文版记位"
_STYLE, _SPACING, _INDENT, _SIZE = f"{W}pStyle", f"{W}spacing", f"{W}ind", f"{W}sz"
_VAL = f"{W}val"


@dataclass(frozen=True)
class Measure:
    """What a style does to its lines, in twips; `pitch` is the width of one Chinese character."""

    height: int = 579
    around: int = 0
    pitch: int = 315
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
    return Measure(height, around, size * 10 + tracking, first, left, right, keeps, gap)


def _numbers(element: etree._Element | None) -> dict[str, int]:
    if element is None:
        return {}
    plain = {etree.QName(key).localname: value for key, value in element.attrib.items()}
    return {key: int(value) for key, value in plain.items() if value.lstrip("-").isdigit()}


def count_pages(body: etree._Element, names: Mapping[str, str], measures: Mapping[str, Measure]) -> Extent:
    """Fill page after page with the paragraphs and rows of a body."""
    anchor = next((key for key, name in names.items() if name == ANCHOR), None)
    sections = _sections(body)
    sheet = _Sheet(_capacity(sections[0], first=True))
    colophon, ended = 0, 0
    for child in body:
        if child.tag == f"{W}tbl" and child.find(f"{W}tblPr/{W}tblpPr") is not None:
            colophon = sum(block.height for block in _rows(child, measures))
            continue
        for block in _blocks(child, measures):
            _put(sheet, block)
        if _ends_section(child):
            _flush(sheet)
            ended += 1
            if ended < len(sections):
                sheet.turn()
                sheet.capacity = _capacity(sections[ended], first=False)
    _flush(sheet)
    has = anchor is not None and any(_style_of(child) == anchor for child in body)
    alone = has and sheet.at <= 579 and sheet.page > 1 and ended > 0
    return Extent(sheet.page, has, sheet.at + colophon <= FULL_PAGE, alone)


def _sections(body: etree._Element) -> list[etree._Element]:
    return list(body.iter(f"{W}sectPr"))


def _capacity(section: etree._Element, first: bool) -> int:
    """The height of a section's type area; only the first page of a letter runs on under it."""
    size, margin = _numbers(section.find(f"{W}pgSz")), _numbers(section.find(f"{W}pgMar"))
    if not size or not margin:
        return FULL_PAGE
    height = size["h"] - margin["top"] - margin["bottom"]
    portrait = size["h"] > size["w"]
    return height if not portrait or (first and section.find(f"{W}titlePg") is not None) else min(height, FULL_PAGE)


def _ends_section(child: etree._Element) -> bool:
    return child.tag == f"{W}p" and child.find(f"{W}pPr/{W}sectPr") is not None


def _style_of(paragraph: etree._Element) -> str | None:
    style = paragraph.find(f"{W}pPr/{_STYLE}")
    return style.get(_VAL) if style is not None else None


def _blocks(child: etree._Element, measures: Mapping[str, Measure]) -> Iterator[_Block]:
    if child.tag == f"{W}p":
        yield _paragraph(child, measures)
    elif child.tag == f"{W}tbl":
        yield from _rows(child, measures)


def _paragraph(paragraph: etree._Element, measures: Mapping[str, Measure]) -> _Block:
    measure = measures.get(_style_of(paragraph) or "", Measure())
    lines = _lines(paragraph, measure, TEXT_WIDTH)
    breaks = paragraph.find(f"{W}pPr/{W}pageBreakBefore")
    forced = breaks is not None and breaks.get(_VAL) not in ("0", "false")
    keeps = measure.keeps or paragraph.find(f"{W}pPr/{W}keepNext") is not None
    return _Block(measure.around + lines * measure.height, lines, keeps, True, forced)


def _lines(paragraph: etree._Element, measure: Measure, room: int) -> int:
    text = _text(paragraph)
    room -= measure.left + measure.right
    return count_lines(text, room / measure.pitch, max(measure.first, 0) / measure.pitch, measure.gap)


def _text(paragraph: etree._Element) -> str:
    return "".join("\n" if piece.tag == f"{W}br" else piece.text or "" for piece in paragraph.iter(f"{W}t", f"{W}br"))


def _rows(table: etree._Element, measures: Mapping[str, Measure]) -> Iterator[_Block]:
    """Rows stay whole; rows that repeat as heads are counted again on each new page."""
    grid = [int(column.get(f"{W}w", "0")) for column in table.iterfind(f"{W}tblGrid/{W}gridCol")]
    margins = table.find(f"{W}tblPr/{W}tblCellMar")
    inset = (
        {etree.QName(side).localname: int(side.get(f"{W}w", "0")) for side in margins} if margins is not None else {}
    )
    sides = inset.get("left", 108) + inset.get("right", 108)
    edges = inset.get("top", 0) + inset.get("bottom", 0)
    heads = 0
    for row in table.iterfind(f"{W}tr"):
        height = edges + 10 + _row_height(row, grid, sides, measures)
        if row.find(f"{W}trPr/{W}tblHeader") is not None:
            heads += height
            yield _Block(height, keeps=True, splits=False)
        else:
            yield _Block(height, splits=False, heads=heads)


def _row_height(row: etree._Element, grid: list[int], sides: int, measures: Mapping[str, Measure]) -> int:
    least = row.find(f"{W}trPr/{W}trHeight")
    tallest, at = int(least.get(_VAL, "0")) if least is not None else 0, 0
    for cell in row.iterfind(f"{W}tc"):
        form = cell.find(f"{W}tcPr")
        span = form.find(f"{W}gridSpan") if form is not None else None
        wide = int(span.get(_VAL, "1")) if span is not None else 1
        room = sum(grid[at : at + wide]) - sides
        at += wide
        if form is not None and form.find(f"{W}vMerge") is not None:
            continue  # a merged cell has the height of all its rows to itself
        tallest = max(tallest, _cell_height(cell, room, measures))
    return tallest


def _cell_height(cell: etree._Element, room: int, measures: Mapping[str, Measure]) -> int:
    height = 0
    for paragraph in cell.iterfind(f"{W}p"):
        measure = measures.get(_style_of(paragraph) or "", Measure())
        drawing = next(
            paragraph.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"), None
        )
        if drawing is not None:
            height += int(drawing.get("cy", "0")) // 635
        else:
            height += measure.around + _lines(paragraph, measure, room) * measure.height
    return height


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
