"""Marks drawn on screen: shape + word + colour, the same in a table cell and as a widget."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ledgers.column import Mark, Shape, Tone
from desktop.ui.theme import Theme


def overdue_mark(word: str) -> Mark:
    """The red triangle: overdue, must be mended."""
    return Mark(Shape.TRIANGLE, word, Tone.RED)


_PIES = {Shape.QUARTER: 90, Shape.HALF: 180, Shape.THREE_QUARTERS: 270}


def paint_shape(painter: QPainter, shape: Shape, box: QRectF, ink: QColor, ground: QColor) -> None:
    """Draw a mark's shape into a square; readable in one colour."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(ink, max(1.3, box.width() / 9), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    inner = box.adjusted(1, 1, -1, -1)
    if shape in (Shape.EMPTY, Shape.DOT, Shape.SLASH, *_PIES):
        _paint_circle(painter, shape, inner, ink)
    elif shape in (Shape.BOX, Shape.TICKED):
        _paint_box(painter, shape, inner, ink, ground)
    elif shape in (Shape.CHECK, Shape.CROSS):
        _paint_badge(painter, shape, inner, ink, ground)
    elif shape in (Shape.TRIANGLE, Shape.DIAMOND, Shape.DIAMOND_OUTLINE):
        _paint_polygon(painter, shape, inner, ink, ground)
    else:
        _paint_lines(painter, shape, inner)
    painter.restore()


def _paint_circle(painter: QPainter, shape: Shape, box: QRectF, ink: QColor) -> None:
    painter.drawEllipse(box)
    painter.setBrush(QBrush(ink))
    if shape in _PIES:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawPie(box, 90 * 16, -_PIES[shape] * 16)
    elif shape is Shape.DOT:
        margin = box.width() * 0.27
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(box.adjusted(margin, margin, -margin, -margin))
    elif shape is Shape.SLASH:
        offset = box.width() * 0.15
        painter.drawLine(box.topLeft() + QPointF(offset, offset), box.bottomRight() - QPointF(offset, offset))


def _paint_box(painter: QPainter, shape: Shape, box: QRectF, ink: QColor, ground: QColor) -> None:
    painter.setBrush(QBrush(ink if shape is Shape.TICKED else ground))
    painter.drawRoundedRect(box, 2, 2)
    if shape is Shape.TICKED:
        _paint_tick(painter, box, ground)


