"""L-2: the table of deeds, walked: every deed from every standing, on every kind of date, with everything left out once."""

from dataclasses import replace

import pytest

from desktop.rules.deeds import NEEDS_WORDS, TABLE, Asked, Deed, Standing, action_of, faults, why_not_here
from desktop.rules.permissions import Action, Actor, Right

TODAY, FEEDBACK = "2026-06-05", "2026-03-18"
OPEN = Standing("15-06-0001", feedback_on=FEEDBACK, due_on="2026-06-18")
STANDINGS = {
    "open": OPEN,
    "waiting": replace(OPEN, claim="done", waiting=True),
    "long_term": replace(OPEN, claim="long_term", verdict="long_term"),
    "done": replace(OPEN, claim="done", verdict="done"),
    "transferred": replace(OPEN, claim="transferred", verdict="transferred"),
    "gone": replace(OPEN, present=False),
}
ANY_OPEN = {"open", "waiting", "long_term"}
IN_LIST = ANY_OPEN | {"done", "transferred"}
# Told again from ledger.md §4, not from the code.
FROM = {
    Deed.NOTE: IN_LIST,
    Deed.CLAIM: ANY_OPEN,
    Deed.VERIFY: {"open", "long_term"},
    Deed.REFUSE: ANY_OPEN,
    Deed.CLOSE_OUT: ANY_OPEN,
    Deed.CORRECT: IN_LIST | {"gone"},
    Deed.REOPEN: {"done", "transferred", "long_term"},
    Deed.STAGE_DONE: ANY_OPEN,
    Deed.TRANSFER: ANY_OPEN,
    Deed.EXTEND: ANY_OPEN,
    Deed.WITHDRAW: IN_LIST,
    Deed.SPLIT: IN_LIST,
    Deed.MERGE: IN_LIST,
    Deed.RECLASSIFY: IN_LIST,
    Deed.RECATEGORISE: IN_LIST,
    Deed.REMOVE: IN_LIST | {"gone"},
    Deed.CARRY_OVER: IN_LIST,
}
REVIEWED = {
    Deed.REFUSE, Deed.CLOSE_OUT, Deed.REOPEN, Deed.STAGE_DONE, Deed.TRANSFER, Deed.EXTEND, Deed.WITHDRAW, Deed.SPLIT, Deed.MERGE,
    Deed.RECLASSIFY, Deed.REMOVE, Deed.CARRY_OVER,
}  # fmt: skip
BEFORE_FEEDBACK_TOO = {Deed.NOTE, Deed.CORRECT, Deed.RECLASSIFY, Deed.RECATEGORISE, Deed.REMOVE}
FULL = Asked(
    TODAY, TODAY, state="in_progress", reason="理由", approver="领导小组", receiver="县纪委", due_on="2026-09-01", review_on="2026-12-01"
)  # fmt: skip
EVERYONE = Actor("全权", frozenset(Right))


def test_every_deed_stands_in_the_table():
    assert set(TABLE) == set(Deed) == set(FROM)


@pytest.mark.parametrize("where", STANDINGS)
@pytest.mark.parametrize("deed", list(Deed))
def test_every_deed_from_every_standing_l2(deed, where):
    """L-1, L-2: menus and the door answer alike."""
    allowed = where in FROM[deed]

    assert (faults(deed, STANDINGS[where], FULL) == []) == allowed
    assert (why_not_here(deed, STANDINGS[where], EVERYONE) is None) == allowed


@pytest.mark.parametrize("deed", list(Deed))
def test_the_right_of_every_deed_l2(deed):
    """R-1, L-7: also what is enough before the feedback."""
    clerk, reviewer = Actor("录", frozenset({Right.ENTER})), Actor("审", frozenset({Right.REVIEW}))
    start = next(standing for name, standing in STANDINGS.items() if name in FROM[deed])

    assert (why_not_here(deed, start, clerk) is None) == (deed not in REVIEWED)
    assert (why_not_here(deed, start, reviewer) is None) == (deed in REVIEWED or deed is Deed.CORRECT)
    early = replace(start, given=False, feedback_on=None)
    assert (why_not_here(deed, early, clerk) is None) == (
        deed not in REVIEWED or deed in (Deed.RECLASSIFY, Deed.REMOVE)
    )


@pytest.mark.parametrize(
    ("on", "kind"),
    [("2026-02-31", "date"), ("2026-6-1", "date"), ("", "date"), ("2026-06-06", "future"), ("2031-01-01", "future"),
     ("2026-03-17", "before_feedback")],
)  # fmt: skip
@pytest.mark.parametrize("deed", list(Deed))
def test_every_deed_on_every_wrong_date_l2(deed, on, kind):
    """L-2: dates are real, not after today, and not before the feedback where the deed needs it."""
    start = next(standing for name, standing in STANDINGS.items() if name in FROM[deed])
    found = [fault.kind for fault in faults(deed, start, replace(FULL, on=on))]

    if kind == "before_feedback" and deed in BEFORE_FEEDBACK_TOO:
        assert found == []
    else:
        assert kind in found


@pytest.mark.parametrize("deed", list(Deed))
def test_what_a_deed_needs_is_missed_by_name_l2(deed):
    start = next(standing for name, standing in STANDINGS.items() if name in FROM[deed])
    needs = TABLE[deed].needs + TABLE[deed].only_after_feedback

    for need in needs:
        found = [fault for fault in faults(deed, start, replace(FULL, **{need: " "})) if fault.kind == "needs"]
        assert found and NEEDS_WORDS[need] in found[0].text
    nothing = replace(FULL, reason="", approver="", receiver="", due_on="", review_on="")
    assert bool([fault for fault in faults(deed, start, nothing) if fault.kind == "needs"]) == bool(needs)


@pytest.mark.parametrize("due_on", ["2026-06-18", "2026-06-01", "2026-02-31"])
def test_an_extension_is_later_than_the_present_date_l2(due_on):
    assert faults(Deed.EXTEND, OPEN, replace(FULL, due_on=due_on))


@pytest.mark.parametrize("state", ["done", "transferred", "long_term", "not_started", "unknown"])
def test_states_with_deeds_of_their_own_are_not_verified_l2(state):
    assert [fault.kind for fault in faults(Deed.VERIFY, OPEN, replace(FULL, state=state))] == ["state"]


def test_a_measure_follows_its_finding_l2():
    """L-2: it may be found done, also while the finding waits, never on a closed one."""
    done = replace(FULL, state="done", measure=True)

    assert faults(Deed.VERIFY, OPEN, done) == []
    assert faults(Deed.VERIFY, STANDINGS["waiting"], done) == []
    assert faults(Deed.VERIFY, STANDINGS["done"], done) and faults(Deed.CLAIM, STANDINGS["gone"], done)


def test_before_the_feedback_no_reason_is_asked_for_l7():
    """L-7"""
    early = replace(OPEN, given=False, feedback_on=None)

    assert faults(Deed.REMOVE, early, replace(FULL, reason="")) == []
    assert (action_of(Deed.REMOVE, early), action_of(Deed.REMOVE, OPEN)) == (Action.REMOVE, Action.REMOVE_GIVEN)
