"""One tab of 统计分析: the worker reads the numbers, which are shown at once, then draws the picture; only the last answer counts."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from db.reader import Reader
from db.store import Ledger
from desktop.errors import KnownError
from desktop.statistics.question import Question
from desktop.ui.context import AppContext
from desktop.ui.pages.statistics.behind import Behind
from desktop.ui.pages.statistics.chart_view import ChartView, DrawnChart
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.figure_cells import Shown
from desktop.ui.widgets.figure_table import FigureTable

Size = tuple[float, float]
NOT_COUNTED, NOT_DRAWN = "没有统计出来，按 F5 再试。", "图没有画出来，按 F5 再试。"
NOTHING = Shown((), ())


class StatisticsTab(QWidget):
    """Chart at the left, table at the right; a tab without a chart has the table alone. `asked` hands out a Behind."""

    key: str = ""
    title: str = ""
    has_chart: ClassVar[bool] = True
    groups: ClassVar[bool] = False
    shares: ClassVar[tuple[int, int]] = (11, 9)
    row_height: ClassVar[int] = 31
    stacked: ClassVar[bool] = False
    """Whether the chart stands above its table."""
    asked = Signal(object)
    drawn = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context
        self.question: Question | None = None
        self.found: Any = None
        self.answered: Question | None = None
        """The question that `found` answers; None while a later one is on its way."""
        self._number = 0
        self._size: Size = (0.0, 0.0)
        self.table = FigureTable(context.theme, self.row_height)
        self.table.asked.connect(self._open)
        self.chart = ChartView(context.theme) if self.has_chart else None
        self._lay_out()

    # -- to override

    def gather(self, reader: Reader, question: Question) -> Any:
        """The numbers, read in the worker."""
        raise NotImplementedError

    def draw(self, found: Any, question: Question, size: Size) -> Any:
        """The chart of the numbers (a `Chart` or None), drawn in the worker."""
        return None

    def show_found(self, found: Any, question: Question) -> None:
        """Fill the table."""

    def open_area(self, key: str, part: str) -> None:
        """A part of the chart was chosen."""

    def note(self) -> str:
        """What is said below the table; a checked sum carries ✓."""
        return ""

    def agrees(self) -> bool:
        """Whether what the note says was checked and is so."""
        return False

    def no_chart(self, question: Question) -> str:
        """Why there is no chart."""
        return ""

    # -- to call

    def ask(self, question: Question) -> None:
        """Read and draw anew."""
        self.question, self.answered = question, None
        self._number += 1
        if self.chart is not None:
            self.chart.wait_for_picture()
        work = partial(self._numbers, self.context.ledger, question, self._number)
        failed = partial(self._failed, self._number)
        self.context.jobs.start("正在统计", work, done=self._take, failed=failed)

    # -- inside

    def _open(self, opens: Behind | Callable[[], Behind]) -> None:
        self.asked.emit(opens() if callable(opens) else opens)

    def _numbers(self, ledger: Ledger, question: Question, number: int) -> tuple[int, Question, Any]:
        reader = ledger.another_reader()
        try:
            return number, question, self.gather(reader, question)
        finally:
            reader.close()

    def _take(self, answer: tuple[int, Question, Any]) -> None:
        number, question, found = answer
        if number != self._number:
            return
        self.found, self.answered = found, question
        self.show_found(found, question)
        self._show_note(self.note(), agrees=self.agrees())
        if self.chart is None:
            self.drawn.emit()
        else:
            self._draw_for(question)

    def _show_note(self, text: str, *, agrees: bool = False) -> None:
        self.note_line.setVisible(bool(text))
        self.note_label.setText(text)
        self.tick.setVisible(agrees)

    def _draw_for(self, question: Question) -> None:
        assert self.chart is not None
        self._size = self.chart.size_mm()
        work = partial(self._picture, self.found, question, self._size, self.chart.dots(), self._number)
        failed = partial(self._failed, self._number)
        self.context.jobs.start("正在画图", work, done=self._take_picture, failed=failed)

    def _failed(self, number: int, error: KnownError) -> None:
        """Numbers or picture did not come: nothing of another question stays, and what to do is said."""
        if number != self._number:
            return
        if self.answered is None:
            self.table.show_table(NOTHING)
            self._show_note(NOT_COUNTED)
        if self.chart is not None:
            self.chart.show_sentence(NOT_COUNTED if self.answered is None else NOT_DRAWN)
        self.context.show_error(error)

    def _picture(
        self, found: Any, question: Question, size: Size, dots: float, number: int
    ) -> tuple[int, Question, DrawnChart | None]:
        chart = self.draw(found, question, size)
        return number, question, DrawnChart(chart, dots) if chart is not None else None

    def _take_picture(self, answer: tuple[int, Question, DrawnChart | None]) -> None:
        number, question, drawn = answer
        if number != self._number or self.chart is None:
            return
        if drawn is not None:
            self.chart.show_chart(drawn)
        else:
            self.chart.show_sentence(self.no_chart(question))
        self.drawn.emit()

    def _redraw(self) -> None:
        """The room is another: the numbers are the same. While newer ones are on their way, they are drawn when they come."""
        question, chart = self.answered, self.chart
        if question is None or chart is None or not self.isVisible():
            return
        if chart.size_mm() != self._size:
            self._draw_for(question)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self) if self.stacked else QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        if self.chart is not None:
            self.chart.asked.connect(self.open_area)
            self.chart.size_wanted.connect(self._redraw)
            area = QScrollArea()
            area.setWidgetResizable(True)
            area.setWidget(self.chart)
            area.viewport().setAutoFillBackground(False)
            self.chart.setAutoFillBackground(False)
            left = Card()
            left.body.setContentsMargins(14, 10, 10, 8)
            left.body.addWidget(area)
            self.chart_card = left
            layout.addWidget(left, self.shares[0])
        right = Card().flush()
        right.body.setContentsMargins(1, 1, 1, 1)
        right.body.addWidget(self.table, 1)
        right.body.addWidget(self._note())
        self.side = right
        layout.addWidget(right, self.shares[1])

    def _note(self) -> QWidget:
        self.note_line, self.note_label, self.tick = QWidget(), QLabel(wordWrap=True), QLabel()
        self.note_label.setProperty("role", "secondary")
        self.tick.setPixmap(self.context.theme.icon("badge_check", "green").pixmap(QSize(16, 16)))
        row = QHBoxLayout(self.note_line)
        row.setContentsMargins(13, 6, 13, 6)
        row.addWidget(self.tick)
        row.addWidget(self.note_label, 1)
        self.note_line.hide()
        return self.note_line
