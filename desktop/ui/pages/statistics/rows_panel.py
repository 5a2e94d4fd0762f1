"""The rows behind the number that was asked for: as many as it says, its arithmetic as the title."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QPushButton, QStackedWidget

from desktop.ledgers.column import Column, LedgerTable
from desktop.ledgers.places import page_of
from desktop.ui.aside import Aside, Asked, few
from desktop.ui.asks import AskFindings, AskRecord
from desktop.ui.context import AppContext
from desktop.ui.dialogs.list_verbs import ListVerbs
from desktop.ui.grid.ledger_table import LIST_ROW, LedgerTableView
from desktop.ui.pages.statistics.behind import Behind, RecordsBehind
from desktop.ui.pages.statistics.behind_rows import TABLE, Told, read_behind
from desktop.ui.widgets.card import Card


class RowsPanel(Card):
    """Below the page; closes on Esc."""

    closed = Signal()
    filled = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__("明细", " ")
        self._context = context
        self.behind: Behind | RecordsBehind | None = None
        self._told: Told | None = None
        self._asked, self._copying = Asked(self, context), Aside(self)
        self._tables: dict[str, LedgerTableView] = {}
        self._stack = QStackedWidget()
        self.table = self._table_of(TABLE)
        self.table.stretch("text")
        self.verdict = QLabel()
        self.verdict.setProperty("role", "secondary")
        self.tick = QLabel()
        self.tick.setPixmap(context.theme.icon("badge_check", "green").pixmap(QSize(16, 16)))
        self.open_button, self.copy_button, close = (
            QPushButton("在台账中打开 F2"),
            QPushButton("复制清单"),
            QPushButton("关闭 Esc"),
        )
        close.setProperty("link", True)
        self.open_button.clicked.connect(self.open_in_ledger)
        self.copy_button.clicked.connect(self.copy_list)
        close.clicked.connect(self.close_panel)
        self.head.setStretch(1, 0)
        for widget in (self.verdict, self.tick):
            self.head.addWidget(widget)
        self.head.addStretch(1)
        for button in (self.open_button, self.copy_button, close):
            self.head.addWidget(button)
        self.flush().body.addWidget(self._stack)
        key = QShortcut(QKeySequence("F2"), self)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        key.activated.connect(self.open_in_ledger)
        self.hide()

    def show_behind(self, behind: Behind | RecordsBehind) -> None:
        """Show the rows of a number; many are read beside the window."""
        self.behind, self._told = behind, None
        self._asked.ask(partial(read_behind, behind), self._take)
        if self._told is None:
            self._wait_for(behind)

    def _wait_for(self, behind: Behind | RecordsBehind) -> None:
        """The number's name stands, the rows of the one before do not."""
        self.title_label.setText(behind.title)
        self.note_label.set_full_text(_arithmetic(behind))
        self.table.set_empty_state("正在读取……")
        self.table.show_records(())
        self.tick.hide()
        self.verdict.setText("")
        self._let_leave(False)
        self.show()

    def _take(self, told: Told) -> None:
        if told.behind is not self.behind:
            return  # closed meanwhile
        self._told = told
        self._show_table(self._table_of(told.table))
        self.title_label.setText(told.behind.title)
        self.note_label.set_full_text(_arithmetic(told.behind))
        self.table.set_empty_state(f"没有{told.table.title}。")
        self.table.show_records(told.rows)
        self.table.model.when_settled(self._take_first)
        count = len(told.rows)
        self.tick.setVisible(told.agrees)
        self.verdict.setText(f"{count} 行，与数字核对一致" if told.agrees else told.note or f"{count} 行")
        self._let_leave(True)
        self.show()
        self.filled.emit()

    def _take_first(self) -> None:
        if self.table.model.shown:
            self.table.select_id(self.table.model.shown[0].id)

    def _let_leave(self, may: bool) -> None:
        for button in (self.open_button, self.copy_button):
            button.setEnabled(may)

    def rows(self) -> list[Any]:
        """What is listed."""
        return list(self.table.records())

    def open_in_ledger(self) -> None:
        """The same findings in 问题台账; of another book the record in hand."""
        told, record = self._told, self.table.current_record()
        if told is None:
            return
        if isinstance(told.behind, RecordsBehind):
            if record is not None:
                self._context.open_page(page_of(told.behind.book), AskRecord(told.behind.book, record.id))
        else:
            self._context.open_page("findings", AskFindings(told.finding_ids, told.behind.title))

    def copy_list(self) -> None:
        """The columns shown of each row, with the title, for a message or a sheet; many are written beside the window."""
        told = self._told
        if told is None:
            return
        rows = self.table.records()
        work = partial(_as_text, told.behind, rows, self.table.model.columns)
        self._copying.do(work, partial(self._copied, len(rows)), at_once=few(rows))
        self._context.note_reading(self._copying)

    def _copied(self, count: int, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._context.notify(f"已复制 {count} 行")

    def close_panel(self) -> None:
        """Esc."""
        self.behind = self._told = None
        self.hide()
        self.closed.emit()

    # -- inside

    def _table_of(self, table: LedgerTable) -> LedgerTableView:
        """The grid of a book; made anew where its columns changed."""
        known = self._tables.get(table.name)
        if known is not None and [c.field for c in known.table.columns] == [c.field for c in table.columns]:
            return known
        made = LedgerTableView(self._context.theme, table, ticks=False, rows=LIST_ROW)
        made.tells_all = False
        ListVerbs(self._context, made)
        made.activated.connect(self._open)
        self._tables[table.name] = made
        self._stack.addWidget(made)
        return made

    def _show_table(self, table: LedgerTableView) -> None:
        self.table = table
        self._stack.setCurrentWidget(table)

    def _open(self, _row: object) -> None:
        self.open_in_ledger()


def _arithmetic(behind: Behind | RecordsBehind) -> str:
    return "" if isinstance(behind, RecordsBehind) else behind.arithmetic


def _as_text(behind: Behind | RecordsBehind, rows: Sequence[Any], columns: Sequence[Column], _stop: object) -> str:
    parts = [_arithmetic(behind).removeprefix("= "), f"截至 {behind.as_of}"]
    lines = ["\t".join(column.title for column in columns)]
    lines += ["\t".join(column.text(row) for column in columns) for row in rows]
    return "\n".join([f"{behind.title}（{'；'.join(part for part in parts if part)}）", *lines])
