"""What 首页 says, read once: the figures with their rows, the comparison with a former date, and the units."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from db.packed import by_id, kept_ids
from db.queries.briefs import Told, list_briefs
from db.queries.units import units_by_id
from db.store import Ledger
from desktop.ledgers.column import Align, Mark, Shape, Tone
from desktop.operations.charting import change_since
from desktop.rules import basis as basis_rules
from desktop.rules.overdue import SOON, days_overdue, deadline, is_open, is_waiting
from desktop.statistics.explain import Explanation
from desktop.statistics.overview import Overview, overview
from desktop.statistics.question import Question, by_lane, chosen_rounds, month_day
from desktop.statistics.rectification_rate import Figure
from desktop.ui.asks import AskUnit
from desktop.ui.round_figures import month_end_before
from desktop.ui.sight import Sight
from desktop.ui.widgets.figure_cells import Caption, Cell, Head, Line, Shown

Ids = Sequence[int]
NEAR = 10
UNIT_HEADS = (
    Head("单位", 0),
    Head("核实整改率  销号/总数", 264, bar=True),
    Head("待核实", 54, Align.RIGHT),
    Head("逾期", 56, Align.RIGHT),
)


@dataclass(frozen=True)
class Rows:
    """Findings that a number of the page opens, with what they are."""

    ids: Ids
    title: str


@dataclass(frozen=True)
class Home:
    """Everything of the page for one state of the switches."""

    question: Question
    found: Overview
    rows: Mapping[int, Told]
    names: Mapping[int, str]
    waiting: Mapping[int, Ids]
    overdue: Mapping[int, Ids]

    def worked_out(self) -> Home:
        """With all that the page says of the rows counted already, where it was read."""
        _ = (self.every_waiting, self.long_term, self.extended_in_time, self.due_parts, self.longest_overdue)
        _ = (
            self.closed,
            self.reported,
            self.claim_text,
            self.left,
            self.units_table,
            self.total_table,
            self.units_late,
            self.units_due,
            self.is_empty,
        )
        return self

    def without_rows(self) -> Home:
        """The same, all counted already, without the rows and items it was counted from: the page would hold them all day."""
        slim = copy(self.worked_out())
        vars(slim).update(rows={}, found=self.found.without_items())
        return slim

    @cached_property
    def is_empty(self) -> bool:
        """Whether the chosen rounds have no finding."""
        return not self.rows

    @cached_property
    def closed(self) -> Ids:
        """已销号"""
        return _hits(self.found.verdict)

    @cached_property
    def reported(self) -> Ids:
        """自报完成"""
        return _hits(self.found.claim)

    @cached_property
    def left(self) -> Ids:
        """未销号"""
        return kept_ids(dict.fromkeys(item.finding_id for item in self.found.verdict.remaining))

    @cached_property
    def units_late(self) -> int:
        """How many units have something overdue."""
        return self._units_of(self.found.overdue)

    @cached_property
    def units_due(self) -> int:
        """How many units have something due before the end of the term."""
        return self._units_of(self.found.due_before_end)

    @cached_property
    def every_waiting(self) -> Ids:
        """待核实 of all units."""
        return kept_ids(one for ids in self.waiting.values() for one in ids)

    @cached_property
    def long_term(self) -> Ids:
        """Open long-term items: they go by their review, not by the end of the term."""
        return kept_ids(r.id for r in self.rows.values() if is_open(r) and "long_term" in (r.nature, r.verdict))

    @cached_property
    def extended_in_time(self) -> Ids:
        """Extended items whose first date is over and whose new one is not."""
        as_of = self.question.as_of
        return kept_ids(
            r.id
            for r in self.rows.values()
            if r.extensions
            and is_open(r)
            and not is_waiting(r)
            and not days_overdue(r, as_of)
            and (r.first_due_on or as_of) < as_of
        )

    def _units_of(self, ids: Ids) -> int:
        return len({self.rows[one].unit_id for one in ids})

    @cached_property
    def due_parts(self) -> list[tuple[str, Ids]]:
        """期满前到期 in its parts, which add up to it."""
        parts: dict[str, list[int]] = {f"{SOON} 日内": [], f"{NEAR} 日内": [], "其余": []}
        near, soon, rest = parts.values()
        for one in self.found.due_before_end:
            days = deadline(self.rows[one], self.question.as_of).days
            (near if days <= SOON else soon if days <= NEAR else rest).append(one)
        return [(word, kept_ids(ids)) for word, ids in parts.items()]

    @cached_property
    def longest_overdue(self) -> str:
        """最长 18 天：县城管局 15-06-0090."""
        if not self.found.overdue:
            return "没有超过现定时限的问题"
        row = max((self.rows[one] for one in self.found.overdue), key=lambda r: days_overdue(r, self.question.as_of))
        return f"最长 {days_overdue(row, self.question.as_of)} 天：{row.unit_short or row.unit_name} {row.number}"

    @cached_property
    def claim_text(self) -> str:
        """比核实多 22 条，都在“待核实”."""
        claimed = {item.item for item in self.found.claim.behind_numerator}
        verified = {item.item for item in self.found.verdict.behind_numerator}
        more = len(claimed) - len(verified)
        if claimed - verified == {f"f{one}" for one in self.every_waiting} and not verified - claimed:
            return f"比核实多 {more} 条，都在“待核实”" if more else "与核实一致"
        return f"比核实{'多' if more >= 0 else '少'} {abs(more)} 条"

    @cached_property
    def units_table(self) -> Shown:
        """Units from low to high; each number opens its rows, each line its unit."""
        return Shown(UNIT_HEADS, tuple(self._unit(figure) for figure in self.found.units_worst_first), self._caption())

    @cached_property
    def total_table(self) -> Shown:
        """The total below the units, always in sight."""
        line = self._line("合计", self.found.by_unit.total, self.every_waiting, self.found.overdue)
        return Shown(UNIT_HEADS, (replace(line, total=True),), self._caption())

    def _caption(self) -> Caption:
        basis = self.question.basis
        return Caption(basis_rules.title(basis), basis_rules.formula(basis), self.question.as_of)

    def _unit(self, figure: Figure) -> Line:
        unit = figure.key_id or 0
        line = self._line(
            self.names.get(unit, figure.key), figure, self.waiting.get(unit, ()), self.overdue.get(unit, ())
        )
        return replace(line, opens=AskUnit(unit))

    def _line(self, name: str, figure: Figure, waiting: Ids, late: Ids) -> Line:
        hit = kept_ids(item.finding_id for item in figure.behind_numerator)
        return Line(
            (
                Cell(name, tip=figure.key),
                Cell(rate=figure.rate, opens=Rows(hit, f"{name} 已销号")),
                Cell(str(len(waiting)), opens=Rows(waiting, f"{name} 待核实")) if waiting else Cell("0", light=True),
                Cell(mark=Mark(Shape.TRIANGLE, str(len(late)), Tone.RED), opens=Rows(late, f"{name} 已逾期"))
                if late
                else Cell("0", light=True),
            )
        )


def _hits(figure: Figure) -> Ids:
    return kept_ids(dict.fromkeys(item.finding_id for item in figure.behind_numerator))


def change_text(why: Explanation | None) -> str:
    """较 5月31日 +6.3 个百分点：销号 +13，反弹 −1；总数 +5（反馈入账 +6，核减 −1）.

    Every cause that moves the count or the whole is named; what no cause explains stands as 其余.
    """
    points = why.rate_after.points_above(why.rate_before) if why is not None else None
    if why is None or points is None:
        return ""
    sign = "+" if points > 0 else "−" if points < 0 else ""
    since = f"较 {month_day(why.before.as_of)} {sign}{abs(points)} 个百分点"
    before, after = why.rate_before, why.rate_after
    done = change_parts([(one.cause, one.numerator) for one in why.causes], after.numerator - before.numerator)
    grown = after.denominator - before.denominator
    whole = change_parts([(one.cause, one.denominator) for one in why.causes], grown)
    total = f"总数 {'+' if grown > 0 else '−' if grown < 0 else ''}{abs(grown)}（{whole}）"
    told = "；".join(part for part in (done, total if whole else "") if part)
    return f"{since}：{told}" if told else since


def change_parts(causes: Sequence[tuple[str, int]], total: int) -> str:
    """L-8: 销号 +13，反弹 −1; the parts explain the whole change, what they leave over is told as 其余."""
    moved: dict[str, int] = {}
    for cause, by in causes:
        word = cause.partition("、")[0]
        moved[word] = moved.get(word, 0) + by
    rest = total - sum(moved.values())
    parts = [*((word, by) for word, by in moved.items() if by), *([("其余", rest)] if rest else [])]
    return "，".join(f"{word} {'+' if by > 0 else '−'}{abs(by)}" for word, by in parts)


def read_change(ledger: Ledger, question: Question) -> tuple[Question, Explanation | None]:
    """Why the rate is not what it was, with what was asked; walks all events, so the worker reads it."""
    reader = ledger.another_reader()
    try:
        return question, change_since(reader, question)
    finally:
        reader.close()


def read_home(sight: Sight) -> Home:
    """Read everything for the switches as they stand; the page speaks by the office's lane."""
    reader = sight.reader
    basis = by_lane(sight.basis, verified=True)
    question = Question(basis, sight.as_of, sight.known_at, sight.scope)
    listed = list_briefs(reader, question.criteria, question.as_of, question.known_at)
    found = overview(reader, basis, question.as_of, question.known_at, scope=question.scope, rows=listed)
    feedback = [one.feedback_on for one in chosen_rounds(reader, question.scope) if one.feedback_on]
    before = month_end_before(date.fromisoformat(question.as_of)).isoformat()
    if feedback and min(feedback) <= before:
        question = replace(question, compared_on=before)
    rows = by_id(listed)
    waiting, overdue = defaultdict(list), defaultdict(list)
    for row in rows.values():
        if is_waiting(row):
            waiting[row.unit_id].append(row.id)
        if days_overdue(row, question.as_of):
            overdue[row.unit_id].append(row.id)
    units = units_by_id(reader, [f.key_id for f in found.by_unit.rows if f.key_id is not None], question.as_of)
    return Home(
        question,
        found,
        rows,
        {unit.id: unit.short or unit.name for unit in units},
        {unit: kept_ids(ids) for unit, ids in waiting.items()},
        {unit: kept_ids(ids) for unit, ids in overdue.items()},
    )
