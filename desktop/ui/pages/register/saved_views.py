"""视图 of a book: what was saved, 保存, 另存为视图 and 删除, in one menu at the end of the strip of states (S3)."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QToolButton

from db.queries import drafts
from db.queries.drafts import ViewRow
from desktop.operations import views
from desktop.ui.context import AppContext
from desktop.ui.dialogs.view_dialog import ViewDialog
from desktop.ui.grid.ledger_table import LedgerTableView
from desktop.ui.grid.rows import Arrangement

ALL = "全部"


class SavedViews(QToolButton):
    """The button says which view is chosen, and with * that its filters, order or columns were changed."""

    failed = Signal(object)

    def __init__(self, context: AppContext, book: str, table: LedgerTableView) -> None:
        super().__init__()
        self._context, self._book, self._table = context, book, table
        self._chosen: int | None = None
        self._own_columns: dict[str, Any] = {}
        self.setAccessibleName("视图")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu_of_views = QMenu(self)
        self.menu_of_views.aboutToShow.connect(self.fill)
        self.setMenu(self.menu_of_views)
        self._rows: tuple[ViewRow, ...] = ()
        table.definition_changed.connect(self._tell)
        self.refresh()

    def refresh(self, _result: object = None) -> None:
        """Read the views again; where the chosen one was taken away, everything is shown in the clerk's own columns."""
        self._rows = drafts.views(self._context.reader, self._context.actor.name, self._book)
        if self._chosen is not None and self.current() is None:
            self.choose(None)
        self._tell()

    def rows(self) -> tuple[ViewRow, ...]:
        """The person's own views of the book and the shared ones, as last read."""
        return self._rows

    def current(self) -> ViewRow | None:
        """The chosen view; None for 全部."""
        return next((row for row in self._rows if row.id == self._chosen), None)

    def choose(self, view_id: int | None) -> None:
        """Show the rows and columns of a view; without one everything, in the clerk's own columns."""
        if self._chosen is None:
            self._own_columns = _columns_of(self._table.view_definition())
        self._chosen = view_id
        row = self.current()
        self._table.keeps_columns = row is None
        self._table.apply_definition(json.loads(row.definition) if row is not None else self._own_columns)
        self._tell()

    def save(self) -> None:
        """Keep the changed filters and columns in the chosen view."""
        if self._chosen is not None:
            now = self._table.view_definition()
            self._context.write(views.save, self._chosen, now, done=self.refresh, failed=self.failed.emit)

    def save_as(self) -> None:
        """Keep them under a new name."""
        dialog = ViewDialog(self._context, self._table.view_definition(), self.window(), self._book)
        if dialog.exec() and isinstance(dialog.result_value, tuple):
            self.refresh()
            self.choose(int(dialog.result_value[0]))
        dialog.deleteLater()

    def remove(self) -> None:
        """Take the chosen view away; 撤销 brings it back."""
        gone = self._chosen
        if gone is not None:
            self.choose(None)
            self._context.write(views.remove, gone, done=self.refresh, failed=self.failed.emit)

    def fill(self) -> None:
        """The menu as it stands now."""
        menu = self.menu_of_views
        menu.clear()
        menu.addAction(ALL).triggered.connect(partial(self.choose, None))
        for row in self.rows():
            menu.addAction(row.name).triggered.connect(partial(self.choose, row.id))
        menu.addSeparator()
        chosen = self.current()
        if chosen is not None:
            menu.addAction(f"保存“{chosen.name}”").triggered.connect(self.save)
        menu.addAction("另存为视图…").triggered.connect(self.save_as)
        if chosen is not None:
            menu.addAction(f"删除视图“{chosen.name}”").triggered.connect(self.remove)

    def _tell(self) -> None:
        row = self.current()
        self.setText(f"视图 {row.name}{'*' if self._changed(row) else ''}" if row is not None else f"视图 {ALL}")

    def _changed(self, row: ViewRow) -> bool:
        saved, now = json.loads(row.definition), self._table.view_definition()
        same = Arrangement.from_words(saved) == Arrangement.from_words(now)
        return not same or any(saved.get(name) != now.get(name) for name in ("columns", "frozen"))


def _columns_of(definition: dict[str, Any]) -> dict[str, Any]:
    return {name: definition[name] for name in ("columns", "widths", "frozen")}
