"""The numbers behind each chart and the chart itself, the same on the screen, on the command line and in Word (R8).

Gathering and drawing are two steps: pages show the numbers as a table beside the chart. matplotlib loads with the first drawing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from db.queries.findings import list_findings
from db.queries.tallies import NO_CATEGORY, NO_LEADER
from db.queries.units import units_by_id
from db.reader import Reader
from db.records import FindingRow
from desktop.rules.category_order import category_place
from desktop.rules.change_causes import Cause, Moment
from desktop.rules.overdue import days_overdue, is_waiting
from desktop.rules.rate import Rate
from desktop.statistics import catalogue
from desktop.statistics.by_category import Composition, composition
from desktop.statistics.explain import Explanation, explain
from desktop.statistics.question import Question, chosen_rounds, month_day
from desktop.statistics.rectification_rate import Figure, RateTable, rate_table
from desktop.statistics.statistic import Statistic
from desktop.statistics.trend import Point, trend

if TYPE_CHECKING:
    from desktop.statistics.charts import Chart

GROUP_TITLES = {"unit": "各单位", "category": "各类别", "round": "各轮次", "leader": "各分管县领导"}
MOST_POINTS = 26
_STATE_PLACES = {"已销号": 0, "待核实": 1, "基本完成": 2, "长期坚持": 2, "部分完成": 2, "已移交": 4}
_TWO_LINES = {
    "反弹、重新打开": "反弹\n重新打开",
    "阶段完成、长期坚持": "阶段完成\n长期坚持",
    "其他认定变化": "其他\n认定变化",
}


@dataclass(frozen=True)
class GroupRates:
    """Rates by group with what stands beside them; ids are findings."""

    table: RateTable
    before: Mapping[int | str, Rate]
    total_before: Rate | None
    overdue: Mapping[int | str, tuple[int, ...]]
    waiting: Mapping[int | str, tuple[int, ...]]
    names: Mapping[int | str, str]

    def name(self, figure: Figure) -> str:
        """The short name of a group."""
        return self.names.get(group_of(figure), figure.key)


def group_of(figure: Figure) -> int | str:
    """What a group is known by: its id, else its word."""
    return figure.key if figure.key_id is None else figure.key_id


def _figure_place(figure: Figure) -> int:
    return category_place(figure.key)


def group_rates(reader: Reader, question: Question) -> GroupRates:
    """Rates by group, those of the earlier date, what is overdue and what waits for the office."""
    q, scope = question, question.scope
    table = rate_table(reader, q.basis, q.as_of, q.known_at, by=q.by, scope=scope)
    if q.by == "category":
        table = replace(table, rows=tuple(sorted(table.rows, key=_figure_place)))
    before, total_before = {}, None
    if q.before is not None:
        earlier = rate_table(reader, q.basis, q.before.as_of, q.before.known_at, by=q.by, scope=scope)
        before = {group_of(row): row.rate for row in earlier.rows}
        total_before = earlier.total.rate
    overdue: dict[int | str, list[int]] = {}
    waiting: dict[int | str, list[int]] = {}
    for row in list_findings(reader, q.criteria, q.as_of, q.known_at):
        group = _group_of_row(row, q.by)
        if days_overdue(row, q.as_of):
            overdue.setdefault(group, []).append(row.id)
        if is_waiting(row):
            waiting.setdefault(group, []).append(row.id)
    names: dict[int | str, str] = {}
    if q.by == "unit":
        ids = [row.key_id for row in table.rows if row.key_id is not None]
        names = {unit.id: unit.short or unit.name for unit in units_by_id(reader, ids, q.as_of)}
    late, held = ({group: tuple(ids) for group, ids in one.items()} for one in (overdue, waiting))
    return GroupRates(table, before, total_before, late, held, names)


def _group_of_row(row: FindingRow, by: str) -> int | str:
    if by == "unit":
        return row.unit_id
    if by == "round":
        return row.round_id
    return (row.category1 or NO_CATEGORY) if by == "category" else (row.county_leader or NO_LEADER)


def draw_rates(
    found: GroupRates, question: Question, size: tuple[float, float | None], most: int | None = None
) -> Chart:
    """One bar a group, the pooled line, ticks of the earlier date, overdue marks; sizes in mm.

    `most` draws only so many groups, the lowest ones, and the title says so.
    """
    from desktop.statistics import charts

    title = f"{GROUP_TITLES[question.by]}{question.rate_word}"
    rows = list(found.table.rows)
    if most is not None and len(rows) > most:
        rows = sorted(rows, key=_lowest_first)[:most]
        title += f"（最低 {most} 个，共 {len(found.table.rows)} 个）"
    bars = [
        charts.UnitBar(
            str(group_of(row)),
            found.name(row),
            _share(row.rate),
            row.rate.on_screen,
            row.rate.numerator,
            row.rate.denominator,
            compared=_share(found.before[group_of(row)]) if group_of(row) in found.before else None,
            overdue=len(found.overdue.get(group_of(row), ())),
        )
        for row in rows
    ]
    total = found.table.total.rate
    share = _share(total)
    return charts.units_by_rate(
        bars,
        title=title,
        source=f"{question.source} · 合计为总数相除，不是各组平均",
        pooled=charts.Pooled(share, total.on_screen) if share is not None else None,
        compared_on=month_day(question.compared_on) if question.compared_on else "",
        width=size[0],
        height=size[1],
    )


def _lowest_first(figure: Figure) -> float:
    share = _share(figure.rate)
    return 2.0 if share is None else share


def _share(rate: Rate) -> float | None:
    return rate.numerator / rate.denominator if rate.denominator else None


def states(reader: Reader, question: Question) -> tuple[Composition, ...]:
    """The make-up of states by group."""
    found = composition(reader, question.criteria, question.as_of, question.known_at, by=question.by)
    return tuple(sorted(found, key=_composition_place)) if question.by == "category" else found


def _composition_place(group: Composition) -> int:
    return category_place(group.key)


def draw_states(found: Sequence[Composition], question: Question, size: tuple[float, float | None]) -> Chart:
    """One full bar a group."""
    from desktop.statistics import charts

    bars = []
    for group in found:
        counts = [0] * len(charts.STATE_GROUPS)
        for word, ids in group.findings.items():
            counts[state_place(word)] += len(ids)
        bars.append(charts.StateBar(group.key, group.key, tuple(counts)))
    title = f"{GROUP_TITLES[question.by]}问题状态构成（100% 堆叠，条数）"
    source = f"按具体问题计 · 截至 {question.as_of}"
    return charts.states_by_category(bars, title=title, source=source, width=size[0], height=size[1])


def state_place(word: str) -> int:
    """The part of a bar in which a state is drawn (`charts.STATE_GROUPS`)."""
    return _STATE_PLACES.get(word, 3)


@dataclass(frozen=True)
class Curve:
    """Both lanes over the weeks since feedback, and the end of the term where there is one round."""

    points: tuple[Point, ...]
    given: int
    ends_on: str | None


def curve(reader: Reader, question: Question) -> Curve:
    """Weekly points from the first feedback to the date asked, at most `MOST_POINTS`."""
    chosen = chosen_rounds(reader, question.scope)
    starts = [one.feedback_on for one in chosen if one.feedback_on and one.feedback_on <= question.as_of]
    days = weekly(date.fromisoformat(min(starts)), date.fromisoformat(question.as_of)) if starts else []
    points = trend(reader, question.basis, [day.isoformat() for day in days], question.known_at, scope=question.scope)
    given = points[-1].verdict.denominator if points else 0
    return Curve(points, given, chosen[0].ends_on if len(chosen) == 1 else None)


def draw_curve(found: Curve, question: Question, size: tuple[float, float]) -> Chart | None:
    """Two lines against the findings given; None where there are fewer than three points."""
    from desktop.statistics import charts

    points = [
        charts.TrendPoint(date.fromisoformat(point.on), point.verdict.numerator, point.claim.numerator)
        for point in found.points
    ]
    return charts.trend(
        points,
        title="销号趋势（每周累计，条）",
        source=question.source,
        feedback=found.given,
        deadline=date.fromisoformat(found.ends_on) if found.ends_on else None,
        width=size[0],
        height=size[1],
    )


def weekly(first: date, last: date) -> list[date]:
    """Days a week apart (or some weeks, where it would be too many) that end with the last."""
    step = 7 * (1 + (last - first).days // (7 * MOST_POINTS))
    days = [last]
    while days[-1] - timedelta(days=step) >= first:
        days.append(days[-1] - timedelta(days=step))
    return days[::-1]


def change_since(reader: Reader, question: Question) -> Explanation | None:
    """Why the count changed since the earlier date; None where none was asked."""
    if question.before is None:
        return None
    after = Moment(question.as_of, question.known_at)
    return explain(reader, question.basis, question.before, after, scope=question.scope)


def remaining_delta(cause: Cause) -> int:
    """By how much a cause moves what is not in the numerator."""
    return cause.denominator - cause.numerator


def draw_change(found: Explanation, question: Question, size: tuple[float, float]) -> Chart:
    """The waterfall of what is not in the numerator; its sum is checked by `Change`."""
    from desktop.statistics import charts

    start, end = (rate.denominator - rate.numerator for rate in (found.rate_before, found.rate_after))
    word = question.remaining_word
    change = charts.Change(
        f"{month_day(found.before.as_of)}\n{word}",
        start,
        tuple(
            charts.ChangeStep(cause.cause, _TWO_LINES.get(cause.cause, cause.cause), remaining_delta(cause))
            for cause in found.causes
        ),
        f"{month_day(found.after.as_of)}\n{word}",
        end,
    )
    title = f"变动说明：{month_day(found.before.as_of)} → {month_day(found.after.as_of)}"
    return charts.change_waterfall(change, title=title, source=question.source, width=size[0], height=size[1])


_OWN = {"rate": "整改率", "states": "状态构成", "trend": "趋势", "change": "变动说明"}
REPORT_MM = (156.0, 88.0)


def names() -> dict[str, str]:
    """Every chart by its name with its title: those with a shape of their own and the declared statistics."""
    return {**_OWN, **{one.name: one.title for one in catalogue.statistics()}}


def declared(name: str) -> Statistic | None:
    """The declared statistic of that name."""
    return next((one for one in catalogue.statistics() if one.name == name), None)


def chart(reader: Reader, name: str, question: Question) -> Chart | None:
    """One chart by its name (`names`), in the size of a report; None where there is too little to draw."""
    wide = (REPORT_MM[0], None)
    if name == "rate":
        return draw_rates(group_rates(reader, question), question, wide)
    if name == "states":
        by_category = replace(question, by="category")
        return draw_states(states(reader, by_category), by_category, wide)
    if name == "trend":
        return draw_curve(curve(reader, question), question, REPORT_MM)
    statistic = declared(name)
    if statistic is not None:
        return statistic.draw(statistic.compute(reader, question), question, REPORT_MM)
    found = change_since(reader, question)
    return draw_change(found, question, REPORT_MM) if found is not None else None
