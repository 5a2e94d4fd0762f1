"""White surfaces on the page: a card with a title, and the empty state with one sentence and one button."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.theme import Theme
from desktop.ui.widgets.eliding import fitted
from desktop.ui.widgets.properties import named

HEAD = 37
"""Of a head with a button or a choice in it, in px at 100 %."""


class ElidedLabel(QLabel):
    """One line that ends in … where it does not fit; the tooltip then has all of it."""

    def __init__(self, text: str = "", role: str = "") -> None:
        super().__init__()
        self._full = self._explanation = ""
        if role:
            self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(12)
        self.set_full_text(text)

    def full_text(self) -> str:
        """The whole text."""
        return self._full

    def set_full_text(self, text: str) -> None:
        """Show a text, shortened where it must be."""
        self._full = text
        self.updateGeometry()
        self._fit()

    def set_explanation(self, text: str) -> None:
        """More than the text says, in the tooltip, whether it is shortened or not."""
        self._explanation = text
        self._fit()

    def sizeHint(self) -> QSize:
        """As wide as the whole text and the room that is kept beside it."""
        wanted = self.fontMetrics().horizontalAdvance(self._full) + 2 + self.width() - self.contentsRect().width()
        return QSize(wanted, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """A few characters."""
        return QSize(12, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        text = fitted(self.fontMetrics(), self._full, max(self.contentsRect().width(), 12))
        self.setText(text)
        told = [self._full] if text != self._full else []
        self.setToolTip("\n".join([*told, *([self._explanation] if self._explanation else [])]))


class Card(QFrame):
    """A white surface; with a title it has a head of 40 px and a link at the right of it."""

    link_clicked = Signal()

    def __init__(self, title: str = "", note: str = "", link: str = "") -> None:
        super().__init__()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self.title_label, self.note_label = QLabel(title), ElidedLabel(note, "secondary")
        self.title_label.setProperty("role", "card-title")
        self.link = QPushButton(link)
        self.link.setProperty("link", True)
        self.link.clicked.connect(self.link_clicked)
        self.head = QHBoxLayout()
        self.head_frame = named(QWidget(), "card_head")
        if title or link:
            self._add_head(bool(link))
        self.body = QVBoxLayout()
        self.body.setContentsMargins(14, 8, 14, 10)
        self.body.setSpacing(6)
        self._layout.addLayout(self.body, 1)

    def flush(self) -> Card:
        """Let the content reach the card's edges, as a table does."""
        self.body.setContentsMargins(1, 0, 1, 1)
        return self

    def _add_head(self, with_link: bool) -> None:
        frame = self.head_frame
        frame.setLayout(self.head)
        frame.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.head.setContentsMargins(14, 4, 10, 4)
        self.head.setSpacing(8)
        self.head.addWidget(self.title_label)
        self.head.addWidget(self.note_label, 1)
        if with_link:
            self.head.addWidget(self.link)
        self._layout.addWidget(frame)


def level(theme: Theme, *cards: Card) -> None:
    """Cards that stand side by side have heads of one height, whatever stands in them."""
    for card in cards:
        card.head_frame.setFixedHeight(theme.px(HEAD))


class EmptyState(QWidget):
    """One sentence and one main button, in the middle of what would else be empty."""

    def __init__(
        self, theme: Theme, sentence: str = "", button: str = "", slot: Callable[[], Any] | None = None
    ) -> None:
        super().__init__()
        self._slot = slot
        picture = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        picture.setPixmap(theme.icon("list", "disabled").pixmap(QSize(27, 27)))
        self.sentence = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self.button = QPushButton()
        self.button.setProperty("primary", True)
        self.button.clicked.connect(self._act)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.button)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addStretch(2)
        layout.addWidget(picture)
        layout.addWidget(self.sentence)
        layout.addLayout(row)
        layout.addStretch(3)
        self.show_text(sentence, button, slot)

    def show_text(self, sentence: str, button: str = "", slot: Callable[[], Any] | None = None) -> None:
        """Say why there is nothing, and offer the one next step."""
        self.sentence.setText(sentence)
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self._slot = slot

    def make_plain(self) -> None:
        """The page has its dark button elsewhere; to be called before it is shown."""
        self.button.setProperty("primary", False)

    def _act(self) -> None:
        if self._slot is not None:
            self._slot()
