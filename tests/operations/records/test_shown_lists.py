"""W-3: any table of the window leaves as it is shown: dates and numbers as themselves, all else as the cell says it."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from desktop.ledgers.column import Column, LedgerTable, Mark, Shape
from desktop.ledgers.field import Field, Holds
from desktop.operations.records.shown_lists import shown

NUMBERS = {Holds.DATE: "2026-06-05", Holds.INT: 3, Holds.MONEY: 120_000}


def told(columns, *records, total=0):
    return shown(
        LedgerTable("t", "某表", tuple(columns), unit_word="件"), columns, records, "2026-06-05", "本轮", total
    )


@pytest.mark.parametrize("holds", NUMBERS)
def test_dates_and_numbers_stay_what_they_are(holds):
    found = told([Field("x", "某栏", holds).as_column()], SimpleNamespace(x=NUMBERS[holds]), SimpleNamespace(x=None))

    assert found.register.fields[0].holds is holds
    assert [one.fields["x"] for one in found.records] == [NUMBERS[holds], None]


@pytest.mark.parametrize("holds", sorted(set(Holds) - set(NUMBERS)))
def test_everything_else_is_told_as_its_cell_says_and_nothing_is_left_blank(holds):
    column = Field("x", "某栏", holds, choices={"a": "甲"}).as_column()
    value = 1 if holds is Holds.FLAG else "a"
    found = told([column], SimpleNamespace(x=value), SimpleNamespace(x=None))

    assert found.register.fields[0].holds is Holds.TEXT and not found.register.fields[0].choices
    assert [one.fields["x"] for one in found.records] == [column.text(SimpleNamespace(x=value)), ""]


@pytest.mark.parametrize("holds", NUMBERS)
def test_a_number_that_is_shown_in_words_is_told_in_words(holds):
    worded = Column("x", "某栏", show=lambda value: f"第{value}件", declared=Field("x", "某栏", holds))
    marked = Column("x", "某栏", mark=lambda _one: Mark(Shape.DOT, "待核实"), declared=Field("x", "某栏", holds))
    value = NUMBERS[holds]

    for column, text in ((worded, f"第{value}件"), (marked, "待核实")):
        assert told([column], SimpleNamespace(x=value)).records[0].fields == {"x": text}


def test_rows_keep_their_order_and_the_running_number_is_left_to_the_list():
    columns = [Column("seq", "序号", counts_rows=True), Column("b", "乙", width=80), Column("a", "甲")]
    found = told(columns, SimpleNamespace(a="1", b="2"), SimpleNamespace(a="3", b="4"), total=9)

    assert [(field.name, field.title) for field in found.register.fields] == [("b", "乙"), ("a", "甲")]
    assert [(one.id, one.fields) for one in found.records] == [(1, {"b": "2", "a": "1"}), (2, {"b": "4", "a": "3"})]
    assert (found.total, found.scope, found.as_of, found.register.unit_word) == (9, "本轮", "2026-06-05", "件")
    assert told(columns, SimpleNamespace(a="", b="")).total == 1
    assert found.register.fields[0].mm == 20
