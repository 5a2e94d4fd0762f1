"""L-4: what decides a figure is an event with a right and a reason; as known on K answers with what was known on K."""

import json

import pytest

from db.queries.changes import event_facts, finding_facts
from db.queries.findings import finding
from db.queries.tallies import tally
from db.records import Basis, FindingCriteria
from desktop.errors import Forbidden, KnownError
from desktop.exchange.formats.events import read
from desktop.operations import attributes, findings, rounds, undo, units
from desktop.operations.trial import enter_events
from desktop.rules.change_causes import Moment
from desktop.rules.permissions import COMMAND_LINE
from desktop.rules.standing import counted_items
from desktop.statistics.explain import explain
from desktop.statistics.overdue import overdue_findings
from desktop.statistics.trend import trend
from tests.builders import EVERYONE, a_finding, a_round, a_unit


@pytest.fixture
def one(ledger, clock):
    clock.set("2026-05-20T09:00:00")
    made = a_finding(ledger, nature="ordinary", category1="一", first_due_on="2026-06-01")
    clock.set("2026-06-05T09:00:00")
    return made


def row(ledger, one, as_of="2026-06-05", known_at=None):
    return finding(ledger.reader, one, as_of, known_at)


def test_a_clerk_does_not_move_a_due_date_in_the_grid_l4(ledger, clerk, reviewer, one):
    """L-4: the case that was seen: 原定时限 edited, overdue 1 → 0, no 延期, no reason."""
    late = FindingCriteria()
    assert len(overdue_findings(ledger.reader, late, "2026-06-05")) == 1

    for actor, fields, reason in (
        (clerk, {"first_due_on": "2026-09-30"}, "会议"),
        (clerk, {"first_due_on": "2026-05-25"}, "会议"),
        (reviewer, {"first_due_on": "2026-05-25"}, ""),
        (reviewer, {"first_due_on": "2026-09-30"}, "会议"),
        (reviewer, {"first_due_on": "2026-02-31"}, "会议"),
        (reviewer, {"first_due_on": None}, "会议"),
        (clerk, {"nature": "immediate"}, "会议"),
        (reviewer, {"nature": "immediate"}, " "),
    ):
        with pytest.raises((KnownError, Forbidden)):
            findings.edit(ledger, actor, [one], fields, reason=reason)
        with pytest.raises((KnownError, Forbidden)):
            findings.edit_each(ledger, actor, {one: fields}, "粘贴", reason=reason)
    assert len(overdue_findings(ledger.reader, late, "2026-06-05")) == 1
    assert ledger.reader.value("select first_due_on from finding") == "2026-06-01"


def test_each_value_is_true_from_its_day_and_known_from_its_entry_l4(ledger, reviewer, clerk, one):
    """L-4"""
    other = a_unit(ledger, "县审计局党组")
    attributes.reclassify(ledger, reviewer, one, {"nature": "immediate", "unit_id": other}, "2026-06-01", "会议决定")
    attributes.recategorise(ledger, clerk, one, {"category1": "二"}, "2026-06-02")
    attributes.reclassify(ledger, reviewer, one, {"due_on": "2026-05-25"}, "2026-06-03", "会议决定")

    def told(as_of, known_at=None):
        found = row(ledger, one, as_of, known_at)
        return found.nature, found.unit_id == other, found.category1, found.due_on

    assert told("2026-05-31") == ("ordinary", False, "一", "2026-06-01")
    assert told("2026-06-01") == ("immediate", True, "一", "2026-06-01")
    assert told("2026-06-05") == ("immediate", True, "二", "2026-05-25")
    assert told("2026-06-05", "2026-06-04") == ("ordinary", False, "一", "2026-06-01")
    assert [g.key for g in tally(ledger.reader, Basis(), "2026-05-31", by="category")] == ["一"]
    assert [g.key for g in tally(ledger.reader, Basis(), "2026-06-05", by="category")] == ["二"]
    assert tally(ledger.reader, Basis(include_immediate=False), "2026-06-05")[0].denominator == 0
    assert tally(ledger.reader, Basis(include_immediate=False), "2026-06-05", "2026-06-04")[0].denominator == 1


def test_undo_gives_the_former_value_back_and_redo_the_new_one_l3_l4(ledger, reviewer, one):
    """L-3, L-4"""
    attributes.reclassify(ledger, reviewer, one, {"nature": "long_term"}, "2026-06-01", "会议决定")
    for expected in ("ordinary", "long_term", "ordinary"):
        undo.redo(ledger, EVERYONE) if expected == "long_term" else undo.undo(ledger, EVERYONE)
        assert (row(ledger, one).nature, ledger.reader.value("select nature from finding")) == (expected, expected)


def test_before_the_feedback_an_entry_is_mended_by_who_enters_l4(ledger, clerk):
    round_id = a_round(ledger, feedback_on="2026-07-01")
    one = a_finding(ledger, round_id, a_unit(ledger), first_due_on="2026-08-01")

    findings.edit(ledger, clerk, [one], {"nature": "immediate", "first_due_on": "2026-12-01", "owner": "周立群"})

    assert (row(ledger, one, "2026-07-01").nature, row(ledger, one, "2026-07-01").due_on) == ("immediate", "2026-12-01")


