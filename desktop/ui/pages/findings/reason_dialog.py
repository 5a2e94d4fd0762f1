"""Changing what decides a figure after the feedback, and deletion: since when, and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.errors import KnownError
from desktop.ledgers.findings import TABLE, FindingLine
from desktop.operations import findings
from desktop.operations.attributes import RECLASSIFIED
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog, needed
from desktop.ui.widgets.date_edit import DateEdit
from desktop.ui.widgets.writing_field import WritingLine

Edits = Mapping[int, Mapping[str, Any]]


class ReasonDialog(FormDialog):
    """自何日起 and 理由 for edits of nature or dates of findings whose unit has had the feedback."""

    def __init__(self, context: AppContext, edits: Edits, title: str, parent: QWidget | None = None) -> None:
        super().__init__(context, "变更说明", "保存", parent)
        self._edits, self._title = edits, title
        names = {name for fields in edits.values() for name in fields if name in RECLASSIFIED}
        words = "、".join(column.title for column in TABLE.columns if column.field in names)
        self.head(title)
        self.note(
            f"“{words}”影响统计，反馈以后更改要由审核写明理由；以前的日期仍按以前的算。当时就登记错的，日期写反馈日。"
        )
        self.day = DateEdit(context.today)
        self.day.set_date(context.today)
        self.row("自何日起", self.day)
        self.reason = WritingLine(placeholder="如：领导小组会议调整")
        self.row("理由", self.reason)
        self.reason.setFocus()

    def carry_out(self) -> None:
        """Write the edits with their reason."""
        day = self.day.date()
        if day is None:
            raise KnownError("“自何日起”不是日期。请写成 2026-06-01 这样。")
        reason = needed(self.reason.text(), "理由")
        self.run(findings.edit_each, self._edits, self._title, reason=reason, on=day.isoformat())


class RemoveDialog(FormDialog):
    """删除 after the feedback: only of what was entered by mistake, with a reason."""

    def __init__(self, context: AppContext, lines: Sequence[FindingLine], parent: QWidget | None = None) -> None:
        super().__init__(context, f"移入回收站 {len(lines)} 条", "移入回收站", parent)
        self._ids = [line.id for line in lines]
        self.note("这些问题已经反馈。反馈以后减少问题请用“核减”“合并”或“拆分”，只有误录的才删除。")
        self.reason = WritingLine(placeholder="如：同一问题重复录入")
        self.row("理由", self.reason)

    def carry_out(self) -> None:
        """Put them into the recycle bin."""
        self.run(findings.remove, self._ids, needed(self.reason.text(), "理由"))


def is_given(line: FindingLine, today: str) -> bool:
    """Whether the unit of a finding has had the feedback."""
    return bool(line.feedback_on) and str(line.feedback_on) <= today


def write_edits(
    context: AppContext,
    lines: Sequence[FindingLine],
    edits: Edits,
    title: str,
    window: QWidget,
    failed: Callable[[KnownError], None],
) -> None:
    """Write edits at once, or ask since when and why where one of them decides a figure after the feedback."""
    today = context.today.isoformat()
    given = {line.id for line in lines if is_given(line, today)}
    if any(key in given and set(fields).intersection(RECLASSIFIED) for key, fields in edits.items()):
        dialog = ReasonDialog(context, edits, title, window)
        dialog.exec()
        dialog.deleteLater()
        window.activateWindow()
        return
    context.write(findings.edit_each, edits, title, failed=failed)
