"""换用户: who goes on at the open ledger, and the passphrase where that person has one."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QComboBox, QPushButton, QWidget

from desktop.errors import KnownError
from desktop.operations import doorway, users
from desktop.rules.permissions import Actor
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog
from desktop.ui.widgets.password_edit import PasswordEdit


class SeatDialog(FormDialog):
    """`actor` is who goes on; `leaves` where the ledger is to be closed instead."""

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(context, "换用户", "换用户", parent)
        self.actor: Actor | None = None
        self.leaves = False
        folder = context.ledger.folder
        others = [name for name in doorway.user_names(folder) if name != context.actor.name]
        self.people = QComboBox()
        self.people.addItems(sorted(others, key=lambda name: name != context.former_person))
        self.field = PasswordEdit()
        self.field.setAccessibleName("口令")
        self.note(
            "账本不关闭，页面、筛选和截至日期保持原样；正在输入的内容留给原来的用户。"
            if others
            else "账本里没有别的用户。"
        )
        self.row("用户", self.people)
        self.row("口令", self.field)
        leave = QPushButton("关闭账本，回到登录页")
        leave.setProperty("link", True)
        leave.setAutoDefault(False)
        leave.clicked.connect(self._leave)
        self.form.addRow("", leave)
        self.verb.setEnabled(bool(others))
        self.people.currentTextChanged.connect(self._suit)
        self._suit(self.people.currentText())

    def carry_out(self) -> None:
        """Prove who it is, in the worker: a key is derived."""
        self.verb.setEnabled(False)
        work = partial(users.take_the_seat, self.context.ledger, self.people.currentText(), self.field.text())
        self.context.jobs.start("正在核对口令", work, done=self._seated, failed=self._refused)

    def _suit(self, name: str) -> None:
        asks = bool(name) and doorway.asks_passphrase(self.context.ledger.folder, name)
        self.field.line.setEnabled(asks)
        self.field.line.setPlaceholderText("口令" if asks else "此用户没有设口令" if name else "")
        (self.field if asks else self.people).setFocus()

    def _seated(self, actor: Actor) -> None:
        self.actor = actor
        self.accept()

    def _refused(self, error: KnownError) -> None:
        self.field.clear()
        self.fail(error)
        self.field.setFocus()

    def _leave(self) -> None:
        self.leaves = True
        self.accept()
