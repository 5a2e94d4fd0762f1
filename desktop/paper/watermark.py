"""A word across the page, behind the list: prints of invented data say 演示, so that no one takes them for a real paper."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QTransform

from desktop.paper.faces import Face
from desktop.paper.table import UNIT, Sheet

_GREY = QColor(0xE4, 0xE4, 0xE4)
_HEIGHT = 60.0 * UNIT
_SLOPE = -24.0


def paint_watermark(painter: QPainter, face: Face, sheet: Sheet, word: str) -> None:
    """Draw the word as outlines in light grey, centred and sloping; it is no text, so that nobody finds it as a row."""
    path = _outline(face, word)
    box = path.boundingRect()
    painter.save()
    painter.translate(QPointF(sheet.size[0] * UNIT / 2, sheet.size[1] * UNIT / 2))
    painter.rotate(_SLOPE)
    painter.translate(-box.center())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_GREY)
    painter.drawPath(path)
    painter.restore()


def _outline(face: Face, word: str) -> QPainterPath:
    scale = _HEIGHT / face.em
    path, x = QPainterPath(), 0.0
    for char in word:
        glyph = face.glyphs[char]
        outline = face.raw[glyph.font].pathForGlyph(glyph.code)
        path.addPath(QTransform.fromScale(scale, scale).map(outline).translated(x, 0.0))
        x += glyph.advance * scale * 1.4
    return path
