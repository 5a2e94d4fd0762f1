"""The accounting law of a list that is read: every row is told once, and merged cells are filled downwards."""

from types import SimpleNamespace

import pytest

from desktop.ui.pages.importing.law import Law, Mended, cell_text, filled_cells


def test_the_law_holds_where_the_parts_make_the_rows():
    law = Law(rows=20, ready=10, must=2, totals=1, heads=3, others=1, blank=2, left_out=1)
    assert (
        law.holds
        and law.words() == "20 行 = 可入账 10 + 必须改 2 + 小计合计 1 + 标题表头 3 + 不收 1 + 说明重复等 1 + 空行 2"
    )


@pytest.mark.parametrize("part", ["ready", "must", "totals", "heads", "others", "blank", "left_out"])
def test_a_row_more_or_less_in_any_part_breaks_it(part):
    parts = dict.fromkeys(("ready", "must", "totals", "heads", "others", "blank", "left_out"), 1)
    assert Law(rows=7, **parts).holds and not Law(rows=7, **{**parts, part: 2}).holds


def test_parts_that_are_not_there_are_not_named():
    words = Law(rows=4, ready=3, must=0, totals=0, heads=1, others=0, blank=0).words()
    assert "不收" not in words and "说明重复等" not in words and "必须改 0" in words


def a_sheet(rows, merges=()):
    return SimpleNamespace(name="清单", rows=rows, merges=merges)


def test_a_merged_cell_fills_the_rows_below_it_and_no_cell_that_is_written():
    sheet = a_sheet({1: {1: "甲"}, 2: {2: "x"}, 3: {1: "乙"}, 5: {2: "y"}}, [(1, 1, 3, 1), (5, 1, 6, 1)])
    filled = filled_cells(sheet)
    assert filled == {1: {1: "甲"}, 2: {1: "甲", 2: "x"}, 3: {1: "乙"}, 5: {2: "y"}}
    assert sheet.rows[2] == {2: "x"}, "the sheet itself stays as it is read"


def test_a_cell_is_told_as_it_is_written_and_nothing_where_there_is_none():
    reviewed = SimpleNamespace(sheets=[a_sheet({2: {3: SimpleNamespace(text="2026.6.18")}})])
    assert cell_text(reviewed, ("清单", 2, "C")) == "2026.6.18"
    assert [cell_text(reviewed, place) for place in (("清单", 2, "D"), ("清单", 3, "C"), ("别的", 2, "C"))] == [""] * 3
    assert cell_text(None, ("清单", 2, "C")) == ""


def test_what_was_set_right_is_told_by_the_title_of_its_field():
    one = Mended("清单", 23, "F", "due_on", "2026.6.18", "2026-06-18")
    assert one.words({"due_on": "整改时限"}) == "第 23 行　整改时限：2026.6.18 → 2026-06-18"
    assert "due_on" in one.words({})
