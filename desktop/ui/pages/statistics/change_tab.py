"""变动说明: from the earlier date to this one, cause by cause, each with its findings; the sum is checked (R4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from db.queries.findings import list_findings
from db.reader import Reader
from db.records import FindingCriteria, FindingRow
from desktop.ledgers.column import Align
from desktop.ledgers.finding_marks import whom
from desktop.operations import charting
from desktop.operations.charting import remaining_delta
from desktop.rules.change_causes import Cause
from desktop.statistics.explain import Explanation
from desktop.statistics.question import Question, month_day
from desktop.statistics.rectification_rate import Figure, rate_table
from desktop.ui.pages.statistics.behind import (
    Behind,
    denominator_behind,
    findings_behind,
    numerator_behind,
    remaining_behind,
)
from desktop.ui.pages.statistics.rate_tab import caption, count_cell, numerator_word
from desktop.ui.pages.statistics.tab import Size, StatisticsTab
from desktop.ui.widgets.figure_cells import Cell, Head, Line, Shown

MOST_MM = 105.0


@dataclass(frozen=True)
class Told:
    """The causes, the counts at both ends with their rows, and by each cause in words which findings moved.

    The words are made where the findings are read: neither is kept, of a large ledger the findings are a hundred megabytes.
    """

    why: Explanation
    before: Figure
    after: Figure
    named: Mapping[str, str] = field(default_factory=dict)


class ChangeTab(StatisticsTab):
    """A waterfall of what is open, and both sides of the rate in a table."""

    key, title = "change", "变动说明"

    def gather(self, reader: Reader, question: Question) -> Told | None:
        """The causes."""
        why = charting.change_since(reader, question)
        if why is None:
            return None
        before, after = (
            rate_table(reader, question.basis, moment.as_of, moment.known_at, scope=question.scope).total
            for moment in (why.before, why.after)
        )
        moved = moved_rows(reader, [one for cause in why.causes for one in cause.findings], question)
        return Told(why, before, after, {one.cause: self.whose(one.findings, moved) for one in why.causes})

    def whose(self, ids: Sequence[int], moved: Mapping[int, FindingRow]) -> str:
        """县人社局 6、县教育局 5 等 12 家; — where there are none. Asked in the worker."""
        return whom([moved[one] for one in ids if one in moved]) or "—"

    def draw(self, found: Told | None, question: Question, size: Size) -> object:
        """The waterfall."""
        return (
            charting.draw_change(found.why, question, (size[0], min(size[1], MOST_MM))) if found is not None else None
        )

    def no_chart(self, question: Question) -> str:
        """The two dates are asked for at the right of the tabs."""
        return "请在右上填“对比”日期。"

    def show_found(self, found: Told | None, question: Question) -> None:
        """Start, causes, end."""
        heads = self.heads(question)
        if found is None:
            self.table.show_table(Shown(heads, (), caption(question)))
            return
        lines = [self.end_line(found.before)]
        lines += [self.cause_line(cause, found) for cause in found.why.causes]
        lines += self.further(found)
        lines.append(self.end_line(found.after))
        self.table.show_table(Shown(heads, tuple(lines), caption(question)))

    def heads(self, question: Question) -> tuple[Head, ...]:
        """The columns: both sides of the rate, how many findings, which."""
        return (
            Head("原因", 122),
            Head(numerator_word(question), 66, Align.RIGHT),
            Head("总数", 54, Align.RIGHT),
            Head(question.remaining_word, 66, Align.RIGHT),
            Head("涉及", 48, Align.RIGHT),
            Head("哪些", 0),
        )

    def further(self, found: Told) -> list[Line]:
        """What stands beside the causes and moves neither side."""
        return []

    def open_area(self, key: str, part: str) -> None:
        """A column opens the findings of its cause; the ends open what was open then."""
        if self.found is None:
            return
        if key in ("start", "end"):
            figure = self.found.before if key == "start" else self.found.after
            self.asked.emit(remaining_behind(figure, month_day(figure.as_of), self._word()))
            return
        for cause in self.found.why.causes:
            if cause.cause == key:
                self.asked.emit(self.rows_of(cause))

    def rows_of(self, cause: Cause) -> Behind:
        """The findings that a cause moved, as they stand at the later date."""
        assert self.found is not None
        after: Figure = self.found.after
        word = f"{cause.cause} 涉及 {len(cause.findings)} 条"
        sums = f"= 分子 {signed(cause.numerator)}，总数 {signed(cause.denominator)}"
        return findings_behind(word, sums, cause.findings, after.as_of, after.known_at)

    def note(self) -> str:
        """80 − 13 + 1 = 68，与台账核对一致, or that it is not."""
        if self.found is None:
            return ""
        found: Explanation = self.found.why
        start, end = (rate.denominator - rate.numerator for rate in (found.rate_before, found.rate_after))
        steps = "".join(
            f" {signed(remaining_delta(cause), spaced=True)}" for cause in found.causes if remaining_delta(cause)
        )
        return f"{start}{steps} = {end}，{'与台账核对一致' if found.adds_up else '与台账不一致，请体检'}"

    def agrees(self) -> bool:
        """Whether the causes sum to the difference on both sides."""
        return self.found is not None and self.found.why.adds_up

    def _word(self) -> str:
        assert self.question is not None
        return numerator_word(self.question)

    def end_line(self, figure: Figure) -> Line:
        """The counts of one end, each with its rows."""
        name, word = month_day(figure.as_of), self._word()
        cells = [
            count_cell(make(figure, name, word)) for make in (numerator_behind, denominator_behind, remaining_behind)
        ]
        return Line((Cell(name), *cells, Cell("—", light=True), Cell()), total=True)

    def cause_line(self, cause: Cause, found: Told) -> Line:
        """What a cause did to both sides, and with which findings."""
        opens = self.rows_of(cause)
        numbers = (cause.numerator, cause.denominator, remaining_delta(cause))
        cells = [Cell(signed(number), light=not number, opens=opens if number else None) for number in numbers]
        count, named = Cell(str(len(cause.findings)), opens=opens), found.named[cause.cause]
        return Line((Cell(cause.cause, opens=opens), *cells, count, Cell(named, tip=named, opens=opens)))


def moved_rows(reader: Reader, ids: Sequence[int], question: Question) -> dict[int, FindingRow]:
    """The findings that moved, as they stand at the later date, by id; also those that are not counted any more."""
    criteria = FindingCriteria(ids=tuple(dict.fromkeys(ids)), presence="any")
    rows = list_findings(reader, criteria, question.as_of, question.known_at) if ids else ()
    return {row.id: row for row in rows}


def signed(number: int, *, spaced: bool = False) -> str:
    """+13, −1, 0; spaced as '− 1' within a sum."""
    if not number:
        return "0"
    gap = " " if spaced else ""
    return f"{'+' if number > 0 else '−'}{gap}{abs(number)}"
