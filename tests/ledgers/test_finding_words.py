"""A stored value as people read it, by the field that holds it."""

import pytest

from desktop.ledgers.field import Field, Holds
from desktop.ledgers.finding_words import FIELD_WORDS, MEASURE_WORDS, field_text
from desktop.ledgers.findings import FIELDS


@pytest.mark.parametrize("name, value, text", [
    ("is_common", 1, "是"), ("is_common", 0, "否"), ("owner", "李", "李"), ("owner", "", "—"), ("owner", None, "—"), ("amount_yuan", 142_800, "14.28"), ("nature", "immediate", "立行立改"), ("no_such", 1234, "1,234"), ("no_such", None, "—"), ("first_due_on", "2026-06-18", "2026-06-18"),
])  # fmt: skip
def test_each_value_is_told_as_its_field_holds_it(name, value, text):
    assert field_text(name, value) == text


def test_a_field_that_is_given_decides():
    assert field_text("owner", 1, Field("owner", "某栏", Holds.FLAG)) == "是"


def test_every_stored_field_has_its_word():
    assert {field.name: field.title for field in FIELDS if field.stored} == FIELD_WORDS and MEASURE_WORDS[
        "text"
    ] == "措施"
