"""Measures: their place, their fields, the tick that is claim and verdict, the recycle bin."""

import pytest

from db.queries import facts
from desktop.errors import Forbidden, KnownError
from desktop.ledgers.measures import MEASURE_EDITABLE
from desktop.operations import measures
from desktop.operations.measures import MeasureDraft
from tests.builders import EVERYONE, a_finding, a_round


def held(ledger):
    return ledger.reader.tuples("select seq, text, owner, due_on from measure order by id")


def lanes(ledger, measure_id):
    return ledger.reader.tuples(
        "select kind, claim_state, verdict_state, effective_on from finding_event where measure_id = ? order by id desc limit 1", (measure_id,)
    )[0]  # fmt: skip


def test_measures_stand_in_their_order_behind_those_there_are(ledger):
    one = a_finding(ledger)
    measures.add(ledger, EVERYONE, one, [MeasureDraft("甲", owner="李"), MeasureDraft("乙")], "2026-03-20")
    added = measures.add(ledger, EVERYONE, one, [MeasureDraft("丙", due_on="2026-06-30")], "2026-04-01")
    assert added.touches("measure")
    assert held(ledger) == ((1, "甲", "李", None), (2, "乙", "", None), (3, "丙", "", "2026-06-30"))
    assert lanes(ledger, 3) == ("give", "not_started", "not_started", "2026-04-01")


@pytest.mark.parametrize("texts", [("",), (" ",), ("甲", "　")])
def test_no_measure_is_empty(ledger, texts):
    one = a_finding(ledger)
    with pytest.raises(KnownError):
        measures.add(ledger, EVERYONE, one, [MeasureDraft(text) for text in texts], "2026-03-20")
    assert held(ledger) == ()


def test_its_plain_fields_are_edited_and_no_others(ledger):
    one = a_finding(ledger, measures_=2)
    for name in MEASURE_EDITABLE - {"due_on", "due_kind"}:
        measures.edit(ledger, EVERYONE, 1, {name: f"新{name}"})
        assert ledger.reader.column(f"select {name} from measure order by id") == (
            f"新{name}",
            "措施2" if name == "text" else "",
        )
    for wrong in ({"seq": 9}, {"finding_id": 2}, {"text": " "}, {"text": ""}, {"owner": "甲", "removed_in": 1}):
        with pytest.raises(KnownError):
            measures.edit(ledger, EVERYONE, 1, wrong)
    assert one and ledger.reader.value("select seq from measure where id = 1") == 1


@pytest.mark.parametrize(
    "done, who, expected",
    [
        (True, "clerk", ("claim", "done", None)), (False, "clerk", ("claim", "in_progress", None)),
        (True, "reviewer", ("verify", "done", "done")), (False, "reviewer", ("verify", "in_progress", "in_progress")),
    ],
)  # fmt: skip
def test_a_tick_is_the_units_word_and_a_reviewers_is_the_offices_too(ledger, request, done, who, expected):
    one = a_finding(ledger, measures_=1)
    measures.set_done(ledger, request.getfixturevalue(who), one, 1, "2026-06-01", done=done)
    assert lanes(ledger, 1) == (*expected, "2026-06-01")


@pytest.mark.parametrize("on", ["2026-06-06", "2026-03-17", "2026-02-31"])
def test_the_day_of_a_tick_obeys_the_table(ledger, clerk, on):
    one = a_finding(ledger, measures_=1)
    with pytest.raises(KnownError):
        measures.set_done(ledger, clerk, one, 1, on, done=True)


def test_after_the_feedback_a_measure_goes_only_by_a_reviewer_with_a_reason_l7(ledger, clerk, reviewer):
    """L-7"""
    one, early = a_finding(ledger, measures_=2), a_finding(ledger, a_round(ledger, "十五届县委第八轮", "2026-07-01"))
    measures.add(ledger, clerk, early, [MeasureDraft("早")], "2026-06-01")
    measures.remove(ledger, clerk, 3)
    for actor, reason in ((clerk, "重复"), (reviewer, " ")):
        with pytest.raises((Forbidden, KnownError)):
            measures.remove(ledger, actor, 1, reason)
    measures.remove(ledger, reviewer, 1, "重复")
    assert ledger.reader.column("select id from measure where removed_in is null") == (2,)
    assert facts.measure_ids(ledger.reader, one) == (2,) or list(facts.measure_ids(ledger.reader, one)) == [2]
    assert ledger.reader.column("select kind from action where title like '措施移入%' order by id") == (
        "remove",
        "remove_given",
    )
    measures.add(ledger, clerk, one, [MeasureDraft("后")], "2026-06-01")
    assert ledger.reader.value("select count(*) from retraction") == 2
