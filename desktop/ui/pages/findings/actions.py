"""What 问题台账 can do to findings: each opens its dialog, or writes at once where nothing has to be asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QMenu, QWidget

from db.queries import history
from desktop.errors import KnownError
from desktop.later import Later
from desktop.ledgers.column import Column, Kind
from desktop.ledgers.findings import FindingLine, table_of
from desktop.ledgers.typed_values import typed_value
from desktop.operations.change import Changes
from desktop.operations.own_fields import own_fields
from desktop.rules.deeds import TABLE as DEEDS
from desktop.rules.deeds import Deed, why_not_here
from desktop.rules.permissions import Action
from desktop.ui.context import AppContext
from desktop.ui.widgets.date_edit import read_date
from desktop.ui.widgets.unit_picker import unit_choices

if TYPE_CHECKING:
    from desktop.operations import cell_life, findings, undo
    from desktop.operations.lists.view import View
    from desktop.ui.dialogs import cell_life_dialog, export_dialog, own_fields_dialog
    from desktop.ui.grid.paste_plan import PastePlan
    from desktop.ui.pages.findings import (
        batch_dialog,
        close_out_dialog,
        finding_dialog,
        finding_steps,
        measure_dialog,
        reason_dialog,
        recycle_dialog,
        refuse_dialog,
        replace_words_dialog,
        split_merge_dialogs,
    )
else:  # each with its first use: the list is seen before any of them is opened
    cell_life, findings, undo = (Later(f"desktop.operations.{one}") for one in ("cell_life", "findings", "undo"))
    cell_life_dialog, export_dialog, own_fields_dialog = (
        Later(f"desktop.ui.dialogs.{one}") for one in ("cell_life_dialog", "export_dialog", "own_fields_dialog")
    )
    batch_dialog = Later("desktop.ui.pages.findings.batch_dialog")
    close_out_dialog = Later("desktop.ui.pages.findings.close_out_dialog")
    finding_dialog = Later("desktop.ui.pages.findings.finding_dialog")
    finding_steps = Later("desktop.ui.pages.findings.finding_steps")
    measure_dialog = Later("desktop.ui.pages.findings.measure_dialog")
    reason_dialog = Later("desktop.ui.pages.findings.reason_dialog")
    recycle_dialog = Later("desktop.ui.pages.findings.recycle_dialog")
    refuse_dialog = Later("desktop.ui.pages.findings.refuse_dialog")
    replace_words_dialog = Later("desktop.ui.pages.findings.replace_words_dialog")
    split_merge_dialogs = Later("desktop.ui.pages.findings.split_merge_dialogs")

Reason = Callable[[AppContext, FindingLine | None], str]


class Desk(Protocol):
    """What the steps ask the page: the finding in hand, the chosen ones, the count that a step would change."""

    def in_hand(self) -> FindingLine | None:
        """The row in hand."""

    def chosen(self) -> Sequence[FindingLine]:
        """The ticked rows, else the selected ones."""

    def selected_cells(self) -> tuple[Sequence[FindingLine], str]:
        """The selected rows and the field that the marker stands in."""

    def shown(self) -> Sequence[FindingLine]:
        """The rows in sight, in their order."""

    def effect(self) -> tuple[int, int]:
        """How many findings the round of the row in hand has, and how many of them are closed out."""


class FindingActions(QObject):
    """The steps of findings; `entered` tells the id of a new one, `removed` a sentence and the action to undo."""

    failed = Signal(object)
    entered = Signal(int)
    removed = Signal(str, int)

    def __init__(self, context: AppContext, window: QWidget, page: Desk) -> None:
        super().__init__(window)
        self._context, self._window, self._page = context, window, page
        self._numbers, self._count = "", 0

    # -- of one finding

    def close_out(self) -> None:
        """F9."""
        self._open(close_out_dialog.CloseOutDialog, Deed.CLOSE_OUT)

    def refuse(self) -> None:
        """F8."""
        self._open(refuse_dialog.RefuseDialog, Deed.REFUSE)

    def extend(self) -> None:
        """申请延期"""
        self._open(finding_steps.ExtendDialog, Deed.EXTEND)

    def take_back_close_out(self) -> None:
        """误销号更正: the close-out never was; the finding is no 反弹."""
        line = self._page.in_hand()
        if line is None:
            return
        if reason := close_out_reason(self._context, line):
            self.failed.emit(KnownError(f"{line.number} 不能办理“误销号更正”：{reason.rstrip('。')}。"))
        else:
            self._show(finding_steps.MistakenCloseOutDialog(self._context, line, self._window))

    def reopen(self) -> None:
        """重新打开（反弹）"""
        self._open(finding_steps.ReopenDialog, Deed.REOPEN)

    def long_term(self) -> None:
        """转长期坚持"""
        self._open(finding_steps.LongTermDialog, Deed.STAGE_DONE)

    def transfer(self) -> None:
        """移交"""
        self._open(finding_steps.TransferDialog, Deed.TRANSFER)

    def withdraw(self) -> None:
        """核减"""
        self._open(finding_steps.WithdrawDialog, Deed.WITHDRAW, self._page.effect())

    def split(self) -> None:
        """拆分"""
        self._open(split_merge_dialogs.SplitDialog, Deed.SPLIT, self._page.effect())

    def edit(self) -> None:
        """修改"""
        line = self._page.in_hand()
        if line is not None and self._may(Action.EDIT_FINDING):
            self._show(
                finding_dialog.FindingDialog(
                    self._context, unit_choices(self._context), line.round_id, line, self._window
                )
            )

    def edit_measure(self, measure: Any) -> None:
        """修改措施"""
        if self._may(Action.EDIT_MEASURE):
            self._show(measure_dialog.MeasureDialog(self._context, measure, self._window))

    def add_paper(self) -> None:
        """登记纸质材料"""
        line = self._page.in_hand()
        if line is not None and self._may(Action.ADD_EVIDENCE):
            self._show(measure_dialog.PaperEvidenceDialog(self._context, line.id, self._window))

    # -- of several, or of none

    def merge(self) -> None:
        """合并"""
        if self._may(Action.MERGE):
            try:
                self._show(
                    split_merge_dialogs.MergeDialog(
                        self._context, self._page.chosen(), self._page.effect(), self._window
                    )
                )
            except KnownError as error:
                self.failed.emit(error)

    def add(self) -> None:
        """新增"""
        round_id = self._context.switches.round_id
        if round_id is None:
            self.failed.emit(KnownError("还没有选定轮次，不知道新增到哪一轮。请先在“轮次与单位”中建立轮次。"))
        elif self._may(Action.ADD_FINDING):
            dialog = finding_dialog.FindingDialog(
                self._context, unit_choices(self._context), round_id, None, self._window
            )
            if self._show(dialog) and isinstance(dialog.result_value, tuple):
                self.entered.emit(dialog.result_value[0])

    def batch(self) -> None:
        """批量修改 (Ctrl+B)"""
        lines = self._page.chosen()
        if not lines:
            self.failed.emit(KnownError("没有选中问题。请先用空格勾选，或用 Shift 选几行。"))
        elif self._may(Action.EDIT_FINDING):
            self._show(batch_dialog.BatchDialog(self._context, lines, self._window))

    def fill_down(self) -> None:
        """Ctrl+D: the top cell into the rows below; asked first where more than one row changes."""
        lines, field = self._page.selected_cells()
        column = self._column(field)
        if column is None or not column.editable or field == "text" or len(lines) < 2:
            self.failed.emit(KnownError("这一栏不能向下填充。请选两行以上，光标放在可以修改的栏里。"))
        elif self._may(Action.EDIT_FINDING):
            value = getattr(lines[0], field)
            self._show(batch_dialog.BatchDialog(self._context, lines[1:], self._window, field=field, value=value))

    def replace(self) -> None:
        """Ctrl+H in the selected column."""
        _lines, field = self._page.selected_cells()
        column = self._column(field)
        if column is None or not column.editable or column.choices or column.kind is not Kind.TEXT:
            self.failed.emit(KnownError("这一栏不能替换。请先点一下要替换的文字栏，如“责任人”。"))
        elif self._may(Action.EDIT_FINDING):
            self._show(replace_words_dialog.ReplaceWordsDialog(self._context, self._page.shown(), column, self._window))

    def paste(self, wanted: PastePlan, clear: bool = False) -> None:
        """What the strip showed, as one step; `clear`: empty cells empty what is there."""
        edits = wanted.edits(clear=clear)
        if edits and self._may(Action.EDIT_FINDING):
            title = f"粘贴 {len(edits)} 条的{'、'.join(wanted.columns[:3])}"
            lines = self._page.shown()
            reason_dialog.write_edits(self._context, lines, edits, title, self._window, self.failed.emit)

    def edit_cell(self, line: FindingLine, field: str, typed: Any) -> None:
        """F2, double click or typing in the grid."""
        column = self._column(field)
        if column is None or not self._may(Action.EDIT_FINDING):
            return
        try:
            value = typed_value(column, str(typed), self._context.today, read_date)
        except KnownError as error:
            self.failed.emit(KnownError(f"{line.number} {error}"))
            return
        title = f"修改 {line.number} 的“{column.title}”"
        reason_dialog.write_edits(
            self._context, [line], {line.id: {field: value}}, title, self._window, self.failed.emit
        )

    def remove(self) -> None:
        """Ctrl+Del: before the feedback no question, a bar with 撤销; afterwards a reason."""
        lines = self._page.chosen()
        if not lines:
            return
        today = self._context.today.isoformat()
        if any(reason_dialog.is_given(line, today) for line in lines):
            dialog = reason_dialog.RemoveDialog(self._context, lines, self._window)
            self._name(lines)
            if self._may(Action.REMOVE_GIVEN) and self._show(dialog):
                self._removed(dialog.result_value)
        elif self._may(Action.REMOVE):
            ids = [line.id for line in lines]
            self._name(lines)
            self._context.write(findings.remove, ids, done=self._removed, failed=self.failed.emit)

    def export(self, shown: View, title: str, fields: Sequence[str]) -> None:
        """导出 what is shown."""
        self._show(export_dialog.ExportDialog(self._context, shown, title, fields, self._window))

    def recycle_bin(self) -> None:
        """回收站"""
        self._show(recycle_dialog.RecycleDialog(self._context, self._window))

    def cell_life(self, column: Column | None) -> None:
        """本格历史…: the life of the cell in hand, with 还原 by the deed that its field belongs to."""
        line = self._page.in_hand()
        if line is None or column is None or not cell_life.knows_finding_field(column.field):
            return
        context = self._context
        own = own_fields(context.reader)
        life = cell_life.of_finding(context.reader, line.id, column.field, context.until, own)
        held = column.declared.lacking(context.actor.rights) if column.declared is not None else ""
        why_not = context.why_not(Action.EDIT_FINDING, writes=True) or held
        cell_life_dialog.ask_life(
            context, line.number, life, getattr(line, life.field, None), why_not, self._window, self._restore
        )

    def _restore(self, field: str, value: Any, title: str) -> None:
        line = self._page.in_hand()
        if line is not None:
            reason_dialog.restore_field(self._context, line, field, value, title, self._window, self.failed.emit)

    def own_fields(self) -> None:
        """自设栏目"""
        self._show(own_fields_dialog.OwnFieldsDialog(self._context, self._window))

    def undo_action(self, action_id: int) -> None:
        """[撤销] of a bar."""
        self._context.write(undo.undo, action_id, done=self._undone, failed=self.failed.emit)

    # -- inside

    def _column(self, field: str) -> Column | None:
        """The column of a field, of the office's own ones too."""
        every = table_of(own_fields(self._context.reader)).columns
        held = (column.held_by(self._context.actor.rights) for column in every)
        return next((column for column in held if column.field == field), None)

    def _open(self, dialog: Callable[..., QDialog], deed: Deed, *more: Any) -> None:
        line = self._page.in_hand()
        if line is None:
            return
        reason = deed_reason(self._context, line, deed)
        if reason:
            self.failed.emit(KnownError(f"{line.number} 不能办理“{DEEDS[deed].title}”：{reason.rstrip('。')}。"))
        else:
            self._show(dialog(self._context, line, *more, self._window))

    def _show(self, dialog: QDialog) -> bool:
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        self._window.activateWindow()  # not every window manager gives the keys back by itself
        return accepted

    def _may(self, action: Action) -> bool:
        reason = self._context.why_not(action, writes=True)
        if reason:
            self.failed.emit(KnownError(reason if reason.endswith("。") else f"{reason}，不能办理这一步。"))
        return not reason

    def _name(self, lines: Sequence[FindingLine]) -> None:
        self._numbers = "、".join(line.number for line in lines[:3]) + ("等" if len(lines) > 3 else "")
        self._count = len(lines)

    def _removed(self, changes: Changes) -> None:
        self.removed.emit(f"已移入回收站 {self._count} 条（{self._numbers}）", changes.action_id)

    def _undone(self, changes: Changes) -> None:
        self._context.notify(changes.title)


