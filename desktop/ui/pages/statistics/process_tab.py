"""办理进程: of the findings given, how many were begun, reported done and closed out; each stage opens its findings."""

from __future__ import annotations

from collections.abc import Sequence

from db.reader import Reader
from desktop.ledgers.column import Align
from desktop.operations import stages
from desktop.operations.question import Question
from desktop.operations.stages import Stage
from desktop.ui.pages.statistics.behind import Behind, findings_behind
from desktop.ui.pages.statistics.rate_tab import caption, count_cell
from desktop.ui.pages.statistics.tab import Size, StatisticsTab
from desktop.ui.widgets.figure_cells import Cell, Head, Line, Shown

MOST_MM = 62.0


class ProcessTab(StatisticsTab):
    """Counts of findings, whatever the level of the basis; shares are of the first stage."""

    key, title = "process", "办理进程"

    def gather(self, reader: Reader, question: Question) -> tuple[Stage, ...]:
        """The stages."""
        return stages.stages(reader, question)

    def draw(self, found: Sequence[Stage], question: Question, size: Size) -> object:
        """One bar a stage."""
        return stages.draw_stages(found, question, (size[0], min(size[1], MOST_MM)))

    def show_found(self, found: Sequence[Stage], question: Question) -> None:
        """One line a stage."""
        heads = (Head("阶段", 0), Head("占反馈问题", 150), Head("条数", 76, Align.RIGHT))
        lines = tuple(
            Line(
                (
                    Cell(one.word, opens=self._behind(one)),
                    Cell(rate=one.share, opens=self._behind(one)),
                    count_cell(self._behind(one)),
                )
            )
            for one in found
        )
        self.table.show_table(Shown(heads, lines, caption(question)))

    def open_area(self, key: str, part: str) -> None:
        """A bar opens its findings."""
        for one in self.found:
            if one.key == key:
                self.asked.emit(self._behind(one))

    def note(self) -> str:
        """What is counted."""
        return "按具体问题计；已启动指单位已报进展或巡察办已有认定。"

    def _behind(self, one: Stage) -> Behind:
        assert self.question is not None
        arithmetic = f"= 反馈问题 {one.share.denominator} − 其余 {one.share.denominator - len(one.ids)}"
        return findings_behind(
            f"{one.word} {len(one.ids)} 条", arithmetic, one.ids, self.question.as_of, self.question.known_at
        )
