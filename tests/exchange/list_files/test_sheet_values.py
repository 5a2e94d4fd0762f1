"""X8: each value in a cell of its own kind; what would lose a digit or a day stays a text."""

from datetime import date, datetime

import pytest
from openpyxl.utils.datetime import to_excel

from desktop.exchange.list_files.sheet_values import (
    MOST_UNITS,
    CellMaker,
    SharedTexts,
    cell_text,
    lines_in,
    room_in,
    serial,
)
from tests.exchange.list_files.nasty_texts import TEXTS


def made(kind, *values):
    texts = SharedTexts()
    cells, lines = CellMaker(texts, kind, 7, room_in(20)).column(values)
    return [cell.removeprefix(' s="7"') for cell in cells], list(texts), lines


def number(text):
    return f"><v>{text}</v></c>"


def text(place):
    return f' t="s"><v>{place}</v></c>'


def test_numbers_stand_as_numbers_where_the_column_counts_and_as_texts_elsewhere():
    assert made("int", 5, None, "", 0) == ([number(5), "/>", "/>", number(0)], [], [1, 1, 1, 1])
    assert made("money", 1.5, 12) == ([number(1.5), number(12)], [], [1, 1])
    assert made("text", 5)[:2] == ([text(0)], ["5"])


def test_equal_values_of_other_kinds_are_not_taken_for_each_other():
    assert made("text", 1, True, 1.0, False, 0)[1] == ["1", "是", "1.0", "否", "0"]
    maker = CellMaker(SharedTexts(), "int", 7, 20)
    assert maker.column([1, 0])[0] != maker.column([True, False])[0]


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 10**15, -(10**18)])
def test_a_number_that_no_cell_can_hold_stays_a_text(value):
    assert made("int", value)[:2] == ([text(0)], [str(value)])


@pytest.mark.parametrize(
    "day",
    [date(1900, 1, 1), date(1900, 2, 28), date(1900, 3, 1), date(2025, 3, 5), datetime(2025, 3, 5, 14, 30), date(9999, 12, 31)],
)  # fmt: skip
def test_days_are_counted_as_excel_does(day):
    assert float(serial(day)) == pytest.approx(to_excel(day))


def test_a_day_that_no_cell_could_show_as_one_is_a_text():
    assert made("date", date(1899, 12, 31))[1] == ["1899-12-31"]
    assert made("text", date(2025, 3, 5))[1] == ["2025-03-05"]
    assert made("date", 45_000)[1] == ["45000"]


def test_a_text_that_is_asked_for_twice_stands_once():
    assert made("text", "甲", "乙", "甲", None) == ([text(0), text(1), text(0), "/>"], ["甲", "乙"], [1, 1, 1, 1])


@pytest.mark.parametrize("text", TEXTS)
def test_no_cell_holds_more_than_excel_reads(text):
    assert len(cell_text(text).encode("utf-16-le")) // 2 <= MOST_UNITS


def test_a_text_that_is_cut_says_where_the_whole_stands():
    assert cell_text("长" * 32_767) == "长" * 32_767
    assert cell_text("𠮷" * 20_000) == "𠮷" * 16_000 + "……（全文见台账）"


@pytest.mark.parametrize(
    ("said", "width", "lines"),
    [("", 12, 1), ("abc", 12, 1), ("问题" * 10, 12, 4), ("甲\n乙\n", 12, 3), ("x" * 21, 12, 3), ("字", 1, 2), ("𠮷" * 5, 12, 2)],
)  # fmt: skip
def test_lines_are_counted_with_chinese_signs_two_wide(said, width, lines):
    assert lines_in(said, width) == lines


def test_larger_letters_leave_less_room():
    assert room_in(22, 21) == room_in(22) / 2
