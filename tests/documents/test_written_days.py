"""P-7, P-9: a day is known in whatever dress a hand gave it."""

from datetime import date

import pytest

from desktop.documents.written_days import other_day

DAY = date(2026, 3, 19)


@pytest.mark.parametrize(
    "text", ["2026年3月19日", "2026.3.19", "二〇二六年三月十九日", "3月19日", "２０２６－０３－１９", "26年3月19号"]
)
def test_the_same_day_is_the_same_day_p9(text):
    """P-9"""
    assert not other_day(text, DAY)


@pytest.mark.parametrize(
    "text",
    ["2027年3月19日", "2026.3.9", "二〇二六年三月二十九日", "三月廿九日", "３月２０日", "2026/3/18", "25年3月19日"],
)
def test_another_day_is_another_in_any_dress_p9(text):
    """P-9"""
    assert other_day(text, DAY)


@pytest.mark.parametrize("text", ["目前", "2026年3月", "三月中旬", "3个"])
def test_words_that_state_no_day_state_no_other_p9(text):
    """P-9"""
    assert not other_day(text, DAY)


@pytest.mark.parametrize("day, same, other", [
    (date(2026, 10, 10), "十月十日", "十月二十日"), (date(2026, 11, 30), "十一月三十日", "十一月十三日"), (date(2026, 12, 31), "十二月三十一日", "十二月二十一日"),
    (date(2026, 2, 20), "二月廿日", "二月廿一日"), (date(2026, 10, 1), "二〇二六年十月一日", "二〇二五年十月一日"), (date(2000, 1, 1), "00年1月1日", "01年1月1日"),
    (date(2026, 1, 2), "1月02日", "12月2日"),
])  # fmt: skip
def test_tens_and_years_in_characters_are_the_numbers_that_they_are_p9(day, same, other):
    """P-9"""
    assert not other_day(same, day) and other_day(other, day)
