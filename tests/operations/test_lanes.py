"""What opens a finding again opens its measures with it."""

from db.queries import findings as queries
from desktop.operations import lanes
from desktop.operations.change import change
from desktop.rules.permissions import Action
from tests.builders import EVERYONE, a_finding


def test_both_lanes_of_a_finding_and_of_its_measures_are_set(ledger):
    finding = a_finding(ledger, measures_=2)
    with change(ledger, EVERYONE, Action.REOPEN, "重新打开") as changes:
        lanes.both_lanes(changes, finding, "reopen", "in_progress", "2026-06-05", reason="反弹")
    row = queries.finding(ledger.reader, finding, "2026-06-05")
    assert (row.claim, row.verdict) == ("in_progress", "in_progress")
    events = [one for one in queries.events_of(ledger.reader, finding) if one.kind == "reopen"]
    assert len(events) == 3 and {one.verdict_state for one in events} == {"in_progress"}
