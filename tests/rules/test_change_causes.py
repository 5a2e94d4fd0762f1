"""R4: why a count changed between two dates: every step under its cause, the sums exactly the difference."""

import json
from collections import Counter
from dataclasses import replace

import pytest

from db.records import Basis, EventFact, FindingFact, Scope
from desktop.rules import change_causes as causes
from desktop.rules.change_causes import Moment, causes_between
from desktop.rules.standing import counted_items

FEEDBACK = "2026-03-18"


def fact(number, parent=None, **fields):
    return replace(FindingFact(number, f"N{number}", parent, 1, 1, "", "", "ordinary"), **fields)


class Story:
    """Events of findings, entered in order."""

    def __init__(self):
        self.events = []

    def tell(self, finding, kind, on, claim=None, verdict=None, presence=None, known_on=None, **fields):
        made = EventFact(
            len(self.events) + 1, finding, fields.pop("measure", None), kind, claim, verdict, presence, on, known_on or on,
            **fields,
        )  # fmt: skip
        self.events.append(made)
        return self

    def give(self, finding, on=FEEDBACK, **fields):
        return self.tell(finding, "give", on, "not_started", "not_started", "in", **fields)


def told(facts, story, basis, before, after, **named):
    return {
        one.cause: (one.numerator, one.denominator, one.findings)
        for one in causes_between(facts, story.events, basis, Moment(before), Moment(after), **named)
    }


def sides(facts, story, basis, moment, scope=None):
    found = counted_items(facts, story.events, basis, moment.as_of, moment.known_at, scope)
    return Counter(hit=sum(one.hit for one in found), counted=sum(one.counted for one in found))


STEPS = {
    "give": (causes.GIVEN, 0, 1),
    "close": (causes.CLOSED_OUT, 1, 0),
    "verdict": (causes.OTHER_VERDICT, -1, 0),
    "reopen": (causes.REOPENED, -1, 0),
    "transfer": (causes.TRANSFERRED, 0, -1),
    "stage_done": (causes.STAGE_DONE, -1, 0),
    "withdraw": (causes.WITHDRAWN, 0, -1),
    "withdraw closed": (causes.WITHDRAWN, -1, -1),
}


@pytest.mark.parametrize("name", STEPS)
def test_each_step_stands_under_its_cause_with_its_two_sides(name):
    """What begins closed loses the numerator; what leaves loses the denominator too."""
    cause, numerator, denominator = STEPS[name]
    basis, story = Basis(exclude=("transferred",)), Story()
    if name != "give":
        story.give(1)
    if name in ("verdict", "reopen", "stage_done", "withdraw closed"):
        story.tell(1, "verify", "2026-04-01", verdict="done")
    kind = {"close": "verify", "verdict": "verify", "withdraw closed": "withdraw"}.get(name, name)
    verdict = {
        "close": "done",
        "verdict": "not_done",
        "reopen": "in_progress",
        "transfer": "transferred",
        "stage_done": "long_term",
    }
    if name == "give":
        story.give(1, "2026-05-10")
    else:
        story.tell(1, kind, "2026-05-10", verdict=verdict.get(name), presence="out" if "withdraw" in name else None)

    assert told([fact(1)], story, basis, "2026-05-01", "2026-05-31") == {cause: (numerator, denominator, (1,))}


@pytest.mark.parametrize(("before", "after", "told_of"), [
    ("2026-05-09", "2026-05-10", True), ("2026-05-10", "2026-05-31", False), ("2026-05-01", "2026-05-09", False),
])  # fmt: skip
def test_a_step_counts_after_the_first_day_up_to_the_last(before, after, told_of):
    story = Story().give(1).tell(1, "verify", "2026-05-10", verdict="done")
    assert bool(told([fact(1)], story, Basis(), before, after)) is told_of


@pytest.mark.parametrize(("kind", "cause"), [("split", causes.SPLIT), ("merge", causes.MERGED)])
def test_what_came_of_a_split_or_a_merge_stands_under_it(kind, cause):
    story = Story().give(1).tell(1, kind, "2026-05-10", presence="out", related=json.dumps(["N2", "N9"]))
    story.give(2, "2026-05-10").give(3, "2026-05-10")
    found = told([fact(1), fact(2), fact(3)], story, Basis(), "2026-05-01", "2026-05-31")

    assert found == {causes.GIVEN: (0, 1, (3,)), cause: (0, 0, (1, 2))}


def test_by_the_units_word_every_change_is_a_report():
    story = Story().give(1).tell(1, "claim", "2026-05-10", claim="done").tell(1, "verify", "2026-05-11", verdict="done")
    assert told([fact(1)], story, Basis(verified_only=False), "2026-05-01", "2026-05-31") == {
        causes.REPORTED: (1, 0, (1,))
    }
    assert told([fact(1)], story, Basis(), "2026-05-01", "2026-05-31") == {causes.CLOSED_OUT: (1, 0, (1,))}


