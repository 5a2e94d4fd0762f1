"""X5: what a date of a list becomes follows from the date in force and the table of deeds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.operations.importing.list_due import EARLIER, FIRST_STANDS, against_later, is_applied_for
from desktop.rules.workflow import Standing

TODAY = "2026-06-05"
OPEN = Standing(number="15-06-0001", feedback_on="2026-03-18", due_on="2026-06-18")
CLOSED_TO_IT = [
    {"verdict": "done"},
    {"verdict": "transferred"},
    {"present": False},
    {"given": False, "feedback_on": "2026-07-01"},
]


@pytest.mark.parametrize(
    ("due_on", "later"), [("2026-06-17", False), ("2026-06-18", False), ("2026-06-19", True), ("2027-01-01", True)]
)
def test_only_a_date_later_than_the_one_in_force_is_applied_for(due_on, later):
    assert is_applied_for(OPEN, due_on, TODAY) is later
    assert (against_later(OPEN, due_on, TODAY) == "") is later


@pytest.mark.parametrize("stands", CLOSED_TO_IT)
def test_a_finding_that_no_extension_is_for_says_why(stands):
    standing = replace(OPEN, **stands)
    assert against_later(standing, "2026-09-30", TODAY)
    assert not is_applied_for(standing, "2026-09-30", TODAY)


@pytest.mark.parametrize("stands", [{}, *CLOSED_TO_IT])
def test_where_none_is_in_force_nothing_is_applied_for(stands):
    assert not is_applied_for(replace(OPEN, due_on=None, **stands), "2026-09-30", TODAY)


@pytest.mark.parametrize("sentence", [EARLIER, FIRST_STANDS])
def test_what_no_list_can_do_names_the_deed_that_can(sentence):
    assert "“更改性质、单位或时限”" in sentence
