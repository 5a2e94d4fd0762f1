"""更正 of a claim or a verdict: it was wrong then, so it is taken back and entered again with its own date."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QCheckBox, QWidget

from db.queries import facts
from db.records import EventRow
from desktop.errors import KnownError
from desktop.operations import progress
from desktop.operations.events import Event
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog, needed
from desktop.ui.pages.findings.entry_strip import CLAIM, STATES, VERDICT, StateBox
from desktop.ui.widgets.date_edit import DateEdit
from desktop.ui.widgets.writing_field import WritingField, WritingLine


class CorrectionDialog(FormDialog):
    """Date, state, words and why the entry was wrong. What changed only now is entered as new progress instead."""

    def __init__(self, context: AppContext, event: EventRow, parent: QWidget | None = None) -> None:
        super().__init__(context, "更正", "更正", parent)
        self.event_row = event
        self.lane = CLAIM if event.kind == "claim" else VERDICT
        said = "单位自报" if self.lane == CLAIM else "巡察办认定"
        self.head(f"{facts.number(context.reader, event.finding_id)} {event.effective_on} {said}")
        self.note("当时登记错了才用更正：原条撤回，按下面的内容重新登记。情况后来有了变化的，请另登一条进展。")
        self.day = DateEdit(context.today)
        self.day.set_date(date.fromisoformat(event.effective_on))
        self.row("日期", self.day)
        self.state = StateBox()
        present = event.claim_state if self.lane == CLAIM else event.verdict_state
        self.state.fill(STATES[self.lane], present or "in_progress")
        closed = self.lane == VERDICT and present == "done"
        if not closed:
            self.row("状态", self.state)
        self._present = present if closed else None
        self.never = QCheckBox("误销号：撤回这次认定，问题回到销号以前（不计反弹）")
        self.never.setVisible(closed)
        if closed:
            self.form.addRow("", self.never)
        self.text = WritingField(lines=3)
        self.text.set_text(event.text)
        self.row("内容", self.text)
        self.reason = WritingLine(placeholder="为什么更正")
        self.row("更正理由", self.reason)

    def carry_out(self) -> None:
        """Take back and enter again."""
        on = self.day.date()
        if on is None or on > self.context.today:
            raise KnownError("“日期”不是今天或以前的日期。请写成 2026-06-01 这样。")
        old = self.event_row
        if self.never.isChecked():
            self.run(progress.correct, old.id, None, needed(self.reason.text(), "更正理由"))
            return
        state = self._present or self.state.currentData()
        event = Event(
            old.finding_id,
            old.kind,
            on.isoformat(),
            claim_state=state if self.lane == CLAIM else None,
            verdict_state=state if self.lane == VERDICT else None,
            text=self.text.text(),
            reason=old.reason,
            actor=old.actor,
            refused=bool(old.refused),
            opening=bool(old.opening),
            paper=old.paper,
        )
        self.run(progress.correct, old.id, event, needed(self.reason.text(), "更正理由"))
