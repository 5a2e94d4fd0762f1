"""整改率: one bar and one line a group, with the earlier date's rate, what waits and what is overdue."""

from __future__ import annotations

from dataclasses import replace

from db.reader import Reader
from desktop.ledgers.column import Align, Mark, Shape, Tone
from desktop.operations import charting
from desktop.operations.charting import GroupRates, group_of
from desktop.rules import basis as basis_rules
from desktop.statistics.question import Question
from desktop.statistics.rectification_rate import Figure
from desktop.ui.pages.statistics.behind import (
    Behind,
    denominator_behind,
    findings_behind,
    numerator_behind,
    remaining_behind,
)
from desktop.ui.pages.statistics.tab import Size, StatisticsTab
from desktop.ui.widgets.figure_cells import Caption, Cell, Head, Line, Shown

MOST_BARS = 80
"""Drawing takes about 10 ms a bar; the table beside it has them all."""
TWO_COLUMNS_FROM, HEAD_MM, ROW_MM = 21, 22.0, 4.3
FEW_BARS, WIDEST_ROW_MM = 12, 7.7
"""Up to so many bars are 18 px thick at most, so that the rows behind one fit below."""
GROUP_WORDS = {"unit": "单位", "category": "类别", "leader": "分管县领导", "round": "轮次"}


class RateTab(StatisticsTab):
    """The rate by group; a bar opens what is not in its numerator."""

    key, title, groups = "rate", "整改率", True

    def gather(self, reader: Reader, question: Question) -> GroupRates:
        """Rates by group."""
        return charting.group_rates(reader, question)

    def draw(self, found: GroupRates, question: Question, size: Size) -> object:
        """One bar a group, as high as there is room, never tighter than on paper; then the picture scrolls."""
        shown = min(len(found.table.rows), MOST_BARS)
        rows = shown if shown < TWO_COLUMNS_FROM else (shown + 1) // 2
        height = max(size[1], HEAD_MM + ROW_MM * rows)
        if shown <= FEW_BARS:
            height = min(height, HEAD_MM + WIDEST_ROW_MM * rows)
        return charting.draw_rates(found, question, (size[0], height), MOST_BARS)

    def show_found(self, found: GroupRates, question: Question) -> None:
        """One line a group and the total."""
        heads = (
            Head(GROUP_WORDS[question.by]),
            Head(question.rate_word, 128),
            Head(numerator_word(question), 66, Align.RIGHT),
            Head(question.remaining_word, 74, Align.RIGHT),
            Head("总数", 52, Align.RIGHT),
            Head("待核实", 58, Align.RIGHT),
            Head("逾期", 52, Align.RIGHT),
        )
        lines = [self._line(row, found, found.name(row)) for row in sorted(found.table.rows, key=_highest_first)]
        lines.append(replace(self._line(found.table.total, found, "合计"), total=True))
        self.table.show_table(Shown(heads, tuple(lines), caption(question)))

    def open_area(self, key: str, part: str) -> None:
        """A bar opens what is not in its numerator: what there is to do."""
        for row in self.found.table.rows:
            if str(group_of(row)) == key:
                self.asked.emit(remaining_behind(row, self.found.name(row), self._word()))

    def no_chart(self, question: Question) -> str:
        """There is a chart wherever there is a finding."""
        return "没有可统计的问题。"

    def _word(self) -> str:
        assert self.question is not None
        return numerator_word(self.question)

    def _line(self, row: Figure, found: GroupRates, name: str) -> Line:
        word, rate = self._word(), row.rate
        total = row is found.table.total
        late = _union(found.overdue) if total else found.overdue.get(group_of(row), ())
        waiting = _union(found.waiting) if total else found.waiting.get(group_of(row), ())
        moment = (row.as_of, row.known_at)
        return Line(
            (
                Cell(name, tip=row.key, opens=denominator_behind(row, name, word)),
                Cell(rate=rate, opens=numerator_behind(row, name, word)),
                count_cell(numerator_behind(row, name, word)),
                count_cell(remaining_behind(row, name, word)),
                count_cell(denominator_behind(row, name, word)),
                count_cell(
                    findings_behind(f"{name} 待核实 {len(waiting)} 条", "= 自报完成，尚未核实", waiting, *moment)
                ),
                overdue_cell(
                    findings_behind(f"{name} 逾期 {len(late)} 条", "= 超过现定时限，未销号也未报完成", late, *moment)
                ),
            )
        )


def numerator_word(question: Question) -> str:
    """已销号, or what the numerator counts."""
    words = basis_rules.numerator_words(question.basis)
    return words if len(words) <= 4 else "计入分子"


def caption(question: Question) -> Caption:
    """What the tooltips of rates say."""
    basis = question.basis
    return Caption(basis_rules.title(basis), basis_rules.formula(basis), question.as_of)


def count_cell(behind: Behind) -> Cell:
    """A count that opens its rows; 0 is light and opens nothing."""
    if not behind.number:
        return Cell("0", light=True)
    return Cell(str(behind.number), opens=behind)


def overdue_cell(behind: Behind) -> Cell:
    """▲ 2 in red; 0 is light."""
    if not behind.number:
        return Cell("0", light=True)
    return Cell(mark=Mark(Shape.TRIANGLE, str(behind.number), Tone.RED), opens=behind)


def _highest_first(row: Figure) -> float:
    return -row.rate.numerator / row.rate.denominator if row.rate.denominator else 1.0


def _union(groups: object) -> tuple[int, ...]:
    assert isinstance(groups, dict)
    return tuple(one for ids in groups.values() for one in ids)
