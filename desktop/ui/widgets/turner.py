"""‹ 2/7 ›: which of several is in hand, with the way to the former and the next one (ux/pages.md, head of a work card)."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from desktop.ui.theme import Theme


class Turner(QWidget):
    """`turned` tells −1 or 1."""

    turned = Signal(int)

    def __init__(self, theme: Theme, what: str = "家") -> None:
        """`what`: the word of what is turned, for the tooltips."""
        super().__init__()
        self._theme = theme
        self.place = QLabel()
        self.place.setProperty("role", "secondary")
        self.former, self.next = (
            self._arrow("chevron_left", f"上一{what}（Alt+↑）", -1),
            self._arrow("chevron_right", f"下一{what}（Alt+↓）", 1),
        )
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.px(2))
        for one in (self.former, self.place, self.next):
            line.addWidget(one)

    def show_place(self, place: str) -> None:
        """2/7, as the page words it; there is nothing to turn where it is ''."""
        self.place.setText(place)
        for arrow in (self.former, self.next):
            arrow.setEnabled(bool(place))

    def _arrow(self, icon: str, name: str, by: int) -> QToolButton:
        button = QToolButton()
        button.setIcon(self._theme.icon(icon))
        button.setFixedHeight(self._theme.px(26))
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.clicked.connect(partial(self.turned.emit, by))
        return button
