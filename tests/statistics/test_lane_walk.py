"""The passes of a finding from state to state, each on the day that first sees it (the ledger's own counts: test_standing_properties)."""

from functools import partial

from db.records import Basis
from desktop.rules.basis import sides
from desktop.statistics.lane_walk import ABSENT, add, walk

DAYS = ["2026-01-31", "2026-02-28", "2026-03-31"]


def row(on, presence=None, claim=None, verdict=None, finding=1, known=None, back=None):
    return (finding, on, known or on, back, presence, claim, verdict)


def test_each_lane_passes_on_the_first_day_that_sees_the_event():
    rows = [
        row("2026-01-10", "in", "not_started", "not_started"),
        row("2026-02-10", claim="done"),
        row("2026-02-20", verdict="done"),
        row("2026-03-31", "out"),
    ]

    claims, verdicts = walk(rows, DAYS, None, as_known=False)

    assert claims == {(0, ABSENT, "not_started"): 1, (1, "not_started", "done"): 1, (2, "done", ABSENT): 1}
    assert verdicts == claims


def test_what_is_not_in_the_list_or_not_wanted_passes_nowhere():
    rows = [row("2026-01-10", claim="done"), row("2026-01-10", "in", "done", finding=2)]

    claims, _verdicts = walk(rows, DAYS, lambda finding: finding != 2, as_known=False)

    assert not claims


def test_as_known_a_day_sees_what_was_known_on_it_in_the_order_in_which_it_was_true():
    rows = [
        row("2026-01-05", "in", "not_started"),
        row("2026-01-06", claim="in_progress", known="2026-03-20"),
        row("2026-01-20", claim="done", known="2026-02-10", back="2026-03-30"),
    ]

    claims, _verdicts = walk(rows, DAYS, None, as_known=True)

    assert +claims == {(0, ABSENT, "not_started"): 1, (1, "not_started", "done"): 1, (2, "done", "in_progress"): 1}


def test_passes_become_steps_of_both_sides_and_what_comes_after_the_last_day_is_left_out():
    claims, _verdicts = walk([row("2026-02-01", "in", "done"), row("2026-05-01", "out")], DAYS, None, as_known=False)
    steps = [[0, 0] for _ in DAYS]

    add(claims, steps, partial(sides, Basis(numerator=("done",))))

    assert steps == [[0, 0], [1, 1], [0, 0]]
