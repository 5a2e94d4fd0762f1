"""列与次序: the columns of a printed list, to tick, to drag into order, with their widths on paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isnan, nan

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QTreeWidgetItem, QWidget

from desktop.ledgers.findings import field_named
from desktop.paper.finding_list import COLUMNS
from desktop.paper.table import Column
from desktop.ui.theme import Theme
from desktop.ui.widgets.ordered_ticks import KEY, OrderedTicks

_LEAST_MM, _MOST_MM = 6.0, 300.0


class _TitleStays(QStyledItemDelegate):
    """Only the width of a column is typed."""

    def createEditor(  # type: ignore[override]  # None is Qt's own word for “not to be edited”
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget | None:
        """No editor for the title."""
        return None


class ColumnList(OrderedTicks):
    """Columns to tick and to drag into order; the second column is the width on paper, which may be typed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "列与次序", 48)
        self.setHeaderHidden(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setItemDelegateForColumn(0, _TitleStays(self))
        self._own: dict[str, float] = {}
        self._known: dict[str, Column] = dict(COLUMNS)

    def know(self, columns: Mapping[str, Column]) -> None:
        """The columns there are: the program's and the office's own; what is ticked stays."""
        if list(columns.items()) != list(self._known.items()):
            ticked, widths = self.keys(), self.own_widths()
            self._known = dict(columns)
            self.show_keys([key for key in ticked if key in self._known])
            self.take_widths(widths)

    def named(self, names: Sequence[str]) -> tuple[str, ...]:
        """The columns that a kept plan names, also by the keys of the first version; what is gone is left out."""
        found = []
        for name in names:
            field = field_named(name)
            key = name if name in self._known or field is None else field.name
            found += [key] if key in self._known else []
        return tuple(dict.fromkeys(found))

    def show_keys(self, keys: Sequence[str]) -> None:
        """These ticked in this order, the others below."""
        self._quiet = True
        self.clear()
        self._own.clear()
        for key in (*keys, *(key for key in self._known if key not in keys)):
            self.add_line(key, [self._known[key].title, ""], ticked=key in keys, editable=True)
        self.setFixedHeight(self.sizeHintForRow(0) * len(self._known) + 4)
        self._quiet = False

    def own_widths(self) -> dict[str, float]:
        """The widths that the clerk typed, in mm."""
        return {key: width for key, width in self._own.items() if key in self.keys()}

    def take_widths(self, widths: Mapping[str, float]) -> None:
        """The widths of a plan."""
        self._own = {key: float(width) for key, width in widths.items() if key in self._known}

    def show_widths(self, widths: Mapping[str, float]) -> None:
        """The widths on paper."""
        self._quiet = True
        for item in self.lines():
            width = widths.get(item.data(0, KEY))
            item.setText(1, f"{width:g}" if width is not None else "")
        self._quiet = False

    def set_width(self, key: str, width: float) -> None:
        """The width that the clerk dragged a column to on the page, in mm."""
        self._own[key] = round(min(max(width, _LEAST_MM), _MOST_MM), 1)
        self.arranged.emit()

    def edited(self, item: QTreeWidgetItem, column: int) -> None:
        """A width was typed."""
        if column == 1:
            self._take_width(item)

    def _take_width(self, item: QTreeWidgetItem) -> None:
        key, typed = item.data(0, KEY), item.text(1).strip()
        try:
            width = float(typed)
        except ValueError:
            width = nan
        if isnan(width):
            self._own.pop(key, None)
        else:
            self._own[key] = min(max(width, _LEAST_MM), _MOST_MM)
