"""替换现账本: the backup takes the place of the present ledger, which is backed up first; then everybody logs in again."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.errors import KnownError
from desktop.operations import doorway, restoring, users
from desktop.operations.restoring import Look
from desktop.rules.moments import to_minute
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog, needed
from desktop.ui.widgets.password_edit import PasswordEdit
from desktop.ui.widgets.warned import warn


class ReplaceDialog(FormDialog):
    """Asks for the reason and the own passphrase. The window waits: nothing may read the ledger while it changes places."""

    def __init__(self, context: AppContext, parent: QWidget | None, look: Look) -> None:
        super().__init__(context, "替换现账本", "替换", parent)
        self._look = look
        self.head(look.sentence())
        made = to_minute(look.made_at)
        self.note(f"现账本先自动备份，再换成 {made} 的备份；完成后回到登录页，请用当时的口令登录。")
        self.reason = self.row("原因", QLineEdit(maxLength=100))
        self.passphrase: PasswordEdit | None = None
        if doorway.asks_passphrase(context.ledger.folder, context.actor.name):
            self.passphrase = PasswordEdit("本人口令")
            self.row("口令", self.passphrase)

    def carry_out(self) -> None:
        """Prove who is at work, put the backup in place, leave for the login."""
        reason = needed(self.reason.text(), "原因")
        if self.context.jobs.running:
            raise KnownError("后台还有任务没有办完。请等它结束后再替换。")
        if self.passphrase is not None:
            users.check_passphrase(self.context.ledger, self.context.actor.name, self.passphrase.text())
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            restored = restoring.replace_present(self.context.ledger, self.context.actor, self._look.path, reason)
        except KnownError as error:
            if self.context.ledger.closed:  # it stands as it was, but has to be opened anew
                self.context.left.emit()
                warn("替换现账本", str(error))
            raise
        finally:
            QGuiApplication.restoreOverrideCursor()
        self.accept()
        self.context.left.emit()
        if told := restoring.missing_sentence(restored):
            warn("替换现账本", told)  # this window is gone, the login stands there now
