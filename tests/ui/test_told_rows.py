"""A row that tells its columns by name knows no other name: whoever asks with a default gets it."""

import copy
from datetime import date
from types import SimpleNamespace

import pytest

from desktop.operations.dispatches import LeaderLine, OrganLine, Part, UnitLine
from desktop.operations.organisation_duties import DutyLine
from desktop.ui.grid.told_rows import cell_of
from desktop.ui.pages.register import dispatch_rows, duties_card, letters_strip


class Empty(dict):
    def __missing__(self, _name):
        return None


RECORD = SimpleNamespace(stored=Empty(), fields=Empty(), number="1", state="open")
TODAY = date(2026, 6, 5)
ROWS = [
    *((table, row) for table, line in (
        (dispatch_rows.LEADERS, LeaderLine("甲", "", Part())), (dispatch_rows.ORGANS, OrganLine("department", "乙", "", Part())),
        (dispatch_rows.UNITS, UnitLine(1, "丙", Part())),
    ) for row in dispatch_rows.rows_of([line], date(2026, 6, 5))),
    (dispatch_rows.WRITTEN, dispatch_rows.Written(1, RECORD, TODAY)),
    (duties_card.TABLE, duties_card.Row(1, DutyLine(None, None))),
    (letters_strip.TABLE, letters_strip.Row(1, SimpleNamespace(record=RECORD, units=1, findings=2, signed_on="", regulations=()), TODAY)),
]  # fmt: skip


@pytest.mark.parametrize(("table", "row"), ROWS, ids=lambda one: getattr(one, "key", None))
def test_a_row_tells_all_columns_of_its_table_and_nothing_under_another_name(table, row):
    for column in table.columns:
        assert getattr(row, column.field, None) is not None, column.field
    assert getattr(row, "no_such_field", "else") == "else" and not hasattr(row, "no_such_field")
    assert copy.copy(row) == row


def test_a_cell_that_is_not_told_is_no_attribute():
    assert cell_of({"a": 0}, "a") == 0
    with pytest.raises(AttributeError, match="b"):
        cell_of({"a": 0}, "b")