def _paint_tick(painter: QPainter, box: QRectF, ground: QColor) -> None:
    painter.setPen(QPen(ground, max(1.3, box.width() / 8), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    x, y, w, h = box.x(), box.y(), box.width(), box.height()
    points = [
        QPointF(x + w * 0.26, y + h * 0.53),
        QPointF(x + w * 0.44, y + h * 0.70),
        QPointF(x + w * 0.75, y + h * 0.34),
    ]
    painter.drawPolyline(QPolygonF(points))


def _paint_badge(painter: QPainter, shape: Shape, box: QRectF, ink: QColor, ground: QColor) -> None:
    painter.setBrush(QBrush(ink))
    painter.drawEllipse(box)
    painter.setPen(QPen(ground, max(1.3, box.width() / 8), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    x, y, w, h = box.x(), box.y(), box.width(), box.height()
    if shape is Shape.CHECK:
        _paint_tick(painter, box, ground)
    else:
        painter.drawLine(QPointF(x + w * 0.32, y + h * 0.32), QPointF(x + w * 0.68, y + h * 0.68))
        painter.drawLine(QPointF(x + w * 0.68, y + h * 0.32), QPointF(x + w * 0.32, y + h * 0.68))


def _paint_polygon(painter: QPainter, shape: Shape, box: QRectF, ink: QColor, ground: QColor) -> None:
    middle = box.center()
    if shape is Shape.TRIANGLE:
        corners = [QPointF(middle.x(), box.top()), box.bottomRight(), box.bottomLeft()]
    else:
        corners = [
            QPointF(middle.x(), box.top()),
            QPointF(box.right(), middle.y()),
            QPointF(middle.x(), box.bottom()),
            QPointF(box.left(), middle.y()),
        ]
    painter.setPen(QPen(ink, 1.3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(Qt.BrushStyle.NoBrush if shape is Shape.DIAMOND_OUTLINE else QBrush(ink))
    painter.drawPolygon(QPolygonF(corners))
    if shape is Shape.TRIANGLE:
        painter.setPen(QPen(ground, 1.3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        x, top, height = middle.x(), box.top(), box.height()
        painter.drawLine(QPointF(x, top + height * 0.42), QPointF(x, top + height * 0.66))
        painter.drawPoint(QPointF(x, top + height * 0.84))


def _paint_lines(painter: QPainter, shape: Shape, box: QRectF) -> None:
    left, right, middle = box.left(), box.right(), box.center().y()
    reach = box.height() * 0.28
    path = QPainterPath()
    if shape is Shape.DASH:
        path.moveTo(left, middle)
        path.lineTo(right, middle)
    elif shape is Shape.BACK:
        path.moveTo(right, box.bottom() - 1)
        path.arcTo(QRectF(box.center().x() - reach, middle - reach, reach * 2, reach * 2), -90, 180)
        path.lineTo(left, middle - reach)
    elif shape is Shape.LOCK:
        path.addRoundedRect(QRectF(left + reach / 2, middle, box.width() - reach, box.bottom() - middle), 1, 1)
        bow = QRectF(box.center().x() - reach, box.top(), reach * 2, reach * 2)
        path.moveTo(bow.left(), middle)
        path.lineTo(bow.left(), bow.center().y())
        path.arcTo(bow, 180, -180)
        path.lineTo(bow.right(), middle)
    elif shape is Shape.SPLIT:
        for end in (box.top() + 1, box.bottom() - 1):
            path.moveTo(left, middle)
            path.lineTo(right, end)
    elif shape is Shape.MERGE:
        for start in (box.top() + 1, box.bottom() - 1):
            path.moveTo(left, start)
            path.lineTo(right - reach, middle)
        path.lineTo(right, middle)
    else:
        path.moveTo(left, middle)
        path.lineTo(right, middle)
        path.moveTo(right - reach, middle - reach)
        path.lineTo(right, middle)
        path.lineTo(right - reach, middle + reach)
    painter.drawPath(path)


def paint_mark(painter: QPainter, rect: QRectF, mark: Mark, theme: Theme, *, filled: bool) -> None:
    """Draw a mark at the left of a rectangle, vertically in its middle; `filled` gives it its tinted ground."""
    ink, ground = theme.tone(mark.tone)
    font = theme.font(12 if filled else 13, 600 if mark.tone is not Tone.PLAIN else 400)
    width = mark_width(mark, theme, filled=filled)
    height = theme.px(20)
    chip = QRectF(rect.left(), rect.center().y() - height / 2, min(width, rect.width()), height)
    painter.save()
    if filled:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(ink, 1) if theme.high_contrast else Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(chip, 3, 3)
    side = theme.px(12)
    inset = 6 if filled else 0
    shape_box = QRectF(chip.left() + inset, chip.center().y() - side / 2, side, side)
    paint_shape(painter, mark.shape, shape_box, ink, ground if filled else theme.colour("surface"))
    painter.setFont(font)
    painter.setPen(ink)
    text_box = chip.adjusted(inset + side + 4, 0, -2 if filled else 0, 0)
    text = QFontMetrics(font).elidedText(mark.word, Qt.TextElideMode.ElideRight, int(text_box.width()) + 1)
    painter.drawText(text_box, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)
    painter.restore()


def mark_width(mark: Mark, theme: Theme, *, filled: bool) -> int:
    """How wide a mark is drawn, in pixels."""
    font = theme.font(12 if filled else 13, 600 if mark.tone is not Tone.PLAIN else 400)
    gap = 4 if mark.word else 0
    return theme.px(12) + gap + QFontMetrics(font).horizontalAdvance(mark.word) + (14 if filled else 2)


class StateChip(QWidget):
    """A mark with its tinted ground."""

    filled = True

    def __init__(self, theme: Theme, mark: Mark | None = None) -> None:
        super().__init__()
        self._theme, self._mark = theme, mark
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_mark(mark)

    @property
    def mark(self) -> Mark | None:
        """What is shown."""
        return self._mark

    def set_mark(self, mark: Mark | None) -> None:
        """Show another mark; None shows nothing."""
        self._mark = mark
        self.setAccessibleName(mark.word if mark else "")
        self.setToolTip(mark.tooltip if mark else "")
        if mark is None or self.parent() is not None:  # a widget without a parent would open as a window
            self.setVisible(mark is not None)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the word asks."""
        width = mark_width(self._mark, self._theme, filled=self.filled) if self._mark else 0
        return QSize(width, self._theme.px(22))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the mark."""
        if self._mark is not None:
            painter = QPainter(self)
            paint_mark(painter, QRectF(self.rect()), self._mark, self._theme, filled=self.filled)


class MarkLabel(StateChip):
    """A mark without ground, as in 剩 13 天."""

    filled = False


class DeadlineChip(StateChip):
    """A deadline with its ground, as in the head of a finding: ▲逾期 18 天."""
