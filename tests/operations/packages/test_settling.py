"""E2: a conflict is settled by a side or by own words, on every copy, with its right; undoing the settling opens it again."""

from datetime import date, timedelta

import pytest

from db.queries import packages
from db.queries.findings import list_findings
from db.records import FindingCriteria
from desktop.errors import Forbidden, KnownError
from desktop.ledgers.chases import CHASES
from desktop.operations import attributes, correcting, findings, progress, recycle, rounds, undo, units
from desktop.operations.events import Event
from desktop.operations.packages import settling
from desktop.operations.records import verbs
from desktop.rules.permissions import TABLE, Action, Actor, Right
from tests import exchanged
from tests.builders import EVERYONE


@pytest.fixture
def pair(tmp_path):
    """Two copies that say different things of the owner of a finding."""
    one, two = exchanged.copies(tmp_path, 1, "甲乙", shared=0)
    findings.edit(one.ledger, EVERYONE, [1], {"owner": "甲"})
    exchanged.agree(two, one)
    findings.edit(two.ledger, EVERYONE, [1], {"owner": "乙"})
    exchanged.end([one, two])
    return one, two


def owner(copy):
    return copy.ledger.reader.value("select owner from finding where id = 1")


def open_ones(copy):
    return settling.listed(copy.ledger.reader)


def the_same(*copies):
    exchanged.end(list(copies))
    return len({copy.digest for copy in copies}) == 1


def test_a_conflict_is_told_with_its_sides_the_shown_one_first_and_may_be_settled_any_way(pair):
    [one] = open_ones(pair[0])

    assert (one.told.title, [side.value for side in one.told.sides]) == ("责任人", ["乙", "甲"])
    assert (one.why_not, one.why_shown, one.own_field.name) == ("", "", "owner")


@pytest.mark.parametrize(
    "how, holds", [({}, "乙"), ({"side": 1}, "甲"), ({"own": "甲、乙"}, "甲、乙"), ({"own": ""}, "")]
)
def test_settled_by_what_is_shown_by_the_other_side_or_by_own_words_it_is_so_on_every_copy(pair, how, holds):
    one, two = pair
    settling.settle(one.ledger, EVERYONE, open_ones(one)[0].number, **how)

    assert open_ones(one) == () and owner(one) == holds
    assert the_same(one, two) and open_ones(two) == () and owner(two) == holds


@pytest.mark.parametrize("how", [{}, {"side": 1}, {"own": "丙"}])
def test_a_settling_that_is_undone_opens_the_conflict_again_and_redone_closes_it(pair, how):
    one, two = pair
    before = one.conflicts
    settling.settle(one.ledger, EVERYONE, open_ones(one)[0].number, **how)
    settled = owner(one)
    exchanged.end([one, two])

    undo.undo(one.ledger, EVERYONE)
    assert one.conflicts == before and owner(one) == "乙"
    assert the_same(one, two) and two.conflicts == before and owner(two) == "乙"

    undo.redo(one.ledger, EVERYONE)
    assert open_ones(one) == () and owner(one) == settled
    assert the_same(one, two) and open_ones(two) == () and owner(two) == settled


def test_who_writes_after_a_settling_that_was_undone_still_settles(pair):
    one, two = pair
    settling.settle(one.ledger, EVERYONE, open_ones(one)[0].number)
    undo.undo(one.ledger, EVERYONE)
    findings.edit(one.ledger, EVERYONE, [1], {"owner": "丁"})

    assert open_ones(one) == () and the_same(one, two) and owner(two) == "丁"


def test_two_who_settle_otherwise_without_knowing_of_each_other_are_a_conflict(pair):
    one, two = pair
    settling.settle(one.ledger, EVERYONE, open_ones(one)[0].number, 0)
    exchanged.agree(two, one)
    settling.settle(two.ledger, EVERYONE, open_ones(two)[0].number, 1)

    assert the_same(one, two)
    assert {side.value for side in open_ones(one)[0].told.sides} == {"甲", "乙"}


def test_it_needs_the_right_to_receive(pair):
    clerk = Actor("录入员", frozenset({Right.ENTER}))
    with pytest.raises(Forbidden):
        settling.settle(pair[0].ledger, clerk, open_ones(pair[0])[0].number)
    assert TABLE[Action.SETTLE_CONFLICT] is TABLE[Action.RECEIVE] and len(open_ones(pair[0])) == 1


