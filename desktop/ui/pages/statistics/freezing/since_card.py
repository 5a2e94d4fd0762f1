"""自上次会议以来: what is open then and now, cause by cause, with what became late or was extended meanwhile (page 24, S6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtGui import QResizeEvent

from db.queries.changes import refused_between
from db.queries.findings import list_findings
from db.queries.letters import letters
from db.reader import Reader
from db.records import FindingRow, LetterRow
from desktop.ledgers.column import Align, Mark, Shape, Tone
from desktop.ledgers.finding_marks import verdict_mark
from desktop.operations.charting import GroupRates, group_of, group_rates
from desktop.operations.supervision.ladder import ladder_of
from desktop.rules import change_causes
from desktop.rules.change_causes import Cause
from desktop.rules.overdue import days_overdue
from desktop.statistics.question import Question, month_day
from desktop.statistics.rectification_rate import Figure
from desktop.ui.asks import AskRows
from desktop.ui.context import AppContext
from desktop.ui.page import NARROW_BELOW
from desktop.ui.pages.statistics.behind import (
    denominator_behind,
    findings_behind,
    numerator_behind,
    remaining_behind,
)
from desktop.ui.pages.statistics.change_tab import ChangeTab, Told, moved_rows, signed
from desktop.ui.pages.statistics.freezing.unit_grid import UnitGrid
from desktop.ui.pages.statistics.rate_tab import count_cell, numerator_word
from desktop.ui.widgets.figure_cells import Cell, Head, Line

_NOTHING = Cell("0", light=True)
LEAST_CHART = 192
"""What the waterfall keeps on a low screen, in px at 100 %: with less its sentences would be cut."""
NARROW_ROW, GAP = 24, 8


REFUSED, LONGER, LATE, WARNED = "不予认定", "延期批准", "新逾期", "发出提醒函"
NAMED = 3
"""So few findings are named one by one."""
_SHORT = 4
"""So many digits at the end of a number tell a finding of a round."""
MARKS: dict[str, Mark] = {
    change_causes.CLOSED_OUT: verdict_mark("done"),
    change_causes.TRANSFERRED: verdict_mark("transferred"),
    change_causes.STAGE_DONE: verdict_mark("long_term"),
    change_causes.REOPENED: Mark(Shape.BACK, "反弹", Tone.AMBER),
    change_causes.WITHDRAWN: Mark(Shape.SLASH, "核减"),
    change_causes.MERGED: Mark(Shape.MERGE, "合并"),
    change_causes.SPLIT: Mark(Shape.SPLIT, "拆分"),
    REFUSED: Mark(Shape.CROSS, "退回", Tone.AMBER),
    LONGER: Mark(Shape.DASH, "延期"),
    LATE: Mark(Shape.TRIANGLE, "逾期", Tone.RED),
    WARNED: Mark(Shape.ARROW, "发文"),
}
"""What became of the findings of a line, as it is drawn in every list."""


@dataclass(frozen=True)
class Since(Told):
    """The causes, and what happened beside them: word and findings."""

    beside: tuple[tuple[str, tuple[int, ...]], ...] = ()
    warned: tuple[LetterRow, ...] = ()
    """The reminders that went out, the first one first."""
    units: GroupRates | None = None


class SinceMeeting(ChangeTab):
    """The waterfall above its table."""

    stacked = True
    shares = (1, 2)
    row_height = 27

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.units = UnitGrid(context.theme)
        self.units.asked.connect(self._open)
        self.side.body.insertWidget(1, self.units)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lower rows where the window is narrow: it is low then too; the chart takes no more than half where letters are large."""
        super().resizeEvent(event)
        narrow = self.window().width() < self.context.theme.px(NARROW_BELOW)
        self.table.set_row_height(NARROW_ROW if narrow else self.row_height)
        half = (self.height() - self.context.theme.px(GAP)) // 2
        self.chart_card.setMinimumHeight(min(self.context.theme.px(LEAST_CHART), half))

    def show_found(self, found: Told | None, question: Question) -> None:
        """The causes, and below them every unit."""
        super().show_found(found, question)
        self.units.show_units(found.units if isinstance(found, Since) else None, self._word())

    def whose(self, ids: Sequence[int], moved: Mapping[int, FindingRow]) -> str:
        """县教育局 0032、河西镇 0155 where they are few, else 县人社局 6、县教育局 5 等 12 家."""
        rows = [moved[one] for one in ids if one in moved]
        if not 0 < len(rows) <= NAMED:
            return super().whose(ids, moved)
        return "、".join(f"{row.unit_short or row.unit_name} {row.number[-_SHORT:]}" for row in rows)

    def gather(self, reader: Reader, question: Question) -> Since | None:
        """The causes, new extensions and what is newly late."""
        told = super().gather(reader, question)
        if told is None or question.before is None:
            return None
        before = {
            row.id: row
            for row in list_findings(reader, question.criteria, question.before.as_of, question.before.known_at)
        }
        now = list_findings(reader, question.criteria, question.as_of, question.known_at)
        late = tuple(
            row.id for row in now if days_overdue(row, question.as_of) and not _was_late(before.get(row.id), question)
        )
        longer = tuple(row.id for row in now if row.extensions > (before[row.id].extensions if row.id in before else 0))
        wanted = {*longer, *late}
        moved = {row.id: row for row in now if row.id in wanted}
        refused = refused_between(reader, question.scope, question.before.as_of, question.as_of, question.known_at)
        moved |= moved_rows(reader, refused, question)
        beside = ((REFUSED, refused), (LONGER, longer), (LATE, late))
        warned = _warnings(reader, question, question.before.as_of)
        units = group_rates(reader, replace(question, by="unit"))
        named = {word: self.whose(ids, moved) for word, ids in beside}
        return Since(told.why, told.before, told.after, {**told.named, **named}, beside, warned, units)

    def heads(self, question: Question) -> tuple[Head, ...]:
        """What happened, how many findings, what it did to both sides, its mark and which findings they are."""
        return (
            Head("事项", 112),
            Head("条数", 48, Align.RIGHT),
            Head(f"对{numerator_word(question)}", 70, Align.RIGHT),
            Head("标记", 84),
            Head("哪些", 0),
        )

    def end_line(self, figure: Figure) -> Line:
        """All findings, those of the rate, and the rest: the last is the first less the second."""
        assert self.question is not None
        name, word = month_day(figure.as_of), self._word()
        whole, counted = (count_cell(make(figure, name, word)) for make in (denominator_behind, numerator_behind))
        behind = remaining_behind(figure, name, word)
        rest = Cell(f"{self.question.remaining_word} {figure.rate.denominator - figure.rate.numerator}", opens=behind)
        return Line((Cell(name), whole, counted, Cell(), rest), total=True)

    def cause_line(self, cause: Cause, found: Told) -> Line:
        """A cause with its mark."""
        opens, number = self.rows_of(cause), cause.numerator
        moved = Cell(signed(number), light=not number, opens=opens if number else None)
        return _marked(cause.cause, str(len(cause.findings)), moved, found.named[cause.cause], opens)

    def further(self, found: Told) -> list[Line]:
        """Beside the causes: they move neither side."""
        assert isinstance(found, Since)
        return [*(self._beside(word, ids, found) for word, ids in found.beside), _letters(found.warned)]

    def note(self) -> str:
        """The sum, and where nothing happened at all, that."""
        found = self.found
        quiet = isinstance(found, Since) and not (
            found.why.causes or found.warned or any(ids for _, ids in found.beside)
        )
        told = f"{'本期没有变化。' if quiet else ''}{super().note()}"
        units = found.units if isinstance(found, Since) else None
        if units is None or units.total_before is None or not self.units.isVisibleTo(self):
            return told
        rows = units.table.rows
        former = (units.before.get(group_of(row)) for row in rows)
        before, now = sum(one.numerator for one in former if one is not None), sum(row.rate.numerator for row in rows)
        return f"{told}；下列 {len(rows)} 家{self._word()} {before} → {now}，{signed(now - before)}"

    def _beside(self, word: str, ids: tuple[int, ...], found: Since) -> Line:
        after = found.after
        opens = findings_behind(f"{word} {len(ids)} 条", "", ids, after.as_of, after.known_at) if ids else None
        return _marked(word, str(len(ids)), _NOTHING, found.named[word], opens)


