"""单位 × 分类: every field counts its items, rows and columns add up to the total (R6), categories in their order."""

from __future__ import annotations

import random

from db.packed import Packed
from db.records import Basis, Scope
from desktop.operations import progress
from desktop.statistics.by_category import pivot
from desktop.statistics.heat import heat
from desktop.statistics.rectification_rate import rate_table
from tests.builders import EVERYONE, a_finding, a_round, a_unit

TODAY = "2026-06-05"
FIRSTS = ("三 组织", "一 决策", "")


def test_fields_rows_and_columns_add_up_and_equal_the_rate_by_unit(ledger):
    chance = random.Random(3)
    round_id = a_round(ledger)
    units = [a_unit(ledger, f"第{n}局党组", sort=n) for n in range(3)]
    for _ in range(24):
        first = chance.choice(FIRSTS)
        second = chance.choice(("甲", "乙", ""))
        finding = a_finding(ledger, round_id, chance.choice(units), category1=first, category2=second)
        if chance.random() < 0.4:
            progress.verify(ledger, EVERYONE, finding, "basically_done", "2026-05-20")
    basis = Basis(numerator=("basically_done",))

    found = heat(ledger.reader, basis, TODAY, scope=Scope(rounds=(round_id,)))
    by_unit = rate_table(ledger.reader, basis, TODAY, by="unit", scope=Scope(rounds=(round_id,)))

    assert found.sums_agree
    assert found.total.rate == by_unit.total.rate
    assert {place[1]: cell.rate for place, cell in found.row_totals.items()} == {
        row.key_id: row.rate for row in by_unit.rows
    }
    for cell in found.cells.values():
        assert len(cell.items) == cell.rate.denominator


def test_categories_stand_by_their_numbers_and_those_without_one_last(ledger):
    round_id, unit = a_round(ledger), a_unit(ledger)
    for first in FIRSTS:
        a_finding(ledger, round_id, unit, category1=first, category2="甲")

    found = heat(ledger.reader, Basis(), TODAY)

    assert [first for first, _ in found.columns] == ["一 决策", "三 组织", "未分类"]


def test_a_large_ledger_holds_what_is_behind_the_fields_packed_and_counts_the_same(ledger, monkeypatch):
    """A tab keeps its table all day: the items of a hundred thousand findings are held once, and packed."""
    round_id, units = a_round(ledger), [a_unit(ledger, f"第{n}局党组") for n in range(2)]
    for place in range(8):
        a_finding(ledger, round_id, units[place % 2], category1=FIRSTS[place % len(FIRSTS)], category2="甲")

    def told():
        both = heat(ledger.reader, Basis(), TODAY), pivot(ledger.reader, Basis(), TODAY)
        fields = [one for table in both for part in (table.cells, table.row_totals, table.column_totals) for one in part.values()]  # fmt: skip
        return [(one.rate, list(one.items)) for one in fields], {type(one.items) for one in fields}

    plain, _kinds = told()
    monkeypatch.setattr("db.packed.FEW", 3)
    assert told() == (plain, {Packed}) and plain
