"""What 结果录入 asks: why a grade differs from the proposed one, what a visit came upon."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.operations.follow_up import results
from desktop.operations.follow_up.results import UnitResult
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog, needed
from desktop.ui.widgets.writing_field import WritingField


class GradeReasonDialog(FormDialog):
    """Another grade than by the checks."""

    def __init__(self, context: AppContext, unit: UnitResult, grade: str, parent: QWidget) -> None:
        super().__init__(context, f"评为“{grade}”", f"评为“{grade}”", parent)
        self._unit, self._grade = unit, grade
        self.head(unit.name)
        self._by_rule = unit.proposal.grade if unit.proposal is not None else ""
        self.note(f"按核查结果：{unit.proposal.why if unit.proposal is not None else '还没有核完'}")
        self.reason = self.row("等次理由 *", WritingField("写明根据", lines=3))

    def carry_out(self) -> None:
        """Give it."""
        assert self._unit.visit is not None, "asked of visited units alone"
        reason = needed(self.reason.text(), "等次理由")
        self.run(results.grade, self._unit.visit.id, self._grade, self._by_rule, reason)


class NewFindingDialog(FormDialog):
    """登记新问题: it enters the list of the round with its source."""

    def __init__(self, context: AppContext, round_id: int, unit: UnitResult, parent: QWidget) -> None:
        super().__init__(context, "登记新问题", "登记", parent, width=520)
        self._round, self._unit = round_id, unit
        self.head(unit.name)
        self.note("登记后进入本轮问题台账，来源为“回访”。")
        self.text = self.row("问题 *", WritingField("写明事实、时间、金额", lines=4))

    def carry_out(self) -> None:
        """Enter it."""
        self.run(results.new_finding, self._round, self._unit.id, needed(self.text.text(), "问题"))