def _reason(context: AppContext, line: FindingLine | None, what: Deed | Action) -> str:
    return deed_reason(context, line, what) if isinstance(what, Deed) else context.why_not(what, True)


def deed_reason(context: AppContext, line: FindingLine | None, deed: Deed) -> str:
    """Why a step is grey for a finding: the ledger cannot be written, the right is missing, or it stands elsewhere."""
    if reason := context.why_not(None, True):
        return reason
    if line is None:
        return context.why_not(DEEDS[deed].before_feedback or DEEDS[deed].action, True)
    fault = why_not_here(deed, line.standing, context.actor)
    return fault.text if fault else ""


def close_out_reason(context: AppContext, line: FindingLine | None) -> str:
    """Why 误销号更正 is grey: it needs 审核, and a close-out that stands."""
    if reason := context.why_not(Action.CLOSE_OUT, True):
        return reason
    if line is None or history.standing_close_out(context.reader, line.id) is None:
        return "没有销号，或销号来自期初清单"
    return ""


def add_cell_life(menu: QMenu, actions: FindingActions, column: Column | None) -> None:
    """本格历史… of the cell under the menu; grey where the column is only computed."""
    item = menu.addAction("本格历史…")
    known = column is not None and cell_life.knows_finding_field(column.field)
    item.setEnabled(known)
    item.setToolTip("" if known or column is None else column.reason)
    item.triggered.connect(partial(actions.cell_life, column))


