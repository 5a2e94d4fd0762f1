"""登录记录: who came in and who failed to. One's own for everybody, those of others for who holds 审计."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

from db.queries import logins as queries
from desktop.errors import KnownError
from desktop.ledgers.column import Align, Column, Kind, LedgerTable
from desktop.operations.logins import KIND_WORDS
from desktop.rules.moments import to_second
from desktop.rules.permissions import Action, may_read_of_others
from desktop.ui.context import AppContext
from desktop.ui.dialogs.list_verbs import ListVerbs
from desktop.ui.grid.ledger_table import LIST_ROW, LedgerTableView
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.closing_row import ClosingRow
from desktop.ui.widgets.error_bar import ErrorBar


@dataclass(frozen=True)
class _Line:
    id: int
    time: str
    person: str
    what: str
    number: str


LOGINS = LedgerTable(
    "logins",
    "登录记录",
    (
        Column("time", "时间", 160),
        Column("person", "姓名", 130),
        Column("what", "结果", 220),
        Column("number", "累计失败", 84, align=Align.RIGHT, kind=Kind.NUMBER),
    ),
)


class LoginsSheet(QDialog):
    """The last five hundred attempts, newest first."""

    def __init__(self, context: AppContext, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle("登录记录")
        self.resize(context.theme.px(660), context.theme.px(480))
        others = may_read_of_others(context.actor, Action.READ_LOGINS)
        note = QLabel("全部用户的登录记录。" if others else "只显示本人的记录；查看他人的需要“审计”权限。")
        note.setProperty("role", "secondary")
        self.table = LedgerTableView(context.theme, LOGINS, ticks=False, rows=LIST_ROW)
        self.table.set_empty_state("还没有登录记录。")
        self.table.stretch("what")
        self.error_bar = ErrorBar(context.theme)
        ListVerbs(context, self.table, self._failed)
        rows = queries.logins(context.reader, user_name="" if others else context.actor.name)
        self.table.show_records([_line(row) for row in rows])
        card = Card().flush()
        card.body.addWidget(self.table)
        layout = QVBoxLayout(self)
        layout.addWidget(self.error_bar)
        layout.addWidget(note)
        layout.addWidget(card, 1)
        layout.addLayout(ClosingRow(self.accept))

    def _failed(self, error: KnownError) -> None:
        """Told here: the page behind this window cannot be seen."""
        self.error_bar.show_text(str(error))


def _line(row: queries.LoginRow) -> _Line:
    number = str(row.number) if row.number else ""
    return _Line(row.id, to_second(row.at), row.user_name, KIND_WORDS[row.kind], number)
