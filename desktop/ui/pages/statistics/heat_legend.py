"""What the grounds of 单位 × 分类 mean: how many are open, from none to five and more."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from desktop.ui.theme import Theme
from desktop.ui.widgets.card import ElidedLabel
from desktop.ui.widgets.figure_paint import HEAT, HEAT_MOST

STEP = 34


class HeatScale(QWidget):
    """0, 1, 2, 3, 4, 5+ on their grounds."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedSize(QSize(theme.px(STEP) * (len(HEAT) + 1) + 2, theme.px(20)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Six fields."""
        painter, theme, step = QPainter(self), self._theme, self._theme.px(STEP)
        painter.setFont(theme.font(12, 600))
        for place, colour in enumerate((*HEAT, HEAT_MOST)):
            box = QRectF(place * step + 0.5, 1.5, step - 2, self.height() - 3)
            painter.setPen(theme.colour("line"))
            painter.setBrush(QColor(colour))
            painter.drawRect(box)
            last = place == len(HEAT)
            painter.setPen(theme.colour("on_primary" if last else "text"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, f"{place}+" if last else str(place))


class HeatLegend(QWidget):
    """Words at the left, the scale at the right."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._words, self._name = ElidedLabel("", "secondary"), QLabel()
        self._name.setProperty("role", "secondary")
        row = QHBoxLayout(self)
        row.setContentsMargins(13, 7, 13, 7)
        row.addWidget(self._words, 1)
        row.addWidget(self._name)
        row.addWidget(HeatScale(theme))

    def show_word(self, word: str) -> None:
        """Name what is counted."""
        self._words.set_full_text(f"每格：{word} / 总数，“·”表示没有问题")
        self._name.setText(f"{word}条数")
