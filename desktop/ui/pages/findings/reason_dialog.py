"""Changing what decides a figure after the feedback, and deletion: since when, and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from db.store import Ledger
from desktop.errors import KnownError
from desktop.ledgers.findings import TABLE, FindingLine
from desktop.operations import cell_life, findings
from desktop.operations.attributes import RECLASSIFIED
from desktop.operations.change import Changes
from desktop.rules.permissions import Actor
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog, needed
from desktop.ui.widgets.date_edit import DateEdit
from desktop.ui.widgets.writing_field import WritingLine

Edits = Mapping[int, Mapping[str, Any]]


class ReasonDialog(FormDialog):
    """自何日起 and 理由 for edits of nature or dates of findings whose unit has had the feedback."""

    def __init__(
        self,
        context: AppContext,
        edits: Edits,
        title: str,
        parent: QWidget | None = None,
        operation: Callable[..., Any] | None = None,
    ) -> None:
        super().__init__(context, "变更说明", "保存", parent)
        self._operation = operation or partial(_edit_each, edits, title)
        names = {name.removesuffix("_id") for fields in edits.values() for name in fields if name in RECLASSIFIED}
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
        self.run(self._operation, reason=reason, on=day.isoformat())


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


def restore_field(
    context: AppContext, line: FindingLine, field: str, value: Any, title: str, window: QWidget,
    failed: Callable[[KnownError], None],
) -> None:  # fmt: skip
    """Set a field back by the deed that it belongs to, asking since when and why where it decides a figure after the feedback."""
    operation = partial(_restore, line.id, field, value, title)
    if is_given(line, context.today.isoformat()) and field in RECLASSIFIED:
        dialog = ReasonDialog(context, {line.id: {field: value}}, title, window, operation)
        dialog.exec()
        dialog.deleteLater()
        window.activateWindow()
        return
    context.write(operation, failed=failed)


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


def _edit_each(edits: Edits, title: str, ledger: Ledger, actor: Actor, **how: Any) -> Changes:
    return findings.edit_each(ledger, actor, edits, title, **how)


def _restore(finding_id: int, field: str, value: Any, title: str, ledger: Ledger, actor: Actor, **how: Any) -> Changes:
    return cell_life.restore(ledger, actor, finding_id, field, value, title, **how)
