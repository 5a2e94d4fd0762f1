"""What a clerk typed is read by the type of its word, and what is none of that type is told with how to write it."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.documents.entering import entered
from desktop.documents.vocabulary import COUNT, DAY, FLAG, LIST, RATE, Field
from desktop.errors import KnownError


def test_numbers_days_and_ticks_are_read_and_an_empty_text_is_nothing():
    assert int(entered(Field("数", "n", COUNT), "3")) == 3
    assert (
        entered(Field("日", "d", DAY), "2026年9月1日")
        == entered(Field("日", "d", DAY), "2026-09-01")
        == date(2026, 9, 1)
    )
    assert (entered(Field("勾", "f", FLAG), "是"), entered(Field("勾", "f", FLAG), "无")) == (True, False)
    assert entered(Field("数", "n", COUNT), " ") is None


def test_a_line_is_a_list_by_its_semicolons():
    assert [str(one) for one in entered(Field("项", "l", LIST), "甲；乙\n丙")] == ["甲", "乙", "丙"]


@pytest.mark.parametrize(
    ("kind", "text", "said"), [(COUNT, "三", "应是数字"), (DAY, "2026-02-30", "不是日期"), (RATE, "5/3", "分子和分母")]
)
def test_what_is_none_of_its_type_is_told(kind, text, said):
    with pytest.raises(KnownError, match=said):
        entered(Field("某", "x", kind), text)
