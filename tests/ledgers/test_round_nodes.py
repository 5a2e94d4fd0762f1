"""轮次节点: done by today, moved with a reason, the first day kept (registers.md §1)."""

import pytest

from desktop.ledgers.round_nodes import ROUND_NODES, check
from tests.ledgers.declared import flags, wrapped_wrongly


@pytest.mark.parametrize("node, found", [
    ({"due_on": "2026-06-30"}, []), ({"done_on": "2026-06-05"}, []), ({"done_on": "2026-06-06"}, ["in_future"]), ({}, ["no_day"]), ({"due_on": "", "done_on": None}, ["no_day"]),
])  # fmt: skip
def test_each_rule_is_broken_alone(node, found):
    assert [fault.kind for fault in check(node, "2026-06-05")] == found


def test_it_is_moved_with_a_reason_and_finished_on_its_day():
    move, finish = ROUND_NODES.step("move"), ROUND_NODES.step("finish")
    assert (move.frm, move.to, move.needs, move.reason) == (("open",), "open", ("due_on",), True)
    assert (finish.frm, finish.to, finish.needs, finish.dated_by, finish.reason) == (
        ("open",),
        "done",
        ("done_on",),
        "done_on",
        False,
    )
    assert {field.name for field in ROUND_NODES.fields if field.needed} == {"name", "round"} and [
        field.name for field in ROUND_NODES.deadlines
    ] == ["due_on"]
    assert not ROUND_NODES.field("first_due_on").plain and {rule.kind: rule.refuses for rule in ROUND_NODES.rules} == {
        "in_future": True,
        "no_day": False,
    }


def test_the_standard_columns_are_all_but_the_hidden_ones():
    assert {field.name for field in ROUND_NODES.fields if field.hidden} == {"rule"}


def test_long_words_take_two_lines_and_short_ones_one():
    assert wrapped_wrongly(ROUND_NODES) == []


def test_what_the_fields_and_steps_of_round_node_are_beside_their_words():
    assert flags(ROUND_NODES) == {
        "needed": "name round",
        "deadline": "due_on",
        "hidden": "rule",
        "reason": "move",
        "warns": "no_day",
    }  # fmt: skip
