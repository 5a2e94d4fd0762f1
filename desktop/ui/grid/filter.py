"""The filter of one column: sort, search with pinyin initials, ticks with counts, a range for numbers and dates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.ledgers.column import Column, Kind
from desktop.ui.grid.paint import paint_tick
from desktop.ui.grid.rows import BLANK, ColumnFilter, narrowed
from desktop.ui.theme import Theme
from desktop.ui.widgets.popup import PopupPanel
from desktop.ui.widgets.properties import view_item

NO_PARENT = QModelIndex()
ALL = "（全选）"
NONE = "没有找到"


class TickList(QAbstractListModel):
    """Words with counts and ticks; typing narrows what is listed, ticks of hidden lines stay.

    Until a line is ticked after typing, what was typed is the choice, as in Excel, whatever was filtered before.
    """

    def __init__(self, words: Sequence[tuple[str, int]], ticked: frozenset[str] | None) -> None:
        super().__init__()
        self.words = list(words)
        self.ticked = {word for word, _ in words} if ticked is None else set(ticked)
        self.listed = list(words)
        self._typed, self._touched = "", False

    def narrow(self, typed: str) -> None:
        """List only what was typed."""
        self.beginResetModel()
        self._typed = typed.strip()
        self._touched = self._touched and not self._typed
        self.listed = narrowed(self.words, typed)
        self.endResetModel()

    def chosen(self) -> set[str]:
        """The words wanted: those ticked, or those listed where only a search was typed."""
        return {word for word, _ in self.listed} if self._only_typed() else self.ticked

    def _only_typed(self) -> bool:
        return bool(self._typed and self.listed) and not self._touched

    def finds(self) -> bool:
        """Whether what was typed is in the column."""
        return bool(self.listed) or not self._typed

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = NO_PARENT) -> int:
        """The listed words and the line for all of them."""
        return 0 if parent.isValid() else len(self.listed) + 1

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A line's word; its count is asked with UserRole."""
        if not index.isValid() or index.row() > len(self.listed):
            return None
        whole = (ALL if self.finds() else NONE, sum(n for _, n in self.listed))
        word, count = whole if index.row() == 0 else self.listed[index.row() - 1]
        if role == Qt.ItemDataRole.DisplayRole:
            return word
        if role == Qt.ItemDataRole.UserRole:
            return count
        if role == Qt.ItemDataRole.CheckStateRole:
            words = {w for w, _ in self.listed} if index.row() == 0 else {word}
            return Qt.CheckState.Checked if words and words <= self._shown_ticked() else Qt.CheckState.Unchecked
        return word if role == Qt.ItemDataRole.ToolTipRole else None

    def _shown_ticked(self) -> set[str]:
        return self.chosen() | self.ticked if self._only_typed() else self.ticked

    def toggle(self, row: int) -> None:
        """Tick or untick a line, or all listed ones; what was filtered before is no part of a new search."""
        if self._only_typed() and not self.ticked >= {word for word, _ in self.words}:
            self.ticked = self.chosen()
        self._touched = True
        words = {w for w, _ in self.listed} if row == 0 else {self.listed[row - 1][0]}
        self.ticked = self.ticked - words if words <= self.ticked else self.ticked | words
        self.dataChanged.emit(self.index(0), self.index(self.rowCount() - 1), [Qt.ItemDataRole.CheckStateRole])

    def only(self, row: int) -> None:
        """Tick this line alone."""
        self._touched = True
        self.ticked = {self.listed[row - 1][0]} if row else {w for w, _ in self.listed}
        self.dataChanged.emit(self.index(0), self.index(self.rowCount() - 1), [Qt.ItemDataRole.CheckStateRole])


class _TickDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Tick, word, count."""
        theme, item = self._theme, view_item(option)
        rect = item.rect
        if item.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("selection"))
        on = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) == Qt.CheckState.Checked
        paint_tick(painter, rect.adjusted(0, 0, 34 - rect.width(), 0), theme, on=on)
        painter.setFont(theme.font(13))
        word = str(index.data())
        painter.setPen(theme.colour("secondary" if word in (ALL, BLANK) else "text"))
        room = rect.adjusted(34, 0, -54, 0)
        shown = painter.fontMetrics().elidedText(word, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), shown)
        painter.setFont(theme.font(12))
        painter.setPen(theme.colour("secondary"))
        painter.drawText(
            rect.adjusted(0, 0, -12, 0),
            int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter),
            str(index.data(Qt.ItemDataRole.UserRole)),
        )


class _TickView(QListView):
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks."""
        model = self.model()
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid() and isinstance(model, TickList):
            model.toggle(self.currentIndex().row())
        else:
            super().keyPressEvent(event)


