"""月历: what falls due on each day of a month, the day in hand at the right; loud where nobody has entered the year's holidays."""

from __future__ import annotations

from collections import Counter
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.ledgers.column import Mark
from desktop.operations.supervision.board import Board
from desktop.rules.deadlines import WorkCalendar, add_months
from desktop.rules.overdue import month_day
from desktop.ui.context import AppContext
from desktop.ui.pages.supervision.card_words import LOOKS, days_words, short
from desktop.ui.pages.supervision.month_grid import MonthGrid
from desktop.ui.widgets.card import Card as Surface
from desktop.ui.widgets.card import ElidedLabel
from desktop.ui.widgets.figure_cells import Cell, Head, Line, Shown
from desktop.ui.widgets.figure_table import FigureTable
from desktop.ui.widgets.properties import named

RIGHT = 420
"""Of the day in hand, in px at 100 %."""


class DueMonth(QWidget):
    """`opened` hands out a finding; `calendar_asked`: the holidays of a year are to be entered."""

    opened = Signal(int)
    calendar_asked = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        theme = context.theme
        self._board: Board | None = None
        self._calendar = WorkCalendar()
        self._why_not_enter = ""
        self.day = ""
        self.grid = MonthGrid(theme)
        self.title, self.sum = QLabel(), ElidedLabel("", "secondary")
        self.title.setProperty("role", "card-title")
        self.before, self.after, self.today = QPushButton("‹ 上月"), QPushButton("下月 ›"), QPushButton("今天")
        self.warning = QLabel(wordWrap=True)
        self.warning.setProperty("tone", "red")
        self.enter = QPushButton("录入放假与调休…")
        self.band = named(QWidget(), "card")
        self.band.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.table = FigureTable(theme, 46, whole_rows=True)
        self.table.setAccessibleName("当天到期的问题")
        self.beside = Surface("当天", " ").flush()
        self._lay_out(theme.px(RIGHT))
        self.grid.chosen.connect(self.choose)
        self.before.clicked.connect(lambda: self.step(-1))
        self.after.clicked.connect(lambda: self.step(1))
        self.today.clicked.connect(self._back)
        self.enter.clicked.connect(self.calendar_asked)
        self.table.asked.connect(self._open)

    def show_board(self, board: Board, calendar: WorkCalendar, why_not_enter: str) -> None:
        """Another board; the day in hand stays, at first it is the next on which anything falls due."""
        self._board, self._calendar, self._why_not_enter = board, calendar, why_not_enter
        coming = min((card.due_on for card in board.cards if card.due_on and card.due_on >= board.as_of), default="")
        self.choose(self.day or coming or board.as_of)

    def choose(self, day: str) -> None:
        """Take a day in hand, and with it its month."""
        board = self._board
        if board is None:
            return
        self.day = day
        counts = Counter(card.due_on for card in board.cards if card.due_on)
        self.grid.show_month(day, counts, self._calendar, board.as_of, board.days.soon)
        year, month = int(day[:4]), int(day[5:7])
        here = {one: count for one, count in counts.items() if one[:7] == day[:7]}
        late = sum(count for one, count in here.items() if one < board.as_of)
        total = sum(here.values())
        outside = sum(counts.values()) - total
        undated = len(board.cards) - sum(counts.values())
        self.title.setText(f"{year}年{month}月")
        told = f"本月到期 {total} 条 = 已过 {late} + 未到 {total - late}；其他月份 {outside} 条"
        self.sum.set_full_text(f"{told}，未定期限 {undated} 条" if undated else told)
        self._warn(year)
        self._show_day()

    def step(self, by: int) -> None:
        """Some months on, on the same day where the month has it."""
        if self.day:
            self.choose(add_months(self.day, by))

    def status_texts(self) -> tuple[str, ...]:
        """月历 2026年6月"""
        return (f"月历 {self.title.text()}", self.sum.full_text())

    def _back(self) -> None:
        if self._board is not None:
            self.choose(self._board.as_of)

    def _warn(self, year: int) -> None:
        known = self._calendar.knows(year)
        self.band.setVisible(not known)
        self.warning.setText(
            f"▲ {year} 年的放假和调休还没有录入：灰底暂按周六、周日，按工作日推算的时限可能差几天。请在国务院办公厅公布后录入。"
        )
        self.enter.setEnabled(not self._why_not_enter)
        self.enter.setToolTip(self._why_not_enter)

    def _show_day(self) -> None:
        board = self._board
        assert board is not None
        cards = [card for card in board.cards if card.due_on == self.day]
        rest = "" if self._calendar.is_workday(self.day) else "（非工作日）"
        self.beside.title_label.setText(f"{month_day(self.day)}{rest}到期 {len(cards)} 条")
        self.beside.note_label.set_full_text("Enter 打开")
        lines = []
        for card in cards:
            shape, tone = LOOKS[card.column]
            lines.append(
                Line(
                    (
                        Cell(short(card)), Cell(card.unit), Cell(card.row.text, tip=card.row.text),
                        Cell(mark=Mark(shape, days_words(card, board.as_of), tone)),
                    ),
                    opens=card.id,
                )
            )  # fmt: skip
        heads = (Head("编号", 52), Head("单位", 92), Head("问题"), Head("还剩", 88))
        self.table.show_table(Shown(heads, tuple(lines)))

    def _open(self, finding: Any) -> None:
        self.opened.emit(finding)

    def _lay_out(self, right: int) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(14, 8, 10, 6)
        head.addWidget(self.title)
        head.addSpacing(10)
        head.addWidget(self.sum, 1)
        for button in (self.before, self.today, self.after):
            head.addWidget(button)
        band = QHBoxLayout(self.band)
        band.setContentsMargins(14, 6, 10, 6)
        band.addWidget(self.warning, 1)
        band.addWidget(self.enter)
        left = Surface().flush()
        left.body.addLayout(head)
        left.body.addWidget(self.grid, 1)
        self.beside.body.addWidget(self.table, 1)
        self.beside.setFixedWidth(right)
        across = QHBoxLayout()
        across.setSpacing(8)
        across.addWidget(left, 1)
        across.addWidget(self.beside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.band)
        layout.addLayout(across, 1)
