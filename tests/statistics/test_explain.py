from __future__ import annotations

import json

import pytest

from db.queries.changes import findings_moved_since
from db.records import Basis
from desktop.errors import KnownError
from desktop.exchange.formats.events import read
from desktop.operations import findings, progress
from desktop.operations.trial import enter_events
from desktop.rules.change_causes import Moment
from desktop.rules.permissions import COMMAND_LINE
from desktop.statistics.explain import explain
from tests.builders import EVERYONE, a_finding

GIVE = {"on": "2025-01-10", "type": "give", "findings": list("ABCDEFGH"), "unit": "甲", "category": "一", "round": "三"}
LATER = [
    {"on": "2025-03-01", "type": "verify", "findings": ["A", "B"], "status": "done"},
    {"on": "2025-03-05", "type": "reopen", "finding": "A"},
    {"on": "2025-03-10", "type": "withdraw", "finding": "C", "reason": "查无实据"},
    {"on": "2025-03-10", "type": "split", "finding": "D", "into": [{"finding": "D1"}, {"finding": "D2"}]},
    {"on": "2025-03-11", "type": "merge", "findings": ["E", "F"], "into": {"finding": "EF"}},
    {"on": "2025-03-12", "type": "transfer", "finding": "G"},
    {"on": "2025-03-13", "type": "give", "findings": ["I"], "unit": "甲", "category": "一", "round": "三"},
    {"on": "2025-03-14", "type": "claim", "findings": ["H"], "status": "done"},
]


@pytest.fixture
def trial(ledger):
    enter_events(ledger, COMMAND_LINE, read([GIVE, *LATER]))
    return ledger


def causes(ledger, basis, before, after):
    explanation = explain(ledger.reader, basis, Moment(before), Moment(after))
    assert explanation.adds_up
    return {cause.cause: (cause.numerator, cause.denominator, len(cause.findings)) for cause in explanation.causes}


def test_r4_each_step_between_two_dates_stands_under_its_cause(trial):
    told = causes(trial, Basis(exclude=("transferred",)), "2025-02-01", "2025-04-01")

    assert told == {
        "反馈入账": (0, 1, 1),
        "销号": (2, 0, 2),
        "反弹、重新打开": (-1, 0, 1),
        "核减": (0, -1, 1),
        "拆分": (0, 1, 3),
        "合并": (0, -1, 3),
        "移交": (0, -1, 1),
    }


def test_r4_what_rose_and_fell_between_is_told_and_not_netted(trial):
    told = causes(trial, Basis(), "2025-02-01", "2025-03-05")

    assert told == {"销号": (2, 0, 2), "反弹、重新打开": (-1, 0, 1)}


def test_r4_under_the_claim_basis_reports_are_the_cause(trial):
    assert causes(trial, Basis(verified_only=False), "2025-03-13", "2025-03-14") == {"单位自报": (1, 0, 1)}


def test_nothing_between_two_dates_has_no_cause(trial):
    assert causes(trial, Basis(), "2025-04-01", "2025-05-01") == {}


def test_only_what_moved_since_is_read(trial):
    """What happened on the day itself is no move since."""
    moved = findings_moved_since(trial.reader, "2025-03-12")

    numbers = trial.reader.column(
        "select number from finding where id in (select value from json_each(?))", (json.dumps(moved),)
    )
    assert sorted(numbers) == ["H", "I"]
    assert findings_moved_since(trial.reader, "2025-04-01") == ()


def test_what_happened_on_the_first_day_itself_is_no_change_since(ledger):
    same_day = [{"on": "2025-03-01", "type": "reopen", "finding": "A"}, {**LATER[0], "findings": ["A"]}]
    enter_events(ledger, COMMAND_LINE, read([GIVE, LATER[0], *same_day]))

    assert causes(ledger, Basis(), "2025-03-01", "2025-03-02") == {}


def test_dates_the_wrong_way_round_are_refused(trial):
    with pytest.raises(KnownError, match="对调"):
        explain(trial.reader, Basis(), Moment("2025-04-01"), Moment("2025-03-01"))


def test_r2_r4_what_was_entered_late_is_a_cause_of_its_own(ledger, clock):
    finding = a_finding(ledger)
    clock.set("2026-06-20T09:00:00")
    late = a_finding(ledger)
    progress.verify(ledger, EVERYONE, finding, "basically_done", "2026-06-01")

    explanation = explain(
        ledger.reader,
        Basis(numerator=("basically_done",)),
        Moment("2026-06-10", "2026-06-10"),
        Moment("2026-06-25", "2026-06-25"),
    )

    assert explanation.adds_up
    assert [(c.cause, c.numerator, c.denominator, c.findings) for c in explanation.causes] == [
        ("补登与更正", 1, 1, (finding, late))
    ]


def test_x6_an_entry_taken_back_is_told_as_a_correction(ledger, clock):
    finding = a_finding(ledger)
    clock.set("2026-06-20T09:00:00")
    findings.remove(ledger, EVERYONE, [finding], "录重")

    explanation = explain(
        ledger.reader, Basis(), Moment("2026-06-10", "2026-06-10"), Moment("2026-06-25", "2026-06-25")
    )

    assert [(c.cause, c.denominator) for c in explanation.causes] == [("补登与更正", -1)]
