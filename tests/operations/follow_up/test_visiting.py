"""M9, M10: a visit goes by a locked draw; a check copies what stood, never reopens by itself, and is counted when a finding is opened again by it."""

import pytest

from db.queries import books as queries
from db.queries import facts
from desktop.errors import Forbidden, KnownError
from desktop.ledgers.draws import DRAWS
from desktop.ledgers.visits import CHECKS, VISITS
from desktop.operations import progress, undo
from desktop.operations.deeds import catalogue
from desktop.operations.deeds.hand import Hand
from desktop.operations.follow_up.progress import follow_up
from desktop.operations.records import proposals, verbs
from desktop.rules.permissions import Actor, Right
from tests.builders import EVERYONE
from tests.operations.follow_up.conftest import SECOND, SPOKEN

CLERK = Actor("登记员", frozenset({Right.ENTER}))


@pytest.fixture
def visited(ledger, county):
    """A locked draw and a visit to one of its units; its first drawn finding is closed."""
    draw = verbs.add(ledger, EVERYONE, DRAWS, {"round": county.round, **SPOKEN})[0]
    verbs.take(ledger, EVERYONE, DRAWS, draw.id, DRAWS.step("lock"))
    row = queries.records(ledger.reader, DRAWS.shape, "9999-12-31", ids=[draw.id])[0]
    county.draw = row
    county.finding = row.stored["findings"][0]
    county.unit = facts.unit_of(ledger.reader, county.finding)
    progress.stage_done(ledger, EVERYONE, county.finding, "2026-06-01", "2026-12-01")
    county.visit = verbs.add(ledger, EVERYONE, VISITS, {"on": "2026-06-04", "unit": county.unit, "draw": draw.id})[0]
    return county


def check(ledger, visited, found="false", actor=EVERYONE, **values):
    said = {
        "visit": visited.visit.id,
        "finding": visited.finding,
        "found": found,
        "ways": "查、看",
        "text": "凭证没有补",
    }
    return verbs.add(ledger, actor, CHECKS, said | values)[0]


def row(ledger, register, record):
    return queries.records(ledger.reader, register.shape, "9999-12-31", ids=[record.id])[0]


def reopen(ledger, visited, actor=EVERYONE, **args):
    number = facts.number(ledger.reader, visited.finding)
    return catalogue.deeds("finding")["reopen"].run(Hand(ledger, actor, ledger.folder, {"number": number, **args}))


def verdict(ledger, finding):
    return facts.lanes(ledger.reader, finding, "2026-06-05").verdict


def test_a_visit_goes_by_a_draw_that_is_locked(ledger, county):
    draw = verbs.add(ledger, EVERYONE, DRAWS, {"round": county.round, **SPOKEN})[0]
    with pytest.raises(KnownError) as told:
        verbs.add(ledger, EVERYONE, VISITS, {"on": "2026-06-04", "unit": county.units["柳坪乡党委"], "draw": draw.id})
    assert told.value.kind == "draw_not_locked"


def test_a_check_copies_day_unit_and_both_lanes_and_never_reopens(ledger, visited):
    made = row(ledger, CHECKS, check(ledger, visited))
    assert (made.on, made.stored["unit"], made.claimed, made.stood, made.state) == (
        "2026-06-04", visited.unit, "长期坚持", "长期坚持", "waiting_review",
    )  # fmt: skip
    assert verdict(ledger, visited.finding) == "long_term"


def test_true_needs_a_way_and_several_ways_are_kept_in_their_order(ledger, visited):
    with pytest.raises(KnownError, match="没有勾选任何方式，不能记“属实”") as told:
        check(ledger, visited, "true", ways="")
    assert told.value.kind == "no_ways"
    ways = CHECKS.field("ways")
    assert ways.read("访 听", None) == "听、访" == ways.read("听访", None) and ways.text("听、访") == "听、访"
    with pytest.raises(KnownError):
        ways.read("听、闻", None)
    made = row(ledger, CHECKS, check(ledger, visited, "true"))
    assert made.state == "done" and verdict(ledger, visited.finding) == "long_term"


def test_reopening_by_a_check_is_true_since_the_visit_and_counted_and_undone_as_one(ledger, visited):
    made = check(ledger, visited)
    with pytest.raises(Forbidden):
        reopen(ledger, visited, CLERK, check=made.number, reason="不属实")
    reopen(ledger, visited, check=made.number, reason="回访核查不属实")
    lanes = facts.lanes(ledger.reader, visited.finding, "2026-06-05")
    assert (lanes.verdict, lanes.claim, lanes.verdict_at[0]) == ("in_progress", "in_progress", "2026-06-04")
    assert row(ledger, CHECKS, made).state == "reopened"
    with pytest.raises(KnownError):
        verbs.remove(ledger, EVERYONE, CHECKS, [made.id])
    undo.undo(ledger, EVERYONE)
    assert (verdict(ledger, visited.finding), row(ledger, CHECKS, made).state) == ("long_term", "waiting_review")


