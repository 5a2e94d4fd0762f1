"""What right click and the Menu key offer on a cell of any ledger: copy, filter by this value, sort, and the page's own steps."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from desktop.ledgers.column import Column
from desktop.ui.grid.rows import ColumnFilter, bucket

if TYPE_CHECKING:
    from desktop.ui.grid.ledger_table import LedgerTableView

FillMenu = Callable[[QMenu, Column | None], None]


def cell_menu(table: LedgerTableView, fill: FillMenu | None) -> QMenu:
    """The menu of the cell in hand; `fill` adds what the page can do with it, above the rest."""
    menu = QMenu(table)
    menu.setToolTipsVisible(True)
    column = table.model.column_at(table.grid.currentIndex().column())
    if fill is not None:
        fill(menu, column)
        menu.addSeparator()
    if column is not None:
        menu.addAction("复制单元格\tCtrl+C", table.grid.copy_cell)
    menu.addAction("复制整行", table.grid.copy)
    menu.addAction("复制整行和表头\tCtrl+Shift+C", lambda: table.grid.copy(with_header=True))
    if column is not None and not column.counts_rows:
        _add_sorting(menu, table, column)
    return menu


def _add_sorting(menu: QMenu, table: LedgerTableView, column: Column) -> None:
    menu.addSeparator()
    record = table.current_record()
    if record is not None:
        word = bucket(column, record)
        shown = word if len(word) <= 12 else f"{word[:12]}…"
        menu.addAction(
            f"只看“{column.title}”为“{shown}”的",
            lambda: table.set_filter(column.field, ColumnFilter(frozenset({word}))),
        )
    menu.addAction("筛选此列…\tF7", table.filter_current)
    clear = menu.addAction("清除全部筛选\tCtrl+Shift+L", table.clear_filters)
    clear.setEnabled(bool(table.arrangement().filters))
    clear.setToolTip("" if clear.isEnabled() else "没有筛选")
    menu.addAction("升序", lambda: table.sort_by(column.field, descending=False))
    menu.addAction("降序", lambda: table.sort_by(column.field, descending=True))
