"""约谈提醒: a talk that took place asked for something, on its day, with a term that comes after (registers.md §5)."""

import pytest

from desktop.ledgers.talks import TALKS, check
from desktop.rules.permissions import Right
from tests.ledgers.declared import flags, wrapped_wrongly

TODAY = "2026-06-05"
SOUND = {"held_on": TODAY, "follow_up_due": TODAY, "demands": "限期整改"}


@pytest.mark.parametrize("state", [state.code for state in TALKS.states])
@pytest.mark.parametrize("changed, found, held_only", [
    ({}, [], False), ({"held_on": "2026-06-06", "follow_up_due": None}, ["held_in_future"], True), ({"follow_up_due": "2026-06-04"}, ["due_before_talk"], False), ({"demands": ""}, ["no_demands"], True), ({"held_on": None, "follow_up_due": TODAY}, [], False),
])  # fmt: skip
def test_what_took_place_is_of_today_and_asked_for_something_what_is_planned_may_wait(state, changed, found, held_only):
    took_place = state in ("held", "followed")
    kinds = [fault.kind for fault in check({**SOUND, **changed, "state": state}, TODAY)]
    assert kinds == (found if took_place or not held_only else [])


def test_every_rule_of_the_check_is_declared_and_the_needed_fields_are():
    assert {"held_in_future", "due_before_talk", "no_demands"} <= {rule.kind for rule in TALKS.rules}
    assert {field.name for field in TALKS.fields if field.needed} == {"kind", "unit", "talker", "talked_to", "reason"}
    assert [field.name for field in TALKS.deadlines] == ["follow_up_due"] and TALKS.own_date == "held_on"


def test_the_standard_columns_are_all_but_the_hidden_ones():
    assert {field.name for field in TALKS.fields if field.hidden} == {
        "talker_post",
        "post",
        "round",
        "place",
        "content",
        "attitude",
        "recorder",
    }


def test_a_talk_is_planned_held_followed_or_waived_by_a_reviewer_with_a_reason():
    steps = {
        step.name: (step.frm, step.to, step.needs, step.right is Right.REVIEW, step.reason, step.dated_by)
        for step in TALKS.steps
    }
    assert steps == {
        "plan": (("proposed",), "planned", (), False, False, ""), "notify": (("planned",), "notified", (), False, False, ""), "hold": (("planned", "notified"), "held", ("held_on", "talker"), False, False, "held_on"),
        "follow": (("held",), "followed", (), False, False, ""), "waive": (("proposed", "planned"), "waived", (), True, True, ""),
    }  # fmt: skip
    assert TALKS.first_state == "planned" and {rule.kind: rule.refuses for rule in TALKS.rules} == {
        "held_in_future": True,
        "due_before_talk": True,
        "no_demands": False,
    }


def test_long_words_take_two_lines_and_short_ones_one():
    assert wrapped_wrongly(TALKS) == []


def test_what_the_fields_and_steps_of_talk_are_beside_their_words():
    assert flags(TALKS) == {
        "needed": "kind unit talker talked_to reason",
        "deadline": "follow_up_due",
        "hidden": "talker_post post round place content attitude recorder",
        "reason": "waive",
        "warns": "no_demands",
    }  # fmt: skip
