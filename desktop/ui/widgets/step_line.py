"""The steps of a wizard in one line: done ✓, present, to come."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.theme import Theme

_CIRCLE, _GAP, _RULE = 24, 8, 46


class StepLine(QWidget):
    """Painted; it says the present step to screen readers."""

    def __init__(self, theme: Theme, steps: Sequence[str]) -> None:
        super().__init__()
        self._theme, self._steps, self._present = theme, tuple(steps), 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_present(self, step: int) -> None:
        """The step in hand, from 0."""
        self._present = step
        self.setAccessibleName(
            f"第 {step + 1} 步，共 {len(self._steps)} 步：{self._steps[min(step, len(self._steps) - 1)]}"
        )
        self.update()

    def sizeHint(self) -> QSize:
        """Circles, words and rules."""
        metrics = QFontMetrics(self._theme.font(14, 600))
        words = sum(metrics.horizontalAdvance(step) + _CIRCLE + _GAP for step in self._steps)
        return QSize(words + (_RULE + 2 * _GAP) * (len(self._steps) - 1) + 4, self._theme.px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = QFontMetrics(self._theme.font(14, 600))
        left, middle = 1.0, self.height() / 2
        for place, step in enumerate(self._steps):
            circle = QRectF(left, middle - _CIRCLE / 2, _CIRCLE, _CIRCLE)
            self._paint_circle(painter, circle, place)
            left += _CIRCLE + _GAP
            width = metrics.horizontalAdvance(step)
            painter.setFont(self._theme.font(14, 600 if place == self._present else 400))
            painter.setPen(self._theme.colour("text" if place <= self._present else "secondary"))
            painter.drawText(QRectF(left, 0, width + 4, self.height()), int(Qt.AlignmentFlag.AlignVCenter), step)
            left += width + _GAP
            if place + 1 < len(self._steps):
                painter.setPen(QPen(self._theme.colour("link" if place < self._present else "line"), 2))
                painter.drawLine(int(left), int(middle), int(left + _RULE), int(middle))
                left += _RULE + _GAP

    def _paint_circle(self, painter: QPainter, circle: QRectF, place: int) -> None:
        reached = place <= self._present
        painter.setPen(QPen(self._theme.colour("primary" if reached else "control"), 1.5))
        painter.setBrush(self._theme.colour("primary" if reached else "surface"))
        painter.drawEllipse(circle)
        painter.setPen(self._theme.colour("on_primary" if reached else "secondary"))
        painter.setFont(self._theme.font(13, 600))
        painter.drawText(circle, int(Qt.AlignmentFlag.AlignCenter), "✓" if place < self._present else str(place + 1))
