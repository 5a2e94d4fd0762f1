"""回收表登记: out, back, refused or replaced; days in their order (X7, X10)."""

import pytest

from desktop.ledgers.return_books import MERGED, REFUSED, REPLACED, RETURN_BOOKS, SENT, check
from tests.ledgers.declared import flags, summed_wrongly, wrapped_wrongly


@pytest.mark.parametrize("book, found", [
    ({"sent_on": "2026-05-20", "due_on": "2026-06-03", "returned_on": "2026-06-02"}, []), ({"sent_on": "2026-06-06"}, ["in_future"]),
    ({"sent_on": "2026-06-05", "returned_on": "2026-06-05"}, []),
    ({"sent_on": "2026-05-20", "due_on": "2026-05-19"}, ["due_before_sent"]), ({"sent_on": "2026-05-20", "due_on": "2026-05-20"}, []),
    ({"sent_on": "2026-05-20", "returned_on": "2026-05-19"}, ["back_before_sent"]), ({}, []),
])  # fmt: skip
def test_each_rule_is_broken_alone(book, found):
    assert [fault.kind for fault in check(book, "2026-06-05")] == found


def test_what_is_back_or_replaced_asks_for_nothing_more():
    finals = {state.code: RETURN_BOOKS.is_final(state.code) for state in RETURN_BOOKS.states}
    assert finals == {SENT: False, REFUSED: False, MERGED: True, REPLACED: True}
    assert RETURN_BOOKS.first_state == SENT and RETURN_BOOKS.step("refuse").reason
    assert [field.name for field in RETURN_BOOKS.deadlines] == ["due_on"]


def test_what_the_sending_knows_is_not_typed():
    assert {field.name for field in RETURN_BOOKS.fields if not field.plain} == {"version", "rows", "package"}


def test_long_words_take_two_lines_and_nothing_is_summed_that_is_not_typed():
    assert wrapped_wrongly(RETURN_BOOKS) == [] and summed_wrongly(RETURN_BOOKS) == []


def test_what_the_fields_and_steps_of_return_book_are_beside_their_words():
    assert flags(RETURN_BOOKS) == {
        "needed": "unit sent_on",
        "deadline": "due_on",
        "hidden": "package",
        "reason": "refuse",
    }  # fmt: skip
