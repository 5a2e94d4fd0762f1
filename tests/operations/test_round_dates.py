"""L-4: each change of a feedback date or of the end of a round is told with what it was, and only where it changed."""

import pytest

from desktop.operations import round_dates
from desktop.operations.change import change
from desktop.rules.permissions import Action
from tests.builders import EVERYONE, a_finding, a_round


def told(ledger):
    return ledger.reader.tuples(
        "select round_id, unit_id, name, old, value, reason, known_on from round_date_event order by id"
    )


def put(ledger, table, row_id, fields, reason=""):
    with change(ledger, EVERYONE, Action.EDIT_ROUND, "试") as changes:
        round_dates.put(changes, table, row_id, fields, reason)


@pytest.mark.parametrize("name", ["feedback_on", "ends_on"])
def test_a_date_of_a_round_that_decides_is_told_l4(ledger, name):
    """L-4"""
    round_id = a_round(ledger, feedback_on="2026-03-18", ends_on="2026-09-18")
    before, old = len(told(ledger)), ledger.reader.value(f"select {name} from round")
    put(ledger, "round", round_id, {name: old})
    assert len(told(ledger)) == before, "what stays is not told"
    put(ledger, "round", round_id, {name: "2026-04-01", "reminder_on": "2026-05-01"}, "会议")
    put(ledger, "round", round_id, {name: None})
    assert told(ledger)[before:] == (
        (round_id, None, name, old, "2026-04-01", "会议", "2026-06-05"), (round_id, None, name, "2026-04-01", None, "", "2026-06-05"),
    )  # fmt: skip
    assert ledger.reader.value("select reminder_on from round") == "2026-05-01"


def test_a_units_own_date_is_told_as_its_own_l4(ledger):
    """L-4"""
    round_id = a_round(ledger)
    a_finding(ledger, round_id)
    [(row, unit)] = ledger.reader.tuples("select id, unit_id from round_unit")
    before = len(told(ledger))
    put(ledger, "round_unit", row, {"feedback_on": "2026-04-01"}, "推迟")
    assert told(ledger)[before:] == ((round_id, unit, "feedback_on", None, "2026-04-01", "推迟", "2026-06-05"),)
