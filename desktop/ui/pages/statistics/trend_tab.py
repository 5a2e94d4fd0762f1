"""趋势: both lanes week by week; a point opens what was closed out by that day."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from db.reader import Reader
from desktop.ledgers.column import Align
from desktop.operations import charting
from desktop.operations.charting import Curve
from desktop.statistics.question import Question, by_lane
from desktop.statistics.rectification_rate import Figure, rate_table
from desktop.statistics.trend import Point
from desktop.ui.pages.statistics.behind import Behind, denominator_behind, numerator_behind
from desktop.ui.pages.statistics.rate_tab import caption
from desktop.ui.pages.statistics.tab import Size, StatisticsTab
from desktop.ui.widgets.figure_cells import Cell, Head, Line, Shown


class TrendTab(StatisticsTab):
    """Weekly points up to the date asked, all as known on that date."""

    key, title = "trend", "趋势"

    def gather(self, reader: Reader, question: Question) -> Curve:
        """Weekly points."""
        return charting.curve(reader, question)

    def draw(self, found: Curve, question: Question, size: Size) -> object:
        """Two lines."""
        return charting.draw_curve(found, question, size)

    def no_chart(self, question: Question) -> str:
        """A line needs three points."""
        return "反馈至今不满三周，数字见右表。"

    def show_found(self, found: Curve, question: Question) -> None:
        """One line a day, the last on top."""
        heads = (
            Head("日期", 92),
            Head("核实整改率", 0),
            Head("自报完成率", 0),
            Head("核实", 56, Align.RIGHT),
            Head("自报", 56, Align.RIGHT),
            Head("总数", 56, Align.RIGHT),
        )
        lines = tuple(self._line(point) for point in reversed(found.points))
        self.table.show_table(Shown(heads, lines, caption(question)))

    def open_area(self, key: str, part: str) -> None:
        """A point opens what was closed out by its day."""
        point = next((point for point in self.found.points if point.on == key), None)
        if point is not None:
            self.asked.emit(self.rows_of(point.on, verified=True))

    def rows_of(self, on: str, *, verified: bool, whole: bool = False) -> Behind:
        """What a lane counted on a day (or all that there was), as the tab knows it."""
        figure = self._figure(on, verified)
        if whole:
            return denominator_behind(figure, f"截至 {on}", "核实")
        return numerator_behind(figure, f"截至 {on}", "核实销号" if verified else "自报完成")

    def _figure(self, on: str, verified: bool) -> Figure:
        assert self.question is not None
        basis = by_lane(self.question.basis, verified=verified)
        return rate_table(self.context.reader, basis, on, self.question.known_at, scope=self.question.scope).total

    def _line(self, point: Point) -> Line:
        verified = partial(self.rows_of, point.on, verified=True)
        claimed = partial(self.rows_of, point.on, verified=False)
        whole = partial(self.rows_of, point.on, verified=True, whole=True)
        return Line(
            (
                Cell(point.on, opens=whole),
                Cell(rate=point.verdict, opens=verified),
                Cell(rate=point.claim, opens=claimed),
                _count(point.verdict.numerator, verified),
                _count(point.claim.numerator, claimed),
                _count(point.verdict.denominator, whole),
            )
        )


def _count(number: int, opens: Callable[[], Behind]) -> Cell:
    return Cell(str(number), opens=opens) if number else Cell("0", light=True)
