"""The picture of a printed page on the desk; the edges of its columns may be dragged, and the width is told in millimetres."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel

from desktop.ui.theme import Theme

REACH = 5
"""How near to an edge the pointer takes hold of it, in px."""
LEAST_MM = 6.0
BORDER = 1


class PageSheet(QLabel):
    """`width_dragged` tells the place of a column and its new width in mm, once the button is released."""

    width_dragged = Signal(int, float)

    def __init__(self, theme: Theme) -> None:
        super().__init__(alignment=Qt.AlignmentFlag.AlignCenter)
        self._theme = theme
        self._left, self._page, self._widths = 0.0, 0.0, tuple[float, ...]()
        self._held: int | None = None
        self._from = self._at = 0.0
        self.setMouseTracking(True)
        self.setStyleSheet(f"border: {BORDER}px solid {theme.colours.control}; background: #FFFFFF;")

    def show_columns(self, left: float, widths: Sequence[float], page: float) -> None:
        """Where the table begins, how wide its columns are, and how wide the page is, in mm."""
        self._left, self._widths, self._page = left, tuple(widths), page
        self._held = None

    def edges(self) -> list[float]:
        """The right edge of every column but the last, in px from the left of the picture."""
        places, at = [], self._left
        for width in self._widths[:-1]:
            at += width
            places.append(BORDER + at * self._scale())
        return places

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of an edge."""
        self._held = self._edge_near(event.position().x()) if event.button() == Qt.MouseButton.LeftButton else None
        self._from = self._at = event.position().x()
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw it along; the pointer tells where an edge can be taken."""
        if self._held is not None:
            self._at = event.position().x()
            self.update()
            return
        over = self._edge_near(event.position().x()) is not None
        self.setCursor(Qt.CursorShape.SplitHCursor if over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """The column has its new width; a mere click changes nothing."""
        held, width = self._held, self._width()
        self._held = None
        self.update()
        if held is not None and self._at != self._from:
            self.width_dragged.emit(held, width)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The page, and over it the edge that is being dragged with the width that it would give."""
        super().paintEvent(event)
        if self._held is None:
            return
        painter, colours = QPainter(self), self._theme.colours
        painter.setPen(QPen(QColor(colours.link), 1.4, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(self._at, 0), QPointF(self._at, self.height()))
        words = f"{self._width():g} 毫米"
        badge = QRectF(0, 0, painter.fontMetrics().horizontalAdvance(words) + 16, self._theme.px(20))
        badge.moveCenter(QPointF(self._at, self.height() / 10))
        painter.fillRect(badge, QColor(colours.primary))
        painter.setPen(QColor(colours.on_primary))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, words)

    def _scale(self) -> float:
        """Px of the picture per mm of the page."""
        return (self.width() - 2 * BORDER) / self._page if self._page else 0.0

    def _width(self) -> float:
        """What the column in hand would be wide, in mm, to a tenth."""
        if self._held is None or not self._scale():
            return 0.0
        return round(max(self._widths[self._held] + (self._at - self._from) / self._scale(), LEAST_MM), 1)

    def _edge_near(self, at: float) -> int | None:
        near = [(abs(edge - at), place) for place, edge in enumerate(self.edges())]
        distance, place = min(near, default=(REACH + 1.0, 0))
        return place if distance <= REACH else None