def fill_step_menu(menu: QMenu, actions: FindingActions, context: AppContext, line: FindingLine | None = None) -> None:
    """The ⋯ menu of the pane: steps of the finding in hand, those it cannot take grey with the reason."""
    entries: tuple[tuple[str, Callable[[], Any], Deed | Action | Reason] | None, ...] = (
        ("认定销号…（F9）", actions.close_out, Deed.CLOSE_OUT),
        ("不予认定…（F8）", actions.refuse, Deed.REFUSE),
        ("申请延期…", actions.extend, Deed.EXTEND),
        ("转长期坚持…", actions.long_term, Deed.STAGE_DONE),
        ("重新打开（反弹）…", actions.reopen, Deed.REOPEN),
        ("误销号更正…", actions.take_back_close_out, close_out_reason),
        None,
        ("拆分…", actions.split, Deed.SPLIT),
        ("合并所选…", actions.merge, Deed.MERGE),
        ("核减…", actions.withdraw, Deed.WITHDRAW),
        ("移交…", actions.transfer, Deed.TRANSFER),
        None,
        ("修改…", actions.edit, Action.EDIT_FINDING),
        ("移入回收站（Ctrl+Del）", actions.remove, Deed.REMOVE),
    )
    menu.clear()
    for entry in entries:
        if entry is None:
            menu.addSeparator()
            continue
        text, slot, what = entry
        item = QAction(text, menu)
        reason = what(context, line) if callable(what) else _reason(context, line, what)
        item.setEnabled(not reason)
        item.setToolTip(reason)
        item.triggered.connect(slot)
        menu.addAction(item)
    menu.setToolTipsVisible(True)
