"""Typed and automatic numbers say how deep a paragraph stands and which one it is."""

import pytest

from desktop.exchange.unit_reports.numbered import Counting, numbered


@pytest.mark.parametrize(
    ("text", "label", "told"),
    [
        ("一、整改情况", "", (1, "整改情况", 1)), ("（十二）惠农", "", (2, "惠农", 12)), ("3.惠农", "", (3, "惠农", 3)), ("2.5万元", "", (0, "2.5万元", 0)),
        ("（4）惠农", "", (4, "惠农", 4)), ("②惠农", "", (5, "惠农", 2)), ("惠农", "（三）", (2, "惠农", 3)), ("1.惠农", "•", (3, "惠农", 1)), ("惠农", "", (0, "惠农", 0)),
    ],
)  # fmt: skip
def test_the_number_of_a_paragraph(text, label, told):
    found = numbered(text, label)
    assert (found.depth, found.rest, found.ordinal) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("3.2间闲置用房", (3, "2间闲置用房", 3)), ("3、2户低保", (3, "2户低保", 3)), ("5.2024年未学习", (3, "2024年未学习", 5)), ("4.2间闲置用房", (0, "4.2间闲置用房", 0)), ("2.5万元", (0, "2.5万元", 0)),
    ],
)  # fmt: skip
def test_a_number_with_digits_behind_it_is_one_where_it_goes_on_from_the_last(text, told):
    """RULES §4: 1.2万元 is a sum, 3.2间 behind a second item is the third."""
    counting = Counting()
    for before in ("1.甲", "一段", "2.乙"):
        counting.after(numbered(before, expected=counting.expected))
    found = numbered(text, expected=counting.expected)
    assert (found.depth, found.rest, found.ordinal) == told


def test_numbers_go_on_or_begin_anew_under_a_higher_heading():
    counting = Counting()
    for text, depth in (
        ("1.2间用房", 3),
        ("2.3处漏洞", 3),
        ("（二）党建", 2),
        ("1.2户低保", 3),
        ("（三）其他", 2),
        ("2.4人缺岗", 3),
    ):
        found = numbered(text, expected=counting.expected)
        counting.after(found)
        assert found.depth == depth, text
