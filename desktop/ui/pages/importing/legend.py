"""What the tints of a sheet mean, each drawn as it is on the cells, with how many there are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from desktop.ui.pages.importing.sheet_view import paint_tint
from desktop.ui.theme import Theme

WIDTH, HEIGHT = 22, 16
"""Of a swatch, in px at 100 %."""


class Swatch(QWidget):
    """A small cell with a tint."""

    def __init__(self, theme: Theme, tint: str) -> None:
        super().__init__()
        self._theme, self._tint = theme, tint
        self.setFixedSize(theme.px(WIDTH), theme.px(HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """As the sheet draws it."""
        painter = QPainter(self)
        painter.setFont(self._theme.font(11))
        paint_tint(
            painter, QRect(0, 0, self.width() + 1, self.height() + 1), self._tint, self._theme, room=self.width()
        )


class TintLegend(QWidget):
    """A swatch and its words for each tint that the sheet knows, then words alone."""

    def __init__(self, theme: Theme, tints: Sequence[str]) -> None:
        super().__init__()
        self.labels = {tint: QLabel() for tint in tints}
        self.further = QLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for tint, label in self.labels.items():
            row.addWidget(Swatch(theme, tint))
            row.addWidget(label)
            row.addSpacing(8)
        row.addWidget(self.further)

    def show_words(self, words: dict[str, str], further: str = "") -> None:
        """Say what each tint means."""
        for tint, label in self.labels.items():
            label.setText(words[tint])
        self.further.setText(further)

    def text(self) -> str:
        """All that it says."""
        return "　".join(label.text() for label in (*self.labels.values(), self.further))
