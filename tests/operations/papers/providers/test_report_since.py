"""Since the last meeting: the causes sum to the change of what is open; without a meeting nothing is said (papers/index, rule 11)."""

from __future__ import annotations

from desktop.operations import progress
from desktop.operations.papers.providers import since
from desktop.rules.change_causes import RECLASSIFIED, Cause
from tests.builders import EVERYONE, no_evidence_faults
from tests.operations.papers.handed_in import enter
from tests.operations.papers.providers.test_report_books import words


def test_nothing_is_said_without_a_meeting_that_heard_of_the_round(office):
    ledger, round_id, *_units = office
    enter(ledger, "meeting", held_on="2026-06-01", kind="joint", round=round_id, topic="联席")
    enter(ledger, "meeting", held_on="2026-01-05", kind="secretary", round=round_id, topic="反馈以前")
    assert words(office).get("上次会议") is None


def test_the_causes_sum_to_the_change(office):
    ledger, round_id, *_units = office
    enter(ledger, "meeting", held_on="2026-06-01", kind="secretary", round=round_id, topic="听取整改情况")
    assert words(office)["会议以来没有变化"] is True
    progress.close_out(ledger, EVERYONE, 1, "2026-09-20", no_evidence_faults, override_reason="会议")
    found = words(office)
    assert found["上次会议"] == "2026年6月1日县委书记专题会" and found.get("会议以来没有变化") is None
    delta = sum(one["增减"].value for one in found["会议以来变化"])
    assert int(found["上次未销"]) + delta == int(found["未销"]) == 2
    assert [(one["事由"], one["增减"].shown) for one in found["会议以来变化"]] == [("核实销号", "减少1个")]


def test_steps_that_cancel_are_told_with_both_numbers(office, monkeypatch):
    """One problem came to the round's list by a change of its nature, another left it so: the sum is nil, what happened is not."""
    ledger, round_id, *_units = office
    enter(ledger, "meeting", held_on="2026-06-01", kind="secretary", round=round_id, topic="听取整改情况")
    monkeypatch.setattr(since, "every", lambda _sheet, _day: [Cause(RECLASSIFIED, 0, 0, (1, 2), more=1, less=1)])
    found = words(office)
    assert found.get("会议以来没有变化") is None and int(found["上次未销"]) == int(found["未销"])
    assert [one["增减"].shown for one in found["会议以来变化"]] == ["增加1个、减少1个，相抵"]
