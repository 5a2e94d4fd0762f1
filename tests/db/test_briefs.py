"""What is told of a finding in short is what its whole row tells, however many there are and however they are asked for."""

from __future__ import annotations

import pytest

from db.packed import Packed
from db.queries import briefs, findings
from db.queries.briefs import BriefRow
from db.queries.due_cases import DueCase, due_cases
from db.queries.finding_statement import statement_of
from db.records import FindingCriteria, FindingRow
from tests.builders import a_finding, a_round, a_unit, claimed

DAY = "2026-06-05"
ASKED = (
    FindingCriteria(),
    FindingCriteria(presence="any"),
    FindingCriteria(without_evidence=True),
    FindingCriteria(waiting=True),
)


@pytest.fixture
def office(ledger):
    """Findings of two rounds and units, entered in another order than they are listed in; one was reported done."""
    first, second = a_round(ledger), a_round(ledger, "第十六轮")
    late, early = a_unit(ledger, "乙局党组"), a_unit(ledger, "甲局党组")
    made = [a_finding(ledger, round_id, unit) for round_id in (second, first) for unit in (late, early, late)]
    claimed(ledger, made[1], "2026-06-01")
    return ledger


def in_short(row, record):
    return record(*(getattr(row, name) for name in record._fields))


@pytest.mark.parametrize("block", [4096, 2])
@pytest.mark.parametrize("criteria", ASKED)
def test_a_brief_is_its_row_in_short(office, monkeypatch, block, criteria):
    monkeypatch.setattr(findings, "BLOCK", block)
    monkeypatch.setattr("db.packed.BLOCK", block)
    monkeypatch.setattr("db.packed.FEW", block)
    rows = findings.list_findings(office.reader, criteria, DAY)

    told = briefs.list_briefs(office.reader, criteria, DAY)

    assert isinstance(told, Packed) == (block == 2)
    assert list(told) == [in_short(row, BriefRow) for row in rows] != []
    assert sorted(due_cases(office.reader, criteria, DAY)) == sorted(in_short(row, DueCase) for row in rows)


def test_nothing_is_worked_out_that_nobody_asks_for():
    whole, short = statement_of(FindingRow._fields), statement_of(DueCase._fields)
    for alias in ("named", "problem", "last", "work", "shared"):
        join = f"join {'finding_event as last' if alias == 'last' else alias} on "
        assert join in whole and join not in short


def test_what_a_record_tells_stands_in_the_whole_row():
    assert {*BriefRow._fields, *DueCase._fields} <= set(FindingRow._fields)
