"""列入约谈… and 约谈规则…: what the ticked units are called in with, and under which rate a unit is proposed (page 17)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop.ledgers.talks import KINDS, TALKS
from desktop.operations.records.proposals import Proposal, line
from desktop.operations.records.talk_planning import plan, put_line
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog
from desktop.ui.widgets.record_editors import editor_of
from desktop.ui.widgets.writing_field import WritingLine

COMMON = ("talker", "talker_post", "talked_to", "post", "held_on", "place")
"""What the talks of one day share; each keeps its own unit, reason and findings."""
USUAL = {"talked_to": "主要负责人"}
"""People are named by their office; the name comes into the paper from the register on the day of the talk."""


class PlanTalksDialog(FormDialog):
    """One entry for all ticked units; the kind of each talk is the one that its rule proposes."""

    def __init__(self, context: AppContext, proposals: Sequence[Proposal], parent: QWidget | None = None) -> None:
        super().__init__(context, "列入约谈", f"列入 {len(proposals)} 家", parent, width=520)
        self._proposals = tuple(proposals)
        self.head("、".join(f"{one.unit}（{KINDS[one.kind]}）" for one in proposals))
        self.note("各家的类型、事由、涉及问题按“应约谈”带出。列入后在下面逐次按 Ctrl+G 出约谈通知。")
        self.editors = {}
        for name in COMMON:
            field = TALKS.field(name)
            assert field is not None
            editor = editor_of(context, field)
            if name in USUAL:
                editor.show(USUAL[name], USUAL[name])
            self.editors[name] = editor
            self.row(f"{field.title} *" if field.needed else field.title, editor.widget)

    def carry_out(self) -> None:
        """Enter them."""
        common = {name: value for name, editor in self.editors.items() if (value := editor.value())}
        self.run(plan, self._proposals, common)


class TalkRulesDialog(FormDialog):
    """The rules in words, and the one figure of them that is the office's own."""

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(context, "约谈规则", "保存", parent)
        self.note(
            "督办函逾期未回仍有逾期、核查不属实重开、评估等次最低、满意率最低的单位都列入应约谈；整改率低于约谈线的也列入。"
        )
        self.line = self.row("约谈线（%）", WritingLine(str(line(context.reader)), "如 60"))

    def carry_out(self) -> None:
        """Set it."""
        self.run(put_line, self.line.text())
