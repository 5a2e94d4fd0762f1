"""What a workbook of any kind is to the readers: cells as people read them, columns by letters, bounds (K11, K12, S-8)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import Refused
from desktop.exchange.sheet_cells import (
    Cell,
    Sheet,
    SheetLimits,
    column_letter,
    column_number,
    has_content,
    number_text,
    text_cell,
)


@given(st.integers(1, 16_384))
def test_letters_and_numbers_of_columns_are_inverse(column):
    assert column_number(column_letter(column)) == column == column_number(column_letter(column).lower())


def test_columns_are_lettered_as_excel_does():
    assert [column_letter(number) for number in (1, 26, 27, 52, 53, 702, 703)] == [
        "A",
        "Z",
        "AA",
        "AZ",
        "BA",
        "ZZ",
        "AAA",
    ] and column_letter(0) == ""


@pytest.mark.parametrize("cell, text", [
    (Cell("甲\n乙"), "甲\n乙"), (Cell(3.0), "3"), (Cell(3.5), "3.5"), (Cell(True), "TRUE"), (Cell(False), "FALSE"), (Cell(date(2026, 6, 5)), "2026-06-05"), (Cell(0.655, number_format="0.0%"), "65.5%"), (Cell(1, number_format="0%"), "100%"), (Cell(None, shown="#N/A"), "#N/A"), (Cell(), ""), (Cell(-2), "-2"),
])  # fmt: skip
def test_a_cell_is_read_as_a_person_would(cell, text):
    assert cell.text == text


@pytest.mark.parametrize(
    "value, text",
    [
        (3.0, "3"),
        (1e15, "1000000000000000.0"),
        (999999999999999.0, "999999999999999"),
        (0.1, "0.1"),
        (-3.0, "-3"),
        (7, "7"),
        (10**20, str(10**20)),
    ],
)
def test_a_number_has_no_decimals_that_only_its_storage_has(value, text):
    assert number_text(value) == text


@pytest.mark.parametrize(
    "cell, filled",
    [
        (Cell(" \u3000"), False),
        (Cell("x"), True),
        (Cell(0), True),
        (Cell(False), True),
        (Cell(), False),
        (Cell(fault="error_value"), True),
        (Cell(""), False),
    ],
)
def test_white_space_alone_is_no_content_and_a_fault_is(cell, filled):
    assert has_content(cell) is filled


@pytest.mark.parametrize("text, fault, value, note", [
    ('=DISPIMG("ID_1",1)', "picture_not_read", None, None), (' = _xlfn.IMAGE("x") ', "picture_not_read", None, None), ("=A1", None, "=A1", None), ("DISPIMG(1)", None, "DISPIMG(1)", None), ("甲", None, "甲", None), ("\ud842\udfb7", None, "𠮷", None), ("甲\ud842", None, "甲", "bad_character"), ("\ud842", None, None, "bad_character"),
])  # fmt: skip
def test_a_drawing_formula_is_no_text_and_halves_of_characters_are_joined_k11_k12(text, fault, value, note):
    cell = text_cell(text)
    assert (cell.fault, cell.value, cell.note) == (fault, value, note)


def test_hidden_columns_lie_in_their_ranges_and_rows_come_in_order():
    sheet = Sheet("x", rows={3: {1: Cell("c")}, 1: {1: Cell("a")}}, hidden_columns=[(2, 3), (5, 5)])
    assert [sheet.column_is_hidden(column) for column in (1, 2, 3, 4, 5, 6)] == [False, True, True, False, True, False]
    assert [row for row, _cells in sheet.numbered_rows()] == [1, 3] and not sheet.is_empty and Sheet("y").is_empty


@pytest.mark.parametrize("bound, most", [("rows", "MOST_ROWS"), ("cells", "MOST_CELLS"), ("text", "MOST_TEXT")])
def test_a_file_is_refused_one_beyond_what_a_list_can_have_s8(bound, most):
    """S-8"""
    limits = SheetLimits("甲.xlsx")
    limits.add(**{bound: getattr(SheetLimits, most)})
    with pytest.raises(Refused, match="甲.xlsx") as refused:
        limits.add(**{bound: 1})
    assert refused.value.reason == "too_large"


def test_a_row_counts_its_cells_and_texts_and_may_not_be_too_wide_s8(monkeypatch):
    """S-8"""
    monkeypatch.setattr(SheetLimits, "MOST_IN_ROW", 3)
    monkeypatch.setattr(SheetLimits, "MOST_TEXT", 5)
    SheetLimits("x").count({1: Cell("ab"), 2: Cell("abc"), 3: Cell(12345678)})
    for wrong in ({1: Cell("ab"), 2: Cell("abcd")}, {number: Cell(1) for number in range(4)}):
        with pytest.raises(Refused):
            SheetLimits("x").count(wrong)


def test_cells_and_texts_count_no_rows_and_rows_count_each(monkeypatch):
    """S-8: a sheet of many cells is not let in as one of fewer rows."""
    monkeypatch.setattr(SheetLimits, "MOST_ROWS", 2)
    limits = SheetLimits("甲")
    limits.add(cells=1)
    limits.add(text=1)
    limits.add(rows=1)
    limits.add(rows=1)
    with pytest.raises(Refused):
        limits.add(rows=1)


@pytest.mark.parametrize(("bound", "counted"), [("MOST_ROWS", "rows"), ("MOST_CELLS", "cells"), ("MOST_TEXT", "text")])
def test_a_sheet_may_have_as_many_as_the_bound_and_not_one_more(monkeypatch, bound, counted):
    """S-8"""
    monkeypatch.setattr(SheetLimits, bound, 3)
    limits = SheetLimits("甲")
    for _ in range(3):
        limits.add(**{counted: 1})
    with pytest.raises(Refused):
        limits.add(**{counted: 1})


def test_text_is_counted_exactly_only_where_it_could_be_too_much_s8():
    """S-8"""
    limits, asked = SheetLimits("甲.xlsx"), []
    most = SheetLimits.MOST_TEXT

    def exactly(signs):
        return lambda: asked.append(signs) or signs

    limits.add_text(most - 10, exactly(5))
    assert asked == []
    limits.add_text(20, exactly(20))
    assert asked == [5, 20]
    limits.add_text(most - 25, exactly(most - 25))
    with pytest.raises(Refused):
        limits.add(text=1)
    assert asked == [5, 20, most - 25]
