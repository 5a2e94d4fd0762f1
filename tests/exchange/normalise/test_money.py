"""Written amounts become whole yuan (RULES §7)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.exchange.normalise.money import line_unit, read_amount, stated_unit, unit_of_column


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


@pytest.mark.parametrize(
    ("written", "yuan"),
    [
        ("12.5（万元）", 125_000),
        ("3.6(万元)", 36_000),
        ("2（亿元）", 200_000_000),
        ("800（元）", 800),
        ("约1.2万", 12_000),
    ],
)
def test_a_unit_in_brackets_is_the_cells_own(written, yuan):
    """K4."""
    assert read_amount(written, None) == (yuan, None)
    assert read_amount(written, 10_000) == (yuan, None)


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("涉及金额（元）", 1),
        ("涉及金额\n（亿元）", 10**8),
        ("资金（千元）", 1000),
        ("涉及金额", None),
        ("金额（万元/元）", None),
        ("单元楼", None),
    ],
)
def test_a_head_states_one_unit_or_none(words, unit):
    """K4."""
    assert stated_unit(words) == unit


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("（单位：万元）", 10_000),
        ("金额单位：元", 1),
        ("填报单位：县财政局  单位：亿元", 10**8),
        ("注：本表金额单位均为万元", 10_000),
        ("（万元）", 10_000),
        ("单位：千元", 1000),
        ("涉及金额500万元以上问题台账", None),
        ("填报单位：县财政局", None),
    ],
)
def test_a_line_above_the_table_states_a_unit_only_where_it_speaks_of_units(line, unit):
    """K4."""
    assert line_unit(line) == unit


@pytest.mark.parametrize(
    ("values", "unit"),
    [
        ([12000, "3,500"], 1),
        ([12.5], None),
        ([300, 12], None),
        ([300, 12000], None),
        ([3, "2万元"], 1),
        ([0, 12000], 1),
        (["/", None, "不涉及"], 1),
    ],
)
def test_without_a_stated_unit_only_large_whole_numbers_are_yuan(values, unit):
    """K4: nothing is taken by default; the clerk is asked once."""
    assert unit_of_column((value, "") for value in values) == unit
    assert read_amount(12.5, None) == (None, "amount_unit_unknown")
    assert read_amount(0, None) == (0, None)


def test_five_thousand_digits_are_no_amount_and_no_crash():
    """S-8."""
    assert read_amount("9" * 5000) == (None, "not_an_amount")
    assert unit_of_column([("9" * 5000, ""), (float("inf"), "")]) == 1
