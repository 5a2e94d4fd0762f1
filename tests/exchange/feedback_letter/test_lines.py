"""A letter line by line: numbers taken off, bold leads told, and which line could be a heading."""

import pytest

from desktop.exchange.feedback_letter.lines import Line, lines_of
from desktop.exchange.word_reading.paragraphs import Paragraph, TablePlace


def line(text, **more):
    return Line(Paragraph((0,), text), text, **more)


def read(*paragraphs):
    made = [one if isinstance(one, Paragraph) else Paragraph((place,), one) for place, one in enumerate(paragraphs)]
    return [(one.marker.value if one.marker else None, one.text) for one in lines_of(made)]


@pytest.mark.parametrize(
    ("text", "short", "heading"),
    [
        ("党的领导弱化", True, True), ("党的领导弱化。", True, False), ("党的领导弱化：", True, False), ("学习不深。作风不实", False, False),
        ("学习不深；", True, False), ("长" * 50, True, True), ("长" * 51, False, False), (" ".join("长" * 50), True, True),
    ],
)  # fmt: skip
def test_a_heading_is_short_and_holds_no_sentence(text, short, heading):
    """Of a full stop only one at the very end may stand in a short line."""
    assert (line(text).is_short, line(text).looks_like_heading) == (short, heading)


def test_soft_breaks_part_lines_and_each_loses_its_number():
    assert read("一、总体\n（一）党的领导\n1.学习不深\n2.作风不实") == [
        (1, "总体"),
        (1, "党的领导"),
        (1, "学习不深"),
        (2, "作风不实"),
    ]


def test_empty_lines_are_none_and_a_number_alone_is_text():
    assert read("甲\n\n \n乙", "") == [(None, "甲"), (None, "乙")] and read("3.") == [(None, "3.")]


def test_the_next_plain_number_tells_a_clause_from_a_measure():
    """2.18个村 goes on after 1., and 3.5万元 within a paragraph does not."""
    assert read("1.甲", "2.18个村未公示") == [(1, "甲"), (2, "18个村未公示")]
    assert read("甲", "2.18个村未公示") == [(None, "甲"), (None, "2.18个村未公示")]
    assert read("1.甲", "（一）乙", "2.18个村未公示") == [(1, "甲"), (1, "乙"), (None, "2.18个村未公示")]
    assert read("1.甲", "（1）乙", "2.18个村未公示") == [(1, "甲"), (1, "乙"), (2, "18个村未公示")]
    assert read("1.甲\n1.5万元未入账") == [(1, "甲"), (None, "1.5万元未入账")]


def test_an_automatic_number_counts_for_the_first_line_of_its_paragraph_alone():
    assert read(Paragraph((0,), "甲\n乙", label="3.")) == [(3, "甲"), (None, "乙")]
    assert read(Paragraph((0,), "\n乙", label="3.")) == [(3, "乙")]


def test_what_stands_in_a_table_has_no_typed_number():
    assert read(Paragraph((0,), "1.甲", place=TablePlace(0, 0, 0))) == [(None, "1.甲")]


@pytest.mark.parametrize(
    ("text", "bold", "lead", "whole"),
    [
        ("甲乙。丙丁", ((0, 3),), "甲乙。", False), ("甲乙。丙丁", ((0, 5),), "", True), ("甲乙。丙丁", (), "", False), ("1.甲乙。丙丁", ((0, 5),), "甲乙。", False),
        ("1. 甲乙。丙", ((3, 6),), "甲乙。", False), ("甲乙 ", ((0, 2),), "", True), ("甲乙", ((1, 2),), "", False),
    ],
)  # fmt: skip
def test_the_bold_beginning_of_a_line_is_its_lead_unless_all_of_it_is_bold(text, bold, lead, whole):
    [one] = lines_of([Paragraph((0,), text, bold=bold)])
    assert (one.lead, one.all_bold) == (lead, whole)


def test_a_bold_stretch_over_a_soft_break_ends_with_each_line():
    found = lines_of([Paragraph((4,), "甲乙\n丙丁戊", bold=((0, 4),))])
    assert [(one.lead, one.all_bold, one.numbers) for one in found] == [("", True, (4,)), ("丙", False, (4,))]


def test_a_line_of_which_nothing_is_told_has_no_number_and_no_bold_lead():
    """A line that counted as bold would be read as a heading."""
    assert (line("甲").marker, line("甲").lead, line("甲").all_bold) == (None, "", False)
