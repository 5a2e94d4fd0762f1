"""Login: the person, the passphrase, Enter; and the recovery sheet for when all are forgotten."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.ui.theme import Theme
from desktop.ui.widgets.password_edit import PasswordEdit


class LoginPage(QWidget):
    """Asks; the window opens the ledger."""

    login_asked = Signal(str, str)
    recovery_asked = Signal(str)
    other_ledger_asked = Signal()

    def __init__(self, theme: Theme, folder: Path, people: Sequence[str], last: str) -> None:
        super().__init__()
        self.people = QComboBox()
        self.people.addItems(list(people))
        self.people.setCurrentText(last)
        self.people.setAccessibleName("用户")
        self.field = PasswordEdit()
        self.field.entered.connect(self._ask)
        self.button = QPushButton("登录 Enter")
        self.button.setProperty("primary", True)
        self.button.clicked.connect(self._ask)
        self.fault = QLabel(wordWrap=True)
        self.fault.setProperty("tone", "red")
        self.code = QLineEdit(placeholderText="恢复码：6 组，每组 5 个字符")
        self.code.returnPressed.connect(self._ask_recovery)
        self.code.hide()
        card = QFrame(objectName="card")
        card.setFixedWidth(theme.px(380))
        layout = QVBoxLayout(card)
        layout.setContentsMargins(28, 22, 28, 18)
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
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addWidget(card, alignment=Qt.AlignmentFlag.AlignCenter)
        outer.addStretch(3)

    def refuse(self, text: str) -> None:
        """Say why the ledger stays shut."""
        self.fault.setText(text)
        self.field.clear()
        self.button.setEnabled(True)
        self.field.setFocus()

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
        self.fault.clear()
        self.button.setEnabled(False)
        self.login_asked.emit(self.people.currentText(), self.field.text())

    def _ask_recovery(self) -> None:
        self.fault.clear()
        self.recovery_asked.emit(self.code.text())
