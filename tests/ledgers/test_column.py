"""A value as a grid shows it, and a column as it reads a record."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from desktop.ledgers.column import Align, Column, Kind, LedgerTable, Mark, Shape, Tone, shown
from desktop.ledgers.field import Field, Holds
from desktop.rules.permissions import Right


@pytest.mark.parametrize("value, text", [
    (None, "—"), ("", "—"), (True, "是"), (False, "—"), (date(2026, 6, 5), "2026-06-05"), (1234, "1,234"), (-3, "−3"), (0, "0"), (Decimal("1234.5"), "1,234.5"), (("甲", 1), "甲、1"), (["甲"], "甲"), ("甲", "甲"),
])  # fmt: skip
def test_values_are_shown_as_people_read_them(value, text):
    assert shown(value) == text


def test_a_cell_says_its_value_or_the_word_of_its_mark():
    record = SimpleNamespace(owner=None)
    assert (Column("owner", "责任人").text(record), Column("owner", "责任人").value(record)) == ("—", None)
    assert Column("owner", "责任人", mark=lambda _record: Mark(Shape.DOT, "待核实")).text(record) == "待核实"
    assert Column("owner", "责任人").scale == 1


def test_a_column_is_found_by_its_field():
    table = LedgerTable("t", "表", (Column("a", "甲"), Column("b", "乙")))
    assert table.column("b").title == "乙"
    with pytest.raises(StopIteration):
        table.column("c")


@pytest.mark.parametrize("holds", Holds)
def test_money_alone_is_shown_in_ten_thousands(holds):
    assert Field("x", "某栏", holds).as_column().scale == (10_000 if holds is Holds.MONEY else 1)


@pytest.mark.parametrize("right", Right)
def test_a_column_is_closed_to_who_lacks_the_right_of_its_field_and_says_so(right):
    """R-1"""
    field = Field("x", "某栏", right=right)
    column, everything = field.as_column(), {one.value for one in Right}
    closed = column.held_by(everything - {right.value, right})

    assert column.held_by(frozenset(Right)) is column
    if right is Right.ENTER:  # the deed itself asks for it
        assert closed is column
    else:
        assert not closed.editable and field.lacking(frozenset(Right) - {right}) in closed.reason
        assert LedgerTable("t", "表", (column,)).held_by(frozenset(Right) - {right}).column("x") == closed


@pytest.mark.parametrize("computed", [{"reason": "算出来的"}, {"set_by": "申请延期"}])
@pytest.mark.parametrize("right", Right)
def test_a_column_that_nobody_types_in_keeps_its_own_reason(right, computed):
    column = Field("x", "某栏", right=right, **computed).as_column()

    assert column.held_by(frozenset()) is column and not column.editable
    assert Column("x", "某栏").held_by(frozenset()).reason == ""


def test_what_a_column_is_unless_it_says_otherwise():
    plain = Column("owner", "责任人")
    assert (plain.width, plain.align, plain.kind, plain.reason, plain.choices) == (96, Align.LEFT, Kind.TEXT, "", ())
    assert (plain.wrap, plain.editable, plain.hidden, plain.counts_rows) == (False, False, False, False)
    assert plain.show is shown and (plain.sort, plain.mark, plain.declared) == (None, None, None)
    table = LedgerTable("t", "表")
    assert (table.columns, table.frozen, table.unit_word) == ((), 0, "条")
    assert (Mark(Shape.DOT, "待核实").tone, Mark(Shape.DOT, "待核实").tooltip) == (Tone.PLAIN, "")
