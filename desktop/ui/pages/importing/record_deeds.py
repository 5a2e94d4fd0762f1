"""What is done to imports that stand in the ledger: taken back, moved, the opening of a round declared complete."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.errors import KnownError
from desktop.ledgers.ways_out import ANNOTATED_COPY
from desktop.operations import undo, units
from desktop.operations.importing import opening
from desktop.operations.importing.review import Review, Reviewed
from desktop.operations.undo import Later, TouchedSince
from desktop.operations.units import UnitDraft
from desktop.ui.context import AppContext
from desktop.ui.dialogs.save_out_dialog import WORKBOOK, ask_where
from desktop.ui.pages.importing.dialogs import MoveDialog
from desktop.ui.pages.importing.later_work_dialog import LaterWorkDialog


class RecordDeeds(QObject):
    """`undone` tells the sentence, `units_added` that the register grew, `said` a success, `failed` what went wrong."""

    undone = Signal(str)
    units_added = Signal()
    said = Signal(str)
    failed = Signal(object)

    def __init__(self, context: AppContext, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._window, self._undoing = context, window, 0

    def undo_number(self, number: int, later: Later = Later.ASK) -> None:
        """Take back one whole import; later work on its findings is asked about."""
        self._undoing = number
        self._context.write(
            undo.undo_import, number, later=later, label="正在撤销导入", done=self._undone, failed=self._undo_failed
        )

    def undo_record(self, record: Any) -> None:
        """Take back the import in hand."""
        if record is not None:
            self.undo_number(record.number)

    def move(self, record: Any) -> None:
        """移到…: the whole import to another unit or round."""
        if record is None:
            return
        dialog = MoveDialog(self._context, record, self._window)
        if dialog.exec():
            self.said.emit(f"已移动第 {record.number} 次导入。")
        dialog.deleteLater()

    def complete_opening(self, round_name: str) -> None:
        """声明本轮期初建账完成"""
        self._context.write(opening.declare_complete, round_name, done=self._completed, failed=self.failed.emit)

    def add_units(self, names: list[str]) -> None:
        """登记为新单位: names of a list that the register does not have."""
        drafts = [UnitDraft(name) for name in names if name]
        title = f"登记单位 {len(drafts)} 个"
        self._context.write(units.add, drafts, title, done=self._units_added, failed=self.failed.emit)

    def annotate(self, review: Review, reviewed: Reviewed) -> None:
        """导出批注原表: the clerk's own sheet with coloured cells and notes, beside the file."""
        path = review.path
        where = (f"{path.stem}（批注）.xlsx", WORKBOOK, self._window, self.failed.emit)
        if found := ask_where(self._context, ANNOTATED_COPY, *where, folder=path.parent):
            target, asked = found
            work = partial(review.annotate, target, reviewed, asked)
            self._context.jobs.start("正在导出批注原表", work, done=self._annotated, failed=self.failed.emit)

    def _annotated(self, path: Path) -> None:
        self.said.emit(f"已导出 {path.name}")

    def _units_added(self, _result: object) -> None:
        self.units_added.emit()

    def _completed(self, changes: Any) -> None:
        self.said.emit(changes.title)

    def _undone(self, changes: Any) -> None:
        self.said.emit(changes.title)
        self.undone.emit(f"已撤销第 {self._undoing} 次导入。")

    def _undo_failed(self, error: KnownError) -> None:
        if not isinstance(error, TouchedSince):
            self.failed.emit(error)
            return
        dialog = LaterWorkDialog(self._context, error, self._window)
        if dialog.exec() and dialog.chosen is not None:
            self.undo_number(self._undoing, dialog.chosen)
        dialog.deleteLater()
