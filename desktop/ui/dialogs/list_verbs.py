"""导出, as workbook or Word table, and 打印 of what a table shows, for every table that has no page of its own for it: in the menu of its cells, by Ctrl+E and Ctrl+P."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu

from desktop.errors import KnownError
from desktop.ledgers.leaving import filters_told, kept_inside
from desktop.ledgers.ways_out import RECORD_BOOK
from desktop.operations.lists.exporting import Exported
from desktop.operations.outgoing import Asked
from desktop.operations.records import exporting
from desktop.operations.records.exporting import Listed
from desktop.operations.records.shown_lists import shown
from desktop.ui.context import AppContext
from desktop.ui.dialogs.print_list_dialog import PrintDialog
from desktop.ui.dialogs.save_out_dialog import ask_list
from desktop.ui.grid.ledger_table import LedgerTableView


class ListVerbs(QObject):
    """What a table shows leaves as a workbook or on paper; both stand in the register of prints and exports."""

    def __init__(
        self, context: AppContext, table: LedgerTableView, failed: Callable[[KnownError], Any] | None = None
    ) -> None:
        """`failed` hears what went wrong where the table does not stand in the page, whose bar tells it otherwise."""
        super().__init__(table)
        self._context, self.table = context, table
        self._failed = failed or context.show_error
        table.set_leaving(self.fill)
        for key, slot in (("Ctrl+E", self.export), ("Ctrl+P", self.print_list)):
            shortcut = QShortcut(QKeySequence(key), table)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def fill(self, menu: QMenu) -> None:
        """The verbs, in the menu of a cell."""
        menu.addSeparator()
        menu.addAction("导出为 Word 表格…", self.export_word)
        menu.addAction("导出显示的各条…\tCtrl+E", self.export)
        menu.addAction("打印显示的各条…\tCtrl+P", self.print_list)

    def listed(self) -> Listed:
        """The ticked rows, else those shown, in the columns shown, with the filters in words."""
        table = self.table
        ticked = bool(table.ticked_ids())
        records = table.chosen_records() if ticked else table.records()
        columns = {column.field: column for column in table.table.columns}
        told = f"勾选的 {len(records)} {table.table.unit_word}" if ticked else ""
        scope = told or "；".join(filters_told(columns, table.arrangement().filters))
        return shown(table.table, table.model.columns, records, self._context.as_of, scope, len(table.all_records()))

    def export(self) -> None:
        """Ctrl+E"""
        self._ask(word=False)

    def export_word(self) -> None:
        """导出为 Word 表格…"""
        self._ask(word=True)

    def _ask(self, *, word: bool) -> None:
        if self.table.records():
            told, title = kept_inside(self.listed().register.fields), self.table.table.title
            if found := ask_list(self._context, RECORD_BOOK, title, self.table, self._failed, told, word=word):
                self.export_to(*found)

    def export_to(self, path: Path, asked: Asked = Asked()) -> None:
        """The file, written in the worker."""
        listed = self.listed()
        self._context.put_out(
            exporting.export_shown,
            listed,
            path,
            self.table.table.title,
            (),
            asked,
            label="正在导出",
            done=partial(self._exported, kept_inside(listed.register.fields)),
            failed=self._failed,
        )

    def print_list(self) -> None:
        """Ctrl+P"""
        if self.table.records():
            dialog = self.print_dialog()
            dialog.exec()
            dialog.deleteLater()

    def print_dialog(self) -> PrintDialog:
        """Paper, copies, purpose; then printer or PDF."""
        return PrintDialog(self._context, self.listed(), self.table.table.title, self.table)

    def _exported(self, inside: str, made: Exported) -> None:
        self._context.notify(exporting.said(made, self.table.table.unit_word, inside))