def test_what_was_entered_later_about_the_time_before_is_a_correction():
    story = Story().give(1).tell(1, "verify", "2026-04-20", verdict="done", known_on="2026-05-20")
    facts, basis = [fact(1)], Basis()
    assert told(facts, story, basis, "2026-05-01", "2026-05-31") == {}, "as was true it stood before"
    before, after = Moment("2026-05-01", "2026-05-01"), Moment("2026-05-31", "2026-05-31")
    [found] = causes_between(facts, story.events, basis, before, after)
    assert (found.cause, found.numerator, found.denominator, found.findings) == (causes.CORRECTED, 1, 0, (1,))


def test_a_problem_moves_with_its_most_backward_item():
    story = Story().give(1).give(2).tell(1, "verify", "2026-05-10", verdict="done")
    facts, basis = [fact(1, parent=7), fact(2, parent=7)], Basis(level="problem")
    assert told(facts, story, basis, "2026-05-01", "2026-05-31") == {}
    story.tell(2, "verify", "2026-05-12", verdict="done")
    assert told(facts, story, basis, "2026-05-01", "2026-05-31") == {causes.CLOSED_OUT: (1, 0, (2,))}


def test_measures_count_where_their_finding_does():
    story = Story().give(1).tell(1, "give", FEEDBACK, "not_started", "not_started", measure=5)
    story.tell(1, "verify", "2026-05-10", verdict="done", measure=5)
    basis = Basis(level="measure")
    assert told([fact(1)], story, basis, "2026-05-01", "2026-05-31") == {causes.CLOSED_OUT: (1, 0, (1,))}
    story.tell(1, "withdraw", "2026-05-12", presence="out")
    assert told([fact(1)], story, basis, "2026-05-11", "2026-05-31") == {causes.WITHDRAWN: (-1, -1, (1,))}


def test_a_measure_that_is_added_later_is_given_then():
    story = Story().give(1).tell(1, "give", "2026-05-10", "not_started", "not_started", measure=5)
    assert told([fact(1)], story, Basis(level="measure"), "2026-05-01", "2026-05-31") == {causes.GIVEN: (0, 1, (1,))}


def test_a_basis_of_the_period_reads_nothing_after_the_end_of_the_round():
    story = (
        Story()
        .give(1)
        .tell(1, "verify", "2026-05-10", verdict="done")
        .tell(1, "reopen", "2026-05-20", verdict="in_progress")
    )
    within = Basis(within_period=True)
    for ends, sums in (("2026-05-09", {}), ("2026-05-10", {causes.CLOSED_OUT: (1, 0, (1,))})):
        assert told([fact(1, ends_on=ends)], story, within, "2026-05-01", "2026-05-31") == sums


def test_outside_the_scope_nothing_moved():
    story = (
        Story()
        .give(1)
        .give(2)
        .tell(1, "verify", "2026-05-10", verdict="done")
        .tell(2, "verify", "2026-05-10", verdict="done")
    )
    facts = [fact(1), fact(2, unit_id=8)]
    found = told(facts, story, Basis(), "2026-05-01", "2026-05-31", scope=Scope(units=(8,)))
    assert found == {causes.CLOSED_OUT: (1, 0, (2,))}


def test_a_finding_that_moves_to_another_unit_leaves_the_scope_under_its_own_cause():
    story = Story().give(1).tell(1, "set", "2026-05-10", attribute="unit_id", value="8")
    assert told([fact(1)], story, Basis(), "2026-05-01", "2026-05-31", scope=Scope(units=(1,))) == {
        causes.RECLASSIFIED: (0, -1, (1,))
    }


def test_causes_come_in_their_order_each_finding_once_and_sum_to_the_difference():
    story = Story()
    for one in (1, 2, 3):
        story.give(one)
    for day in ("2026-05-10", "2026-05-12"):
        story.tell(1, "verify", day, verdict="done").tell(1, "reopen", day, verdict="in_progress")
    story.tell(2, "withdraw", "2026-05-11", presence="out").tell(3, "verify", "2026-05-11", verdict="done").give(
        4, "2026-05-13"
    )
    facts = [fact(one) for one in (1, 2, 3, 4)]
    before, after = Moment("2026-05-01"), Moment("2026-05-31")
    found = causes_between(facts, story.events, Basis(), before, after)

    assert [one.cause for one in found] == [cause for cause in causes.CAUSES if cause in {one.cause for one in found}]
    assert found[0].cause == causes.GIVEN and {one.cause: one.findings for one in found}[causes.CLOSED_OUT] == (1, 3)
    then, now = (sides(facts, story, Basis(), moment) for moment in (before, after))
    assert sum(one.numerator for one in found) == now["hit"] - then["hit"]
    assert sum(one.denominator for one in found) == now["counted"] - then["counted"]


def test_steps_of_one_cause_that_cancel_are_still_counted_each():
    story = Story().give(1).give(2)
    for on, state in (("2026-04-01", "basically_done"), ("2026-04-02", "in_progress")):
        story.tell(1, "verify", on, verdict=state)
    [one] = causes_between(
        [fact(1), fact(2)],
        story.events,
        Basis(1, "", numerator=("done", "basically_done")),
        Moment("2026-03-31"),
        Moment("2026-06-01"),
    )
    assert (one.numerator, one.denominator, one.more, one.less) == (0, 0, 1, 1)
