"""The tab of a declared statistic: one bar and one line a part, and each count opens its findings."""

from __future__ import annotations

from collections.abc import Sequence

from db.reader import Reader
from desktop.ledgers.column import Align
from desktop.statistics.question import Question
from desktop.statistics.statistic import Part, Statistic
from desktop.ui.context import AppContext
from desktop.ui.pages.statistics.behind import Behind, findings_behind
from desktop.ui.pages.statistics.rate_tab import caption, count_cell
from desktop.ui.pages.statistics.tab import Size, StatisticsTab
from desktop.ui.widgets.figure_cells import Cell, Head, Line, Shown

MOST_MM = 62.0


class DeclaredTab(StatisticsTab):
    """Counts of findings, whatever the level of the basis; shares are of what the declaration says."""

    def __init__(self, context: AppContext, statistic: Statistic) -> None:
        super().__init__(context)
        self.statistic, self.key, self.title = statistic, statistic.name, statistic.title

    def gather(self, reader: Reader, question: Question) -> tuple[Part, ...]:
        """The parts."""
        return self.statistic.compute(reader, question)

    def draw(self, found: Sequence[Part], question: Question, size: Size) -> object:
        """One bar a part."""
        return self.statistic.draw(found, question, (size[0], min(size[1], MOST_MM)))

    def show_found(self, found: Sequence[Part], question: Question) -> None:
        """One line a part; the column of shares only where there are shares."""
        heads = [Head(self.statistic.part, 0), Head("条数", 76, Align.RIGHT)]
        if self.statistic.whole:
            heads.insert(1, Head(self.statistic.share_title, 150))
        lines = tuple(Line(tuple(self._cells(one))) for one in found)
        self.table.show_table(Shown(tuple(heads), lines, caption(question)))

    def open_area(self, key: str, part: str) -> None:
        """A bar opens its findings."""
        for one in self.found:
            if one.key == key:
                self.asked.emit(self._behind(one))

    def note(self) -> str:
        """What is counted."""
        return self.statistic.note

    def _cells(self, one: Part) -> list[Cell]:
        behind = self._behind(one)
        shares = [Cell(rate=one.share, opens=behind)] if self.statistic.whole else []
        return [Cell(one.word, opens=behind), *shares, count_cell(behind)]

    def _behind(self, one: Part) -> Behind:
        assert self.question is not None
        arithmetic = f"= {self.statistic.note}"
        if one.share is not None:
            whole = one.share.denominator
            arithmetic = f"= {self.statistic.whole} {whole} − 其余 {whole - len(one.ids)}"
        return findings_behind(
            f"{one.word} {len(one.ids)} 条", arithmetic, one.ids, self.question.as_of, self.question.known_at
        )
