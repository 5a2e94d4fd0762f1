"""A value as a grid shows it, and a column as it reads a record."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from desktop.ledgers.column import Column, LedgerTable, Mark, Shape, shown


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
