"""列设置: which columns a grid shows, in which order, and how many stay at the left."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QListView, QPushButton, QSpinBox, QWidget

from desktop.ledgers.column import Column, LedgerTable
from desktop.ui.theme import Theme
from desktop.ui.typed import found_in
from desktop.ui.widgets.popup import PopupPanel

FIELD = Qt.ItemDataRole.UserRole


class ColumnsPopup(PopupPanel):
    """A list with ticks; lines can be dragged or moved by buttons."""

    chosen = Signal(list, int)

    def __init__(self, owner: QWidget, theme: Theme, table: LedgerTable, shown: Sequence[Column], frozen: int) -> None:
        super().__init__(owner, theme.px(320))
        self._table = table
        self.lines = QStandardItemModel(self)
        self.view = QListView()
        self.view.setModel(self.lines)
        self.view.setDragDropMode(QListView.DragDropMode.InternalMove)
        self.view.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.view.setFixedHeight(theme.px(300))
        self.view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.search = QLineEdit(placeholderText="搜列名，可用拼音首字母", clearButtonEnabled=True)
        self.search.textChanged.connect(self._narrow)
        self.frozen = QSpinBox(minimum=0, maximum=8, value=frozen)
        self._fill([column.field for column in shown])
        self._lay_out()

    def fields(self) -> list[str]:
        """The ticked columns in their order."""
        items = [self.lines.item(row) for row in range(self.lines.rowCount())]
        return [str(item.data(FIELD)) for item in items if item.checkState() == Qt.CheckState.Checked]

    def _fill(self, shown: Sequence[str]) -> None:
        self.lines.clear()
        rest = [column.field for column in self._table.columns if column.field not in shown]
        for name in [*shown, *rest]:
            item = QStandardItem(self._table.column(name).title)
            item.setData(name, FIELD)
            item.setCheckable(True)
            item.setDropEnabled(False)
            item.setCheckState(Qt.CheckState.Checked if name in shown else Qt.CheckState.Unchecked)
            self.lines.appendRow(item)

    def _lay_out(self) -> None:
        top, middle, bottom = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        top.addWidget(self.search)
        for text, slot in (("上移", self._up), ("下移", self._down)):
            button = QPushButton(text)
            button.clicked.connect(slot)
            middle.addWidget(button)
        middle.addStretch(1)
        middle.addWidget(QLabel("左侧冻结"))
        middle.addWidget(self.frozen)
        middle.addWidget(QLabel("列"))
        standard, confirm = QPushButton("恢复默认"), QPushButton("确定")
        confirm.setProperty("primary", True)
        standard.clicked.connect(self._reset)
        confirm.clicked.connect(self._confirm)
        bottom.addWidget(standard)
        bottom.addStretch(1)
        bottom.addWidget(confirm)
        for row in (top, middle, bottom):
            row.setSpacing(8)
            row.setContentsMargins(10, 8, 10, 4)
        bottom.setContentsMargins(10, 4, 10, 10)
        self.body.addLayout(top)
        self.body.addWidget(self.view)
        self.body.addLayout(middle)
        self.body.addLayout(bottom)

    def _narrow(self, typed: str) -> None:
        for row in range(self.lines.rowCount()):
            self.view.setRowHidden(row, not found_in(typed, self.lines.item(row).text()))

    def _up(self) -> None:
        self._move(-1)

    def _down(self) -> None:
        self._move(1)

    def _move(self, step: int) -> None:
        row = self.view.currentIndex().row()
        if row >= 0 and 0 <= row + step < self.lines.rowCount():
            item = self.lines.takeRow(row)
            self.lines.insertRow(row + step, item)
            self.view.setCurrentIndex(self.lines.index(row + step, 0))

    def _reset(self) -> None:
        self._fill([column.field for column in self._table.columns if not column.hidden])
        self.frozen.setValue(self._table.frozen)

    def _confirm(self) -> None:
        if self.fields():
            self.chosen.emit(self.fields(), self.frozen.value())
        self.close()
