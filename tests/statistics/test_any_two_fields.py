"""W-3, R7: statistics by any two fields of the finding ledger, the office's own among them; parts and totals agree."""

from __future__ import annotations

import pytest

from db.records import Basis
from desktop.ledgers.field import Holds
from desktop.ledgers.findings import grouping_fields
from desktop.operations import own_fields
from desktop.operations.findings import edit
from desktop.statistics.by_category import NO_WORD, pivot
from tests.builders import EVERYONE, a_finding, a_round, a_unit

TODAY = "2026-06-05"


@pytest.fixture
def office(ledger):
    round_id, unit_id = a_round(ledger), a_unit(ledger)
    name, _changes = own_fields.add(ledger, EVERYONE, "风险等级", Holds.CHOICE, ("高", "低"))
    ids = [a_finding(ledger, round_id, unit_id, f"问题{n}", owner="甲" if n % 2 else "乙") for n in range(5)]
    edit(ledger, EVERYONE, ids[:2], {name: "高"})
    return ledger


def test_findings_are_counted_by_two_fields_and_the_parts_make_the_whole(office):
    fields = {field.title: field for field in grouping_fields(own_fields.own_fields(office.reader))}
    found = pivot(office.reader, Basis(), TODAY, row=fields["责任人"], column=fields["风险等级"])

    assert {key: cell.rate.denominator for key, cell in found.cells.items()} == {
        ("乙", "高"): 1, ("甲", "高"): 1, ("乙", NO_WORD): 2, ("甲", NO_WORD): 1,
    }  # fmt: skip
    assert found.columns == ("高", NO_WORD)


def test_every_field_that_is_offered_counts_every_finding_once(office):
    for field in grouping_fields(own_fields.own_fields(office.reader)):
        found = pivot(office.reader, Basis(), TODAY, row=field, column="unit")

        assert sum(cell.rate.denominator for cell in found.row_totals.values()) == found.total.rate.denominator == 5
