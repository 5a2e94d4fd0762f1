"""A sheet as the reader walks it: merges downward are filled, a cell's own value wins, floods are refused."""

import pytest

from desktop.errors import Refused
from desktop.exchange.list_reading.page import Page
from tests.exchange.quick_sheets import sheet_of


def page(rows, *merges):
    return Page(sheet_of(rows, merges))


def test_a_merge_fills_the_cells_below_it_in_its_first_column_alone():
    one = page([["甲", "x"], ["", "y"], ["", "z"], ["丁"]], (1, 1, 3, 2))
    assert [one.cell(row, 1) and one.cell(row, 1).text for row in (1, 2, 3, 4)] == ["甲", "甲", "甲", "丁"]
    assert [one.origin(row, 1) for row in (1, 2, 3, 4)] == [1, 1, 1, 4] and one.merged_down == {(2, 1): 1, (3, 1): 1}
    assert one.cell(2, 2).text == "y" and one.cell(4, 2) is None and one.origin(4, 2) == 4
    assert one.span(1, 1) == (3, 2) and one.span(4, 1) == (4, 1)


def test_a_cells_own_value_wins_over_the_merge():
    one = page([["甲"], ["乙"], ["", "z"]], (1, 1, 3, 1))
    assert [one.cell(row, 1).text for row in (1, 2, 3)] == ["甲", "乙", "甲"] and one.origin(2, 1) == 2
    assert one.text(3, 1) == "" and one.text(2, 1) == "乙" and one.own(9) == {}


def test_a_merge_without_a_value_fills_nothing_and_one_beyond_the_page_ends_with_it():
    one = page([["", "x"], ["", "y"]], (1, 1, 2, 1))
    assert one.cell(2, 1) is None
    long = page([["甲"], ["", "y"]], (1, 1, 1_000, 1))
    assert long.span(1, 1) == (2, 1) and long.cell(2, 1).text == "甲" and long.cell(3, 1) is None and long.last_row == 2


def test_white_space_is_left_out_of_the_text_and_an_empty_page_has_no_rows():
    assert page([[" 甲 \n乙"]]).text(1, 1) == "甲乙" and page([]).last_row == 0


def test_merges_that_fill_millions_are_refused_s8(monkeypatch):
    """S-8"""
    monkeypatch.setattr("desktop.exchange.list_reading.page._MOST_FILLED", 3)
    rows = [["甲"], ["", "x"], ["", "x"], ["", "x"], ["", "x"]]
    page(rows, (1, 1, 4, 1))
    with pytest.raises(Refused) as refused:
        page(rows, (1, 1, 5, 1))
    assert refused.value.reason == "too_large"


def test_merges_along_a_row_fill_nothing_and_make_no_list_too_large_s8(monkeypatch):
    """S-8: every row of a list may have cells merged sideways."""
    monkeypatch.setattr("desktop.exchange.list_reading.page._MOST_FILLED", 2)
    rows = [["甲", "", "x"]] * 5
    one = page(rows, *((row, 1, row, 2) for row in range(1, 6)))
    assert one.merged_down == {} and one.span(3, 1) == (3, 2)
