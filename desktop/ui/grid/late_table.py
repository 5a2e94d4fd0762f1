"""A table of records that is made when it is first in sight or asked for: a tab that nobody opens costs the window nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.grid.ledger_table import LedgerTableView


class LateTable(QWidget):
    """The place of a table; `dress` is told of the table when it is made and holds its records."""

    def __init__(self, make: Callable[[], LedgerTableView], dress: Callable[[LedgerTableView], object]) -> None:
        super().__init__()
        self._make, self._dress = make, dress
        self._table: LedgerTableView | None = None
        self._waiting: Sequence[Any] = ()
        self._place = QVBoxLayout(self)
        self._place.setContentsMargins(0, 0, 0, 0)

    @property
    def is_made(self) -> bool:
        """Whether anybody looked."""
        return self._table is not None

    @property
    def table(self) -> LedgerTableView:
        """The table, made now where nobody looked before."""
        if self._table is None:
            self._table = self._make()
            self._place.addWidget(self._table)
            self.show_records(self._waiting)
            self._waiting = ()
            self._dress(self._table)
        return self._table

    def show_records(self, records: Sequence[Any]) -> None:
        """Show other records, or keep them until there is a table."""
        if self._table is None:
            self._waiting = records
        else:
            self._table.show_records(records)

    def showEvent(self, event: QShowEvent) -> None:
        """What comes into sight has its table."""
        super().showEvent(event)
        _ = self.table
