"""Written amounts become whole yuan (RULES §7)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.exchange.normalise.money import read_amount, stated_unit


@pytest.mark.parametrize(
    ("written", "yuan"),
    [
        ("1.2万元", 12000), ("12,000元", 12000), ("１２，０００", 12000), ("约3.5万元", 35000), ("10余万元", 100000), ("￥4,300.00", 4300),
        ("0.86 万元", 8600), ("２６０００元", 26000), ("共计1.5亿元", 150_000_000), ("3万5000元", 35000), ("3万元（已追回）", 30000), (8600, 8600), (0, 0), (12000.5, 12001),
    ],
)  # fmt: skip
def test_an_amount_is_read_in_yuan(written, yuan):
    assert read_amount(written) == (yuan, None)


def test_the_unit_of_the_head_holds_only_where_the_cell_has_none():
    assert read_amount(1.2, stated_unit("涉及金额（万元）")) == (12000, None)
    assert read_amount("1.2", stated_unit("涉及金额\n（万元）")) == (12000, None)
    assert read_amount("800元", 10000) == (800, None)


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("人民币壹万元整", "amount_in_words"), ("三万元", "amount_in_words"), ("二万三千", "amount_in_words"), ("3万元、5万元", "multiple_amounts"), ("3-5万元", "multiple_amounts"), ("-300元", "negative_amount"),
        (-1, "negative_amount"), ("若干", "not_an_amount"), ("3人", "not_an_amount"), (True, "not_an_amount"), (1e308, "not_an_amount"), (float("nan"), "not_an_amount"), ("5万美元", "not_an_amount"),
    ],
)  # fmt: skip
def test_what_is_no_single_amount_is_a_fault(written, fault):
    assert read_amount(written) == (None, fault)


@pytest.mark.parametrize("empty", [None, "/", " 无 ", "不涉及", "——"])
def test_nothing_is_no_amount_and_no_fault(empty):
    assert read_amount(empty) == (None, None)


@given(st.integers(0, 10**9))
def test_ten_thousandths_are_exact(hundredths):
    number = Decimal(hundredths) / 100

    assert read_amount(f"{number}万元")[0] == hundredths * 100


@given(st.text(max_size=30))
def test_no_text_breaks_the_reading(text):
    amount, fault = read_amount(text)

    assert amount is None or (fault is None and amount >= 0)
