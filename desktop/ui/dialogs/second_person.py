"""同办人: the second person of what only two may do, with the passphrase; the same in every dialog."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox

from db.queries import users as queries
from desktop.rules.permissions import COMMAND_LINE
from desktop.ui.dialogs.form_dialog import FormDialog, needed
from desktop.ui.widgets.password_edit import PasswordEdit


class SecondPerson:
    """Two rows of a dialog: another person in use, and that person's passphrase."""

    def __init__(self, dialog: FormDialog) -> None:
        context = dialog.context
        self.names = QComboBox()
        rows = [row for row in queries.users(context.reader) if row.active]
        names = [row.name for row in rows if row.name not in (context.actor.name, COMMAND_LINE.name)]
        self.names.addItems(["", *names])
        self.passphrase = PasswordEdit("同办人口令；没有设口令的不填")
        dialog.row("同办人", self.names)
        dialog.row("口令", self.passphrase)

    def name(self) -> str:
        """Who was chosen; KnownError where nobody was."""
        return needed(self.names.currentText(), "同办人")
