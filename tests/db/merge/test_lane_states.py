"""What stands in a lane after registrations were taken back or entered again, and which sides say nothing."""

from db.merge.lane_states import LaneStates, is_again, without_detours
from db.merge.record_states import TELLS
from db.merge.state import Conflict, Side, State
from db.merge.travel import EVENT

KEY = ("finding", "finding7", "@claim")


def uid(table, row):
    return f"{table}{row}"


def claim(state, day, place, **more):
    return {
        "finding_id": 7,
        "measure_id": None,
        "kind": "claim",
        "claim_state": state,
        "effective_on": day,
        "place": place,
        TELLS: 1,
        **more,
    }


def entered():
    found = LaneStates()
    found.enters(1, claim("in_progress", "2026-05-01", 1))
    found.enters(2, claim("done", "2026-05-03", 2))
    return found


def test_entering_is_told_elsewhere_and_taking_back_tells_what_stands_last_by_its_day():
    found = entered()
    assert found.told(uid) == {}

    found.takes_back(2, {TELLS: 1})
    assert found.told(uid) == {KEY: (["in_progress", "2026-05-01", "finding_event1"], "in_progress 2026-05-01")}
    assert found.told(uid) == {}


def test_where_nothing_is_left_a_lane_says_nothing():
    found = entered()
    found.takes_back(1, {TELLS: 1})
    found.takes_back(2, {TELLS: 1})
    assert found.told(uid) == {KEY: ([None, "", ""], "nothing")}


def test_what_undoing_enters_again_tells_what_stands_not_what_came_last():
    found, copy = entered(), claim("in_progress", "2026-05-01", 1, copy_of=1)
    found.takes_back(1, {})
    found.enters(3, copy)
    assert is_again(copy) and not is_again(claim("done", "2026-05-03", 2))
    assert found.told(uid) == {KEY: (["done", "2026-05-03", "finding_event2"], "done 2026-05-03")}


def test_what_a_former_program_took_back_tells_nothing():
    found = entered()
    found.takes_back(2, {})
    assert found.told(uid) == {}


def test_what_goes_into_the_bin_with_its_finding_is_no_word_about_it_nor_about_its_measures():
    found = entered()
    found.enters(4, claim("done", "2026-05-04", 4, measure_id=9))
    found.takes_back(2, {TELLS: 1})
    found.takes_back(4, {TELLS: 1})
    assert found.told(uid, {("finding", 7)}) == {}


def test_that_a_finding_is_in_the_list_is_told_with_its_deed():
    found = LaneStates()
    found.enters(1, {**claim(None, "2026-05-01", 1), "kind": "give", "presence": "in"})
    found.enters(2, {**claim(None, "2026-05-02", 2), "kind": "withdraw", "presence": "out"})
    found.takes_back(2, {TELLS: 1})
    assert found.told(uid) == {
        ("finding", "finding7", "@presence"): (["in", "2026-05-01", "finding_event1"], "in 2026-05-01 give")
    }


def asked(base, *sides, settlings=()):
    """The events of the sides that are left."""
    told = tuple(Side(["done", "2026-05-03", event], "", "", event, settled=event in settlings) for event in sides)
    found = State(conflicts={KEY: Conflict(KEY, told, ["done", "2026-05-03", base])})
    found.rows[EVENT, "again"] = {"copy_of": base}
    without_detours(found)
    return [side.node for one in found.conflicts.values() for side in one.sides]


def test_a_side_on_which_stands_what_stood_before_is_none_unless_somebody_settled_so():
    assert asked("base", "a", "b") == ["a", "b"]
    assert asked("base", "a", "base") == []
    assert asked("base", "a", "b", "base") == ["a", "b"]
    assert asked("base", "a", "base", settlings=["base"]) == ["a", "base"]
