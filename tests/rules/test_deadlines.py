from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.deadlines import (
    DEFAULT_RULES,
    OBJECTION,
    RECOMMENDATION_REPLY,
    SUPERVISION_REPLY,
    WorkCalendar,
    add_days,
    add_months,
    add_workdays,
    days_between,
    due_by,
    rules_in_force,
    timetable,
)

OFFICE = WorkCalendar()
days = st.dates(min_value=date(2020, 1, 1), max_value=date(2026, 6, 1)).map(str)


def test_the_timetable_of_a_round_runs_from_its_feedback():
    table = timetable("2026-03-18", 3, DEFAULT_RULES, OFFICE)

    assert table.plan_due_on == "2026-04-02"
    assert table.immediate_due_on == "2026-04-02"
    assert table.reminder_on == "2026-05-03"
    assert table.report_due_on == table.ends_on == "2026-06-18"
    assert table.objection_due_on.on == "2026-04-01"


def test_five_working_days_jump_a_festival_and_count_its_moved_workdays():
    """2026-05-09 (Saturday) was made a working day in exchange for 5 May."""
    due = due_by(DEFAULT_RULES[SUPERVISION_REPLY], "2026-04-30", OFFICE)

    assert (due.on, due.warning) == ("2026-05-11", "")


def test_the_offices_own_days_go_before_the_published_calendar():
    own = WorkCalendar({"2026-05-06": "holiday"})

    assert add_workdays("2026-04-30", 1, own).on == "2026-05-07"
    assert add_workdays("2026-04-30", 1, OFFICE).on == "2026-05-06"


def test_w8_a_year_that_nobody_entered_is_never_counted_in_silence():
    due = add_workdays("2031-01-06", 10, OFFICE)

    assert due.on == "2031-01-20"
    assert "2031年调休尚未录入" in due.warning


def test_a_year_that_the_office_entered_gives_no_warning():
    own = WorkCalendar({"2031-01-07": "holiday"})

    assert add_workdays("2031-01-06", 1, own).on == "2031-01-08"
    assert add_workdays("2031-01-06", 1, own).warning == ""


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2026-03-18", 3, "2026-06-18"),
    ],
)
def test_months_end_on_the_same_day_or_the_last_of_the_month(day, months, then):
    assert add_months(day, months) == then


def test_a_recommendation_is_answered_within_three_months():
    assert due_by(DEFAULT_RULES[RECOMMENDATION_REPLY], "2026-03-31", OFFICE).on == "2026-06-30"


@given(days, st.integers(1, 15))
def test_the_last_working_day_is_a_working_day_and_the_count_is_right(day, count):
    due = add_workdays(day, count, OFFICE)

    passed = [add_days(day, n) for n in range(1, days_between(day, due.on) + 1)]
    assert OFFICE.is_workday(due.on)
    assert sum(map(OFFICE.is_workday, passed)) == count


def test_objection_is_due_by_working_days():
    assert DEFAULT_RULES[OBJECTION].unit == "workday"


def test_the_offices_default_rules_are_those_of_the_ledger():
    """ledger.md §2: warnings 20, 10 and 3 days before where nothing else is said."""
    told = {name: (rule.days, rule.unit) for name, rule in DEFAULT_RULES.items()}
    assert told == {
        "立行立改": (15, "day"), "提出异议": (10, "workday"), "整改方案": (15, "day"), "整改进展报告": (3, "month"), "督办回复": (5, "workday"), "督办新期限": (30, "day"), "建议书回复": (3, "month"),
    }  # fmt: skip
    warned = {name: rule.warn_before for name, rule in DEFAULT_RULES.items()}
    assert warned["整改进展报告"] == warned["建议书回复"] == (20, 10, 3)
    assert (
        warned["立行立改"] == warned["整改方案"] == (5, 3, 1)
        and warned["督办回复"] == (2, 1)
        and warned["提出异议"] == (3, 1)
        and warned["督办新期限"] == (10, 5, 3)
    )
    assert rules_in_force([("整改方案", 20, "workday", (7,))])["整改方案"].days == 20 and len(
        rules_in_force([])
    ) == len(DEFAULT_RULES)


def test_the_eve_of_a_year_that_nobody_entered_is_told_only_where_it_is_counted():
    assert OFFICE.knows(2025) and not OFFICE.knows(2031) and WorkCalendar({"2031-05-01": "holiday"}).knows(2031)
    assert OFFICE.warning(["2025-01-01"]) == "" and "2031、2032" in OFFICE.warning(
        ["2032-01-01", "2031-01-01", "2025-01-01"]
    )
