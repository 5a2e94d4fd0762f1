"""What follows from a record where nothing was given, and the deeds that its steps carry out (L-2, registers.md §4)."""

import pytest

from db.queries import facts
from desktop.errors import KnownError
from desktop.ledgers.chases import CHASES
from desktop.ledgers.extensions import EXTENSIONS
from desktop.ledgers.round_nodes import ROUND_NODES
from desktop.operations import progress, rounds, units
from desktop.operations.follow_up.taking import Taking
from desktop.operations.records import consequences, verbs
from tests.builders import EVERYONE, a_round, a_unit, no_evidence_faults

TODAY = "2026-06-05"


def filled(ledger, register, **values):
    return consequences.filled(ledger.reader, register, values, TODAY)


def test_the_round_is_that_of_the_findings_or_of_the_units_last_feedback(ledger, office):
    assert filled(ledger, CHASES, findings=office["findings"])["round"] == office["round"]
    assert filled(ledger, CHASES, unit=office["unit"], on=TODAY)["round"] == office["round"]
    later = a_round(ledger, "十五届县委第八轮", "2026-06-01")
    rounds.place_units(ledger, EVERYONE, later, [office["unit"]])
    assert filled(ledger, CHASES, unit=office["unit"], on=TODAY)["round"] == later
    assert filled(ledger, CHASES, unit=office["unit"], on="2026-05-31")["round"] == office["round"]
    assert filled(ledger, CHASES, unit=office["unit"], round=office["round"])["round"] == office["round"], (
        "what was given stands"
    )


def test_a_merged_unit_leads_to_its_successor_since_that_day(ledger, office):
    other = a_unit(ledger, "县财政局党组")
    units.merge(ledger, EVERYONE, office["unit"], other, "2026-06-01")
    assert (
        filled(ledger, CHASES, unit=office["unit"], on="2026-06-02")["unit"],
        filled(ledger, CHASES, unit=office["unit"], on="2026-05-31")["unit"],
    ) == (other, office["unit"])


def apply(ledger, finding, due_on="2026-07-30", **values):
    return verbs.add(ledger, EVERYONE, EXTENSIONS, {"finding": finding, "due_on": due_on, "reason": "未批", **values})[
        0
    ]


def test_an_application_keeps_the_date_in_force_and_says_where_it_came_from(ledger, office):
    found = filled(ledger, EXTENSIONS, finding=office["finding"])
    assert (found["first_due"], found["source"], found["applied_by"]) == ("2026-06-30", "window", "") and filled(
        ledger, EXTENSIONS
    )["first_due"] is None
    assert filled(ledger, EXTENSIONS, finding=office["finding"], source="list")["source"] == "list"


@pytest.mark.parametrize("due_on", ["2026-06-30", "2026-06-01"])
def test_only_a_later_date_of_an_open_finding_is_applied_for_l2(ledger, office, due_on):
    """L-2"""
    with pytest.raises(KnownError):
        apply(ledger, office["finding"], due_on)
    progress.close_out(ledger, EVERYONE, office["finding"], "2026-06-01", no_evidence_faults, override_reason="会议")
    with pytest.raises(KnownError):
        apply(ledger, office["finding"])
    assert ledger.reader.value("select count(*) from extension") == 0


def test_granting_moves_the_date_by_the_table_of_deeds_and_refusing_does_not_l2(ledger, office):
    """L-2"""
    one, other = apply(ledger, office["finding"]), apply(ledger, office["finding"], "2026-08-30")
    verbs.take(ledger, EVERYONE, EXTENSIONS, other.id, EXTENSIONS.step("refuse"), reason="不行")
    assert facts.lanes(ledger.reader, office["finding"], TODAY).due_on == "2026-06-30"
    verbs.take(ledger, EVERYONE, EXTENSIONS, one.id, EXTENSIONS.step("grant"), {"approver": "组长"})
    assert facts.lanes(ledger.reader, office["finding"], TODAY).due_on == "2026-07-30"
    assert ledger.reader.tuples("select reason, approver from finding_event where kind = 'extend'") == (
        ("未批", "组长"),
    )
    with pytest.raises(KnownError) as refused:
        verbs.edit(ledger, EVERYONE, EXTENSIONS, [one.id], {"reason": "改"})
    assert refused.value.kind == "wrong_state"


def test_an_application_that_the_ledger_overtook_is_not_granted_l2(ledger, office):
    """L-2"""
    one = apply(ledger, office["finding"])
    progress.extend(ledger, EVERYONE, office["finding"], "2026-09-30", TODAY, "会议", "组长")
    with pytest.raises(KnownError):
        verbs.take(ledger, EVERYONE, EXTENSIONS, one.id, EXTENSIONS.step("grant"), {"approver": "组长"})
    assert facts.lanes(ledger.reader, office["finding"], TODAY).due_on == "2026-09-30"


def with_step(ledger, step, record, values):
    return consequences.with_step(ROUND_NODES, step, Taking(ledger.reader, EVERYONE, record, values, TODAY))


def test_a_moved_node_keeps_its_first_day(ledger, office):
    move = ROUND_NODES.step("move")
    assert with_step(ledger, move, {"due_on": "2026-06-20"}, {"due_on": "2026-07-01"}) == {
        "due_on": "2026-07-01",
        "first_due_on": "2026-06-20",
    }
    assert with_step(
        ledger, move, {"due_on": "2026-07-01", "first_due_on": "2026-06-20"}, {"due_on": "2026-08-01"}
    ) == {"due_on": "2026-08-01"}
    assert with_step(ledger, ROUND_NODES.step("finish"), {"due_on": "2026-06-20"}, {"done_on": TODAY}) == {
        "done_on": TODAY
    }


def test_a_record_about_findings_of_a_merged_unit_stays_with_that_unit(ledger, office):
    """撤并: findings stay with their unit until a move, and what is entered about them stands beside them."""
    other = a_unit(ledger, "县财政局党组")
    units.merge(ledger, EVERYONE, office["unit"], other, "2026-06-01")
    about = filled(ledger, CHASES, unit=office["unit"], on=TODAY, findings=office["findings"])
    assert about["unit"] == office["unit"]