@pytest.mark.parametrize(
    "how, said",
    [({"side": 2}, "没有第 3 方"), ({"side": -1}, "没有第 0 方"), ({"number": 99}, "没有未定的第 99 号冲突")],
)
def test_what_cannot_be_meant_is_told_and_nothing_is_written(pair, how, said):
    copy = pair[0]
    how = {"number": open_ones(copy)[0].number, **how}
    with pytest.raises(KnownError, match=said):
        settling.settle(copy.ledger, EVERYONE, **how)
    assert len(open_ones(copy)) == 1


def say_both(tmp_path, deed):
    """Both copies do a deed, each with its own letter, without knowing of each other."""
    one, two = exchanged.copies(tmp_path, 1, "甲乙", shared=0)
    deed(one.ledger, "甲")
    exchanged.agree(two, one)
    deed(two.ledger, "乙")
    exchanged.end([one, two])
    return one, two


def verdicts(ledger, who):
    state = {"甲": "basically_done", "乙": "not_done"}[who]
    progress.verify(ledger, EVERYONE, 1, state, ledger.today())


def codes(ledger, who):
    rounds.add(ledger, EVERYONE, f"第{who}轮", {"code": "X1"})


def otherwise(ledger, who):
    day = ledger.today()
    if who == "甲":
        progress.transfer(ledger, EVERYONE, 1, day, "线索", "县纪委")
    else:
        progress.stage_done(ledger, EVERYONE, 1, day, "2026-12-01")


def states(copy):
    [row] = list_findings(copy.ledger.reader, FindingCriteria(), copy.ledger.today())
    return row.claim, row.verdict


@pytest.mark.parametrize("side, stands", [(0, "long_term"), (1, "transferred")])
def test_what_a_step_decided_is_held_as_shown_or_gives_way_to_the_other_side(tmp_path, side, stands):
    one, two = say_both(tmp_path, otherwise)
    while conflicts := open_ones(one):
        assert conflicts[0].follows and not conflicts[0].why_shown
        settling.settle(one.ledger, EVERYONE, conflicts[0].number, side)

    assert states(one) == (stands, stands)
    assert the_same(one, two) and open_ones(two) == () and states(one) == states(two)


def claims(ledger, who):
    state = {"甲": "partly_done", "乙": "done"}[who]
    progress.claim(ledger, EVERYONE, 1, state, ledger.today(), who)


@pytest.mark.parametrize("deed, place", [(claims, 0), (verdicts, 1)])
@pytest.mark.parametrize("side", [0, 1])
def test_of_two_registrations_any_side_is_taken_and_the_other_is_taken_back(tmp_path, deed, place, side):
    one, two = say_both(tmp_path, deed)
    [conflict] = open_ones(one)
    stood = states(one)[place]
    told = {"partly_done": "部分完成", "done": "已完成", "basically_done": "基本完成", "not_done": "未完成"}
    assert told[stood] in conflict.told.sides[0].value and conflict.follows and not conflict.why_shown

    settling.settle(one.ledger, EVERYONE, conflict.number, side)
    assert told[states(one)[place]] in conflict.told.sides[side].value
    assert open_ones(one) == () and the_same(one, two) and open_ones(two) == () and states(one) == states(two)

    if side:
        undo.undo(one.ledger, EVERYONE)
        assert states(one)[place] == stood and the_same(one, two) and states(two)[place] == stood


def test_of_two_corrections_of_one_registration_either_is_taken(tmp_path):
    one, two = exchanged.copies(tmp_path, 1, "甲乙", shared=0)
    progress.claim(one.ledger, EVERYONE, 1, "in_progress", one.ledger.today(), "先")
    exchanged.end([one, two])
    for copy, state in ((one, "partly_done"), (two, "done")):
        exchanged.agree(copy, one, two)
        event = copy.ledger.reader.value("select max(id) from finding_event where kind = 'claim'")
        on = copy.ledger.reader.value("select effective_on from finding_event where id = ?", (event,))
        correcting.correct(
            copy.ledger, EVERYONE, event, Event(1, "claim", on, claim_state=state, text="改"), "登记错了"
        )
    exchanged.end([one, two])
    [conflict] = [each for each in open_ones(two) if each.told.field == "event"]
    settling.settle(two.ledger, EVERYONE, conflict.number, 1)

    assert states(two)[0] == "partly_done" and open_ones(two) == ()
    assert the_same(one, two) and open_ones(one) == () and states(one)[0] == "partly_done"


