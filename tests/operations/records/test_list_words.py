"""What a list said of a record is compared without white space and by the unit of its amounts, and is kept without numbers and salted names."""

import pytest

from desktop.exchange.register_list import ListRow
from desktop.ledgers import books
from desktop.operations.records.list_words import Words, plain, said_of


def test_white_space_of_any_kind_is_no_difference():
    assert plain(" 县 民政局\u3000\n党组 ") == "县民政局党组" and plain("") == ""


@pytest.mark.parametrize(("text", "unit", "same"), [
    ("12 万元", 10_000, True), ("12万元", 10_000, True), ("12万元", None, False), ("12万元", 1, False), ("13万元", 10_000, False),
])  # fmt: skip
def test_an_amount_says_the_same_only_in_the_same_unit(text, unit, same):
    assert Words({"amount": "12万元"}, {"amount": 10_000}).has("amount", text, unit) is same


def test_a_field_that_no_list_filled_was_empty_and_without_unit():
    assert Words().has("amount", "", None) and Words().has("amount", "  ", 1) and not Words().has("amount", "1", None)


def test_what_a_row_says_is_kept_without_its_number_what_is_left_out_and_what_is_kept_as_a_key():
    salted = [(one, field.name) for one in books.declared() for field in one.all_fields if field.salted]
    for register, name in salted:
        other = next(field.name for field in register.all_fields if not field.salted)
        row = ListRow(
            "表", 2, {"number": "1", name: "林知远", other: "甲", "x": "乙"}, {}, {other: 10_000, "x": 1, name: 10_000}
        )
        assert said_of(register, row, {"x"}) == {"texts": {other: "甲"}, "units": {other: 10_000}}
    assert salted, "some book keeps persons as keys"
