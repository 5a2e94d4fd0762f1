"""Charts are drawn from the numbers of the ledger (R8): bars, columns and points say what the tables say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from db.records import Basis, Scope
from desktop.operations import charting, progress
from desktop.statistics.question import Question
from tests.builders import EVERYONE, a_finding, a_round, a_unit, claimed

TODAY = "2026-06-05"
BASIS = Basis(numerator=("basically_done",))


@pytest.fixture
def question(ledger):
    """Two units, five findings: two done in May, one in June, one waiting."""
    round_id = a_round(ledger, feedback_on="2026-03-18", ends_on="2026-06-18")
    one, two = (
        a_unit(ledger, "县民政局党组", short="县民政局", sort=1),
        a_unit(ledger, "柳坪乡党委", short="柳坪乡", sort=2),
    )
    made = [
        a_finding(ledger, round_id, unit, category1="一 决策", first_due_on="2026-05-18")
        for unit in (one, one, one, two, two)
    ]
    for finding, on in zip(made[:3], ("2026-05-10", "2026-05-20", "2026-06-02"), strict=True):
        progress.verify(ledger, EVERYONE, finding, "basically_done", on)
    claimed(ledger, made[3], "2026-06-01")
    return Question(BASIS, TODAY, None, Scope(rounds=(round_id,)), compared_on="2026-05-31")


def words(chart):
    return [text.get_text() for text in chart.figure.texts]


def test_bars_say_rate_counts_and_overdue_of_each_unit(ledger, question):
    found = charting.group_rates(ledger.reader, question)
    chart = charting.draw_rates(found, question, (156.0, None))

    assert {area.key for area in chart.areas} == {str(row.key_id) for row in found.table.rows}
    assert {"县民政局", "100.0%", "3/3", "柳坪乡", "0.0%", "0/2"} <= set(words(chart))
    assert sum(f"▲{len(ids)}" in words(chart) for ids in found.overdue.values()) == len(found.overdue) > 0
    assert found.total_before.numerator == 2


def test_states_of_a_group_are_all_its_findings(ledger, question):
    found = charting.states(ledger.reader, Question(BASIS, TODAY, None, question.scope, by="category"))
    chart = charting.draw_states(found, question, (156.0, None))

    assert [group.total for group in found] == [5]
    assert {"1", "3", "5"} <= set(words(chart))
    assert {area.part for area in chart.areas} == {"待核实", "基本、阶段性完成", "推进、未启动"}


def test_the_waterfall_goes_from_what_was_open_to_what_is(ledger, question):
    found = charting.change_since(ledger.reader, question)
    chart = charting.draw_change(found, question, (156.0, 80.0))

    assert found.adds_up
    assert "3 − 1 = 2" in words(chart)


def test_the_curve_counts_both_lanes_week_by_week(ledger, question):
    found = charting.curve(ledger.reader, question)

    assert (found.points[-1].on, found.points[-1].verdict.numerator, found.given) == (TODAY, 3, 5)
    assert found.ends_on == "2026-06-18"
    assert charting.draw_curve(found, question, (156.0, 80.0)) is not None


def test_too_young_a_round_has_no_curve(ledger, question):
    young = Question(BASIS, "2026-03-20", None, question.scope)
    assert charting.chart(ledger.reader, "trend", young) is None


@pytest.mark.parametrize("span", [0, 6, 7, 77, 200, 3000])
def test_weekly_days_end_with_the_last_and_are_never_too_many(span):
    first = date(2020, 1, 1)
    days = charting.weekly(first, first + timedelta(days=span))
    steps = {(later - sooner).days for sooner, later in zip(days, days[1:], strict=False)}
    assert days[-1] == first + timedelta(days=span)
    assert days[0] >= first
    assert len(days) <= charting.MOST_POINTS + 1
    assert all(step % 7 == 0 for step in steps)


def test_each_name_draws_its_own_chart(ledger, question):
    drawn = {
        name: words(charting.chart(ledger.reader, name, question)) for name in ("rate", "states", "trend", "change")
    }
    assert {"县民政局", "柳坪乡"} <= set(drawn["rate"]) and "5" in drawn["states"]
    assert len({tuple(said) for said in drawn.values()}) == 4
    assert drawn["trend"] == words(
        charting.draw_curve(charting.curve(ledger.reader, question), question, charting.REPORT_MM)
    )
    assert not {"县民政局", "柳坪乡"} & set(drawn["trend"])


def test_groups_are_named_counted_and_told_apart_by_what_is_asked(ledger, question):
    """What is overdue and what waits for the office is told of its own group alone."""
    for by in ("unit", "category", "round", "leader"):
        found = charting.group_rates(ledger.reader, replace(question, by=by))
        groups = {charting.group_of(row) for row in found.table.rows}
        assert set(found.waiting) <= groups and set(found.overdue) <= groups and set(found.before) <= groups
        assert len(sum(found.waiting.values(), ())) == 1 and bool(found.names) is (by == "unit")
        assert sum(rate.numerator for rate in found.before.values()) == found.total_before.numerator == 2
    by_unit = charting.group_rates(ledger.reader, question)
    assert [by_unit.name(row) for row in by_unit.table.rows] == ["县民政局", "柳坪乡"]
    [(waits, ids)] = by_unit.waiting.items()
    assert by_unit.names[waits] == "柳坪乡" and len(ids) == 1
    assert charting.group_rates(ledger.reader, replace(question, compared_on=None)).total_before is None


def test_only_the_lowest_groups_are_drawn_where_so_many_are_asked_and_the_title_says_so(ledger, question):
    found = charting.group_rates(ledger.reader, question)
    for most, drawn in (
        (1, {"柳坪乡"}),
        (2, {"县民政局", "柳坪乡"}),
        (3, {"县民政局", "柳坪乡"}),
        (None, {"县民政局", "柳坪乡"}),
    ):
        said = words(charting.draw_rates(found, question, (156.0, None), most))
        assert {"县民政局", "柳坪乡"} & set(said) == drawn
        assert any("（最低 1 个，共 2 个）" in word for word in said) is (most == 1)


@pytest.mark.parametrize(
    "word, place",
    [
        ("已销号", 0),
        ("待核实", 1),
        ("基本完成", 2),
        ("长期坚持", 2),
        ("部分完成", 2),
        ("推进中", 3),
        ("未启动", 3),
        ("已移交", 4),
    ],
)
def test_each_state_has_its_part_of_the_bar(word, place):
    assert charting.state_place(word) == place


@pytest.mark.parametrize("weeks, step", [(0, 7), (25, 7), (26, 14), (51, 14), (52, 21)])
def test_the_points_of_a_curve_are_a_week_apart_and_of_a_long_one_so_many_weeks(weeks, step):
    first = date(2020, 1, 1)
    days = charting.weekly(first, first + timedelta(days=7 * weeks))
    assert len(days) == 1 + 7 * weeks // step and all(
        b - a == timedelta(days=step) for a, b in zip(days, days[1:], strict=False)
    )
    assert days[0] - first < timedelta(days=step)


def test_what_a_cause_moves_is_what_stays_open(ledger, question):
    found = charting.change_since(ledger.reader, question)
    assert sum(charting.remaining_delta(cause) for cause in found.causes) == -1
    assert charting.change_since(ledger.reader, replace(question, compared_on=None)) is None
    assert charting.chart(ledger.reader, "change", replace(question, compared_on=None)) is None
    assert {"rate", "states", "trend", "change"} < set(charting.names()) and charting.declared("rate") is None
    name = next(name for name in charting.names() if charting.declared(name))
    assert charting.declared(name).title == charting.names()[name]


def test_a_curve_begins_with_the_first_feedback_that_was_given_and_ends_a_term_only_of_one_round(ledger, question):
    second = a_round(ledger, "第七轮", feedback_on="2026-02-02", ends_on="2026-07-01")
    a_round(ledger, "第八轮", feedback_on="2026-08-01")
    both = charting.curve(ledger.reader, replace(question, scope=Scope(rounds=(*question.scope.rounds, second))))
    one = charting.curve(ledger.reader, question)
    assert both.ends_on is None and one.ends_on == "2026-06-18" and both.points[0].on < one.points[0].on
    assert charting.curve(ledger.reader, replace(question, as_of="2026-03-17")).points == ()
    assert len(charting.curve(ledger.reader, replace(question, as_of="2026-03-18")).points) == 1