@pytest.mark.parametrize("book", ["finding", "chase"])
@pytest.mark.parametrize("last_removes", [True, False])
def test_of_removed_and_kept_any_side_is_taken(tmp_path, book, last_removes):
    """One copy removes it; the other too, and brings it back."""
    one, two = exchanged.copies(tmp_path, 1, "甲乙", shared=0)
    if book == "chase":
        unit = one.ledger.reader.value("select unit_id from finding where id = 1")
        verbs.add(one.ledger, EVERYONE, CHASES, {"unit": unit, "round": 1, "on": one.ledger.today(), "person": "某"})
        exchanged.end([one, two])
    into = {
        "finding": lambda copy: findings.remove(copy.ledger, EVERYONE, [1], "录错了"),
        "chase": lambda copy: verbs.remove(copy.ledger, EVERYONE, CHASES, [1]),
    }[book]
    out = {
        "finding": lambda copy: recycle.take_out(copy.ledger, EVERYONE, [1]),
        "chase": lambda copy: verbs.restore(copy.ledger, EVERYONE, CHASES, [1]),
    }[book]
    deeds = [lambda: into(one), lambda: (exchanged.agree(two, one), into(two), out(two))]
    for deed in reversed(deeds) if last_removes else deeds:
        exchanged.agree(one, two)
        deed()
    exchanged.end([one, two])
    conflict = next(each for each in open_ones(one) if each.told.field == "removed_in")
    assert conflict.told.sides[0].value == ("移入回收站" if last_removes else "保留") and "回收站" in conflict.follows

    settling.settle(one.ledger, EVERYONE, conflict.number, 1)
    gone = one.ledger.reader.value(f"select removed_in from {book} where id = 1") is not None
    assert gone is not last_removes and the_same(one, two)
    assert not [each for each in open_ones(two) if each.told.field == "removed_in"]


def test_a_number_that_two_claimed_is_not_settled_here(tmp_path):
    one, _two = say_both(tmp_path, codes)
    [conflict] = open_ones(one)
    with pytest.raises(KnownError, match="同一个编号"):
        settling.settle(one.ledger, EVERYONE, conflict.number)
    assert conflict.why_not and open_ones(one) == (conflict,)


def test_a_record_of_a_book_is_settled_through_its_own_verb(tmp_path):
    one, two = exchanged.copies(tmp_path, 5, "甲乙", shared=0)
    one.add_record()
    exchanged.end([one, two])
    names = [field.name for field in CHASES.fields if field.plain and field.holds == "text"]
    record, name = one.ledger.reader.value("select max(id) from chase"), names[0]
    for copy, words in ((one, "甲"), (two, "乙")):
        exchanged.agree(copy, one, two)
        verbs.edit(copy.ledger, EVERYONE, CHASES, [record], {name: words})
    exchanged.end([one, two])
    [conflict] = open_ones(two)
    settling.settle(two.ledger, EVERYONE, conflict.number, 1)

    assert the_same(one, two) and open_ones(one) == ()
    assert verbs.stored(one.ledger.reader, CHASES, record)[name] == "甲"


def test_a_unit_and_its_plain_columns_too(tmp_path):
    def edit(ledger, who):
        units.edit(ledger, EVERYONE, 1, {"contact": who}, "改")

    one, two = say_both(tmp_path, edit)
    settling.settle(one.ledger, EVERYONE, open_ones(one)[0].number, 1)
    assert the_same(one, two) and two.ledger.reader.value("select contact from unit where id = 1") == "甲"
    assert packages.open_conflicts(two.ledger.reader) == ()


