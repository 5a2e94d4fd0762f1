"""Rounds: name and code, the dates that follow from the feedback, who may move it, units in and out (L-4, L-5, R-1)."""

import pytest

from desktop.errors import Forbidden, KnownError
from desktop.operations import rounds, undo
from desktop.operations.change import change
from desktop.operations.rounds import DATED
from desktop.rules.deadlines import DEFAULT_RULES, WorkCalendar, timetable
from desktop.rules.permissions import Action
from tests.builders import EVERYONE, a_finding, a_round, a_unit

FEEDBACK = "2026-03-18"


def stored(ledger, name, round_id=1):
    return ledger.reader.value(f"select {name} from round where id = ?", (round_id,))


@pytest.mark.parametrize(
    "name, code, number, term",
    [
        ("十五届县委第六轮（常规）", "15-06", 6, 15), ("第3轮", "00-03", 3, None), ("涉粮专项巡察", "00-L01", 0, None),
        ("十五届县委专项", "15-L01", 0, 15), ("十五届县委第十二轮", "15-12", 12, 15),
    ],
)  # fmt: skip
def test_code_number_and_term_come_from_the_name(ledger, name, code, number, term):
    rounds.add(ledger, EVERYONE, f" {name} ")
    assert (stored(ledger, "name"), stored(ledger, "code"), stored(ledger, "number")) == (name, code, number)
    assert ledger.reader.value("select t.number from round r left join term t on t.id = r.term_id") == term


def test_no_two_rounds_have_one_name_or_one_code_l5(ledger):
    """L-5"""
    a_round(ledger)
    for name, fields in (
        (" ", {}),
        ("十五届县委第六轮（常规）", {}),
        ("又一轮", {"code": "15-06"}),
        ("又一轮", {"code": "15_06"}),
        ("又一轮", {"code": "-1"}),
    ):
        with pytest.raises(KnownError):
            rounds.add(ledger, EVERYONE, name, fields)
    rounds.add(ledger, EVERYONE, "十五届县委第六轮（专项）")
    rounds.add(ledger, EVERYONE, "又一轮", {"code": " A-7 "})
    assert ledger.reader.column("select code from round order by id") == ("15-06", "15-L01", "A-7")
    assert ledger.reader.value("select count(*) from term") == 1, "the term is made once"


def test_the_code_of_an_undone_round_is_free_again_l5(ledger):
    """L-5"""
    a_round(ledger)
    undo.undo(ledger, EVERYONE)
    a_round(ledger, "十五届县委第六轮")
    assert stored(ledger, "code", 2) == "15-06"


@pytest.mark.parametrize("months", [None, 3, 6])
def test_dates_follow_from_the_feedback_and_a_given_one_stands(ledger, months):
    a_round(ledger, months=months, reminder_on="2026-05-15")
    expected = timetable(FEEDBACK, months or 6, DEFAULT_RULES, WorkCalendar())
    assert (stored(ledger, "plan_due_on"), stored(ledger, "ends_on")) == (expected.plan_due_on, expected.ends_on)
    assert stored(ledger, "reminder_on") == "2026-05-15"
    rounds.add(ledger, EVERYONE, "无反馈日", {"months": 3})
    assert (stored(ledger, "plan_due_on", 2), stored(ledger, "ends_on", 2)) == (None, None)


@pytest.mark.parametrize("name", DATED)
def test_each_date_of_a_round_is_a_real_one(ledger, name):
    with pytest.raises(KnownError):
        a_round(
            ledger, **{"feedback_on": FEEDBACK, name: "2026-02-31"} if name != "feedback_on" else {name: "2026-2-3"}
        )
    round_id = a_round(ledger, feedback_on=None)
    with pytest.raises(KnownError):
        rounds.edit(ledger, EVERYONE, round_id, {name: "下周"})
    rounds.edit(ledger, EVERYONE, round_id, {name: "2026-07-01"})
    assert stored(ledger, name, round_id) == "2026-07-01"
    rounds.edit(ledger, EVERYONE, round_id, {name: ""})
    assert stored(ledger, name, round_id) is None, "an emptied date is none"


def test_a_field_that_a_round_has_not_or_that_is_given_once_is_not_edited(ledger):
    round_id = a_round(ledger)
    for name in ("code", "colour", "term_id", "number"):
        with pytest.raises(KnownError):
            rounds.edit(ledger, EVERYONE, round_id, {name: "x"})


@pytest.mark.parametrize("name", ["feedback_on", "ends_on"])
def test_what_decides_figures_moves_after_the_feedback_only_by_a_reviewer_with_a_reason_l4(
    ledger, clerk, reviewer, name
):
    """L-4, R-1"""
    round_id = a_round(ledger)
    for actor, reason in ((clerk, "会议"), (reviewer, ""), (reviewer, " ")):
        with pytest.raises((Forbidden, KnownError)):
            rounds.edit(ledger, actor, round_id, {name: "2026-04-01"}, reason)
    rounds.edit(ledger, clerk, round_id, {name: stored(ledger, name)})
    rounds.edit(ledger, clerk, round_id, {"reminder_on": "2026-05-20"})
    rounds.edit(ledger, reviewer, round_id, {name: "2026-04-01"}, "会议")
    assert stored(ledger, name) == "2026-04-01"
    assert ledger.reader.tuples("select name, value, reason from round_date_event order by id desc limit 1") == (
        (name, "2026-04-01", "会议"),
    )


