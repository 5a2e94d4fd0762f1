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
