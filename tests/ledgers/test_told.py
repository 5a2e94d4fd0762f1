"""W-3: a record's fields as files tell them: what a cell holds as itself, everything else in words."""

from datetime import date
from types import SimpleNamespace

import pytest

from desktop.ledgers.field import Field, Holds
from desktop.ledgers.told import sheet_cell, told_text


def cell(holds, value, **named):
    return sheet_cell(Field("x", "某栏", holds, **named), SimpleNamespace(x=value))


def text(holds, value, **named):
    return told_text(Field("x", "某栏", holds, **named), SimpleNamespace(x=value))


@pytest.mark.parametrize("holds, value, written", [
    (Holds.DATE, "2026-06-18", date(2026, 6, 18)), (Holds.DATE, "随时", "随时"), (Holds.DATE, None, None), (Holds.MONEY, 142_800, 14.28), (Holds.MONEY, 20_000, 2), (Holds.MONEY, None, None), (Holds.MONEY, 0, 0), (Holds.INT, 3, 3), (Holds.INT, 0, 0),
    (Holds.FLAG, 1, "是"), (Holds.FLAG, 0, "否"), (Holds.TEXT, "甲", "甲"), (Holds.TEXT, "", None), (Holds.FINDINGS, ("A", "B"), "A、B"),
])  # fmt: skip
def test_a_workbook_holds_dates_and_numbers_as_such(holds, value, written):
    found = cell(holds, value)
    assert (found, type(found)) == (written, type(written))


def test_a_count_of_nothing_is_blank_where_its_field_says_so_and_a_computed_flag_is_in_words():
    assert (cell(Holds.INT, 0, zero_is_blank=True), cell(Holds.INT, 2, zero_is_blank=True)) == (None, 2)
    assert (cell(Holds.FLAG, 1, stored=False), cell(Holds.FLAG, 0, stored=False)) == ("是", "")


def test_what_a_field_tells_of_its_record_stands_before_its_value_and_paper_may_say_its_own():
    record = SimpleNamespace(x="短", full="全称", on="2026-06-18")
    told = Field("x", "某栏", told=lambda one: one.full)
    assert (sheet_cell(told, record), told_text(told, record)) == ("全称", "全称")
    printed = Field("x", "某栏", told=lambda one: one.full, printed=lambda _one: None)
    assert (sheet_cell(printed, record), told_text(printed, record)) == ("全称", "")
    dated = Field("x", "某栏", Holds.DATE, told=lambda one: one.on)
    assert sheet_cell(dated, record) == date(2026, 6, 18)
    assert (text(Holds.MONEY, 142_800), text(Holds.FLAG, 0)) == ("14.28", "")