@pytest.mark.parametrize("feedback_on, free", [("2026-06-05", False), ("2026-06-06", True), (None, True)])
def test_until_the_day_of_the_feedback_a_clerk_sets_it(ledger, clerk, feedback_on, free):
    round_id = a_round(ledger, feedback_on=feedback_on)
    if free:
        rounds.edit(ledger, clerk, round_id, {"feedback_on": "2026-06-20"})
    else:
        with pytest.raises(Forbidden):
            rounds.edit(ledger, clerk, round_id, {"feedback_on": "2026-06-20"}, "会议")


def test_a_units_own_feedback_is_moved_by_the_same_rule_in_both_ways_l4(ledger, clerk, reviewer):
    """L-4"""
    round_id, unit, other = a_round(ledger), a_unit(ledger), a_unit(ledger, "县财政局党组")
    with pytest.raises(KnownError) as refused:
        rounds.move_feedback(ledger, reviewer, round_id, unit, "2026-04-01", "会议")
    assert refused.value.kind == "missing"
    rounds.place_units(ledger, clerk, round_id, [unit, other])
    for deed in (
        lambda actor, day, reason: rounds.move_feedback(ledger, actor, round_id, unit, day, reason),
        lambda actor, day, reason: rounds.place_units(ledger, actor, round_id, [unit], day, reason),
    ):
        for actor, day, reason in (
            (clerk, "2026-04-01", "会议"),
            (reviewer, "2026-04-01", " "),
            (reviewer, "2026-02-31", "会议"),
        ):
            with pytest.raises((Forbidden, KnownError)):
                deed(actor, day, reason)
        deed(reviewer, "2026-04-01", "会议")
        assert ledger.reader.column("select feedback_on from round_unit order by unit_id") == ("2026-04-01", None)
        rounds.move_feedback(ledger, reviewer, round_id, unit, FEEDBACK, "改回")
    rounds.move_feedback(ledger, reviewer, round_id, unit, "", "随轮次")
    rounds.place_units(ledger, clerk, round_id, [other], "")
    assert ledger.reader.column("select feedback_on from round_unit") == (None, None)
    third = a_unit(ledger, "县水务局党组")
    rounds.place_units(ledger, clerk, round_id, [third], "2026-05-01")
    assert ledger.reader.value("select feedback_on from round_unit where unit_id = ?", (third,)) == "2026-05-01"


def test_a_unit_leaves_a_round_only_without_findings_there(ledger):
    round_id, other, unit = a_round(ledger), a_round(ledger, "十五届县委第七轮"), a_unit(ledger)
    rounds.place_units(ledger, EVERYONE, other, [unit])
    a_finding(ledger, round_id, unit)
    with pytest.raises(KnownError):
        rounds.take_unit_out(ledger, EVERYONE, round_id, unit)
    rounds.take_unit_out(ledger, EVERYONE, other, unit)
    assert ledger.reader.tuples("select round_id from round_unit where removed_in is null") == ((round_id,),)


def test_a_round_never_ends_before_its_feedback_by_no_way_in_and_other_fields_stay_free(ledger):
    """L-4"""
    with pytest.raises(KnownError, match="早于反馈日期"):
        rounds.add(ledger, EVERYONE, "第9轮", {"feedback_on": "2026-02-05", "ends_on": "2026-01-01"})
    one, unit = a_round(ledger), a_unit(ledger)
    rounds.place_units(ledger, EVERYONE, one, [unit])
    end = stored(ledger, "ends_on")
    late = "2027-12-31"
    for way in (
        lambda: rounds.move_feedback(ledger, EVERYONE, one, unit, late, "改"),
        lambda: rounds.place_units(ledger, EVERYONE, one, [unit], late, "改"),
        lambda: rounds.edit(ledger, EVERYONE, one, {"ends_on": "2026-01-01"}, "改"),
    ):
        with pytest.raises(KnownError, match="早于反馈日期"):
            way()
    assert stored(ledger, "ends_on") == end
    with change(ledger, EVERYONE, Action.EDIT_ROUND, "旧账") as changes:
        changes.writer.update("round", one, {"ends_on": "2026-01-01"})
    rounds.edit(ledger, EVERYONE, one, {"kind": "专项"})
    assert stored(ledger, "kind") == "专项", "a former ledger's dates do not hold up other fields"


@pytest.mark.parametrize("name", ["十五届县委第七轮（常规）", "", "  "])
def test_a_round_takes_no_name_of_another_and_keeps_one(ledger, name):
    """A sentence, not a refusal of the database; its own name may be said again."""
    first, _changes = rounds.add(ledger, EVERYONE, "十五届县委第六轮（常规）")
    rounds.add(ledger, EVERYONE, "十五届县委第七轮（常规）")
    with pytest.raises(KnownError, match="请"):
        rounds.edit(ledger, EVERYONE, first, {"name": name})
    rounds.edit(ledger, EVERYONE, first, {"name": "十五届县委第六轮（常规）"})
    assert ledger.reader.value("select name from round where id = ?", (first,)) == "十五届县委第六轮（常规）"
