"""建章立制: in force by today, and to be shown (registers.md §6)."""

import pytest

from desktop.ledgers.regulations import REGULATIONS, check
from tests.ledgers.declared import flags, wrapped_wrongly

SOUND = {"adopted_on": "2026-06-05", "document_number": "青民〔2026〕1号", "file": ""}


@pytest.mark.parametrize(
    "changed, found",
    [
        ({}, []),
        ({"adopted_on": "2026-06-06"}, ["in_future"]),
        ({"adopted_on": None}, []),
        ({"document_number": ""}, ["no_proof"]),
        ({"document_number": "", "file": "x.pdf"}, []),
        ({"file": "x.pdf"}, []),
    ],
)
def test_each_rule_is_broken_alone(changed, found):
    assert [fault.kind for fault in check({**SOUND, **changed}, "2026-06-05")] == found


def test_what_is_needed():
    assert {field.name for field in REGULATIONS.fields if field.needed} == {
        "name",
        "adopted_on",
        "unit",
    } and REGULATIONS.own_date == "adopted_on"
    assert {rule.kind: rule.refuses for rule in REGULATIONS.rules}["in_future"]


def test_the_standard_columns_are_all_but_the_hidden_ones():
    assert {field.name for field in REGULATIONS.fields if field.hidden} == {"group", "file", "round"}


def test_long_words_take_two_lines_and_short_ones_one():
    assert wrapped_wrongly(REGULATIONS) == []


def test_what_the_fields_and_steps_of_regulation_are_beside_their_words():
    assert flags(REGULATIONS) == {
        "needed": "name adopted_on unit",
        "hidden": "group file round",
        "warns": "no_proof",
    }  # fmt: skip
