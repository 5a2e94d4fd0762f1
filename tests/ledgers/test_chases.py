"""催办: its rules on their bounds (registers.md §4)."""

import pytest

from desktop.ledgers.chases import CHASES, check
from tests.ledgers.declared import flags, wrapped_wrongly

TODAY = "2026-06-05"
SOUND = {"on": TODAY, "promised_on": TODAY, "findings": (1,)}


def kinds(**changed):
    return [fault.kind for fault in check({**SOUND, **changed}, TODAY)]


@pytest.mark.parametrize("changed, found", [
    ({}, []), ({"on": "2026-06-06", "promised_on": None}, ["in_future"]), ({"promised_on": "2026-06-04"}, ["promise_before_chase"]), ({"promised_on": None}, []), ({"findings": ()}, ["no_findings"]), ({"on": None}, []),
    ({"on": "2026-06-07", "promised_on": "2026-06-06", "findings": ()}, ["in_future", "promise_before_chase", "no_findings"]),
])  # fmt: skip
def test_each_rule_is_broken_alone(changed, found):
    assert kinds(**changed) == found


def test_what_is_needed_what_asks_for_work_and_which_rule_only_warns():
    assert {field.name for field in CHASES.fields if field.needed} == {"on", "unit"} and [
        field.name for field in CHASES.deadlines
    ] == ["promised_on"]
    assert {rule.kind: rule.refuses for rule in CHASES.rules} == {
        "in_future": True,
        "promise_before_chase": True,
        "waits_for_office": True,
        "no_findings": False,
    }
    assert CHASES.own_date == "on" and [field.name for field in CHASES.links] == ["findings"]


def test_the_standard_columns_are_all_but_the_hidden_ones():
    assert {field.name for field in CHASES.fields if field.hidden} == {"round"}


def test_long_words_take_two_lines_and_short_ones_one():
    assert wrapped_wrongly(CHASES) == []


def test_what_the_fields_and_steps_of_chase_are_beside_their_words():
    assert flags(CHASES) == {
        "needed": "on unit",
        "deadline": "promised_on",
        "hidden": "round",
        "warns": "no_findings",
    }  # fmt: skip
