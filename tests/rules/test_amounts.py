"""Money as a clerk types it, and Chinese numerals as a proposal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import KnownError
from desktop.rules.amounts import chinese_amount, yuan_of


@pytest.mark.parametrize(
    ("typed", "yuan"),
    [("142800", 142_800), ("14.28 万元", 142_800), ("1,200元", 1200), ("", None), ("0.5", 1), ("1.2亿", 120_000_000)],
)
def test_money_is_kept_in_whole_yuan(typed, yuan):
    assert yuan_of(typed) == yuan


@pytest.mark.parametrize("typed", ["二万三千", "-3", "14.28.1", "36人"])
def test_what_is_no_amount_is_said(typed):
    with pytest.raises(KnownError, match="不是金额"):
        yuan_of(typed)


@given(st.integers(0, 10**12))
def test_digits_stay_what_they_are(amount):
    assert yuan_of(f"{amount:,}") == amount


@pytest.mark.parametrize(
    ("written", "yuan"),
    [
        ("二万三千", 23_000),
        ("十二万", 120_000),
        ("三百零五元", 305),
        ("一亿二千万", 120_000_000),
        ("壹仟贰佰元整", 1200),
        ("若干", None),
        ("", None),
        ("12万", None),
    ],
)
def test_chinese_numerals_are_proposed(written, yuan):
    assert chinese_amount(written) == yuan
