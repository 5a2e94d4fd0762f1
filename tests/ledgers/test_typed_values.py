"""What was typed into a cell, as the value to store: money in 万元 as the head says, dates as people write them."""

from datetime import date

import pytest

from desktop.errors import KnownError
from desktop.ledgers.column import Column
from desktop.ledgers.field import Field, Holds
from desktop.ledgers.typed_values import read_field, typed_value

TODAY = date(2026, 6, 5)


def read_date(text, today):
    try:
        return date.fromisoformat(text)
    except ValueError:
        return today if text == "今天" else None


def read(holds, text):
    return read_field(Field("x", "某栏", holds), text, TODAY, read_date)


@pytest.mark.parametrize(
    "typed, yuan",
    [
        ("14.28", 142_800),
        ("1,200", 12_000_000),
        ("142800元", 142_800),
        ("14.28万元", 142_800),
        ("2亿", 200_000_000),
        ("", None),
    ],
)
def test_a_bare_amount_is_in_ten_thousand_yuan(typed, yuan):
    assert read(Holds.MONEY, typed) == yuan


@pytest.mark.parametrize(
    "holds, typed, value",
    [
        (Holds.DATE, "2026-06-18", "2026-06-18"),
        (Holds.DATE, "今天", "2026-06-05"),
        (Holds.MONTH, "2026-06", "2026-06"),
        (Holds.TEXT, "甲", "甲"),
        (Holds.INT, "3", 3),
    ],
)
def test_other_fields_are_read_as_they_hold(holds, typed, value):
    assert read(holds, typed) == value


@pytest.mark.parametrize("holds, typed", [(Holds.MONEY, "若干"), (Holds.DATE, "六月"), (Holds.MONTH, "今天")])
def test_what_is_none_of_its_kind_is_told(holds, typed):
    with pytest.raises(KnownError):
        read(holds, typed)


def test_a_column_without_a_field_says_why_it_is_not_typed():
    with pytest.raises(KnownError, match="算出来的"):
        typed_value(Column("x", "某栏", reason="算出来的"), "1", TODAY, read_date)
    with pytest.raises(KnownError, match="某栏"):
        typed_value(Column("x", "某栏"), "1", TODAY, read_date)
    assert typed_value(Field("x", "某栏", Holds.INT).as_column(), "3", TODAY, read_date) == 3


def test_a_month_and_a_day_keep_their_noughts():
    assert read(Holds.MONTH, "2026-12") == "2026-12" and read(Holds.DATE, "2026-12-31") == "2026-12-31"