def test_only_a_false_check_of_the_same_finding_reopens_and_only_once(ledger, visited):
    made = check(ledger, visited)
    for number in ("核查〔2026〕9号",):
        with pytest.raises(KnownError):
            reopen(ledger, visited, check=number, reason="不属实")
    reopen(ledger, visited, check=made.number, reason="不属实")
    progress.stage_done(ledger, EVERYONE, visited.finding, "2026-06-05", "2026-12-01")
    with pytest.raises(KnownError) as told:
        reopen(ledger, visited, check=made.number, reason="不属实")
    assert told.value.kind == "wrong_state"


def test_a_reviewer_keeps_a_verdict_with_a_reason(ledger, visited):
    made = check(ledger, visited)
    with pytest.raises(Forbidden):
        verbs.take(ledger, CLERK, CHECKS, made.id, CHECKS.step("keep"), reason="已补正")
    verbs.take(ledger, SECOND, CHECKS, made.id, CHECKS.step("keep"), reason="已补正")
    assert row(ledger, CHECKS, made).state == "done"


def test_in_the_window_a_waiting_check_opens_its_finding_from_the_day_of_the_visit(ledger, visited):
    made, step = check(ledger, visited), CHECKS.step("reopen")
    with pytest.raises(Forbidden):
        verbs.take(ledger, CLERK, CHECKS, made.id, step, reason="不属实")
    verbs.take(ledger, SECOND, CHECKS, made.id, step, reason="凭证没有补")
    lanes = facts.lanes(ledger.reader, visited.finding, "2026-06-05")
    assert (lanes.verdict, lanes.verdict_at[0], row(ledger, CHECKS, made).state) == (
        "in_progress",
        "2026-06-04",
        "reopened",
    )
    undo.undo(ledger, SECOND)
    assert (verdict(ledger, visited.finding), row(ledger, CHECKS, made).state) == ("long_term", "waiting_review")


def test_a_finding_is_checked_once_in_a_visit_and_is_of_the_unit_visited(ledger, visited):
    made = check(ledger, visited, "true")
    for values, kind in (({}, "checked_twice"), ({"finding": other(ledger, visited)}, "other_unit")):
        with pytest.raises(KnownError) as told:
            check(ledger, visited, "true", **values)
        assert told.value.kind == kind
    with pytest.raises(KnownError) as told:
        verbs.edit(ledger, EVERYONE, CHECKS, [made.id], {"found": "false"})
    assert told.value.kind == "sealed"


def other(ledger, visited):
    return next(one for one in visited.findings if facts.unit_of(ledger.reader, one) != visited.unit)


def test_an_open_finding_that_is_found_false_waits_for_nobody(ledger, visited):
    progress.reopen(ledger, EVERYONE, visited.finding, "2026-06-05", "反弹")
    assert row(ledger, CHECKS, check(ledger, visited)).state == "done"


def test_grading_a_visit_asks_for_a_reviewer_also_when_it_is_only_entered(ledger, visited):
    with pytest.raises(Forbidden):
        verbs.take(ledger, CLERK, VISITS, visited.visit.id, VISITS.step("grade"), {"grade": "好"})
    with pytest.raises(Forbidden):
        verbs.add(ledger, CLERK, VISITS, {"on": "2026-06-04", "unit": visited.unit, "grade": "好"})
    verbs.take(
        ledger, EVERYONE, VISITS, visited.visit.id, VISITS.step("grade"), {"grade": "差", "grade_reason": "不属实"}
    )
    assert (row(ledger, VISITS, visited.visit).state, row(ledger, VISITS, visited.visit).grade) == ("graded", "差")


def test_progress_counts_both_thirds_of_what_was_drawn(ledger, visited):
    before = follow_up(ledger.reader, visited.draw)
    assert (len(before.visited), before.checked, before.both_thirds) == (1, (), False)
    assert before.sentence == f"已核 0/{len(visited.draw.findings)} 条，1/{len(before.units)} 家"
    made = check(ledger, visited)
    reopen(ledger, visited, check=made.number, reason="不属实")
    told = follow_up(ledger.reader, visited.draw)
    assert told.checked == told.false == told.reopened == (facts.number(ledger.reader, visited.finding),)


def test_a_false_close_out_proposes_a_talk(ledger, visited):
    """M12"""
    made = check(ledger, visited)
    reopen(ledger, visited, check=made.number, reason="不属实")
    [found] = [one for one in proposals.proposals(ledger.reader, "2026-06-05") if one.reason == "false_close_out"]
    assert found.unit_id == visited.unit and found.findings == (visited.finding,)
