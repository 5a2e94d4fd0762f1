"""The measures of a finding, said once: what is needed, what a plain edit sets, every state by its word."""

from desktop.ledgers.measures import MEASURE_EDITABLE, MEASURES
from desktop.rules.state_words import STATE_WORDS, verdict_word
from tests.ledgers.declared import flags, wrapped_wrongly


def test_a_measure_needs_its_words_and_every_field_is_plain():
    assert {field.name for field in MEASURES.fields if field.needed} == {"text"} and {
        field.name for field in MEASURES.fields
    } == MEASURE_EDITABLE
    assert [(state.code, state.word) for state in MEASURES.states] == [
        (code, verdict_word(code)) for code in STATE_WORDS
    ]


def test_long_words_take_two_lines_and_short_ones_one():
    assert wrapped_wrongly(MEASURES) == []


def test_what_the_fields_and_steps_of_measure_are_beside_their_words():
    assert flags(MEASURES) == {
        "needed": "text",
    }  # fmt: skip
