"""清除回收站: two people empty the words of what was deleted more than two years ago."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from db.queries import users as queries
from desktop.operations import purging
from desktop.rules.permissions import COMMAND_LINE
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog, needed
from desktop.ui.widgets.password_edit import PasswordEdit


class PurgeDialog(FormDialog):
    """What would go, the second person with the passphrase, the reason."""

    def __init__(self, context: AppContext, parent: QWidget | None) -> None:
        super().__init__(context, "清除回收站", "清除", parent, width=520)
        found = purging.purgeable(context.ledger, context.today)
        told = f"{found.before} 以前删除的 {found.sentence()}" if not found.is_empty else "没有放满两年的内容"
        self.head(f"回收站中{told}。")
        self.note(
            "清除后文字不能恢复，编号、日期和操作日志的校验值保留；佐证文件和已发文书不动。旧备份中的内容随备份到期而去。"
        )
        self.second = QComboBox()
        rows = [row for row in queries.users(context.reader) if row.active]
        names = [row.name for row in rows if row.name not in (context.actor.name, COMMAND_LINE.name)]
        self.second.addItems(["", *names])
        self.passphrase = PasswordEdit("同办人口令；没有设口令的不填")
        self.reason = QLineEdit(placeholderText="依据或理由")
        for label, widget in (("同办人", self.second), ("口令", self.passphrase), ("理由", self.reason)):
            self.row(label, widget)
        self.verb.setEnabled(not found.is_empty)

    def carry_out(self) -> None:
        """Empty what is old enough."""
        self.run(
            purging.empty_bin,
            self.context.today,
            second=needed(self.second.currentText(), "同办人"),
            passphrase=self.passphrase.text(),
            reason=needed(self.reason.text(), "理由"),
        )
