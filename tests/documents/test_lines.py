"""How text falls into lines: widths of figures, 禁则, numbers that are not cut, counting that agrees with setting."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.documents.lines import AUTO_SPACE, Column, count_lines, is_joined, joined_pieces, pieces, set_lines, width

PLAIN = Column(160.0, 0.0, 16.0, 0.0, 0.0)
"""Ten characters a line."""


@pytest.mark.parametrize(
    "text, wide",
    [
        ("甲乙", 2),
        ("12", 1),
        ("甲1乙", 2.5 + 2 * AUTO_SPACE),
        ("", 0),
        ("1.5", 1.28),
        ("a-b", 1.33),
        ("（甲）", 3),
        ("50%", 1.83),
    ],
)
def test_a_chinese_character_is_one_wide_and_a_figure_half(text, wide):
    assert width(text) == pytest.approx(wide)
    assert width(text, 0) == pytest.approx(wide - 2 * AUTO_SPACE * (text == "甲1乙"))


def texts(text, column=PLAIN):
    return [text[line.start : line.end] for line in set_lines(text, column)]


@pytest.mark.parametrize("text, lines", [
    ("字" * 10, ["字" * 10]), ("字" * 11, ["字" * 10, "字"]), ("字" * 10 + "，后", ["字" * 9, "字，后"]), ("字" * 9 + "（后", ["字" * 9, "（后"]), ("字" * 9 + "1234后", ["字" * 9, "1234后"]), ("", [""]),
])  # fmt: skip
def test_no_mark_begins_a_line_no_bracket_ends_one_no_number_is_cut(text, lines):
    assert texts(text) == lines


def test_the_first_line_is_indented_and_lengths_are_told():
    column = Column(160.0, 32.0, 16.0, 0.0, 0.0)
    first, second = set_lines("字" * 10, column)
    assert (first.end, first.length, second.length) == (8, 160.0, 32.0)


@given(
    st.lists(st.sampled_from(["字", "甲乙", "字，", "（字", "12", "乙3.5%", "aB丙"]), max_size=40).map("".join),
    st.sampled_from([PLAIN, Column(), Column(100.0, 20.0, 14.0, -0.2)]),
)
def test_lines_hold_the_whole_text_in_order_and_are_counted_as_they_are_set(text, column):
    lines = set_lines(text, column)
    assert "".join(text[line.start : line.end] for line in lines) == text
    assert all(line.length <= column.room + 0.1 + 2 * column.size for line in lines)
    assert count_lines(text, column) == (len(lines) if text else 1)


def test_lines_of_the_clerk_stay_apart():
    assert count_lines("甲\n乙\n" + "字" * 11, PLAIN) == 4 and count_lines("", PLAIN) == 1


@pytest.mark.parametrize(
    "text, lines",
    [
        ("字" * 9 + "a(乙", ["字" * 9, "a(乙"]),
        ("字" * 9 + "(a乙", ["字" * 9 + "(a", "乙"]),
        ("字" * 10 + "，a", ["字" * 9, "字，a"]),
        ("字" * 10 + "a，", ["字" * 10, "a，"]),
        ("（（" + "字" * 9, ["（（" + "字" * 8, "字"]),
    ],
)
def test_a_mark_clings_by_its_own_end_of_a_word(text, lines):
    assert texts(text) == lines


def test_a_word_longer_than_a_line_is_broken_where_it_must_be():
    lines = set_lines("a" * 45, PLAIN)
    assert [(line.start, line.end) for line in lines[:1]] == [(0, 44)] and lines[-1].end == 45
    assert all(line.length <= PLAIN.room for line in lines)


@pytest.mark.parametrize("many", [1, 9, 10, 11, 19, 20, 21, 99, 100, 101])
def test_plain_text_takes_a_line_for_each_ten_characters(many):
    assert count_lines("字" * many, PLAIN) == -(-many // 10)
    assert count_lines("字" * many, Column(160.0, 32.0, 16.0, 0.0, 0.0)) == -(-(many + 2) // 10)


MARKS = "，、。）”》〕"
"""Marks that end something and hold a figure behind them in LibreOffice 7.4; ； ： and ！ do not."""


@pytest.mark.parametrize("before, after", [
    *((f"甲{mark}", figure) for mark in MARKS for figure in ("9", "A")), ("9%", "（9"), ("9", "（9"), ("A", "《9"), ("9％", "〔9"), ("9", "“甲"), ("9，", "“9"),
])  # fmt: skip
def test_a_figure_holds_to_a_mark_beside_it_where_libreoffice_never_breaks(before, after):
    text = f"{before}{after}乙"
    assert is_joined(text, len(before)) and len(joined_pieces(text)) < len(pieces(text)), "one of both may break there"
    assert any(before[-1] + after in piece for piece in joined_pieces(text))


@pytest.mark.parametrize("before, after", [
    ("甲；", "9"), ("甲：", "9"), ("甲！", "9"), ("甲，", "（9"), ("甲，", "乙"), ("9%", "（甲"), ("9", "（甲"), ("9", "个"), ("9个", "（9"), ("甲", "9"), ("甲%", "（9"), ("9）", "（9"), ("9，", "“甲"), ("甲", "“9"),
])  # fmt: skip
def test_elsewhere_both_break_alike(before, after):
    text = f"{before}{after}乙"
    assert not is_joined(text, len(before)) and joined_pieces(text) == pieces(text)


def test_a_rate_with_its_parts_goes_to_the_next_line_whole_where_figures_hold_to_their_marks():
    text = "字" * 7 + "9%（6/7），8个"
    joined = Column(PLAIN.room, PLAIN.indent, PLAIN.size, PLAIN.tracking, PLAIN.gap, joined=True)
    assert texts(text) == ["字" * 7 + "9%", "（6/7），8个"] and texts(text, joined) == ["字" * 7, "9%（6/7），8个"]
