"""督促科室对照表: the desk and the person of the organisation department for every kind of unit (page 15)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.operations.duty_desks import DutyDesk, kinds_asked, put_desks
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog, side_by_side
from desktop.ui.widgets.writing_field import WritingLine


class DutyDesksDialog(FormDialog):
    """A line for each kind of unit in the register."""

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(context, "督促科室对照表", "保存", parent, width=520)
        self.note("按单位类别写组织部的督促科室和责任人；补齐编号时带出。已登记的科室和责任人不变。")
        self.lines: dict[str, tuple[WritingLine, WritingLine]] = {}
        for kind, one in kinds_asked(context.reader, context.as_of).items():
            pair = WritingLine(one.desk, "督促科室，如 组织二科"), WritingLine(one.person, "责任人")
            self.lines[kind] = pair
            for line in pair:
                line.setMinimumWidth(context.theme.px(190))
            self.row(kind, side_by_side(*pair))
        if not self.lines:
            self.note("名册里的单位还没有写类别。请先在轮次与单位中补写单位类别。")

    def carry_out(self) -> None:
        """Set them."""
        given = {kind: DutyDesk(desk.text(), person.text()) for kind, (desk, person) in self.lines.items()}
        self.run(put_desks, given)
