"""A grid whose rows were given back stands as it was left when they are shown again."""

from dataclasses import replace

import pytest

from desktop.ui import aside
from desktop.ui.grid import left_rows
from desktop.ui.grid.ledger_table import LedgerTableView
from desktop.ui.grid.rows import ColumnFilter
from tests.ui.test_ledger_table import TABLE, Row

ROWS = tuple(Row(n, ("县城管局", "柳坪乡", "县教育局")[n % 3], f"问题{n}", n * 10) for n in range(1, 91))


@pytest.fixture
def table(qtbot, theme, monkeypatch):
    monkeypatch.setattr(aside, "ROWS_AT_ONCE", 10)
    view = LedgerTableView(theme, TABLE)
    qtbot.addWidget(view)
    view.resize(400, 300)
    view.show_records(ROWS)
    view.show()
    settle(qtbot, view)
    return view


def settle(qtbot, table):
    qtbot.waitUntil(lambda: not table.model.busy)


def arranged(qtbot, table):
    table.set_filter("unit", ColumnFilter(ticks=frozenset({"县城管局", "柳坪乡"})))
    table.sort_by("money", True)
    settle(qtbot, table)
    table.model.tick([3, 4, 90], True)


@pytest.mark.parametrize("chosen", [(33,), (30, 31, 33)])
def test_row_in_hand_chosen_ones_filter_sort_ticks_and_place_come_back(qtbot, table, chosen):
    arranged(qtbot, table)
    table.grid.clearSelection()
    for record_id in chosen:
        table.grid.selectionModel().select(
            table.model.index(table.model.row_of(record_id), 0), left_rows._ROWS & ~left_rows._ROWS.Clear
        )
    table.grid.selectionModel().setCurrentIndex(table.model.index(table.model.row_of(33), 2), left_rows._NOTHING_ELSE)
    table.grid.verticalScrollBar().setValue(table.model.row_of(33) - 2)
    before, how, ticked = left_rows.left_of(table), table.model.how, set(table.model.ticked)
    assert list(before.chosen) == sorted(chosen, reverse=True) and before.in_hand == 33 and before.column == 2

    gone = left_rows.let_go(table)

    assert any(rows is table.model.all_records or len(rows) == len(ROWS) for rows in gone)
    assert not len(table.model.shown) and not table.model.is_read
    assert left_rows.id_in_hand(table) == 33 and list(table.grid.ids_looked_at()) == list(before.looked_at)

    table.show_records(ROWS)
    settle(qtbot, table)

    assert left_rows.left_of(table) == before
    assert (table.model.how, table.model.ticked) == (how, ticked)


def test_all_that_were_chosen_are_chosen_again(qtbot, table):
    table.select_id(7)
    table.grid.selectAll()
    before = left_rows.left_of(table)
    assert len(before.chosen) == len(ROWS)

    left_rows.let_go(table)
    table.show_records(ROWS)
    settle(qtbot, table)

    assert left_rows.left_of(table) == before and len(table.selected_records()) == len(ROWS)
    assert table.grid.selectionModel().selection().count() == 1


def test_a_row_that_came_meanwhile_was_chosen_by_nobody(qtbot, table):
    table.select_id(7)
    table.grid.selectAll()
    left_rows.let_go(table)

    table.show_records((*ROWS, replace(ROWS[0], id=91)))
    settle(qtbot, table)

    assert {row.id for row in table.selected_records()} == {row.id for row in ROWS}


@pytest.mark.parametrize("many", [False, True])
def test_where_the_row_in_hand_is_gone_the_first_takes_its_place_if_the_page_wants_one(qtbot, table, many):
    table.select_id(90)
    if many:
        table.grid.selectAll()
    left_rows.let_go(table)

    table.show_records(ROWS[:40], first=True)
    settle(qtbot, table)

    assert table.current_record().id == 1


def test_who_reads_twice_before_the_rows_stand_has_the_row_in_hand_all_the_same(qtbot, table):
    table.select_id(50)
    left_rows.let_go(table)

    table.show_records(ROWS)
    table.show_records(ROWS[:80])
    settle(qtbot, table)

    assert table.current_record().id == 50


def test_of_rows_that_are_gone_meanwhile_nothing_is_put_back(qtbot, table):
    table.select_id(90)
    left_rows.let_go(table)

    table.show_records(ROWS[:40])
    settle(qtbot, table)

    assert table.current_record() is None and len(table.model.shown) == 40


def test_few_rows_stay(qtbot, table):
    table.show_records(ROWS[:10])
    settle(qtbot, table)

    assert left_rows.let_go(table) == () and len(table.model.shown) == 10


def test_few_rows_out_of_many_that_the_page_keeps_are_given_back_with_them(qtbot, table):
    table.show_records(ROWS[:10])
    settle(qtbot, table)

    assert left_rows.let_go(table, ROWS)
    assert not len(table.model.shown)
