"""M4, D8: every open finding goes into the next round under its number; its rate stays where it was."""

from datetime import date

import pytest

from db.queries import bases
from db.queries import books as queries
from db.queries.findings import finding, list_findings
from db.queries.tallies import tally
from db.records import FindingCriteria, Scope
from desktop.errors import Forbidden, KnownError
from desktop.ledgers.carry_overs import CARRY_OVERS
from desktop.operations import progress, undo, units
from desktop.operations.carrying import carried_into, carry, later_rounds, unclosed
from desktop.operations.records import rule_check, verbs
from desktop.rules.permissions import Actor, Right
from tests.builders import EVERYONE, a_round
from tests.operations.health.sound_office import a_sound_office, closed


@pytest.fixture
def office(ledger):
    """A round with one closed and three open findings, one of them long-term, and the round that follows."""
    round_id, places, ids = a_sound_office(ledger)
    progress.stage_done(ledger, EVERYONE, ids[1], "2026-06-01", "2026-09-30", "阶段任务完成")
    return round_id, places, ids, a_round(ledger, "十五届县委第七轮（常规）", feedback_on="2026-06-04")


def rate_of(ledger, round_id):
    [count] = tally(ledger.reader, bases.default_basis(ledger.reader), ledger.today(), scope=Scope(rounds=(round_id,)))
    return count.numerator, count.denominator


def carried_over(ledger, office, ids=None, actor=EVERYONE, **owners):
    _round, _units, every, later = office
    chosen = every[1:] if ids is None else ids
    return carry(
        ledger, actor, chosen, later, "2026-06-05", "上轮未结账，继续跟踪", owners.get("owners", {}), {every[1]: "王敏"}
    )


def test_every_open_finding_waits_long_term_ones_too(ledger, office):
    found = unclosed(ledger.reader, (office[0],), ledger.today())

    assert [one.id for one in found.waiting] == office[2][1:] and found.carried == ()
    assert found.sum_text() == "未结账 3 = 已结转 0 + 未结转 3"
    assert [one.id for one in later_rounds(ledger.reader, (office[0],))] == [office[3]]
    assert later_rounds(ledger.reader, (office[3],)) == ()


def test_number_history_first_date_and_both_rates_stay(ledger, office):
    before = [finding(ledger.reader, one, ledger.today()) for one in office[2]]
    rates = rate_of(ledger, office[0]), rate_of(ledger, office[3])

    carried_over(ledger, office)

    assert [finding(ledger.reader, one, ledger.today()) for one in office[2]] == before
    assert (rate_of(ledger, office[0]), rate_of(ledger, office[3])) == rates
    assert list_findings(ledger.reader, FindingCriteria(rounds=(office[3],)), ledger.today()) == ()
    assert [row.id for row in carried_into(ledger.reader, (office[3],), ledger.today())] == office[2][1:]
    assert unclosed(ledger.reader, (office[0],), ledger.today()).sum_text() == "未结账 3 = 已结转 3 + 未结转 0"


def test_what_is_closed_afterwards_is_no_longer_told_in_the_new_round(ledger, office):
    carried_over(ledger, office)
    closed(ledger, office[2][2])

    assert [row.id for row in carried_into(ledger.reader, (office[3],), ledger.today())] == [office[2][1], office[2][3]]
    assert rate_of(ledger, office[0]) == (2, 4)


def test_the_record_says_owner_supervisor_and_reason_and_undo_takes_all_back(ledger, office):
    carried_over(ledger, office, owners={office[2][1]: office[1][1]})
    first = queries.records(ledger.reader, CARRY_OVERS.shape, ledger.today())[0]
    assert (first.finding, first.new_owner, first.supervisor) == ("15-06-0002", "柳坪乡党委", "王敏")
    assert first.to_round == "十五届县委第七轮（常规）" and first.reason == "上轮未结账，继续跟踪"

    undo.undo(ledger, EVERYONE)

    assert carried_into(ledger.reader, (office[3],), ledger.today()) == ()


