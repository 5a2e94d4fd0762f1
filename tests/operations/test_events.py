"""R-1: right belongs to the event that is written; entering, retracting and entering again keep dates and places."""

from dataclasses import asdict, replace

import pytest

from db.queries import facts, history
from desktop.operations import events
from desktop.operations.change import change
from desktop.operations.events import Event, action_of
from desktop.rules.permissions import Action
from tests.builders import EVERYONE, a_finding, a_unit

PLAIN = {
    "give": Action.ADD_FINDING, "claim": Action.LOG_PROGRESS, "note": Action.LOG_PROGRESS, "correct": Action.EDIT_FINDING,
    "extend": Action.EXTEND, "withdraw": Action.WITHDRAW, "split": Action.SPLIT, "merge": Action.MERGE,
    "transfer": Action.TRANSFER, "reopen": Action.REOPEN, "stage_done": Action.STAGE_DONE, "carry_over": Action.CARRY_OVER,
}  # fmt: skip
PROGRESS = [None, "not_started", "in_progress", "partly_done", "basically_done", "not_done"]
SETTLED = ["done", "transferred", "long_term"]


def event(kind, **fields):
    return Event(1, kind, "2026-06-01", **fields)


@pytest.mark.parametrize("kind", PLAIN)
def test_each_kind_needs_its_own_right_whatever_state_it_writes(kind):
    assert {event(kind, verdict_state=state).action for state in (*PROGRESS, *SETTLED)} == {PLAIN[kind]}


def test_a_verdict_of_done_closes_out_only_on_the_finding_itself():
    assert event("verify", verdict_state="done").action is Action.CLOSE_OUT
    assert event("verify", verdict_state="done", measure_id=3).action is Action.VERIFY
    for state in PROGRESS:
        assert event("verify", verdict_state=state).action is Action.VERIFY
        assert event("verify", verdict_state=state, refused=True).action is Action.REFUSE


def test_opening_balances_that_settle_need_the_right_of_opening_and_others_that_of_their_kind():
    for kind in (*PLAIN, "verify", "set"):
        for state in SETTLED:
            assert event(kind, opening=True, verdict_state=state).action is Action.OPENING
        for state in PROGRESS:
            plain = event(kind, verdict_state=state)
            assert replace(plain, opening=True).action is plain.action


def test_of_what_is_set_categories_alone_are_the_clerks():
    for name in ("category1", "category2", "category3", "category4"):
        assert event("set", attribute=name).action is Action.RECATEGORISE
    for name in ("nature", "unit_id", "due_on", "first_due_on", "review_on"):
        assert event("set", attribute=name).action is Action.RECLASSIFY
    assert action_of(asdict(event("claim"))) is Action.LOG_PROGRESS


@pytest.fixture
def one(ledger):
    return a_finding(ledger, nature="ordinary")


def entered(ledger, wanted):
    with change(ledger, EVERYONE, Action.LOG_PROGRESS, "试") as changes:
        return events.enter(changes, wanted)


@pytest.mark.parametrize(
    "on, opening, known_on",
    [
        ("2026-05-01", False, "2026-06-05"), ("2026-06-05", False, "2026-06-05"), ("2026-05-01", True, "2026-05-01"),
        ("2026-06-05", True, "2026-06-05"), ("2026-07-01", True, "2026-06-05"),
    ],
)  # fmt: skip
def test_only_an_opening_balance_is_known_before_its_entry_and_nothing_after_it(ledger, one, on, opening, known_on):
    made = entered(ledger, Event(one, "claim", on, claim_state="in_progress", opening=opening))

    assert history.event_fields(ledger.reader, made)["effective_on"] == on
    assert ledger.reader.value("select known_on from finding_event where id = ?", (made,)) == known_on


def test_an_attribute_stands_in_the_row_while_its_event_stands(ledger, one):
    other = a_unit(ledger, "县审计局党组")
    wanted = {"nature": ("ordinary", "immediate"), "unit_id": ("", str(other)), "first_due_on": ("", "2026-07-01"),
              "category1": ("", "党的建设")}  # fmt: skip
    for name, (old, value) in wanted.items():
        before = ledger.reader.value(f"select {name} from finding where id = ?", (one,))
        made = entered(
            ledger, Event(one, "set", "2026-06-01", attribute=name, old=str(old or before or ""), value=value)
        )
        assert str(ledger.reader.value(f"select {name} from finding where id = ?", (one,))) == value
        with change(ledger, EVERYONE, Action.UNDO, "试") as changes:
            assert events.retract(changes, [made, made], "错") == 1, "what is retracted is not retracted twice"
        assert ledger.reader.value(f"select {name} from finding where id = ?", (one,)) == before
        with change(ledger, EVERYONE, Action.UNDO, "试") as changes:
            again = events.enter_again(changes, made)
            assert events.enter_again(changes, made) == again, "a standing copy is meant, no second one made"
        assert str(ledger.reader.value(f"select {name} from finding where id = ?", (one,))) == value


def test_an_event_entered_again_keeps_its_day_and_place_and_is_known_from_now_l3(ledger, one, clock):
    """L-3"""
    first = entered(ledger, Event(one, "claim", "2026-06-01", claim_state="in_progress"))
    entered(ledger, Event(one, "claim", "2026-06-01", claim_state="done"))
    with change(ledger, EVERYONE, Action.UNDO, "试") as changes:
        events.retract(changes, [first])
    clock.set("2026-06-06T09:00:00")
    with change(ledger, EVERYONE, Action.UNDO, "试") as changes:
        again = events.enter_again(changes, first)

    assert facts.lanes(ledger.reader, one, "2026-06-06").claim == "done"
    assert history.event_fields(ledger.reader, again)["effective_on"] == "2026-06-01"
    assert ledger.reader.value("select known_on from finding_event where id = ?", (again,)) == "2026-06-06"
