"""在场人: the second member of the room beside whom alone something leaves it; two rows of a dialog."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox

from desktop.operations.leads.letter import Second
from desktop.operations.leads.room import Room
from desktop.ui.dialogs.form_dialog import FormDialog
from desktop.ui.widgets.password_edit import PasswordEdit


class SecondRows:
    """Who stands by, and that person's passphrase of the room."""

    def __init__(self, dialog: FormDialog, room: Room, members: Sequence[str]) -> None:
        self.names = QComboBox()
        self.names.addItems([name for name in members if name != room.actor.name])
        dialog.row("在场人 *", self.names)
        self.word = dialog.row("在场人的线索口令 *", PasswordEdit())

    def second(self) -> Second:
        """As typed; the room proves it."""
        return Second(self.names.currentText(), self.word.text())
