"""The red or amber bar inside a card that asks for a decision: what it is about, what would follow, and the verbs (ux/pages.md §0)."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from desktop.ledgers.column import Mark, Shape, Tone
from desktop.ui.theme import Theme
from desktop.ui.widgets.card import ElidedLabel
from desktop.ui.widgets.state_chip import MarkLabel, overdue_mark


class AskBar(QFrame):
    """Hidden until it has something to ask; the page adds its verbs."""

    def __init__(self, theme: Theme, *, calm: bool = False) -> None:
        """`calm`: amber, for what is only to be known."""
        super().__init__()
        self.setProperty("calm", calm)
        mark = Mark(Shape.DIAMOND, "", Tone.AMBER) if calm else overdue_mark("")
        self.title = ElidedLabel("", "strong")
        self.note = ElidedLabel("", "secondary")
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self.title)
        texts.addWidget(self.note)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(12, 7, 10, 7)
        self._line.setSpacing(8)
        self._line.addWidget(MarkLabel(theme, mark))
        self._line.addLayout(texts, 1)
        self.hide()

    def add_verb(self, text: str) -> QPushButton:
        """A button at the right."""
        button = QPushButton(text)
        self._line.addWidget(button)
        return button

    def ask(self, title: str, note: str = "") -> None:
        """Show the question."""
        self.title.set_full_text(title)
        self.note.set_full_text(note)
        self.note.setVisible(bool(note))
        self.show()

    @property
    def question(self) -> QLabel:
        """The line that asks."""
        return self.title