def _was_late(row: FindingRow | None, question: Question) -> bool:
    assert question.before is not None
    return row is not None and days_overdue(row, question.before.as_of) > 0


def _warnings(reader: Reader, question: Question, since: str) -> tuple[LetterRow, ...]:
    """The papers of the ladder that warn (提醒函) and went out after one day until the other, void ones left out."""
    rounds = question.scope.rounds
    kinds = {rung.kind for rung in ladder_of(reader, rounds[0] if len(rounds) == 1 else None) if rung.warns}
    found = [
        one
        for one in letters(reader, until=question.as_of)
        if one.kind in kinds
        and one.state == "issued"
        and since < (one.issued_on or "")
        and (not rounds or one.round_id in rounds)
    ]
    return tuple(sorted(found, key=lambda one: (one.issued_on or "", one.seq or 0, one.id)))


def _letters(sent: Sequence[LetterRow]) -> Line:
    """发出提醒函: they move neither side; the numbers open the register of papers."""
    opens = AskRows("letter", tuple(one.id for one in sent), f"{WARNED} {len(sent)} 份") if sent else None
    named = "、".join(f"{one.seq} 号" if one.seq else one.title for one in sent) or "—"
    tip = "、".join(f"{one.number or one.title}　{one.addressee}" for one in sent)
    return _marked(WARNED, str(len(sent)), _NOTHING, named, opens, tip)


def _marked(word: str, count: str, moved: Cell, named: str, opens: object, tip: str = "") -> Line:
    """What happened, how often, what it moved, its mark and whose it was; light where nothing happened."""
    mark, light = MARKS.get(word), opens is None
    drawn = Cell(mark=mark, opens=opens) if mark is not None and not light else Cell("—", light=True)
    whose = Cell(named, tip=tip or named, opens=opens, light=light)
    return Line((Cell(word, opens=opens), Cell(count, opens=opens, light=light), moved, drawn, whose))