def test_the_feedback_date_is_answered_as_known_and_moved_only_by_review_l4(ledger, clerk, reviewer, clock, one):
    """L-4: the gate's date too."""
    round_id = ledger.reader.value("select max(id) from round")
    with pytest.raises(Forbidden):
        rounds.edit(ledger, clerk, round_id, {"feedback_on": "2026-04-01"}, "更正")
    with pytest.raises(KnownError):
        rounds.edit(ledger, EVERYONE, round_id, {"feedback_on": "2026-04-01"})
    rounds.edit(ledger, EVERYONE, round_id, {"feedback_on": "2026-04-01", "ends_on": "2026-10-01"}, "更正")

    assert row(ledger, one).feedback_on == "2026-04-01"
    assert row(ledger, one, known_at="2026-06-04").feedback_on == "2026-03-18"
    undo.undo(ledger, EVERYONE)
    assert (row(ledger, one).feedback_on, row(ledger, one).ends_on) == (
        "2026-03-18",
        row(ledger, one, known_at="2026-06-04").ends_on,
    )


def test_rate_cases_may_set_what_decides_l4(ledger):
    """L-4: `set` of --form events."""
    story = [
        {"type": "give", "on": "2026-01-10", "finding": "A", "unit": "甲", "category": "一", "nature": "ordinary", "due_on": "2026-03-01"},
        {"type": "set", "on": "2026-02-01", "finding": "A", "field": "unit", "value": "乙", "reason": "更正"},
        {"type": "set", "on": "2026-02-02", "finding": "A", "field": "nature", "value": "immediate", "reason": "更正"},
        {"type": "set", "on": "2026-02-03", "finding": "A", "field": "category", "value": "二", "reason": "更正"},
        {"type": "set", "on": "2026-02-04", "finding": "A", "field": "due_on", "value": "2026-02-20", "reason": "更正"},
    ]  # fmt: skip
    enter_events(ledger, COMMAND_LINE, read(json.loads(json.dumps(story))))

    def told(as_of):
        found = row(ledger, 1, as_of)
        return found.unit_name, found.nature, found.category1, found.due_on

    assert told("2026-01-31") == ("甲", "ordinary", "一", "2026-03-01")
    assert told("2026-02-02") == ("乙", "immediate", "一", "2026-03-01")
    assert told("2026-02-04") == ("乙", "immediate", "二", "2026-02-20")
    for wrong in (
        {"field": "text", "value": "x"},
        {"field": "nature", "value": "x"},
        {"field": "due_on", "value": "2026-02-31"},
    ):
        with pytest.raises(KnownError):
            read([story[0], {**story[1], **wrong}])


def test_whether_a_unit_is_a_village_is_answered_as_known_l4(ledger, clock, one):
    """L-4: a basis without villages, by the query, the plain reading, the trend and the causes of a change; undone, it is as before."""
    basis, unit = Basis(include_villages=False, verified_only=False), ledger.reader.value("select unit_id from finding")
    changed = units.edit(ledger, EVERYONE, unit, {"kind": "村（社区）"}, "登记错了").action_id
    clock.set("2026-06-08T09:00:00")
    undo.undo(ledger, EVERYONE, changed)

    for known_at, count in (("2026-06-04", 1), ("2026-06-05", 0), ("2026-06-07", 0), ("2026-06-08", 1), (None, 1)):
        assert tally(ledger.reader, basis, "2026-06-05", known_at)[0].denominator == count
        facts, events = finding_facts(ledger.reader), event_facts(ledger.reader)
        assert sum(i.counted for i in counted_items(facts, events, basis, "2026-06-05", known_at)) == count
    [early, late] = trend(ledger.reader, basis, ["2026-06-04", "2026-06-05"], as_known=True)
    assert (early.claim.denominator, late.claim.denominator) == (1, 0)
    told = explain(ledger.reader, basis, Moment("2026-06-04", "2026-06-04"), Moment("2026-06-05", "2026-06-05"))
    assert told.adds_up
    assert [(cause.cause, cause.denominator) for cause in told.causes] == [("补登与更正", -1)]


def test_a_first_date_set_later_from_an_earlier_day_does_not_outdo_the_one_of_a_later_day_l4(ledger, reviewer, clock):
    """L-4: both stand in one lane, in the order of the days from which they are true."""
    clock.set("2026-05-20T09:00:00")
    undated = a_finding(ledger)
    clock.set("2026-06-05T09:00:00")
    attributes.reclassify(ledger, reviewer, undated, {"due_on": "2026-06-28"}, "2026-06-03", "会议决定")
    attributes.reclassify(ledger, reviewer, undated, {"due_on": "2026-06-19"}, "2026-06-01", "会议决定")
    assert [row(ledger, undated, day).due_on for day in ("2026-05-31", "2026-06-02", "2026-06-05")] == [
        None, "2026-06-19", "2026-06-28",
    ]  # fmt: skip


@pytest.mark.parametrize("fields", [{}, {"text": "改"}, {"nature": "immediate", "text": "改"}])
def test_a_change_that_names_no_field_or_another_one_is_refused_whole(ledger, one, fields):
    """L-4: only what decides a figure is changed here; words have their own way."""
    before = ledger.reader.value("select count(*) from action")
    with pytest.raises(KnownError, match="没有写明要改哪一栏"):
        attributes.reclassify(ledger, EVERYONE, one, fields, "2026-06-01", "更正")
    assert ledger.reader.value("select count(*) from action") == before
