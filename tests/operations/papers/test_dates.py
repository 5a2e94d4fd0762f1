"""The day that a paper proposes comes from the rule of the round, else the office's, else the program's own."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.operations import dictionaries
from desktop.operations.papers import dates
from desktop.rules.deadlines import DEFAULT_RULES, WorkCalendar, due_by
from tests.builders import EVERYONE

BASE = date(2026, 6, 5)


@pytest.mark.parametrize("event", DEFAULT_RULES)
def test_without_a_rule_of_the_office_the_programs_own_rule_counts(ledger, event):
    expected = due_by(DEFAULT_RULES[event], BASE.isoformat(), WorkCalendar(())).on

    assert dates.by_rule(ledger.reader, None, event, BASE) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("unit", "last"),
    [("day", date(2026, 6, 12)), ("workday", date(2026, 6, 16)), ("month", date(2027, 1, 5))],
)
@pytest.mark.parametrize("event", DEFAULT_RULES)
def test_a_rule_of_the_office_counts_before_the_programs_own(ledger, event, unit, last):
    rule = {"round_id": None, "event": event, "days": 7, "unit": unit, "warn_before": "[3, 1]"}
    dictionaries.put(ledger, EVERYONE, "deadline_rule", rule)

    assert dates.by_rule(ledger.reader, None, event, BASE) == last


def test_a_stored_day_is_a_date_and_none_is_none():
    assert (dates.day("2026-06-05"), dates.day(""), dates.day(None)) == (BASE, None, None)
