"""Reasons of what is open by class, the units behind the low line with theirs, and what came back (papers/index, rule 11)."""

from __future__ import annotations

from desktop.operations import progress
from tests.builders import EVERYONE
from tests.operations.papers.handed_in import enter
from tests.operations.papers.providers.test_report_books import words


def test_classes_and_what_has_no_reason_sum_to_what_is_open(office):
    ledger, *_rest = office
    for finding in (1, 2):
        progress.extend(ledger, EVERYONE, finding, "2026-12-31", "2026-09-01", "等待上级批复。", "领导小组")
    found = words(office)
    told = [(one["依据"], one["原因"], int(one["数"])) for one in found["原因分类"]]
    assert told == [("批准延期", "等待上级批复", 2)]
    assert sum(count for _name, _why, count in told) + int(found["没有原因数"]) == int(found["未销"])
    lagging = {one["单位"]: one["原因"] for one in found["落后单位"]}
    assert list(lagging.values()).count("等待上级批复") == 1 and len(lagging) == 2


def test_only_what_was_found_to_recur_is_counted(office):
    ledger, round_id, *_units = office
    enter(ledger, "recurrence", also={"on": "2026-06-01"}, first=1, again=2, answer="similar", round=round_id)
    assert words(office).get("屡改屡犯") is None
    enter(ledger, "recurrence", also={"on": "2026-06-02"}, first=1, again=2, answer="recurring", round=round_id)
    found = words(office)
    assert int(found["屡改屡犯"]) == 1 == len(found["屡改屡犯"].rows)
