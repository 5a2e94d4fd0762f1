"""Undoing something that later work touched: what was touched, and the clerk's choice (ledger.md §3)."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QRadioButton, QWidget

from db.queries import books as book_queries
from db.queries import facts
from db.reader import Reader
from desktop.ledgers import books
from desktop.operations.undo import Later, LaterWork, TouchedSince
from desktop.ui.context import AppContext
from desktop.ui.dialogs.form_dialog import FormDialog

_SHOWN = 12


class LaterWorkDialog(FormDialog):
    """Keep what was changed since, or put it into the recycle bin with the rest."""

    def __init__(self, context: AppContext, error: TouchedSince, parent: QWidget | None = None) -> None:
        super().__init__(context, "撤销", "撤销", parent)
        self.chosen: Later | None = None
        self.head(str(error))
        for row in error.rows[:_SHOWN]:
            number = _number(context.reader, row)
            self.body.addWidget(QLabel(f"· {number} {row.by}".strip()))
        if len(error.rows) > _SHOWN:
            self.note(f"等 {len(error.rows)} 处。")
        self.keep = QRadioButton("保留改过的，只撤销其余")
        self.bin = QRadioButton("一并放入回收站，可以再取回")
        self.keep.setChecked(True)
        self.body.addWidget(self.keep)
        self.body.addWidget(self.bin)

    def carry_out(self) -> None:
        """The choice is carried out by whoever asked."""
        self.chosen = Later.KEEP if self.keep.isChecked() else Later.BIN
        self.accept()


def _number(reader: Reader, row: LaterWork) -> str:
    """The permanent number of what was touched; '' for what has none."""
    if row.table == "finding":
        return str(facts.number(reader, row.row_id))
    return book_queries.number_of(reader, row.table, row.row_id) if books.is_declared(row.table) else ""