def test_a_day_before_the_carry_over_knows_nothing_of_it(ledger, office):
    carried_over(ledger, office)

    assert carried_into(ledger.reader, (office[3],), "2026-06-04") == ()
    assert carried_into(ledger.reader, (office[3],), ledger.today(), "2026-06-04") == ()


def test_a_closed_finding_refuses_all_and_nobody_without_the_right_carries(ledger, office):
    with pytest.raises(KnownError) as told:
        carried_over(ledger, office, ids=[office[2][1], office[2][0]])
    assert told.value.kind == "closed"
    assert unclosed(ledger.reader, (office[0],), ledger.today()).carried == ()
    with pytest.raises(Forbidden):
        carried_over(ledger, office, actor=Actor("李建国", frozenset({Right.ENTER})))
    with pytest.raises(KnownError):
        carried_over(ledger, office, ids=[])


def test_carrying_twice_or_backwards_is_told_by_the_book(ledger, office):
    values = {"on": "2026-06-05", "finding": office[2][1], "reason": "跟踪"}
    for to_round in (office[3], office[3], office[0]):
        verbs.add(ledger, EVERYONE, CARRY_OVERS, values | {"to_round": to_round})
    told = [
        {fault.kind for fault in CARRY_OVERS.look(ledger.reader, {**one.stored, "id": one.id}, ledger.today())}
        for one in queries.records(ledger.reader, CARRY_OVERS.shape, ledger.today())
    ]
    assert told == [{"twice"}, {"twice"}, {"same_round"}]


def test_a_unit_that_was_renamed_or_merged_since_must_be_looked_at(ledger, office):
    _round, places, ids, _later = office
    units.rename(ledger, EVERYONE, places[0], "县城市运行局党组", "2026-06-01", "")

    waiting = {one.id: one for one in unclosed(ledger.reader, (office[0],), ledger.today()).waiting}

    assert (waiting[ids[1]].is_other_unit, waiting[ids[1]].owner) == (True, "县城市运行局党组")
    assert not waiting[ids[3]].is_other_unit
    units.merge(ledger, EVERYONE, places[1], places[0], "2026-06-02", "")
    waiting = {one.id: one for one in unclosed(ledger.reader, (office[0],), ledger.today()).waiting}
    assert (waiting[ids[3]].owner_id, waiting[ids[3]].is_other_unit) == (places[0], True)


def test_the_events_of_former_ledgers_count_too(ledger, office):
    progress.carry_over(ledger, EVERYONE, [office[2][1]], "十五届县委第七轮（常规）", "2026-06-05", "跟踪")

    assert [row.id for row in carried_into(ledger.reader, (office[3],), ledger.today())] == [office[2][1]]
    assert date.fromisoformat(ledger.today()) >= date(2026, 6, 5)


def test_at_the_end_of_a_term_everything_open_goes_into_the_next_term_and_every_rate_stays(ledger, office):
    """M4, 换届: rates of both terms stay, the check is green, and one undo takes the whole switch back."""
    first, _places, ids, second = office
    carried_over(ledger, office, ids=ids[1:2])
    after = a_round(ledger, "十六届县委第一轮（常规）", feedback_on="2026-06-05", code="16-01")
    found = unclosed(ledger.reader, (first, second), ledger.today())
    assert [one.id for one in found.waiting] == ids[1:] and found.carried == ()
    assert [one.id for one in later_rounds(ledger.reader, (first, second))] == [after]
    rates = [rate_of(ledger, one) for one in (first, second, after)]

    carry(ledger, EVERYONE, [one.id for one in found.waiting], after, "2026-06-05", "换届结转", {}, {})

    assert [rate_of(ledger, one) for one in (first, second, after)] == rates
    assert [row.id for row in carried_into(ledger.reader, (after,), ledger.today())] == ids[1:]
    assert unclosed(ledger.reader, (first, second), ledger.today()).waiting == ()
    assert list(rule_check.broken(ledger.reader, ledger.today())) == []
    undo.undo(ledger, EVERYONE)
    assert len(unclosed(ledger.reader, (first, second), ledger.today()).waiting) == 3
    assert carried_into(ledger.reader, (after,), ledger.today()) == ()
