"""RULES §0: the two readings of a text that all rules share: without white space, and as half-width characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.exchange.normalise.plain_text import (
    chinese_number,
    half_width,
    is_blank_word,
    squeezed,
    trimmed,
    without_brackets,
)

WHITE = " \t\n\u00a0\u200b\u3000\ufeff\u2028"


@given(st.text("甲乙" + WHITE, max_size=20))
def test_no_white_space_is_left_and_nothing_else_is_taken(text):
    assert squeezed(text) == "".join(sign for sign in text if sign in "甲乙")
    assert trimmed(text) == text.strip(WHITE)


@pytest.mark.parametrize(
    "text", ["", " ", "/", "／", "-", "—", "——", "–", "－", "无", "N/A", "空", " 无 ", "\u3000/\n"]
)
def test_a_cell_that_only_says_nothing_is_blank(text):
    assert is_blank_word(text)


@pytest.mark.parametrize("text", ["无误", "0", "无无", "--", "。", "n/a"])
def test_other_words_are_not_blank(text):
    assert not is_blank_word(text)


def test_full_width_signs_are_read_as_half_width_ones():
    assert half_width("ＡＺａｚ０９（），．～　！") == "AZaz09(),.~ !" and half_width("、。《》〔〕") == "、。《》〔〕"


@pytest.mark.parametrize("text, outside, inside", [
    ("甲（乙）丙", "甲丙", ["乙"]), ("甲（乙（丙）丁）", "甲", ["乙丙丁"]), ("（甲）[乙]【丙】〔丁〕", "", ["甲", "乙", "丙", "丁"]), ("甲（乙", "甲乙", []), ("甲）乙", "甲）乙", []), ("（）", "", [""]), ("", "", []), ("（甲）（乙", "乙", ["甲"]),
])  # fmt: skip
def test_what_stands_in_brackets_is_told_apart_by_its_outermost_pair(text, outside, inside):
    found, held = without_brackets(text)
    assert found == outside and [one.replace("（", "").replace("）", "") for one in held] == inside


@pytest.mark.parametrize("text, number", [
    ("二〇二五", 2025), ("十", 10), ("十二", 12), ("二十", 20), ("二十三", 23), ("两", 2), ("一五", 15), ("○", 0), ("15", 15), ("", None), ("百", None), ("十十", None), ("二三十", None), ("十二三", None), ("甲十", None), ("一" * 18, int("1" * 18)), ("一" * 19, None), ("１２", None), ("二十甲", None),
])  # fmt: skip
def test_chinese_numbers_up_to_99_and_digit_by_digit(text, number):
    assert chinese_number(text) == number


@pytest.mark.parametrize("text", ["二三十", "十二三", "百十", "十百", "十十"])
def test_what_is_no_number_up_to_99_is_none(text):
    assert chinese_number(text) is None
