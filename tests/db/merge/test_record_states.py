"""What steps make a record say: the state after each action; only what differs from what stood before is asked about."""

from db.merge.record_states import TELLS, RecordStates, only_what_differs
from db.merge.state import Conflict, Side, State
from db.merge.travel import NOTES, RECORD_STATE
from desktop.ledgers import books
from desktop.ledgers.leads import LEADS
from tests.working_copies import empty

KEY = ("talk", "t1", RECORD_STATE)
TALK = {"register": "talk", "record_id": 7, "reason": "", TELLS: 1}


def states():
    return RecordStates(empty())


def uid(table, row):
    return f"{table}{row}"


def step(name, state, day, place, **more):
    return {**TALK, "step": name, "state": state, "effective_on": day, "place": place, **more}


def test_the_step_of_the_last_day_says_the_state():
    found = states()
    found.enters(1, step("add", "planned", "2026-05-01", 1))
    found.enters(2, step("hold", "held", "2026-05-03", 2))
    found.enters(3, step("hold", "held", "2026-05-04", 3))

    assert found.told(uid) == {
        ("talk", "talk7", RECORD_STATE): (["held", "2026-05-04", "record_event3"], "hold held 2026-05-04 ")
    }
    assert found.told(uid) == {}


def test_a_note_says_the_state_in_the_words_of_the_step_before_it():
    found = states()
    item = {"register": "secretary_item", "record_id": 7, "reason": "", "state": "done", TELLS: 1}
    found.enters(1, {**item, "step": "finish", "effective_on": "2026-05-03", "place": 1})
    found.enters(2, {**item, "step": "note", "effective_on": "2026-05-04", "place": 2})

    assert found.told(uid) == {
        ("secretary_item", "secretary_item7", RECORD_STATE): (
            ["done", "2026-05-04", "record_event2"],
            "finish done 2026-05-03 ",
        )
    }


def test_the_notes_are_the_steps_that_lead_nowhere_by_the_declarations():
    every = (*books.declared(), LEADS)
    assert {(one.name, each.name) for one in every for each in one.steps if not each.to} == NOTES


def test_where_a_step_was_taken_back_the_one_before_it_says_the_state():
    found = states()
    found.enters(1, step("add", "planned", "2026-05-01", 1))
    found.enters(2, step("hold", "held", "2026-05-03", 2))
    found.takes_back(2, {TELLS: 1})

    assert [value for value, _same in found.told(uid).values()] == [["planned", "2026-05-01", "record_event1"]]


def test_a_dated_fact_of_a_unit_leads_into_no_state():
    found = states()
    found.enters(1, {**TALK, "register": "unit", "state": "孙", "effective_on": "2026-05-01"})
    found.takes_back(1, {TELLS: 1})

    assert found.told(uid) == {}


def test_what_a_former_program_logged_tells_no_state_and_still_stands_below_what_is_told_now():
    found = states()
    former = {name: value for name, value in step("add", "planned", "2026-05-01", 1).items() if name != TELLS}
    found.enters(1, former)
    found.enters(2, {**former, "step": "notify", "state": "told", "effective_on": "2026-05-02", "place": 2})
    found.takes_back(2, {})
    assert found.told(uid) == {}

    found.enters(3, step("hold", "held", "2026-05-03", 3))
    found.takes_back(3, {TELLS: 1})
    assert [value for value, _same in found.told(uid).values()] == [["planned", "2026-05-01", "record_event1"]]


def asked(*sames, settled=()):
    """The sides that are left of a conflict; what stood before is 'base'."""
    sides = tuple(Side(same, "", "", str(place), same, same in settled) for place, same in enumerate(sames))
    found = State(conflicts={KEY: Conflict(KEY, sides, None, "base")})
    only_what_differs(found)
    return [side.same for one in found.conflicts.values() for side in one.sides]


def test_what_stood_before_is_no_side_unless_it_is_shown_over_a_change_or_somebody_settled_so():
    assert asked("granted", "refused") == ["granted", "refused"]
    assert asked("granted", "base") == []
    assert asked("base", "granted") == ["base", "granted"]
    assert asked("granted", "base", "refused") == ["granted", "refused"]
    assert asked("granted", "base", settled=["base"]) == ["granted", "base"]
