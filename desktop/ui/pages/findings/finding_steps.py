"""The dialogs of single steps: 申请延期, 重新打开, 转长期坚持, 移交, 核减; those that change the number say so before."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtWidgets import QLineEdit, QWidget

from db.queries import history
from desktop.errors import KnownError
from desktop.ledgers.findings import FindingLine
from desktop.operations import progress
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog, needed
from desktop.ui.widgets.date_edit import DateEdit
from desktop.ui.widgets.writing_field import WritingField, WritingLine


class StepDialog(FormDialog):
    """A step of one finding with its day and its reason."""

    def __init__(
        self, context: AppContext, line: FindingLine, title: str, parent: QWidget | None, *, reason: str = "理由"
    ) -> None:
        super().__init__(context, title, title, parent)
        self.line = line
        self.head(f"{line.number} {line.unit}")
        self.note_of_finding(line.text)
        self.day = DateEdit(context.today)
        self.day.set_date(context.today)
        self.reason = WritingField(lines=2)
        self.reason_word = reason

    def add_reason(self) -> None:
        """The reason comes last, before it what the step itself asks."""
        self.row(self.reason_word, self.reason)

    def on(self) -> str:
        """The day of the step, ISO."""
        return (self.day.date() or self.context.today).isoformat()

    def why(self) -> str:
        """The reason, which is needed."""
        return needed(self.reason.text(), self.reason_word)


class ExtendDialog(StepDialog):
    """申请延期: the first date is kept, the new one needs who approved and why."""

    def __init__(self, context: AppContext, line: FindingLine, parent: QWidget | None = None) -> None:
        super().__init__(context, line, "申请延期", parent)
        first = QLineEdit(line.first_due_on or "—", readOnly=True)
        self.row("原定时限", first)
        self.due = DateEdit(context.today)
        self.due.set_date(date.fromisoformat(line.due_on or context.today.isoformat()) + timedelta(days=30))
        self.row("新期限", self.due)
        self.approver = WritingLine(placeholder="如：县委巡察办主任")
        self.row("批准人", self.approver)
        self.add_reason()
        self.due.setFocus()

    def carry_out(self) -> None:
        """Move the date."""
        due = self.due.date()
        if due is None:
            raise KnownError("“新期限”不是日期。请写成 2026-07-30 这样。")
        self.run(progress.extend, self.line.id, due.isoformat(), self.on(), self.reason.text(), self.approver.text())


class ReopenDialog(StepDialog):
    """重新打开（反弹）"""

    def __init__(self, context: AppContext, line: FindingLine, parent: QWidget | None = None) -> None:
        super().__init__(context, line, "重新打开", parent, reason="反弹情况")
        self.note("自报、认定和全部措施都恢复为“正在推进”，此前的报告和统计不变。")
        self.row("自何日起", self.day)
        self.add_reason()
        self.reason.setFocus()

    def carry_out(self) -> None:
        """Open it again."""
        self.run(progress.reopen, self.line.id, self.on(), self.why())


class MistakenCloseOutDialog(StepDialog):
    """误销号更正: the close-out is taken back as one that never was."""

    def __init__(self, context: AppContext, line: FindingLine, parent: QWidget | None = None) -> None:
        super().__init__(context, line, "误销号更正", parent, reason="更正理由")
        self.note("销号当时就登记错了：撤回这次销号，认定回到销号以前，不算反弹。已发的报告不变，以后按更正后的算。")
        self.add_reason()
        self.reason.setFocus()

    def carry_out(self) -> None:
        """Take the close-out back."""
        event_id = history.standing_close_out(self.context.reader, self.line.id)
        if event_id is None:
            raise KnownError(f"{self.line.number} 没有可以更正的销号。请刷新后再办。", "missing")
        self.run(progress.correct, event_id, None, self.why())


class LongTermDialog(StepDialog):
    """转长期坚持"""

    def __init__(self, context: AppContext, line: FindingLine, parent: QWidget | None = None) -> None:
        super().__init__(context, line, "转为长期坚持", parent, reason="阶段成效")
        self.row("自何日起", self.day)
        self.review = DateEdit(context.today)
        self.review.set_date(context.today + timedelta(days=90))
        self.row("复查日", self.review)
        self.add_reason()
        self.reason.setFocus()

    def carry_out(self) -> None:
        """Both lanes become 长期坚持."""
        review = self.review.date()
        if review is None or review <= self.context.today:
            raise KnownError("“复查日”要晚于今天。长期坚持的问题按复查日提醒。")
        self.run(progress.stage_done, self.line.id, self.on(), review.isoformat(), self.reason.text())


class TransferDialog(StepDialog):
    """移交纪委、司法或其他机关"""

    def __init__(self, context: AppContext, line: FindingLine, parent: QWidget | None = None) -> None:
        super().__init__(context, line, "移交", parent, reason="移交事由")
        self.row("移交日", self.day)
        self.receiver = WritingLine(placeholder="如：县纪委监委")
        self.row("接收机关", self.receiver)
        self.paper = WritingLine(placeholder="移交函文号或凭据")
        self.row("凭据", self.paper)
        self.add_reason()
        self.reason.setFocus()

    def carry_out(self) -> None:
        """Hand it over."""
        self.run(progress.transfer, self.line.id, self.on(), self.why(), self.receiver.text(), self.paper.text())


class WithdrawDialog(StepDialog):
    """核减: out of every count from a day on, with approval and paper."""

    def __init__(
        self, context: AppContext, line: FindingLine, effect: tuple[int, int], parent: QWidget | None = None
    ) -> None:
        super().__init__(context, line, "核减", parent)
        self.effect = self.note(effect_text(line, *effect, change=-1))
        self.row("自何日起", self.day)
        self.approver = WritingLine(placeholder="如：县委巡察工作领导小组")
        self.row("批准机关", self.approver)
        self.paper = WritingLine(placeholder="批准文号或凭据")
        self.row("凭据", self.paper)
        self.add_reason()
        self.approver.setFocus()

    def carry_out(self) -> None:
        """Take it out of the counts."""
        self.run(
            progress.withdraw, [self.line.id], self.on(), self.reason.text(), self.approver.text(), self.paper.text()
        )


def effect_text(line: FindingLine, total: int, closed: int, *, change: int, closed_change: int | None = None) -> str:
    """`189 → 190`, and what it does to the closed-out share of the round."""
    if closed_change is None:
        closed_change = change if line.verdict == "done" and change < 0 else 0
    after, closed_after = total + change, closed + closed_change
    return f"{line.round_name}的问题总数 {total} → {after}；已销号/总数 {closed}/{total} → {closed_after}/{after}。"
