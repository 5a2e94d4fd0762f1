"""Precision and recall on the samples: the tool counts what is missed and invented, and says what each miss would need."""

import pytest

from tests.tools import precision
from tests.tools.precision import scored


def test_the_samples_are_read_without_a_miss_and_without_an_invention(capsys):
    assert precision.run() == 0
    said = capsys.readouterr().out
    assert "没有漏读，没有多读。" in said
    assert [line.split()[-2:] for line in said.splitlines() if "合计" in line] == [["100.0%", "100.0%"]] * 3


@pytest.mark.parametrize(
    ("wanted", "found", "told", "miss"),
    [
        (["甲乙丙丁"], ["甲乙丙戊"], (0.0, 0.0), "b 问题: 应为 甲乙丙丁；读成 甲乙丙戊"),
        (["甲", "乙"], ["甲"], (1.0, 0.5), "b 问题: 应为 乙；没有读出，要先认出它"),
        (["甲"], ["甲", "乙"], (0.5, 1.0), "b 问题: 多出 乙"),
        (["甲", "甲"], ["甲"], (1.0, 0.5), "b 问题: 应为 甲；没有读出，要先认出它"),
    ],
)
def test_a_miss_lowers_recall_and_an_invention_precision(wanted, found, told, miss):
    one = scored("b", "问题", wanted, found)
    assert (one.precision, one.recall) == told and list(one.misses()) == [miss]


def test_of_nothing_wanted_and_nothing_found_all_is_right():
    one = scored("b", "问题", [], [])
    assert (one.precision, one.recall, list(one.misses())) == (1.0, 1.0, [])
