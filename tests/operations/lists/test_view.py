"""W-2: a view keeps its criteria, not the ids of the moment: print and export find anew what meets them."""

from __future__ import annotations

from dataclasses import replace

import openpyxl
import pytest

from desktop.ledgers.arrangement import Arrangement, ColumnFilter
from desktop.ledgers.field import Holds
from desktop.operations import own_fields
from desktop.operations.findings import edit
from desktop.operations.lists import printing
from desktop.operations.lists.sending import Wish, export_shown
from desktop.operations.lists.view import Criteria, Filters, by_criteria, chips, renewed, view
from tests.builders import EVERYONE, a_finding, a_round, a_unit, claimed

TODAY = "2026-06-05"
WAITING = Arrangement({"state_word": ColumnFilter(ticks=frozenset({"待核实"}))}, sort="number", descending=True)


@pytest.fixture
def office(ledger):
    round_id, unit_id = a_round(ledger), a_unit(ledger)
    return ledger, round_id, [a_finding(ledger, round_id, unit_id, f"问题第{n}件") for n in range(4)]


def numbers(view):
    return [row.number[-4:] for row in view.rows]


def test_what_meets_the_criteria_later_is_on_the_list_that_was_kept(office, tmp_path):
    """W-2"""
    ledger, round_id, (first, second, *_rest) = office
    claimed(ledger, first)
    shown = by_criteria(ledger.reader, Criteria((round_id,), WAITING), TODAY)
    assert numbers(shown) == ["0001"]
    claimed(ledger, second)

    made = export_shown(ledger, EVERYONE, shown, Wish(tmp_path / "待核实.xlsx", "待核实"))
    sheet = openpyxl.load_workbook(made.path).active
    cells = [str(cell.value) for row in sheet.iter_rows() for cell in row]

    assert made.rows == 2
    assert [text for text in cells if text.endswith(("-0001", "-0002"))] == ["15-06-0002", "15-06-0001"]


def test_the_same_criteria_on_an_earlier_day_show_that_day(office):
    """W-2"""
    ledger, round_id, (first, *_rest) = office
    claimed(ledger, first, on="2026-06-01")
    criteria = Criteria((round_id,), WAITING)

    assert numbers(by_criteria(ledger.reader, criteria, "2026-05-31")) == []
    assert numbers(by_criteria(ledger.reader, criteria, "2026-06-01")) == ["0001"]


def test_a_filter_on_an_own_field_goes_with_the_view_to_paper(office):
    """W-2, L8"""
    ledger, round_id, (first, *_rest) = office
    name, _changes = own_fields.add(ledger, EVERYONE, "风险等级", Holds.CHOICE, ("高", "低"))
    edit(ledger, EVERYONE, [first], {name: "高"})
    how = Arrangement({name: ColumnFilter(ticks=frozenset({"高"}))})
    shown = by_criteria(ledger.reader, Criteria((round_id,), how), TODAY, chips(how, ledger.reader))
    own = own_fields.own_fields(ledger.reader)

    assert (numbers(shown), shown.scope) == (["0001"], "风险等级：高")
    assert printing.printed_records(shown, ("number", name), own) == [{"number": shown.rows[0].number, name: "高"}]


def test_stored_with_a_view_the_criteria_come_back_as_they_were():
    """W-2"""
    assert Arrangement.from_words(WAITING.as_words()) == WAITING


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, 4), ({"status": "待核实"}, 1), ({"status": "not_started"}, 4), ({"status": "done"}, 0), ({"units": (99,)}, 0), ({"units": (1,)}, 4), ({"limit": 2}, 2), ({"search": "第3件"}, 1), ({"search": "没有这样"}, 0),
        ({"overdue": True}, 0),
    ],
)  # fmt: skip
def test_each_filter_leaves_out_what_it_does_not_mean_and_the_whole_is_told_beside_it(office, filters, found):
    ledger, round_id, (first, *_rest) = office
    claimed(ledger, first)
    shown = view(ledger.reader, Filters((round_id,), **filters), TODAY)
    assert len(shown.rows) == found and shown.total == 4


def test_what_is_overdue_comes_with_the_longest_overdue_first(office):
    ledger, round_id, (first, second, *_rest) = office
    for finding, due in ((first, "2026-06-01"), (second, "2026-05-01")):
        edit(ledger, EVERYONE, [finding], {"first_due_on": due}, reason="照原件")
    shown = view(ledger.reader, Filters((round_id,), overdue=True), TODAY)
    assert [row.id for row in shown.rows] == [second, first]


def test_a_view_of_rows_alone_stays_as_it_is_and_one_with_criteria_is_found_anew(office):
    """W-2"""
    ledger, round_id, (first, *_rest) = office
    rows = view(ledger.reader, Filters(), TODAY)
    alone = replace(rows, criteria=None)
    shown = by_criteria(ledger.reader, Criteria((round_id,), WAITING), TODAY, "范围", "口径")
    claimed(ledger, first)

    assert renewed(ledger.reader, alone) is alone
    again = renewed(ledger.reader, shown)
    assert (numbers(shown), numbers(again)) == ([], ["0001"]) and (again.as_of, again.scope, again.basis) == (
        TODAY,
        "范围",
        "口径",
    )
    assert (again.total, [line.seq for line in again.lines]) == (4, [1])
