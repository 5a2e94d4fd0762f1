"""The record in hand while the rows of a grid are read, filtered or sorted anew, which for many of them is done beside the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.ui.grid.ledger_table import LedgerTableView


class InHand:
    """Who moves to another record before the new rows stand has that one in hand then, not the one of the moment in which he asked for them."""

    def __init__(self, table: LedgerTableView) -> None:
        self._table = table
        self.record_id: object = None
        table.model.modelAboutToBeReset.connect(self._moved)

    def note(self) -> None:
        """The rows are about to be asked for anew."""
        record = self._table.current_record()
        self.record_id = None if record is None else record.id

    def keep(self) -> None:
        """The rows stand: the same record, where it is still shown."""
        self._table.select_id(self.record_id)

    def keep_or_first(self) -> None:
        """The rows stand: the same record, else the first one."""
        shown = self._table.model.shown
        if not self._table.select_id(self.record_id) and shown:
            self._table.select_id(shown[0].id)

    def _moved(self) -> None:
        record = self._table.current_record()
        if record is not None:
            self.record_id = record.id
