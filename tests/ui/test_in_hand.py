"""What is in hand while many rows are read, filtered or sorted beside the window: the record that the clerk went to last."""

import pytest

from desktop.ui import aside
from desktop.ui.grid.ledger_table import LedgerTableView
from desktop.ui.grid.rows import ColumnFilter
from tests.ui.test_ledger_table import TABLE, Row

ROWS = tuple(Row(n, ("县城管局", "柳坪乡")[n % 2], f"问题{n}", n * 10) for n in range(1, 41))
ANEW = {
    "read": lambda table: table.show_records(ROWS),
    "read, else the first": lambda table: table.show_records(ROWS, first=True),
    "sorted": lambda table: table.sort_by("money", True),
    "filtered": lambda table: table.set_filter("unit", ColumnFilter(ticks=frozenset({"柳坪乡"}))),
}


@pytest.fixture
def table(qtbot, theme, monkeypatch):
    view = LedgerTableView(theme, TABLE)
    qtbot.addWidget(view)
    view.show_records(ROWS)
    view.select_id(1)
    monkeypatch.setattr(aside, "ROWS_AT_ONCE", 4)
    return view


@pytest.mark.parametrize("anew", ANEW.values(), ids=ANEW)
def test_who_moves_on_before_the_rows_stand_anew_keeps_the_record_that_he_went_to(qtbot, table, anew):
    anew(table)
    table.select_id(31)

    qtbot.waitUntil(lambda: not table.model.busy)

    assert table.current_record().id == 31


@pytest.mark.parametrize("anew", ANEW.values(), ids=ANEW)
def test_who_stays_keeps_the_record_that_he_had(qtbot, table, anew):
    anew(table)

    qtbot.waitUntil(lambda: not table.model.busy)

    assert table.current_record().id == 1


def test_where_the_filter_hides_the_record_that_he_went_to_the_first_one_is_in_hand(qtbot, table):
    ANEW["filtered"](table)
    table.select_id(32)

    qtbot.waitUntil(lambda: not table.model.busy)

    assert table.current_record().id == 1
