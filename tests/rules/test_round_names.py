"""What the name of a round says by itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.round_names import chinese_number, read_round_name, short_round_name

DIGITS = "零一二三四五六七八九"


def in_chinese(number):
    tens, ones = divmod(number, 10)
    if not tens:
        return DIGITS[ones]
    return ("" if tens == 1 else DIGITS[tens]) + "十" + (DIGITS[ones] if ones else "")


@given(st.integers(0, 99))
def test_every_number_up_to_99_is_read_in_chinese_and_arabic(number):
    assert chinese_number(in_chinese(number)) == number
    assert chinese_number(str(number)) == number


@given(st.text(max_size=6))
def test_any_text_is_a_number_or_nothing(text):
    assert chinese_number(text) is None or chinese_number(text) >= 0


@pytest.mark.parametrize(
    "name, said",
    [
        ("十五届县委第六轮（常规）", (15, 6)),
        ("十四届县委第十一轮巡察", (14, 11)),
        ("第3轮", (None, 3)),
        ("二十届第1轮", (20, 1)),
        ("涉粮专项巡察", (None, None)),
    ],
)
def test_a_round_s_name_says_its_term_and_number(name, said):
    assert read_round_name(name) == said


@pytest.mark.parametrize(
    "text, number", [("一五", 15), ("二〇", 20), ("２０", 20), ("两", 2), ("十", 10), ("二十", 20), ("九十九", 99), ("", None), ("甲", None), ("一百", None)]
)  # fmt: skip
def test_numbers_are_read_digit_by_digit_too_and_nothing_else_is_one(text, number):
    assert chinese_number(text) == number


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("十五届县委第六轮（常规）", "第六轮"),
        ("十四届县委第12轮", "第12轮"),
        ("2026年专项巡察", "2026年专项巡察"),
        ("", ""),
    ],
)
def test_a_narrow_column_says_which_round_it_is(name, short):
    assert short_round_name(name) == short
