"""A paste over the cells of a book: laid out, and asked about where empty cells lie over filled ones."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.ui.context import AppContext
from desktop.ui.dialogs.empty_cells_dialog import EmptyCellsDialog
from desktop.ui.grid.ledger_table import LedgerTableView
from desktop.ui.pages.register.pasting import pasted
from desktop.ui.widgets.clip import copied
from desktop.ui.widgets.record_editors import typed_words


def asked_edits(context: AppContext, table: LedgerTableView, parent: QWidget) -> dict[int, dict[str, Any]] | None:
    """What will be written, by record; None where the clerk leaves it. Raises KnownError for a cell that cannot be taken."""
    index, model = table.grid.currentIndex(), table.model
    at = (max(index.row(), 0), index.column() - int(model.ticks))
    lay = partial(pasted, copied(), table.records(), model.columns, model.all_columns, at, typed_words(context))
    kept, cleared = lay(), lay(clear=True)
    count = sum(map(len, cleared.values())) - sum(map(len, kept.values()))
    if not count:
        return kept
    dialog = EmptyCellsDialog(context, count, parent)
    taken = dialog.exec()
    dialog.deleteLater()
    return None if not taken else cleared if dialog.clear else kept
