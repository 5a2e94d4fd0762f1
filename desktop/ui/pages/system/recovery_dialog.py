"""换恢复单: a new recovery sheet, or a second one for the head of the office, printed and proven before it is in force."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from db.queries.settings import setting
from db.recovery_code import is_proven, new_code
from desktop.errors import KnownError
from desktop.operations import recovery, users
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog
from desktop.ui.widgets.plain_print import print_sheet, sheet_of

_KINDS = ("恢复单（保密员封存）", "备用恢复单（单位负责人保管）")


class RecoveryDialog(FormDialog):
    """The code is in force only when two of its groups were typed as printed; the former sheet of that kind is void then."""

    def __init__(self, context: AppContext, parent: QWidget | None) -> None:
        super().__init__(context, "换恢复单", "换成这一份", parent, width=520)
        self.code = new_code()
        self.note("先打印新的恢复单，再填写它的第 2 组和第 5 组，证明印得清楚。换成后，同一种的旧恢复单作废。")
        self.kind = QComboBox()
        self.kind.addItems(list(_KINDS))
        self.row("换哪一份", self.kind)
        self.printed = QLabel("还没有打印。")
        printing, saving = QPushButton("打印…"), QPushButton("存为文件…")
        printing.setAutoDefault(False)
        saving.setAutoDefault(False)
        printing.clicked.connect(self._print)
        saving.clicked.connect(self._save)
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.printed, 1)
        line.addWidget(printing)
        line.addWidget(saving)
        self.row("恢复单", holder)
        self.second, self.fifth = QLineEdit(maxLength=8), QLineEdit(maxLength=8)
        self.row("第 2 组", self.second)
        self.row("第 5 组", self.fifth)

    def text(self) -> str:
        """The sheet as it prints."""
        office = setting(self.context.reader, "office")
        return recovery.sheet_text(self.code, self.context.ledger.folder, office, self.context.today)

    def carry_out(self) -> None:
        """Put the proven code in force."""
        if not is_proven(self.code, self.second.text(), self.fifth.text()):
            raise KnownError("第 2 组或第 5 组与这张恢复单不符。请打印后对照填写。")
        self.run(users.new_recovery_code, self.code, escrow=self.kind.currentIndex() == 1)

    def keep(self, target: Path) -> Path:
        """Write the sheet as a file outside the ledger folder; an existing file is not overwritten."""
        written = recovery.keep_sheet(target, self.text(), self.context.ledger.folder)
        self.printed.setText(f"已存为 {written.name}。请印出封存，然后删除此文件。")
        return written

    def _save(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, "恢复单存到哪里（账本文件夹之外）", "恢复单.txt", "文本 (*.txt)")
        if chosen:
            try:
                self.keep(Path(chosen))
            except KnownError as error:
                self.fail(error)

    def _print(self) -> None:
        if print_sheet(sheet_of(self.text(), self, 14), self):
            self.printed.setText("已送打印机 1 份。")
