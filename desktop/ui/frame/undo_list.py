"""撤销记录: the last fifty actions by name, each to be taken back where that is possible."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from db.queries import history
from desktop.errors import KnownError
from desktop.ledgers.column import Column, LedgerTable
from desktop.operations import undo
from desktop.rules.moments import to_minute
from desktop.rules.permissions import Action
from desktop.ui.context import AppContext
from desktop.ui.grid.ledger_table import LIST_ROW, LedgerTableView
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.closing_row import ClosingRow
from desktop.ui.widgets.error_bar import ErrorBar

LAST = 50
_NO_STEPS = undo.FINAL - {Action.ISSUE, Action.REGISTER_LETTER}
"""Backups, prints and the like are no steps of the work; an issue is listed, with what undoes it instead."""


@dataclass(frozen=True)
class _Line:
    id: int
    time: str
    person: str
    title: str
    standing: str
    final: str = ""
    """Why it can never be taken back."""


_COLUMNS = LedgerTable(
    "actions",
    "操作",
    (
        Column("time", "时间", 130),
        Column("person", "操作人", 80),
        Column("title", "操作", 300),
        Column("standing", "状态", 90),
    ),
    unit_word="步",
)


class UndoList(QDialog):
    """Newest first; the row in hand can be taken back."""

    def __init__(self, parent: QWidget, context: AppContext) -> None:
        super().__init__(parent)
        self.setWindowTitle("撤销记录")
        self.resize(context.theme.px(680), context.theme.px(480))
        self._context = context
        self.table = LedgerTableView(context.theme, _COLUMNS, ticks=False, rows=LIST_ROW)
        self.table.stretch("title")
        self.table.set_empty_state("还没有做过任何操作。")
        self.error_bar = ErrorBar(context.theme)
        self.undo_button = QPushButton("撤销这一步")
        self.undo_button.clicked.connect(self._undo)
        card = Card().flush()
        card.body.addWidget(self.table)
        layout = QVBoxLayout(self)
        layout.addWidget(self.error_bar)
        layout.addWidget(card, 1)
        layout.addLayout(ClosingRow(self.accept, self.undo_button))
        self.table.current_changed.connect(self._judge)
        self._read()

    def _read(self) -> None:
        done = [row for row in undo.of_this_ledger(self._context.reader) if row.kind not in _NO_STEPS]
        self.table.show_records([_line(row) for row in done[:LAST]])
        self.table.step_by(0)
        self._judge(self.table.current_record())

    def _judge(self, line: Any) -> None:
        reason = self._context.why_not(None, writes=True)
        self.undo_button.setEnabled(line is not None and not line.standing and not reason)
        self.undo_button.setToolTip(reason or (line.final if line is not None else ""))

    def _undo(self) -> None:
        line = self.table.current_record()
        if line is not None:
            self._context.write(undo.undo, line.id, done=self._undone, failed=self._refused, label="正在撤销")

    def _undone(self, changes: Any) -> None:
        self.error_bar.hide()
        self._context.notify(changes.title)
        self._read()

    def _refused(self, error: KnownError) -> None:
        self.error_bar.show_text(str(error))


def _line(row: history.ActionRow) -> _Line:
    final = undo.why_final(row)
    standing = "已撤销" if row.undone_by else "撤销操作" if row.undoes else "不能撤销" if final else ""
    return _Line(row.id, to_minute(row.recorded_at), row.user_name, row.title, standing, final)