def test_what_was_settled_as_shown_is_what_stood_by_its_day_and_is_told_so_afterwards(tmp_path):
    one, two = exchanged.copies(tmp_path, 1, "甲乙", shared=0)
    for copy in (one, two):
        copy.ledger.clock.now += timedelta(days=10)
    day = date.fromisoformat(one.ledger.today())
    last, first, between = ((day - timedelta(days=ago)).isoformat() for ago in (1, 5, 3))
    progress.claim(one.ledger, EVERYONE, 1, "partly_done", last, "甲")
    exchanged.agree(two, one)
    progress.claim(two.ledger, EVERYONE, 1, "basically_done", first, "乙，补记")
    exchanged.end([one, two])

    settling.settle(one.ledger, EVERYONE, open_ones(one)[0].number)
    exchanged.agree(two, one)
    progress.claim(two.ledger, EVERYONE, 1, "in_progress", between, "乙，又补记")
    exchanged.end([one, two])

    [conflict] = open_ones(one)
    assert states(one)[0] == "partly_done"
    assert [side.value for side in conflict.told.sides] == [f"部分完成 {last}", f"正在推进 {between}"]
    assert the_same(one, two)


@pytest.mark.parametrize("taken", [0, 1])
def test_an_attribute_settled_as_shown_stays_the_one_in_use_by_its_day_and_either_side_can_be_taken(tmp_path, taken):
    one, two = exchanged.copies(tmp_path, 1, "甲乙", shared=0)
    for copy in (one, two):
        copy.ledger.clock.now += timedelta(days=10)
    day = date.fromisoformat(one.ledger.today())
    last, first, between = ((day - timedelta(days=ago)).isoformat() for ago in (1, 5, 3))
    attributes.recategorise(one.ledger, EVERYONE, 1, {"category1": "甲"}, last)
    exchanged.agree(two, one)
    attributes.recategorise(two.ledger, EVERYONE, 1, {"category1": "乙"}, first)
    exchanged.agree(one, two)
    one.receive(two.package())
    settling.settle(one.ledger, EVERYONE, open_ones(one)[0].number)
    exchanged.agree(two, one)
    attributes.recategorise(two.ledger, EVERYONE, 1, {"category1": "丙"}, between)
    exchanged.end([one, two])

    [conflict] = open_ones(two)
    shown = one.ledger.reader.value("select category1 from finding where id = 1")
    assert shown == "甲" and [side.value for side in conflict.told.sides] == ["甲", "丙"]
    settling.settle(two.ledger, EVERYONE, conflict.number, taken)
    assert the_same(one, two)
    assert one.ledger.reader.value("select category1 from finding where id = 1") == ("甲", "丙")[taken]


@pytest.mark.parametrize("taken", [0, 1])
def test_a_registration_that_was_settled_gives_way_to_a_later_side_too(tmp_path, taken):
    one, two = exchanged.copies(tmp_path, 1, "甲乙", shared=0)
    for copy, state in ((one, "partly_done"), (two, "basically_done")):
        exchanged.agree(copy, one, two)
        progress.claim(copy.ledger, EVERYONE, 1, state, copy.ledger.today())
    exchanged.end([one, two])
    settling.settle(one.ledger, EVERYONE, open_ones(one)[0].number)
    exchanged.agree(two, one)
    progress.claim(two.ledger, EVERYONE, 1, "not_done", two.ledger.today())
    exchanged.end([one, two])

    [conflict] = open_ones(two)
    assert [side.value.split(" ")[0] for side in conflict.told.sides] == ["未完成", "基本完成"]
    settling.settle(two.ledger, EVERYONE, conflict.number, taken)
    assert the_same(one, two) and not one.conflicts
    assert states(one)[0] == ("not_done", "basically_done")[taken]


def test_a_settled_day_of_a_round_that_is_undone_before_it_is_told_is_received_all_the_same(tmp_path):
    one, two = exchanged.copies(tmp_path, 1, "甲乙", shared=0)
    for copy, day in ((one, "2026-06-20"), (two, "2026-06-25")):
        exchanged.agree(copy, one, two)
        rounds.edit(copy.ledger, EVERYONE, 1, {"ends_on": day}, "延长整改期")
    exchanged.end([one, two])
    [conflict] = open_ones(one)
    settling.settle(one.ledger, EVERYONE, conflict.number, 1)
    undo.undo(one.ledger, EVERYONE)

    assert the_same(one, two) and [each.told.line for each in open_ones(two)] == [conflict.told.line]
    assert two.ledger.reader.value("select ends_on from round where id = 1") == "2026-06-25"
