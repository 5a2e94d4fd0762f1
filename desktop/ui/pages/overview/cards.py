"""The four figures of 首页, each a door to exactly its rows, with basis and date in the same card."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from desktop.ui.theme import Theme
from desktop.ui.widgets.card import Card, ElidedLabel
from desktop.ui.widgets.door import Door
from desktop.ui.widgets.rate_text import RateText
from desktop.ui.widgets.state_chip import MarkLabel

FIGURE_HEIGHT, EXPLAINED_HEIGHT = 44, 26
"""So that the figures of all cards stand on one line, whatever stands beside and below them."""


class FigureCard(Card):
    """Title and link, the figure, one line that explains it, one line with basis and date."""

    opened = Signal(object, str)

    def __init__(self, theme: Theme, title: str, link: str) -> None:
        super().__init__()
        self._theme, self._title = theme, title
        name, self.link = QLabel(title), QPushButton(f"{link} ›")
        self.link.setProperty("link", True)
        self.link.clicked.connect(self.link_clicked)
        head = QHBoxLayout()
        head.addWidget(name)
        head.addStretch(1)
        head.addWidget(self.link)
        self.figures = QHBoxLayout()
        self.figures.setSpacing(8)
        self.figures.addStrut(theme.px(FIGURE_HEIGHT))
        self.explained = QHBoxLayout()
        self.explained.setSpacing(4)
        self.explained.addStrut(theme.px(EXPLAINED_HEIGHT))
        self.foot = ElidedLabel("", "secondary")
        self.body.setContentsMargins(16, 6, 12, 8)
        self.body.setSpacing(2)
        for layout in (head, self.figures, self.explained):
            self.body.addLayout(layout)
        self.body.addWidget(self.foot)

    def add_figure(self, *widgets: QWidget) -> None:
        """The big number and what stands beside it."""
        for widget in widgets:
            self.figures.addWidget(widget)
        self.figures.addStretch(1)

    def add_explained(self, *widgets: QWidget) -> None:
        """The line below."""
        for widget in widgets:
            self.explained.addWidget(widget)
        self.explained.addStretch(0)


class RateCard(FigureCard):
    """A rate; its explanation may hold doors of its own."""

    def __init__(self, theme: Theme, title: str, link: str) -> None:
        super().__init__(theme, title, link)
        self.rate = RateText(theme, 30)
        self.rate.clicked.connect(self._open)
        self.more = ElidedLabel()
        self.door = Door()
        self.door.opened.connect(self.opened)
        self.add_figure(self.rate)
        self.figures.addWidget(self.door, 0, Qt.AlignmentFlag.AlignBottom)
        self.explained.addWidget(self.more, 1)

    def _open(self, ids: object) -> None:
        self.opened.emit(ids, self._title)


class CountCard(FigureCard):
    """A count of findings; red with ▲ where it counts what is overdue."""

    def __init__(self, theme: Theme, title: str, link: str) -> None:
        super().__init__(theme, title, link)
        self.mark = MarkLabel(theme)
        self.number = Door("figure")
        self.beside, self.more = QLabel(), ElidedLabel()
        self.parts = (Door(), Door(), Door())
        for door in (self.number, *self.parts):
            door.opened.connect(self.opened)
        for door in self.parts:
            door.hide()
        self.add_figure(self.mark, self.number, self.beside)
        self.explained.addWidget(self.more, 1)
        self.add_explained(*self.parts)

    def show_parts(self, parts: Sequence[tuple[str, Sequence[int]]]) -> None:
        """The parts of the number, each a door; they add up to it."""
        shown = [part for part in parts if part[1]]
        self.more.setVisible(not shown)
        for place, door in enumerate(self.parts):
            door.setVisible(place < len(shown))
            if place < len(shown):
                word, ids = shown[place]
                door.show_number(f"{word} {len(ids)}", ids, f"{self._title}：{word}")