class FilterPopup(PopupPanel):
    """Opens below a column's title; 确定 applies."""

    sort_chosen = Signal(str, object)
    filter_chosen = Signal(str, object)

    def __init__(
        self,
        owner: QWidget,
        theme: Theme,
        column: Column,
        words: Sequence[tuple[str, int]],
        wanted: ColumnFilter | None,
    ) -> None:
        super().__init__(owner, theme.px(260))
        self._theme, self._column = theme, column
        ticked = None if wanted is None else wanted.ticks
        if wanted is not None and wanted.without:
            ticked = frozenset(word for word, _ in words) - wanted.without
        self.ticks = TickList(words, ticked)
        self._add_sorting()
        self.search = QLineEdit(placeholderText="搜，可用拼音首字母", clearButtonEnabled=True)
        self.search.textChanged.connect(self._narrow)
        self.view = _TickView()
        self.view.setModel(self.ticks)
        self.view.setItemDelegate(_TickDelegate(theme, self.view))
        self.view.setUniformItemSizes(True)
        self.view.setFixedHeight(theme.px(min(max(len(words) + 1, 3), 9) * 29 + 4))
        self.view.clicked.connect(self._toggle)
        self.low, self.high = QLineEdit(), QLineEdit()
        box = QHBoxLayout()
        box.setContentsMargins(10, 8, 10, 4)
        box.addWidget(self.search)
        self.body.addLayout(box)
        self.body.addWidget(self.view)
        if column.kind in (Kind.NUMBER, Kind.DATE):
            self._add_range(wanted)
        self._add_buttons()
        self.search.setFocus()

    def chosen(self) -> ColumnFilter:
        """The filter as it stands in the panel; ticks typed away count as not wanted only where something was typed."""
        every = {word for word, _ in self.ticks.words}
        wanted = self.ticks.chosen()
        ticks = None if wanted >= every else frozenset(wanted & every)
        return ColumnFilter(ticks, self.low.text().strip(), self.high.text().strip())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is 确定."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._confirm()
        else:
            super().keyPressEvent(event)

    def _narrow(self, typed: str) -> None:
        self.ticks.narrow(typed)
        self.confirm.setEnabled(self.ticks.finds())
        self.confirm.setToolTip("" if self.ticks.finds() else f"这一栏没有“{typed.strip()}”")

    def _toggle(self, index: QModelIndex) -> None:
        self.ticks.toggle(index.row())

    def _add_sorting(self) -> None:
        for text, descending in (("升序", False), ("降序", True), ("按单位序列", None)):
            button = QPushButton(text)
            button.setProperty("menu_line", True)
            button.clicked.connect(_SortChoice(self, descending).choose)
            self.body.addWidget(button)
        line = QWidget()
        line.setFixedHeight(1)
        line.setStyleSheet(f"background: {self._theme.colours.line};")
        self.body.addWidget(line)

    def _add_range(self, wanted: ColumnFilter | None) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.setContentsMargins(10, 6, 10, 0)
        hints = ("最小", "最大") if self._column.kind is Kind.NUMBER else ("从 2026-01", "到 2026-06")
        for field, hint in zip((self.low, self.high), hints, strict=True):
            field.setPlaceholderText(hint)
        if wanted is not None:
            self.low.setText(wanted.low)
            self.high.setText(wanted.high)
        row.addWidget(self.low)
        row.addWidget(QLabel("至"))
        row.addWidget(self.high)
        self.body.addLayout(row)

    def _add_buttons(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.setContentsMargins(10, 10, 10, 10)
        row.addStretch(1)
        clear, self.confirm = QPushButton("清除"), QPushButton("确定")
        self.confirm.setProperty("primary", True)
        clear.clicked.connect(self._clear)
        self.confirm.clicked.connect(self._confirm)
        row.addWidget(clear)
        row.addWidget(self.confirm)
        self.body.addLayout(row)

    def _clear(self) -> None:
        self.filter_chosen.emit(self._column.field, ColumnFilter())
        self.close()

    def _confirm(self) -> None:
        if not self.confirm.isEnabled():
            return
        self.filter_chosen.emit(self._column.field, self.chosen())
        self.close()


class _SortChoice:
    """One of the three sort lines."""

    def __init__(self, popup: FilterPopup, descending: bool | None) -> None:
        self._popup, self._descending = popup, descending

    def choose(self) -> None:
        self._popup.sort_chosen.emit(self._popup._column.field, self._descending)
        self._popup.close()
