"""收回情况: each unit with its last return workbook; missing ones in red with their days."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLabel, QPushButton, QWidget

from desktop.ledgers.column import Column, Kind, LedgerTable, Mark, Shape, Tone
from desktop.ledgers.finding_marks import month_day
from desktop.ledgers.return_books import MERGED, REFUSED, SENT
from desktop.operations.return_book.board import BoardLine, sum_words
from desktop.ui.context import AppContext
from desktop.ui.grid.ledger_table import COMPACT_ROW, LedgerTableView
from desktop.ui.grid.sum_row import SumRow
from desktop.ui.pages.importing.returns.opened import Place
from desktop.ui.widgets.card import Card, ElidedLabel
from desktop.ui.widgets.properties import named


@dataclass(frozen=True)
class BoardRow:
    """A line of the board, and whether its file is open and not entered yet."""

    line: BoardLine
    waits: bool

    def __getattr__(self, name: str) -> Any:
        if name == "line" or name.startswith("__"):
            raise AttributeError(name)
        return getattr(self.line, name)

    @property
    def place(self) -> Place:
        """Round and unit."""
        return self.line.round_id, self.line.unit_id


def stands(row: BoardRow) -> Mark:
    """How a unit stands, as it is drawn."""
    line = row.line
    late = f" 逾 {line.late} 天" if line.late else ""
    if row.waits:
        return Mark(Shape.DOT, "待合并", Tone.AMBER)
    if line.state == MERGED:
        return Mark(Shape.CHECK, f"已收回 迟 {line.late} 天" if line.late else "已收回", Tone.GREEN)
    if line.state == REFUSED:
        return Mark(Shape.CROSS, f"已退回{late}", Tone.RED)
    if line.state == SENT:
        return Mark(Shape.TRIANGLE, f"未交{late}", Tone.RED) if late else Mark(Shape.EMPTY, "未交", Tone.AMBER)
    return Mark(Shape.DASH, "未发")


TABLE = LedgerTable(
    "return_board",
    "回收情况",
    (
        Column("unit", "单位", 98),
        Column("returned_on", "收回", 62, kind=Kind.DATE, show=lambda day: month_day(day) if day else "—"),
        Column("state", "情况", 112, kind=Kind.STATE, mark=stands),
    ),
    unit_word="家",
)


class BoardCard(Card):
    """`chosen` tells the row in hand."""

    chosen = Signal(object)

    def __init__(self, context: AppContext) -> None:
        super().__init__("收回情况", " ")
        self.flush()
        self.table = LedgerTableView(context.theme, TABLE, ticks=False, rows=COMPACT_ROW - 1, prints=False)
        self.table.bar.setMaximumHeight(0)
        self.table.stretch("state")
        self.sums = SumRow(context.theme, self.table)
        self.table.grid.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.law, self.sent = QLabel(wordWrap=True), QLabel(wordWrap=True)
        for label in (self.law, self.sent):
            label.setProperty("role", "secondary")
            label.setContentsMargins(13, 4, 10, 4)
        self.body.addWidget(self.table, 100)
        self.body.addWidget(self.sums)
        self.body.addWidget(self.law)
        self.body.addWidget(self.sent)
        self.body.addStretch(1)
        self.body.addWidget(self._foot(context))
        self.table.current_changed.connect(self.chosen)
        self._lines: tuple[BoardLine, ...] = ()
        self._whole = ""
        self.table.model.arranged_anew.connect(self._show_sums)

    def late_in(self, round_id: int | None) -> list[BoardLine]:
        """The units of a round whose book is still out, or was sent back, after its day."""
        return [one for one in self._lines if one.round_id == round_id and one.is_out and one.late]

    def show_late(self, count: int, why_not: str) -> None:
        """How many the letter would go to; `why_not` is why this person may not write one."""
        self.chase_button.setText(f"催未交 {count} 家" if count else "催未交")
        self.chase_button.setEnabled(bool(count) and not why_not)
        nobody = "没有超过交回期限还未交的单位" if not count else ""
        self.chase_button.setToolTip(why_not or nobody or "Ctrl+G　给这些单位出催报函，核对后签发")

    def _foot(self, context: AppContext) -> QWidget:
        self.chase_button = QPushButton("催未交")
        self.chase_button.setIcon(context.theme.icon("mail_forward"))
        foot = named(QWidget(), "foot")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = QHBoxLayout(foot)
        line.setContentsMargins(13, 6, 10, 6)
        note = ElidedLabel("回收表只读不改", "secondary")
        line.addWidget(note, 1)
        line.addWidget(self.chase_button)
        return foot

    @property
    def lines(self) -> tuple[BoardLine, ...]:
        """What the board says."""
        return self._lines

    def show_lines(self, lines: Sequence[BoardLine], waiting: Collection[Place]) -> None:
        """Show the units; the one in hand stays in hand."""
        self._lines = tuple(lines)
        self.table.set_empty_state("本轮没有未销号的问题，也没有发出过回收表。")
        self.table.show_records([BoardRow(line, (line.round_id, line.unit_id) in waiting) for line in lines])
        self._whole = f"{sum_words(lines, waiting)}。" if lines else ""
        self.table.model.when_settled(self._show_sums)
        days = sorted({(line.sent_on, line.due_on) for line in lines if line.sent_on})
        self.sent.setText("；".join(_sent_words(*one) for one in days[-2:]) + ("。" if days else ""))
        self.sent.setVisible(bool(days))

    def _show_sums(self) -> None:
        """The sums of what is shown, right below the last unit, at the foot of the card where there are more units than fit."""
        shown: Sequence[BoardRow] = self.table.model.shown
        back = sum(bool(one.line.returned_on) for one in shown)
        merged = sum(one.line.state == MERGED and not one.waits for one in shown)
        self.sums.show_words({"unit": f"{len(shown)} 家", "returned_on": f"{back} 家", "state": f"已收回 {merged}"})
        self.sums.setVisible(bool(shown))
        is_part = len(shown) < len(self._lines)
        self.law.setText(f"全部 {self._whole}" if is_part and self._whole else self._whole)
        grid = self.table.grid
        rows = grid.verticalHeader().defaultSectionSize() * len(shown) + grid.horizontalHeader().height() + 2
        self.table.setMaximumHeight(rows if shown else self.maximumHeight())

    def select(self, place: Place) -> bool:
        """Put a unit in hand."""
        row = next((one for one in self._lines if (one.round_id, one.unit_id) == place), None)
        return row is not None and self.table.select_id(row.id)


def _sent_words(sent_on: str, due_on: str) -> str:
    return f"{month_day(sent_on)}发出" + (f"，限{month_day(due_on)}交回" if due_on else "，没有写期限")
