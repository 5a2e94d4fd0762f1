"""清除回收站: two people empty the words of what was deleted more than two years ago."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.operations import purging
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog, needed
from desktop.ui.dialogs.second_person import SecondPerson


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
        self.second = SecondPerson(self)
        self.reason = self.row("理由", QLineEdit(placeholderText="依据或理由"))
        self.verb.setEnabled(not found.is_empty)

    def carry_out(self) -> None:
        """Empty what is old enough."""
        self.run(
            purging.empty_bin,
            self.context.today,
            second=self.second.name(),
            passphrase=self.second.passphrase.text(),
            reason=needed(self.reason.text(), "理由"),
        )
