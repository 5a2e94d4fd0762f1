"""D13: which figure of a paper as it comes out now is held against one that was printed."""

from dataclasses import replace

import pytest

from desktop.documents.figures import COMPUTED, Entry
from desktop.operations.papers.partners import partners


def _entry(name, value, *rows, token="_fig", raw=None):
    return Entry(token, name, value, raw or value, "", "2026-09-30", "", rows, COMPUTED)


HOUSING, FARMING = ("1", "2", "3"), ("4", "5")
TABLE = [
    _entry("单位问题数", "3", *HOUSING), _entry("单位销号", "0"), _entry("单位问题数", "2", *FARMING), _entry("单位销号", "1", "4"),
]  # fmt: skip


def told(printed, again):
    return [other and (other.value_text, other.rows) for other in partners(printed, again)]


def test_a_count_of_nothing_in_a_list_is_held_against_the_same_line_d13():
    again = [replace(TABLE[0]), _entry("单位销号", "2", "1", "3"), replace(TABLE[2]), _entry("单位销号", "0")]

    assert told(TABLE, again)[1::2] == [("2", ("1", "3")), ("0", ())]


def test_a_count_of_other_findings_of_the_same_line_is_the_same_count_d13():
    again = [replace(TABLE[2]), _entry("单位销号", "1", "5"), replace(TABLE[0]), _entry("单位销号", "1", "2")]

    assert told(TABLE, again)[1::2] == [("1", ("2",)), ("1", ("5",))]


def test_a_line_that_is_gone_is_not_held_against_another_one_d13():
    """The first line of a list stands behind another list, whose findings it is not about."""
    printed = [*TABLE, _entry("逾期天数", "20", "4"), _entry("逾期天数", "10", "5")]

    assert told(printed, [*TABLE, _entry("逾期天数", "11", "5")])[4:] == [None, ("11", ("5",))]


@pytest.mark.parametrize(
    ("printed", "now", "raw", "shown"),
    [
        ("0.0%（0/6）", "0.0%", "0/6", "0.0%（0/6）"),  # the sentence that told it with its parts is left out now
        ("0.0%", "0.0%（0/6）", "0/6", "0.0%"),
        ("50.0%（3/6）", "33.3%", "2/6", "33.3%（2/6）"),
        ("—", "—", "0/0", "—"),
        ("41.8万元", "418000", "418000", "41.8万元"),
        ("41.8万元", "8600", "8600", "8600元"),
        ("41.8", "418000", "418000", "41.8"),
        ("418000", "41.8万元", "418000", "418000"),
        ("12", "13", "13", "13"),
    ],
)
def test_a_figure_that_a_paper_tells_in_two_ways_is_compared_as_it_was_printed_d13(printed, now, raw, shown):
    [[text, _rows]] = told([_entry("数", printed, "1")], [_entry("数", now, "1", token="", raw=raw)])

    assert text == shown
