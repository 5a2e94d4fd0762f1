"""Draws laid-out pages: the same shapes and texts on a preview image, on any printer and in a PDF."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QLineF, QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QGlyphRun,
    QImage,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPaintEngine,
    QPainter,
    QPen,
)

from desktop.errors import KnownError
from desktop.paper.faces import Face
from desktop.paper.page import Box, Page, Placed
from desktop.paper.pages import Layout
from desktop.paper.table import UNIT
from desktop.paper.watermark import paint_watermark

UNITS_PER_INCH = 25.4 * UNIT
_GRID, _FRAME = 0.18 * UNIT, 0.4 * UNIT
_THICKER = 0.025
_SHADE = QColor(0xEE, 0xEE, 0xEE)


def paint_page(painter: QPainter, layout: Layout, index: int, *, copy: str = "", dots_per_inch: float) -> None:
    """Draw page `index` (from 0) of one copy, its corner at the painter's origin. The sheet's ground is not painted."""
    part, place = layout.at(index)
    page = part.page(place)
    painter.save()
    painter.scale(dots_per_inch / UNITS_PER_INCH, dots_per_inch / UNITS_PER_INCH)
    if part.printed.watermark:
        paint_watermark(painter, part.faces.title, part.sheet, part.printed.watermark)
    if page.picture is not None:
        box, png = page.picture
        painter.drawImage(_rect(box), QImage.fromData(png))
    _paint_table(painter, page)
    for face, texts in texts_in_order(layout, index, copy):
        _paint_texts(painter, face, texts)
    painter.restore()


def texts_in_order(layout: Layout, index: int, copy: str) -> Iterator[tuple[Face, Sequence[Placed]]]:
    """The texts of one page of one copy in the order in which they are painted."""
    part, place = layout.at(index)
    for name, texts in part.page(place).texts.items():
        yield getattr(part.faces, name), texts
    for name, text in part.running(place, copy):
        yield getattr(part.faces, name), [text]


def _paint_table(painter: QPainter, page: Page) -> None:
    for box in page.shades:
        painter.fillRect(_rect(box), _SHADE)
    painter.setPen(QPen(Qt.GlobalColor.black, _GRID, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    painter.drawLines([QLineF(*line) for line in page.lines])
    if page.frame is not None:
        painter.setPen(QPen(Qt.GlobalColor.black, _FRAME, Qt.PenStyle.SolidLine, Qt.PenCapStyle.SquareCap))
        painter.drawRect(_rect(page.frame))


def _rect(box: Box) -> QRectF:
    return QRectF(box.left, box.top, box.right - box.left, box.bottom - box.top)


def _paint_texts(painter: QPainter, face: Face, texts: Sequence[Placed]) -> None:
    """All texts of one face as one run of placed glyphs for each font: far cheaper than a call for every line."""
    painter.setPen(Qt.GlobalColor.black)
    indexes: list[list[int]] = [[] for _ in face.raw]
    places: list[list[QPointF]] = [[] for _ in face.raw]
    glyphs = face.glyphs
    for x, y, text in texts:
        for char in text:
            font, index, advance = glyphs[char]
            if advance:
                indexes[font].append(index)
                places[font].append(QPointF(x, y))
                x += advance
    for font, run_indexes in enumerate(indexes):
        if not run_indexes:
            continue
        run = QGlyphRun()
        run.setRawFont(face.raw[font])
        run.setGlyphIndexes(run_indexes)
        run.setPositions(places[font])
        painter.drawGlyphRun(QPointF(), run)
        if face.bold and painter.paintEngine().type() == QPaintEngine.Type.Raster:
            _thicken(painter, face, run)


def _thicken(painter: QPainter, face: Face, run: QGlyphRun) -> None:
    """Qt thickens the bundled fonts in PDF and print, but hardly on images: there the outlines are drawn as well."""
    raw = run.rawFont()
    pen = QPen(Qt.GlobalColor.black, face.em * _THICKER)
    for index, place in zip(run.glyphIndexes(), run.positions(), strict=True):
        painter.strokePath(raw.pathForGlyph(index).translated(place), pen)


def page_image(layout: Layout, index: int, dots_per_inch: float, *, copy: str = "") -> QImage:
    """Page `index` on white paper, for the preview."""
    width, height = (round(side / 25.4 * dots_per_inch) for side in layout.sheet.size)
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    paint_page(painter, layout, index, copy=copy, dots_per_inch=dots_per_inch)
    painter.end()
    return image


def set_sheet(device: QPagedPaintDevice, layout: Layout) -> None:
    """Tell a printer or PDF writer the paper: full page, no margins of its own. Before painting begins."""
    sheet = layout.sheet
    size = QPageSize(QSizeF(*sorted(sheet.size)), QPageSize.Unit.Millimeter, sheet.paper)
    turned = QPageLayout.Orientation.Landscape if sheet.landscape else QPageLayout.Orientation.Portrait
    paper = QPageLayout(size, turned, QMarginsF(), QPageLayout.Unit.Millimeter)
    paper.setMode(QPageLayout.Mode.FullPageMode)
    device.setPageLayout(paper)


def page_range(layout: Layout, pages: tuple[int, int] | None) -> range:
    """Pages x to y as people count them, checked; all pages for None. Counted from 0."""
    total = len(layout)
    first, last = pages or (1, total)
    if not 1 <= first <= last <= total:
        raise KnownError(f"打印范围“第 {first} 页至第 {last} 页”不对：共 {total} 页，请填 1 至 {total} 之间的页码。")
    return range(first - 1, last)


def paint_copies(
    device: QPagedPaintDevice, layout: Layout, *, copies: Sequence[str] = ("",), pages: tuple[int, int] | None = None
) -> Iterator[tuple[str, int]]:
    """Paint pages of each copy in turn on a printer or PDF writer whose sheet is set.

    Yields (copy number, page from 1) after each page, so that the caller can show progress or stop between pages.
    On both sides of the paper a copy that ends on a front leaves its back blank, and the next one begins on a new sheet.
    """
    wanted = page_range(layout, pages)
    painter = QPainter()
    if not painter.begin(device):
        raise KnownError("打印机没有响应，未打印任何一页。请检查电源、连线和纸张后重新打印。")
    try:
        turns = 0
        for copy in copies:
            for index in wanted:
                if any(not device.newPage() for _turn in range(turns)):
                    raise KnownError(
                        f"打印机在第 {index + 1} 页停下，其后各页未打印。请处理后从第 {index + 1} 页起补打。"
                    )
                turns = 1
                paint_page(painter, layout, index, copy=copy, dots_per_inch=device.logicalDpiX())
                yield copy, index + 1
            turns = 2 if layout.duplex and len(wanted) % 2 else 1
    finally:
        painter.end()
