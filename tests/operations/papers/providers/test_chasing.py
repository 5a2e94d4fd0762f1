"""A warning: what comes due, its colour, and how early an extension may still be asked for (papers/26)."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.operations.papers.providers.chasing import warned
from tests.finding_rows import a_row, a_sheet


def words(*rows):
    return warned(a_sheet(list(rows)))


def test_green_twenty_days_before_yellow_ten_and_the_days_hold_for_every_finding():
    green = words(a_row(1, due_on="2026-06-25"), a_row(2, due_on="2026-06-20"))
    mixed = words(a_row(1, due_on="2026-06-25"), a_row(2, due_on="2026-06-12"))
    yellow = words(a_row(1, due_on="2026-06-15"), a_row(2, due_on="2026-06-12"))

    assert [(one["等级"], int(one["预警天数"]), int(one["临期数"])) for one in (green, mixed, yellow)] == [
        ("绿色", 20, 2),
        ("黄色", 20, 2),
        ("黄色", 10, 2),
    ]
    assert mixed["最早日期"] == date(2026, 6, 12)


def test_what_is_late_closed_long_term_or_far_off_is_not_warned_of():
    found = words(
        a_row(1, due_on="2026-06-04"),
        a_row(2, due_on="2026-06-10", verdict="done"),
        a_row(3, due_on="2026-06-10", nature="long_term"),
        a_row(4, due_on="2026-06-26"),
        a_row(5, due_on=None),
        a_row(6, due_on="2026-06-05"),
    )

    assert found["临期数"].rows == ("15-06-0006",)


def test_a_problem_that_is_late_already_is_left_to_the_supervision_letter():
    late, soon = a_row(1, due_on="2026-06-01", parent_id=9), a_row(2, due_on="2026-06-10", parent_id=9)

    assert int(words(late, soon)["临期数"]) == 0


def test_reported_ones_wait_and_the_others_are_to_be_done_and_both_sum_to_the_whole():
    found = words(
        a_row(1, due_on="2026-06-10", claim="done", claim_newer=1),
        a_row(2, due_on="2026-06-12", extensions=1),
        a_row(3, due_on="2026-06-12", claim="done", claim_newer=1, parent_id=8),
        a_row(4, due_on="2026-06-12", parent_id=8),
    )

    assert found["待核数"].rows == ("15-06-0001",)
    assert found["曾延期"].rows == ("15-06-0002",)
    assert int(found["待核数"]) + int(found["未自报数"]) == int(found["临期数"]) == 3
    assert int(found["临期具体表现数"]) == 4


@pytest.mark.parametrize(
    ("due", "days"), [("2026-06-25", 10), ("2026-06-15", 5), ("2026-06-10", 3), ("2026-06-08", 1), ("2026-06-06", None)]
)
def test_an_extension_is_asked_for_while_that_is_still_possible(due, days):
    found = words(a_row(1, due_on=due)).get("延期提前天数")

    assert (None if found is None else int(found)) == days
