"""Ctrl+F in a grid: finds a text in what is shown, F3 goes on."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QToolButton

from desktop.ui.aside import Aside, few
from desktop.ui.grid.rows import rows_with
from desktop.ui.theme import Theme

if TYPE_CHECKING:
    from desktop.ui.grid.ledger_table import LedgerTableView


class FindBar(QFrame):
    """Hidden until Ctrl+F; Esc hides it again."""

    def __init__(self, theme: Theme, table: LedgerTableView) -> None:
        super().__init__()
        self._table = table
        self._looking = Aside(self)
        self.field = QLineEdit(placeholderText="在表中查找，F3 下一处")
        self.field.setMaximumWidth(theme.px(300))
        self.field.returnPressed.connect(self.find_next)
        self.result = QLabel()
        self.result.setProperty("role", "secondary")
        close = QToolButton()
        close.setIcon(theme.icon("close"))
        close.setToolTip("收起（Esc）")
        close.clicked.connect(self._shut)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 3, 12, 3)
        layout.addWidget(self.field)
        layout.addWidget(self.result)
        layout.addStretch(1)
        layout.addWidget(close)
        self.hide()

    def open(self) -> None:
        """Show the bar, ready to type."""
        self.show()
        self.field.setFocus()
        self.field.selectAll()

    def find_next(self) -> None:
        """Put the next row with the text in hand."""
        self._find(1)

    def find_previous(self) -> None:
        """Put the previous one in hand."""
        self._find(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc hides."""
        if event.key() == Qt.Key.Key_Escape:
            self._shut()
        else:
            super().keyPressEvent(event)

    def _shut(self) -> None:
        self.hide()
        self._table.grid.setFocus()

    def _find(self, step: int) -> None:
        typed, model = self.field.text().strip().lower(), self._table.model
        if not typed or not model.shown:
            return
        work = partial(rows_with, model.shown, model.columns, typed)
        take = partial(self._go, step, model.shown)
        self._looking.do(work, take, at_once=few(model.shown))

    def _go(self, step: int, looked_through: Sequence[Any], hits: list[int]) -> None:
        model = self._table.model
        if model.shown is not looked_through:
            return  # filtered anew meanwhile
        if not hits:
            self.result.setText(f"没有找到“{self.field.text().strip()}”")
            return
        current = self._table.grid.currentIndex().row()
        after = [row for row in hits if (row > current if step > 0 else row < current)]
        row = (after[0] if step > 0 else after[-1]) if after else (hits[0] if step > 0 else hits[-1])
        self._table.select_id(model.shown[row].id)
        self.result.setText(f"第 {hits.index(row) + 1} / {len(hits)} 处")
