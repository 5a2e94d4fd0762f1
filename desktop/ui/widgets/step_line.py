"""The steps of a wizard in one line: done with a tick, the present one filled, the rest open."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.theme import Theme


class StepLine(QWidget):
    """`set_current(2)` makes the third step the present one; one past the last says that all are done."""

    def __init__(self, theme: Theme, steps: Sequence[str]) -> None:
        super().__init__()
        self._theme, self._steps, self._current = theme, list(steps), 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._describe()

    def set_current(self, place: int) -> None:
        """Move to a step."""
        self._current = place
        self._describe()
        self.update()

    def set_steps(self, steps: Sequence[str]) -> None:
        """Other words, as `选对象 37`."""
        self._steps = list(steps)
        self._describe()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """All steps with a line between."""
        words = QFontMetrics(self._theme.font(13, 600))
        return QSize(
            sum(words.horizontalAdvance(step) + self._theme.px(78) for step in self._steps), self._theme.px(34)
        )

    def minimumSizeHint(self) -> QSize:
        """The words without lines."""
        words = QFontMetrics(self._theme.font(13, 600))
        return QSize(
            sum(words.horizontalAdvance(step) + self._theme.px(44) for step in self._steps), self._theme.px(34)
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Circles, words, lines."""
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side, left = theme.px(22), 1.0
        spare = self.width() - self.minimumSizeHint().width()
        gap = max(8.0, min(theme.px(34), spare / max(len(self._steps) - 1, 1)))
        for place, step in enumerate(self._steps):
            box = QRectF(left, (self.height() - side) / 2, side, side)
            self._paint_circle(painter, box, place)
            painter.setFont(theme.font(13, 600 if place == self._current else 400))
            painter.setPen(theme.colour("text" if place <= self._current else "secondary"))
            width = painter.fontMetrics().horizontalAdvance(step)
            word = QRectF(box.right() + 7, 0, width + 4, self.height())
            painter.drawText(word, int(Qt.AlignmentFlag.AlignVCenter), step)
            left = word.right() + 6
            if place < len(self._steps) - 1:
                painter.setPen(QPen(theme.colour("link" if place < self._current else "control"), 1.5))
                middle = self.height() / 2
                painter.drawLine(QPointF(left, middle), QPointF(left + gap, middle))
                left += gap + 8

    def _paint_circle(self, painter: QPainter, box: QRectF, place: int) -> None:
        theme = self._theme
        filled = place <= self._current
        painter.setPen(QPen(theme.colour("primary" if filled else "disabled"), 1.4))
        painter.setBrush(theme.colour("primary" if filled else "surface"))
        painter.drawEllipse(box)
        painter.setPen(QPen(theme.colour("on_primary" if filled else "secondary"), 1.8))
        if place < self._current:
            x, y, side = box.x(), box.y(), box.width()
            corners = ((0.28, 0.52), (0.44, 0.67), (0.74, 0.34))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(QPolygonF([QPointF(x + side * a, y + side * b) for a, b in corners]))
        else:
            painter.setFont(theme.font(12, 600))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), str(place + 1))

    def _describe(self) -> None:
        if self._current >= len(self._steps):
            self.setAccessibleName(f"共 {len(self._steps)} 步，都已办完")
            return
        self.setAccessibleName(f"第 {self._current + 1} 步，共 {len(self._steps)} 步：{self._steps[self._current]}")
