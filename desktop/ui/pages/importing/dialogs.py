"""Small questions of the import page: leave a list half repaired, move a whole import."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QRadioButton, QWidget

from db.queries.imports import ImportRow, rounds
from desktop.operations.importing import moving
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog
from desktop.ui.widgets.unit_picker import UnitPicker, unit_choices
from desktop.ui.widgets.writing_field import WritingLine


class LeaveDialog(FormDialog):
    """取消 with repairs made: they wait, or they are thrown away."""

    def __init__(self, context: AppContext, repairs: int, parent: QWidget | None = None) -> None:
        super().__init__(context, "取消导入", "好", parent)
        self.waits = True
        self.head(f"这份清单已经改过 {repairs} 处，还没有入账。")
        self.keep = QRadioButton("暂存，在首页和本页可以接着改")
        self.drop = QRadioButton("放弃这些改动")
        self.keep.setChecked(True)
        self.body.addWidget(self.keep)
        self.body.addWidget(self.drop)
        self.cancel.setText("回到清单")

    def carry_out(self) -> None:
        """The choice is carried out by whoever asked."""
        self.waits = self.keep.isChecked()
        self.accept()


class MoveDialog(FormDialog):
    """移到…: all findings of an import to the right unit or round, in one step."""

    def __init__(self, context: AppContext, record: ImportRow, parent: QWidget | None = None) -> None:
        super().__init__(context, f"移动第 {record.number} 次导入", "移动", parent, width=520)
        self._number = record.number
        self.head(f"{record.file_name}，{record.findings} 条，现在在 {record.round_name}。")
        self.note("选错了单位或轮次时用。只选要改的一项或两项；撤销可以整批移回。")
        self.unit = UnitPicker(unit_choices(context))
        self.round = QComboBox()
        self.round.addItem("不变", None)
        for one in rounds(context.reader):
            if one.name != record.round_name:
                self.round.addItem(one.name, one.id)
        self.reason = WritingLine(placeholder="如：导入时选错了单位")
        self.row("移到单位", self.unit)
        self.row("移到轮次", self.round)
        self.row("理由", self.reason)

    def carry_out(self) -> None:
        """Move them."""
        self.run(
            moving.move_import,
            self._number,
            unit_id=self.unit.unit_id(),
            round_id=self.round.currentData(),
            reason=self.reason.text().strip(),
        )
