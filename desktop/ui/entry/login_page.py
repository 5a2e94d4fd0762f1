"""Login: the person, the passphrase, Enter; and the recovery sheet for when all are forgotten."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.ui.theme import Theme
from desktop.ui.widgets.password_edit import PasswordEdit
from desktop.ui.widgets.properties import named
from desktop.ui.widgets.whole_text import WholeText

_WIDTH, _SIDE = 380, 28
"""Of the card: pixels at standard size, and what its left and right keep free."""


class LoginPage(QWidget):
    """Asks; the window opens the ledger."""

    login_asked = Signal(str, str)
    recovery_asked = Signal(str)
    other_ledger_asked = Signal()

    def __init__(
        self, theme: Theme, folder: Path, people: Sequence[str], last: str, asks: Callable[[str], bool]
    ) -> None:
        super().__init__()
        self._asks = asks
        self.people = QComboBox()
        self.people.addItems(list(people))
        self.people.setCurrentText(last)
        self.people.setAccessibleName("用户")
        self.field = PasswordEdit()
        self.field.entered.connect(self._ask)
        self.button = QPushButton("登录 Enter")
        self.button.setProperty("primary", True)
        self.button.clicked.connect(self._ask)
        self.fault = WholeText(theme.px(_WIDTH) - 2 * _SIDE)
        self.fault.setProperty("tone", "red")
        self.code = QLineEdit(placeholderText="恢复码：6 组，每组 5 个字符")
        self.code.returnPressed.connect(self._ask_recovery)
        self.code.hide()
        card = named(QFrame(), "card")
        card.setFixedWidth(theme.px(_WIDTH))
        layout = QVBoxLayout(card)
        layout.setContentsMargins(_SIDE, 22, _SIDE, 18)
        layout.setSpacing(8)
        title = QLabel(folder.name.removesuffix(".ledger"))
        title.setProperty("role", "page-title")
        title.setToolTip(str(folder))
        layout.addWidget(title)
        for label, widget in (("用户", self.people), ("口令", self.field)):
            words = QLabel(label)
            words.setProperty("role", "secondary")
            words.setBuddy(widget)
            layout.addWidget(words)
            layout.addWidget(widget)
        layout.addWidget(self.fault)
        layout.addWidget(self.button)
        layout.addWidget(self.code)
        layout.addLayout(self._links())
        self.people.currentTextChanged.connect(self._suit)
        self._suit(self.people.currentText())
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addWidget(card, alignment=Qt.AlignmentFlag.AlignCenter)
        outer.addStretch(3)

    def refuse(self, text: str) -> None:
        """Say why the ledger stays shut."""
        self.fault.say(text)
        self.field.clear()
        self.button.setEnabled(True)
        self.field.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter logs in from anywhere on the page."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.button.isEnabled():
            self._ask()
        else:
            super().keyPressEvent(event)

    def _suit(self, name: str) -> None:
        """A person of a plain ledger may have no passphrase."""
        asks = bool(name) and self._asks(name)
        self.field.line.setEnabled(asks)
        self.field.line.setPlaceholderText("口令" if asks else "此用户没有设口令，直接登录")

    def _links(self) -> QHBoxLayout:
        row = QHBoxLayout()
        for text, slot in (("忘记口令，用恢复单", self._show_code), ("换一个账本", self.other_ledger_asked.emit)):
            button = QPushButton(text)
            button.setProperty("link", True)
            button.clicked.connect(slot)
            row.addWidget(button)
        return row

    def _show_code(self) -> None:
        self.code.show()
        self.code.setFocus()

    def _ask(self) -> None:
        self.fault.say("")
        self.button.setEnabled(False)
        self.login_asked.emit(self.people.currentText(), self.field.text())

    def _ask_recovery(self) -> None:
        self.fault.say("")
        self.recovery_asked.emit(self.code.text())
