"""What the names of rounds and units say by themselves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.round_names import chinese_number, read_round_name
from desktop.rules.unit_names import derived_names, full_name

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
    "name, kind, short, party_short, full",
    [
        ("青岩县农业农村局党组", "县直部门", "县农业农村局", "县农业农村局党组", "青岩县农业农村局党组"),
        (
            "县住房和城乡建设局党组",
            "县直部门",
            "县住房和城乡建设局",
            "县住房和城乡建设局党组",
            "青岩县住房和城乡建设局党组",
        ),
        ("石桥乡党委", "乡镇", "石桥乡党委", "石桥乡党委", "青岩县石桥乡党委"),
        ("青岩县石桥乡党委", "乡镇", "石桥乡党委", "石桥乡党委", "青岩县石桥乡党委"),
        ("石桥乡双河村党支部", "村（社区）", "石桥乡双河村党支部", "石桥乡双河村党支部", "青岩县石桥乡双河村党支部"),
    ],
)
def test_shorter_names_and_the_addressee_line_follow_from_the_full_name(name, kind, short, party_short, full):
    names = derived_names(name, kind, "青岩县")

    assert (names.short, names.party_short) == (short, party_short)
    assert full_name(name, "青岩县") == full


def test_without_a_county_nothing_is_added_or_taken():
    assert full_name("县民政局党组", "") == "县民政局党组"
    assert derived_names("县民政局党组").party_short == "县民政局党组"
