"""会议: entered when it was held (registers.md §2)."""

import pytest

from desktop.ledgers.meetings import MEETINGS, check
from tests.ledgers.declared import flags, wrapped_wrongly


@pytest.mark.parametrize("held, found", [("2026-06-05", []), ("2026-06-06", ["in_future"]), (None, [])])
def test_a_meeting_is_not_of_tomorrow(held, found):
    assert [fault.kind for fault in check({"held_on": held}, "2026-06-05")] == found


def test_it_needs_its_day():
    assert (
        {field.name for field in MEETINGS.fields if field.needed} == {"held_on"}
        and MEETINGS.own_date == "held_on"
        and all(rule.refuses for rule in MEETINGS.rules)
    )


def test_the_standard_columns_are_all_but_the_hidden_ones():
    assert {field.name for field in MEETINGS.fields if field.hidden} == set()


def test_long_words_take_two_lines_and_short_ones_one():
    assert wrapped_wrongly(MEETINGS) == []


def test_what_the_fields_and_steps_of_meeting_are_beside_their_words():
    assert flags(MEETINGS) == {
        "needed": "held_on",
    }  # fmt: skip
