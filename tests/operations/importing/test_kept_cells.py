"""W-3: cells under heads of our own fields are read by them; what cannot be read stays under its head."""

import pytest

from desktop.ledgers.field import Holds
from desktop.operations import own_fields
from desktop.operations.importing.kept_cells import read_kept
from tests.builders import EVERYONE, a_unit

TODAY = "2026-06-05"


def test_cells_are_read_by_the_field_of_their_head(ledger):
    name, _changes = own_fields.add(ledger, EVERYONE, "走访次数", Holds.INT)
    kept = read_kept(ledger.reader, {"涉及人数": "3", "走访次数": "12", "性质认定": "违纪", "没有的栏": "x"}, TODAY)
    assert kept.values.get(name) == 12 and kept.other.get("没有的栏") == "x" and not kept.ours
    for head in ("走访 次数", "走访次数（次）"):
        assert read_kept(ledger.reader, {head: "7"}, TODAY).values == {name: 7}
    unread = read_kept(ledger.reader, {"走访次数": "多次"}, TODAY)
    assert (unread.values, unread.other) == ({}, {"走访次数": "多次"})


def test_co_units_are_those_of_the_register_and_a_strange_one_keeps_the_cell(ledger):
    one, other = a_unit(ledger), a_unit(ledger, "县财政局党组")
    head = "配合单位"
    kept = read_kept(ledger.reader, {head: "县民政局党组、县财政局党组"}, TODAY)
    assert (kept.co_units, kept.other) == ([one, other], {})
    strange = read_kept(ledger.reader, {head: "县民政局党组、县水务局党组"}, TODAY)
    assert (strange.co_units, strange.other) == ([one], {head: "县民政局党组、县水务局党组"})


@pytest.mark.parametrize(
    "text, day",
    [("2026-06-05", "2026-06-05"), ("2026-06-06", ""), ("2026-05-01 09:00", "2026-05-01"), ("五月", ""), ("", "")],
)
def test_days_of_the_two_lanes_are_taken_from_our_own_list_alone_and_never_from_tomorrow(ledger, text, day):
    ours = read_kept(ledger.reader, {"编号": "15-06-0001", "自报日期": text, "认定日期": text}, TODAY)
    assert (ours.ours, ours.claimed_on, ours.found_on) == (True, day, day)
    other = read_kept(ledger.reader, {"自报日期": text, "认定日期": text}, TODAY)
    assert (other.ours, other.claimed_on, other.found_on) == (False, "", "")


def test_computed_columns_of_our_own_list_are_not_kept_twice_and_other_cells_come_apart_again(ledger):
    cells = {"编号": "15-06-0001", "原表其他栏": "甲栏：一；二；乙栏：三：四", "别的": "x"}
    kept = read_kept(ledger.reader, cells, TODAY)
    assert {name: kept.other[name] for name in ("甲栏", "乙栏", "别的")} == {
        "甲栏": "一；二",
        "乙栏": "三：四",
        "别的": "x",
    }
    assert "编号" not in kept.other
