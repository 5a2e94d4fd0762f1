"""`--form events`: rate cases enter an empty ledger, which is marked 试算 (ledger.md §3)."""

import pytest

from db.queries.findings import finding
from db.queries.settings import is_trial
from desktop.errors import KnownError
from desktop.exchange.formats.events import read
from desktop.operations.trial import enter_events
from tests.builders import EVERYONE, a_unit

GIVE = {
    "on": "2025-01-10", "type": "give", "findings": ["A"], "unit": "甲局", "category": "一", "round": "三轮", "measures": ["A-1", "A-2"],
    "due_on": "2025-04-01",
}  # fmt: skip


def entered(ledger, *more):
    return enter_events(ledger, EVERYONE, read([GIVE, {**GIVE, "findings": ["B"], "measures": ["B-1"]}, *more]))


def row(ledger, number, as_of="2025-12-31"):
    return finding(ledger.reader, ledger.reader.value("select id from finding where number = ?", (number,)), as_of)


def test_findings_units_rounds_and_measures_are_made_where_they_occur(ledger):
    entered(ledger)
    assert is_trial(ledger.reader)
    assert ledger.reader.column("select name from unit_name") == ("甲局",)
    assert ledger.reader.tuples("select code, number, name from round") == (("01", 1, "三轮"),)
    assert ledger.reader.column("select number from finding order by id") == ("A", "B")
    assert ledger.reader.tuples("select f.number, m.seq, m.text from measure m join finding f on f.id = m.finding_id order by m.id") == (
        ("A", 1, "A-1"), ("A", 2, "A-2"), ("B", 1, "B-1"),
    )  # fmt: skip
    assert (row(ledger, "A").text, row(ledger, "A").category1, row(ledger, "A").first_due_on) == (
        "A",
        "一",
        "2025-04-01",
    )


def test_findings_of_one_problem_are_joined_and_others_are_not(ledger):
    """R2: the level 问题 counts parents; the same words under another unit are another problem."""
    parts = {"A": "甲题", "B": "甲题", "C": "乙题"}
    enter_events(
        ledger,
        EVERYONE,
        read([{**GIVE, "findings": [code], "measures": [], "parent": text} for code, text in parts.items()]),
    )
    problem = {
        number: problem_id for number, problem_id in ledger.reader.tuples("select number, parent_id from finding")
    }
    assert problem["A"] == problem["B"] != problem["C"]
    assert ledger.reader.column("select text from problem order by id") == ("甲题", "乙题")


def test_a_ledger_in_use_takes_none(ledger):
    a_unit(ledger)
    with pytest.raises(KnownError):
        entered(ledger)
    assert not is_trial(ledger.reader)


def test_events_stand_with_their_lanes_dates_and_words(ledger):
    entered(
        ledger,
        {"on": "2025-02-01", "type": "claim", "finding": "A", "status": "done"},
        {"on": "2025-02-03", "type": "verify", "finding": "A", "status": "done", "recorded": "2025-02-10"},
        {"on": "2025-02-04", "type": "refuse", "finding": "B", "reason": "缺凭证"},
    )
    found = row(ledger, "A")
    assert (found.claim, found.claim_on, found.verdict, found.verdict_on) == (
        "done",
        "2025-02-01",
        "done",
        "2025-02-03",
    )
    assert ledger.reader.value("select known_on from finding_event where effective_on = '2025-02-03'") == "2025-02-10"
    assert ledger.reader.value("select known_on from finding_event where effective_on = '2025-02-01'") is not None
    refused = "select kind, refused, reason from finding_event where effective_on = '2025-02-04' and verdict_state is not null"
    assert ledger.reader.tuples(refused) == (("verify", 1, "缺凭证"),)
    assert ledger.reader.value("select count(*) from finding_event where refused = 1") == 1


def test_what_is_set_stands_in_the_row_and_a_unit_that_is_named_is_made(ledger):
    entered(
        ledger,
        {"on": "2025-02-01", "type": "set", "finding": "A", "field": "unit", "value": "乙局", "reason": "撤并"},
        {"on": "2025-02-02", "type": "set", "finding": "B", "field": "nature", "value": "immediate", "reason": "会议"},
    )
    names = dict(
        ledger.reader.tuples("select f.number, n.name from finding f join unit_name n on n.unit_id = f.unit_id")
    )
    assert names == {"A": "乙局", "B": "甲局"}
    assert (row(ledger, "B").nature, row(ledger, "B", "2025-02-01").nature) == ("immediate", "ordinary")
