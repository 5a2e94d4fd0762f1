"""发出回收表… and 拒收并退回…"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFileDialog, QListWidget, QListWidgetItem, QPushButton, QWidget

from desktop.errors import KnownError
from desktop.ledgers.ways_out import RETURN_BOOK
from desktop.operations.return_book import sending, tracking
from desktop.operations.return_book.board import NOT_SENT, BoardLine
from desktop.operations.return_book.packages import Package
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog, needed, side_by_side
from desktop.ui.dialogs.leaving_fields import LeavingFields
from desktop.ui.paper_desk import output_folder
from desktop.ui.widgets.card import ElidedLabel
from desktop.ui.widgets.date_edit import DateEdit
from desktop.ui.widgets.writing_field import WritingField

DAYS_TO_FILL_IN = 14
"""What the date due is proposed as, in calendar days from today."""
FOLDER = "回收表"


class SendDialog(FormDialog):
    """Which units, until when, into which folder."""

    def __init__(
        self, context: AppContext, round_id: int, round_name: str, lines: Sequence[BoardLine], parent: QWidget
    ) -> None:
        super().__init__(context, "发出回收表", "发出", parent, width=520)
        self._round = round_id
        self.head(round_name)
        self.note("每家一份锁定的工作簿，只能填自报的栏；已发过的另发新版，旧版交回时会被拒收。")
        self.all = QCheckBox("全选")
        self.all.setChecked(True)
        self.units = QListWidget()
        self.units.setAccessibleName("单位")
        self.units.setMinimumHeight(context.theme.px(180))
        for line in lines:
            version = "" if line.state == NOT_SENT else f"（已发第 {line.version} 版）"
            item = QListWidgetItem(f"{line.unit}{version}", self.units)
            item.setData(Qt.ItemDataRole.UserRole, line.unit_id)
            item.setCheckState(Qt.CheckState.Checked)
        self.all.toggled.connect(self._tick_all)
        self.body.addWidget(self.all)
        self.body.addWidget(self.units)
        self.due = DateEdit(context.today)
        self.due.set_date(context.today + timedelta(days=DAYS_TO_FILL_IN))
        self.row("交回期限", self.due)
        self._folder = output_folder(context.settings.output_folder, context.ledger, FOLDER)
        self.folder = ElidedLabel(str(self._folder))
        self.choose = QPushButton("更改…")
        self.choose.clicked.connect(self._choose)
        self.row("存到", side_by_side(self.folder, self.choose))
        self.leaving = LeavingFields(self, RETURN_BOOK)

    def chosen(self) -> list[int]:
        """The ticked units."""
        items = (self.units.item(place) for place in range(self.units.count()))
        return [item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() == Qt.CheckState.Checked]

    def carry_out(self) -> None:
        """Write the workbooks and enter them in the book."""
        if not (units := self.chosen()):
            raise KnownError("没有选单位。请至少勾选一家。")
        if self.due.is_faulty():
            raise KnownError(self.due.fault())
        due = self.due.date()
        due_on = due.isoformat() if due else ""
        asked = self.leaving.asked()
        self.run(sending.send_and_tell, self._round, units, self._folder, due_on, asked, label="正在写回收表")

    def _tick_all(self, on: bool) -> None:
        for place in range(self.units.count()):
            self.units.item(place).setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "回收表存到哪个文件夹", str(self._folder))
        if chosen:
            self._folder = Path(chosen)
            self.folder.set_full_text(chosen)


class RefuseDialog(FormDialog):
    """The reason stays in the book of return workbooks; nothing of the file is entered."""

    def __init__(self, context: AppContext, package: Package, unit: str, reason: str, parent: QWidget) -> None:
        super().__init__(context, "拒收并退回", "拒收并退回", parent)
        self._package = package
        self.head(unit)
        self.note("表中内容一格不取，收回情况记为“已退回”，单位交来新表后再合并。")
        self.reason = WritingField("如：交的是旧版，请在现行版上填报", lines=2)
        self.reason.set_text(reason)
        self.row("理由 *", self.reason)

    def carry_out(self) -> None:
        """Enter the refusal."""
        self.run(tracking.refuse, self._package, needed(self.reason.text(), "理由"))
