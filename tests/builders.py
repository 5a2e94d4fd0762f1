"""Builders: a unit, a round, a finding, with only what a test cares about."""

from __future__ import annotations

from desktop.operations import findings, measures, progress, rounds, units
from desktop.operations.findings import FindingDraft
from desktop.operations.measures import MeasureDraft
from desktop.operations.units import UnitDraft
from desktop.rules.permissions import Actor, Right

EVERYONE = Actor("试验员", frozenset(Right))
CLAIMANT = Actor("登记员", frozenset({Right.ENTER}))
"""Who enters what units report, so that another may close out."""


def a_round(ledger, name="十五届县委第六轮（常规）", feedback_on="2026-03-18", **fields):
    round_id, _changes = rounds.add(ledger, EVERYONE, name, {"feedback_on": feedback_on, **fields})
    return round_id


def a_unit(ledger, name="县民政局党组", **fields):
    [unit_id], _changes = units.add(ledger, EVERYONE, [UnitDraft(name, **fields)])
    return unit_id


def a_finding(ledger, round_id=None, unit_id=None, text="党费收缴不及时，欠缴3个月", measures_=0, **fields):
    round_id = round_id or a_round(ledger, f"试验轮次{ledger.reader.value('select count(*) from round')}")
    unit_id = unit_id or a_unit(ledger)
    finding_id, _changes = findings.add(ledger, EVERYONE, FindingDraft(round_id, unit_id, text, **fields))
    if measures_:
        drafts = [MeasureDraft(f"措施{n}") for n in range(1, measures_ + 1)]
        measures.add(ledger, EVERYONE, finding_id, drafts, "2026-03-20")
    return finding_id


def claimed(ledger, finding_id, on="2026-06-01", said_by="县民政局"):
    progress.claim(ledger, CLAIMANT, finding_id, "done", on, "已补缴", said_by=said_by)
    return finding_id


def no_evidence_faults(_ledger, _finding_id):
    return []
