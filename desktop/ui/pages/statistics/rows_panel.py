"""The rows behind the number that was asked for: as many as it says, its arithmetic as the title."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QPushButton, QStackedWidget

from db.queries import books as book_queries
from db.queries.findings import list_findings, measures_of
from db.reader import Reader
from db.records import CountedItem, FindingCriteria, FindingRow, MeasureRow
from desktop.ledgers import books
from desktop.ledgers.column import Column, Kind, LedgerTable, Mark
from desktop.ledgers.finding_marks import claim_mark, deadline_mark, month_day, state_mark, verdict_mark
from desktop.ledgers.places import page_of
from desktop.ledgers.terms import STATE_WORDS, verdict_word
from desktop.rules.overdue import is_waiting
from desktop.ui.asks import AskFindings, AskRecord
from desktop.ui.context import AppContext
from desktop.ui.dialogs.list_verbs import ListVerbs
from desktop.ui.grid.ledger_table import LIST_ROW, LedgerTableView
from desktop.ui.pages.statistics.behind import Behind, RecordsBehind
from desktop.ui.widgets.card import Card


@dataclass(frozen=True)
class BehindRow:
    """One row behind a number: a finding, a parent problem or a measure."""

    id: int
    number: str
    unit: str
    text: str
    category: str
    state: Mark
    deadline: Mark
    why: str

    @property
    def state_word(self) -> str:
        """The word of the chip."""
        return self.state.word

    @property
    def due(self) -> str:
        """The word of the deadline."""
        return self.deadline.word


TABLE = LedgerTable(
    "behind",
    "问题",
    (
        Column("number", "编号", 92),
        Column("unit", "单位", 92),
        Column("text", "问题", 300),
        Column("category", "分类", 150),
        Column("state_word", "状态", 106, kind=Kind.STATE, mark=lambda row: row.state),
        Column("due", "现定时限", 106, kind=Kind.DEADLINE, mark=lambda row: row.deadline),
        Column("why", "计入情况", 250),
    ),
)


def behind_rows(reader: Reader, behind: Behind) -> tuple[BehindRow, ...]:
    """One row for each item, as it stood on the number's own date."""
    ids = behind.finding_ids
    if not ids:
        return ()
    found = list_findings(reader, FindingCriteria(ids=ids, presence="any"), behind.as_of, behind.known_at)
    by_id = {row.id: row for row in found}
    measures: dict[int, MeasureRow] = {}
    if any(item.item.startswith("m") for item in behind.items):
        measures = {one.id: one for one in measures_of(reader, ids, behind.as_of, behind.known_at)}
    return tuple(
        _row(place, item, by_id[item.finding_id], measures, behind)
        for place, item in enumerate(behind.items, start=1)
        if item.finding_id in by_id
    )


def _row(place: int, item: CountedItem, row: FindingRow, measures: dict[int, MeasureRow], behind: Behind) -> BehindRow:
    text, state, lane_mark = row.text, state_mark(row), claim_mark if behind.by_claim else verdict_mark
    if item.item.startswith("p"):
        text, state = row.parent_text or row.text, lane_mark(item.state)
    elif item.item.startswith("m"):
        measure = measures.get(int(item.item[1:]))
        text, state = f"措施{measure.seq}：{measure.text}" if measure else row.text, lane_mark(item.state)
    category = " ".join(part for part in (row.category1.partition(" ")[0], row.category2) if part) or "—"
    return BehindRow(
        place,
        row.number,
        row.unit_short or row.unit_name,
        text,
        category,
        state,
        deadline_mark(row, behind.as_of),
        why(item, row, by_claim=behind.by_claim),
    )


def why(item: CountedItem, row: FindingRow, *, by_claim: bool = False) -> str:
    """Why the row stands on its side of the rate, from what the ledger knows."""
    if item.state and not item.counted:
        return f"按口径不计入总数（{STATE_WORDS[item.state]}）"
    if item.hit:
        day = row.claim_on if by_claim else row.verdict_on
        on = f"{month_day(day)} " if day and item.item.startswith("f") else ""
        word = f"自报{STATE_WORDS[item.state].removeprefix('已')}" if by_claim else verdict_word(item.state)
        return f"计入分子：{on}{word}"
    if not row.present:
        return "已不在总数中"
    if is_waiting(row):
        return f"{month_day(row.claim_on)} 自报完成，待核实" if row.claim_on else "自报完成，待核实"
    if row.verdict == "done":
        return f"{month_day(row.verdict_on)} 认定销号" if row.verdict_on else "认定销号"
    return row.last_text or "还没有登记进展"


class RowsPanel(Card):
    """Below the page; closes on Esc."""

    closed = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__("明细", " ")
        self._context = context
        self.behind: Behind | RecordsBehind | None = None
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
        """Show the rows of a number."""
        self.behind = behind
        rows: Sequence[Any]
        if isinstance(behind, RecordsBehind):
            rows, agrees, note, arithmetic = self._records(behind), behind.number, "", ""
        else:
            self._show_table(self._table_of(TABLE))
            rows = behind_rows(self._context.reader, behind)
            agrees, note, arithmetic = behind.number if behind.agrees else -1, behind.note, behind.arithmetic
        self.title_label.setText(behind.title)
        self.note_label.set_full_text(arithmetic)
        self.table.show_records(rows)
        self.tick.setVisible(agrees == len(rows))
        self.verdict.setText(f"{len(rows)} 行，与数字核对一致" if agrees == len(rows) else note or f"{len(rows)} 行")
        self.show()
        if rows:
            self.table.select_id(rows[0].id)

    def rows(self) -> list[Any]:
        """What is listed."""
        return list(self.table.records())

    def open_in_ledger(self) -> None:
        """The same findings in 问题台账; of another book the record in hand."""
        behind, record = self.behind, self.table.current_record()
        if isinstance(behind, RecordsBehind):
            if record is not None:
                self._context.open_page(page_of(behind.book), AskRecord(behind.book, record.id))
        elif behind is not None:
            open_findings(self._context, behind.finding_ids, behind.title)

    def copy_list(self) -> None:
        """The columns shown of each row, with the title, for a message or a sheet."""
        if self.behind is None:
            return
        parts = [getattr(self.behind, "arithmetic", "").removeprefix("= "), f"截至 {self.behind.as_of}"]
        columns = self.table.model.columns
        lines = ["\t".join(column.title for column in columns)]
        lines += ["\t".join(column.text(row) for column in columns) for row in self.rows()]
        head = f"{self.behind.title}（{'；'.join(part for part in parts if part)}）"
        QGuiApplication.clipboard().setText("\n".join([head, *lines]))
        self._context.notify(f"已复制 {len(self.rows())} 行")

    def close_panel(self) -> None:
        """Esc."""
        self.behind = None
        self.hide()
        self.closed.emit()

    # -- inside

    def _records(self, behind: RecordsBehind) -> Sequence[Any]:
        register = books.book(self._context.reader, behind.book)
        self._show_table(self._table_of(register.as_table()))
        return book_queries.records(
            self._context.reader, register.shape, behind.as_of, behind.known_at, ids=behind.ids, short=True
        )

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


def open_findings(context: AppContext, ids: tuple[int, ...], title: str) -> None:
    """Exactly these findings in 问题台账."""
    context.open_page("findings", AskFindings(tuple(ids), title))
