"""A whole ledger table: filter chips, what is shown of how many, the grid, its popups, and an empty state."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desktop.ledgers.column import Column, LedgerTable
from desktop.ledgers.long_list import ids_of, picked, taken_from, with_ids
from desktop.ui.aside import Aside, few
from desktop.ui.grid.columns import ColumnsPopup
from desktop.ui.grid.filter import FilterPopup
from desktop.ui.grid.filter_chip import FilterChip
from desktop.ui.grid.find_bar import FindBar
from desktop.ui.grid.header import GridHeader
from desktop.ui.grid.in_hand import InHand
from desktop.ui.grid.ledger_model import LedgerModel
from desktop.ui.grid.left_rows import put_back
from desktop.ui.grid.menu import FillMenu, cell_menu
from desktop.ui.grid.rows import Arrangement, ColumnFilter, chip_text, counted_words
from desktop.ui.grid.view import COMPACT_ROW, LIST_ROW, STANDARD_ROW, GridView
from desktop.ui.theme import Theme
from desktop.ui.widgets.card import EmptyState


class LedgerTableView(QWidget):
    """Shows records of any ledger by its declaration; records are known by their `id`."""

    current_changed = Signal(object)
    activated = Signal(object)
    scope_changed = Signal()
    ticks_changed = Signal()
    edited = Signal(object, str, object)
    definition_changed = Signal()
    keeps_columns = tells_all = True
    """Whether the columns in sight are the clerk's own: not while a saved view shows its columns;
    whether the bar tells how many there are: where a card does so above, it comes with a filter and goes with it."""

    def __init__(
        self, theme: Theme, table: LedgerTable, *, ticks: bool = True, rows: int = STANDARD_ROW, prints: bool = True
    ) -> None:
        super().__init__()
        self._theme, self.table, self._prints = theme, table, ticks and prints
        self._declared = table
        self._rights: Collection[str] = ()
        self.model = LedgerModel(table.columns, ticks=ticks, parent=self)
        self.grid = GridView(theme, self.model, table.frozen)
        if rows >= STANDARD_ROW:
            self.set_density(theme.compact)
        else:
            self.grid.set_row_height(rows, 1)
        self.empty = EmptyState(theme, f"还没有{table.title}。")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.grid)
        self._stack.addWidget(self.empty)
        self._nothing: tuple[str, str, Callable[[], Any] | None] = (f"还没有{table.title}。", "", None)
        self._fill_menu: FillMenu | None = None
        self._fill_leaving: Callable[[QMenu], None] | None = None
        self._remembered, self._counting = False, Aside(self)
        self._in_hand = InHand(self)
        self._keys: dict[str, QShortcut] = {}
        self._chips = QHBoxLayout()
        self.clear_button = QPushButton("全部清除")
        self.find_bar, self.scope_label = FindBar(theme, self), QLabel()
        self._lay_out()
        self._connect()

    # -- what is shown

    def show_records(self, records: Sequence[Any], *, first: bool = False) -> None:
        """Show other records; the row in hand stays in hand where it is still shown, else `first` puts the first one there."""
        self._in_hand.note()
        self.model.show_records(records)
        if self.grid.left is not None:
            self.model.when_settled(partial(put_back, self, first=first))
        elif first or self._in_hand.record_id is not None:
            self.model.when_settled(self._in_hand.keep_or_first if first else self._in_hand.keep)

    def records(self) -> Sequence[Any]:
        """What is shown, in order, as it was last wanted: what leaves, is printed or counted is never the list of before."""
        self.model.settle()
        return taken_from(self.model.shown)

    def all_records(self) -> Sequence[Any]:
        """Everything, filtered out or not."""
        return self.model.all_records

    def take_table(self, table: LedgerTable) -> None:
        """Another declaration of the same ledger: a field that was added is shown at once, one that is gone leaves."""
        if table is not self._declared:
            self._declared = table
            self._show_table(table.held_by(self._rights))

    def _show_table(self, table: LedgerTable) -> None:
        known = {column.field for column in self.table.columns}
        by_field = {column.field: column for column in table.columns}
        shown = [by_field[column.field] for column in self.model.columns if column.field in by_field]
        shown += [column for column in table.columns if column.field not in known]
        self.table, self.model.all_columns = table, table.columns
        kept = {name: wanted for name, wanted in self.model.how.filters.items() if name in by_field}
        self.model.how = replace(self.model.how, filters=kept)
        self.model.set_columns(shown)

    def selected_records(self) -> Sequence[Any]:
        """The selected rows, in order."""
        return picked(self.model.shown, self.grid.chosen_rows())

    def chosen_records(self) -> Sequence[Any]:
        """What a command works on: the ticked records in their order, else the selected ones."""
        if self.model.ticked:
            return with_ids(self.model.all_records, self.model.ticked)
        return self.selected_records()

    def current_record(self) -> Any | None:
        """The row in hand."""
        row, shown = self.grid.currentIndex().row(), self.model.shown
        return shown[row] if 0 <= row < len(shown) else None

    def ticked_ids(self) -> tuple[int, ...]:
        """The ticked records, also ones that the filter hides."""
        return tuple(one for one in ids_of(self.model.all_records) if one in self.model.ticked)

    def select_id(self, record_id: object) -> bool:
        """Put a record in hand; False where it is not shown."""
        return self._put_in_hand(self.model.row_of(record_id))

    def step_by(self, step: int) -> None:
        """Put the next or previous row in hand."""
        self._put_in_hand(min(max(self.grid.currentIndex().row() + step, 0), len(self.model.shown) - 1))

    def _put_in_hand(self, row: int) -> bool:
        if row >= 0:
            self.grid.setCurrentIndex(self.model.index(row, int(self.model.ticks)))
        return row >= 0

    def scope_text(self) -> str:
        """`16 / 189`: shown of all."""
        return f"{len(self.model.shown)} / {len(self.model.all_records)}"

    def set_empty_state(self, sentence: str, button: str = "", slot: Callable[[], Any] | None = None) -> None:
        """What to say while there are no records at all."""
        self._nothing = (sentence, button, slot)
        self._show_state()

    def set_editable(self, editable: bool, rights: Collection[str] = ()) -> None:
        """Whether cells may be typed in, and with which rights: a field that asks for another one is grey with the reason."""
        self.model.editable = editable
        self._rights = rights
        held = self._declared.held_by(rights)
        if held.columns != self.table.columns:
            self._show_table(held)

    def set_density(self, compact: bool) -> None:
        """标准 with two lines, or 紧凑 with one."""
        self.grid.set_row_height(COMPACT_ROW if compact else STANDARD_ROW, 1 if compact else 2)

    def set_menu(self, fill: FillMenu) -> None:
        """What the page adds to the menu of a cell."""
        self._fill_menu = fill

    def set_leaving(self, fill: Callable[[QMenu], None]) -> None:
        """How the list leaves: two more entries at the foot of the menu."""
        self._fill_leaving = fill

    def menu(self) -> QMenu:
        """The menu of the cell in hand, as it stands now."""
        menu = cell_menu(self, self._fill_menu)
        if self._fill_leaving is not None:
            self._fill_leaving(menu)
        return menu

    def open_menu(self, at: QPoint) -> None:
        """The menu of the cell in hand (right click, Menu key)."""
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def stretch(self, field: str) -> None:
        """Let one column take the room that is left; kept while the window is resized."""
        self.grid.stretch(field)

    def give_up_key(self, key: str) -> None:
        """The page means something else by a key: two that answer to one key would both be silent."""
        self._keys[key].setEnabled(False)
        if key == "F3":
            self.find_bar.field.setPlaceholderText("在表中查找，Enter 下一处")

    def showEvent(self, event: QShowEvent) -> None:
        """In sight for the first time: the window that keeps columns, where it is one, puts them back."""
        super().showEvent(event)
        remember = getattr(self.window(), "remember_columns", None)
        if remember is not None and not self._remembered:
            self._remembered = True
            remember(self)

    # -- filters, sorting, columns: together a view's definition

    def arrangement(self) -> Arrangement:
        """The filters and the sort in force."""
        return self.model.how

    def arrange(self, how: Arrangement) -> None:
        """Filter and sort anew; the row in hand stays where it is still shown."""
        self._in_hand.note()
        self.model.arrange(how)
        if self._in_hand.record_id is not None:
            self.model.when_settled(self._in_hand.keep_or_first)
        self.definition_changed.emit()

    def set_filter(self, field: str, wanted: ColumnFilter | None) -> None:
        """Filter by one column."""
        self.arrange(self.model.how.with_filter(field, wanted))

    def clear_filters(self) -> None:
        """Show everything."""
        self.arrange(replace(self.model.how, filters={}))

    def view_definition(self) -> dict[str, Any]:
        """Filter, sort, columns, widths and freeze, as JSON for a saved view."""
        return {
            **self.model.how.as_words(),
            "columns": [column.field for column in self.model.columns],
            "widths": dict(self.grid.widths),
            "frozen": self.grid.frozen_count,
        }

    def apply_columns(self, definition: Mapping[str, Any]) -> None:
        """Take over columns, widths and freeze; columns that no longer exist are left out."""
        by_field = {column.field: column for column in self.model.all_columns}
        names = definition.get("columns") or [c.field for c in self.table.columns if not c.hidden]
        self.grid.widths.clear()
        self.grid.widths.update(definition.get("widths", {}))
        self.model.set_columns([by_field[name] for name in names if name in by_field])
        self.grid.freeze(int(definition.get("frozen", self.table.frozen)))
        self.definition_changed.emit()

    def apply_definition(self, definition: Mapping[str, Any]) -> None:
        """Take over a saved view."""
        by_field = {column.field for column in self.model.all_columns}
        self.apply_columns(definition)
        how = Arrangement.from_words(definition)
        filters = {name: wanted for name, wanted in how.filters.items() if name in by_field}
        self.arrange(replace(how, filters=filters, sort=how.sort if how.sort in by_field else ""))

    def open_filter(self, section: int) -> None:
        """The filter of a column, below its title (F7)."""
        model, column = self.model, self.model.column_at(section)
        if column is None or column.counts_rows:
            return
        work = partial(counted_words, model.all_records, model.all_columns, model.how, column)
        self._counting.do(work, partial(self._show_filter, section, column), at_once=few(model.all_records))

    def _show_filter(self, section: int, column: Column, words: list[tuple[str, int]]) -> None:
        popup = FilterPopup(self, self._theme, column, words, self.model.how.filters.get(column.field))
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popup.filter_chosen.connect(self.set_filter)
        popup.sort_chosen.connect(self.sort_by)
        header = self.grid.horizontalHeader()
        left = self.grid.mapToGlobal(QPoint(header.sectionViewportPosition(section), header.height()))
        popup.show_below(header)
        popup.move(left)

    def open_columns(self, below: QWidget | None = None) -> None:
        """列设置: which columns, in which order, frozen up to where."""
        popup = ColumnsPopup(self, self._theme, self.table, self.model.columns, self.grid.frozen_count)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popup.chosen.connect(self._set_columns)
        popup.show_below(below or self.grid.horizontalHeader())

    # -- inside

    def _lay_out(self) -> None:
        self.clear_button.setProperty("link", True)
        self.clear_button.setToolTip("清除全部筛选（Ctrl+Shift+L）")
        self.scope_label.setProperty("role", "secondary")
        self._chips.setSpacing(6)
        self.bar = QWidget()
        bar = QHBoxLayout(self.bar)
        bar.setContentsMargins(12, 5, 12, 5)
        bar.setSpacing(8)
        bar.addLayout(self._chips)
        bar.addWidget(self.clear_button)
        bar.addStretch(1)
        bar.addWidget(self.scope_label)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addWidget(self.find_bar)
        layout.addWidget(self._stack, 1)
        self._show_state()

    def _connect(self) -> None:
        for view in (self.grid, self.grid.frozen):
            header = view.horizontalHeader()
            assert isinstance(header, GridHeader)
            header.sort_asked.connect(self._sort_next)
            header.filter_asked.connect(self.open_filter)
            header.all_ticked.connect(self._tick_all)
            view.clicked.connect(self._on_clicked)
        self.clear_button.clicked.connect(self.clear_filters)
        self.model.arranged_anew.connect(self._show_state)
        self.model.ticks_changed.connect(self._show_state)
        self.model.ticks_changed.connect(self.ticks_changed)
        self.model.edited.connect(self.edited)
        self.grid.selectionModel().currentRowChanged.connect(self._on_current)
        self.grid.activated.connect(self._on_activated)
        self.grid.menu_asked.connect(self.open_menu)
        for key, slot in (
            ("Ctrl+Shift+L", self.clear_filters),
            ("F7", self.filter_current),
            ("Ctrl+F", self.find_bar.open),
            ("F3", self.find_bar.find_next),
            ("Shift+F3", self.find_bar.find_previous),
        ):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)
            self._keys[key] = shortcut

    def _show_state(self) -> None:
        self._show_chips()
        total, shown = len(self.model.all_records), len(self.model.shown)
        word, ticked = self.table.unit_word, len(self.model.ticked)
        range_text = "，打印和导出按此范围" if self._prints else ""
        if self._prints and ticked:
            range_text = f"，打印和导出只含勾选的 {ticked} {word}"
        self.scope_label.setText(f"筛出 {shown} / {total} {word}{range_text}{self._tick_text()}")
        self.bar.setVisible(total > 0 and (self.tells_all or bool(self.model.how.filters)))
        if total and not shown:
            what = self.table.title.removesuffix("台账")
            self.empty.show_text(f"没有符合筛选的{what}（共 {total} {word}）。", "清除筛选", self.clear_filters)
        elif not total:
            self.empty.show_text(*self._nothing)
        self._stack.setCurrentWidget(self.grid if shown or not self.model.is_read else self.empty)
        self.scope_changed.emit()

    def _tick_text(self) -> str:
        hidden = self.model.ticked_beyond
        told = f"（其中 {hidden} {self.table.unit_word}不在当前筛选内）" if hidden else ""
        return f" · 选中 {len(self.model.ticked)}{told}" if self.model.ticked else ""

    def _show_chips(self) -> None:
        while self._chips.count():
            gone = self._chips.takeAt(0).widget()
            gone.hide()
            gone.deleteLater()
        for name, wanted in self.model.how.filters.items():
            chip = FilterChip(self._theme, name, chip_text(self.table.column(name), wanted))
            chip.removed.connect(partial(self.set_filter, wanted=None))
            self._chips.addWidget(chip)
        self.clear_button.setVisible(bool(self.model.how.filters))

    def _sort_next(self, section: int) -> None:
        column = self.model.column_at(section)
        if column is not None:
            self.arrange(self.model.how.next_sort(column.field))

    def sort_by(self, field: str, descending: bool | None) -> None:
        """Sort by a column; None is the ledger's own order."""
        wanted = "" if descending is None else field
        self.arrange(replace(self.model.how, sort=wanted, descending=bool(descending)))

    def filter_current(self) -> None:
        """F7: the filter of the column in hand; 序 has none, there it is the next one's."""
        section = max(self.grid.currentIndex().column(), int(self.model.ticks))
        column = self.model.column_at(section)
        self.open_filter(section + 1 if column is not None and column.counts_rows else section)

    def _tick_all(self) -> None:
        self.model.tick(ids_of(self.model.shown), not self.model.all_ticked)

    def _set_columns(self, fields: list[str], frozen: int) -> None:
        self.model.set_columns([self.table.column(name) for name in fields])
        self.grid.freeze(frozen)
        self.definition_changed.emit()

    def _on_clicked(self, index: QModelIndex) -> None:
        if self.model.column_at(index.column()) is None:
            record = self.model.shown[index.row()]
            self.model.tick([record.id], record.id not in self.model.ticked)

    def _on_current(self, _index: QModelIndex) -> None:
        self.current_changed.emit(self.current_record())

    def _on_activated(self, index: QModelIndex) -> None:
        if index.isValid():
            self.activated.emit(self.model.shown[index.row()])


__all__ = ["COMPACT_ROW", "LIST_ROW", "STANDARD_ROW", "LedgerTableView"]
