"""列与次序: the columns of a printed list, to tick, to drag into order, with their widths on paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from desktop.ledgers.findings import field_named
from desktop.paper.finding_list import COLUMNS
from desktop.paper.table import Column
from desktop.ui.theme import Theme

KEY = Qt.ItemDataRole.UserRole
_LEAST_MM, _MOST_MM = 6.0, 300.0


class _TitleStays(QStyledItemDelegate):
    """Only the width of a column is typed."""

    def createEditor(  # type: ignore[override]  # None is Qt's own word for “not to be edited”
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget | None:
        """No editor for the title."""
        return None


class ColumnList(QTreeWidget):
    """Columns to tick and to drag into order; the second column is the width on paper, which may be typed."""

    arranged = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName("列与次序")
        self.setHeaderHidden(True)
        self.setColumnCount(2)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setUniformRowHeights(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().resizeSection(1, theme.px(48))
        self.setStyleSheet(_ticks(theme))
        self.setItemDelegateForColumn(0, _TitleStays(self))
        self._quiet = False
        self._own: dict[str, float] = {}
        self._known: dict[str, Column] = dict(COLUMNS)
        self.itemChanged.connect(self._edited)

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
            item = QTreeWidgetItem([self._known[key].title, ""])
            item.setData(0, KEY, key)
            item.setFlags(
                Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
                | Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsEditable
            )  # fmt: skip
            item.setCheckState(0, Qt.CheckState.Checked if key in keys else Qt.CheckState.Unchecked)
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.addTopLevelItem(item)
        self.setFixedHeight(self.sizeHintForRow(0) * len(self._known) + 4)
        self._quiet = False

    def keys(self) -> tuple[str, ...]:
        """The ticked columns in order."""
        return tuple(item.data(0, KEY) for item in self._items() if item.checkState(0) == Qt.CheckState.Checked)

    def own_widths(self) -> dict[str, float]:
        """The widths that the clerk typed, in mm."""
        return {key: width for key, width in self._own.items() if key in self.keys()}

    def take_widths(self, widths: Mapping[str, float]) -> None:
        """The widths of a plan."""
        self._own = {key: float(width) for key, width in widths.items() if key in self._known}

    def show_widths(self, widths: Mapping[str, float]) -> None:
        """The widths on paper."""
        self._quiet = True
        for item in self._items():
            width = widths.get(item.data(0, KEY))
            item.setText(1, f"{width:g}" if width is not None else "")
        self._quiet = False

    def set_width(self, key: str, width: float) -> None:
        """The width that the clerk dragged a column to on the page, in mm."""
        self._own[key] = round(min(max(width, _LEAST_MM), _MOST_MM), 1)
        self.arranged.emit()

    def item_of(self, key: str) -> QTreeWidgetItem:
        """The line of a column."""
        return next(item for item in self._items() if item.data(0, KEY) == key)

    def move_line(self, by: int) -> None:
        """Move the line in hand up or down (Alt+↑, Alt+↓)."""
        item = self.currentItem()
        place = self.indexOfTopLevelItem(item) if item is not None else -1
        if item is not None and 0 <= place + by < self.topLevelItemCount():
            self._quiet = True
            self.takeTopLevelItem(place)
            self.insertTopLevelItem(place + by, item)
            self.setCurrentItem(item)
            self._quiet = False
            self.arranged.emit()

    def dropEvent(self, event: QDropEvent) -> None:
        """A line was dragged to another place."""
        super().dropEvent(event)
        self.arranged.emit()

    def _items(self) -> list[QTreeWidgetItem]:
        found = (self.topLevelItem(row) for row in range(self.topLevelItemCount()))
        return [item for item in found if item is not None]

    def _edited(self, item: QTreeWidgetItem, column: int) -> None:
        if self._quiet:
            return
        if column == 1:
            self._take_width(item)
        self.arranged.emit()

    def _take_width(self, item: QTreeWidgetItem) -> None:
        key, typed = item.data(0, KEY), item.text(1).strip()
        try:
            self._own[key] = min(max(float(typed), _LEAST_MM), _MOST_MM)
        except ValueError:
            self._own.pop(key, None)


def _ticks(theme: Theme) -> str:
    """The boxes of a tree as those of every other list."""
    colours, icons = theme.colours, (theme.resources / "icons").as_posix()
    size = f"width: 14px; height: 14px; border-radius: 3px; background: {colours.surface};"
    return (
        f"QTreeView::indicator {{ {size} border: 1px solid {colours.control}; }}"
        f"QTreeView::indicator:checked {{ background: {colours.primary}; border-color: {colours.primary};"
        f" image: url({icons}/check_white.svg); }} QTreeView::item {{ min-height: {theme.px(22)}px; }}"
    )
