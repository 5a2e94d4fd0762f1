"""趋势: both lanes cumulated over dates, from one reading of the events."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from db.queries.changes import event_facts, finding_facts, findings_that_moved, has_dated_facts, lane_rows
from db.queries.standing import EVER
from db.queries.tallies import tally
from db.reader import Reader
from db.records import Basis, EventFact, FindingFact, Scope
from desktop.rules import basis as bases
from desktop.rules.change_causes import Item, by_item, in_period
from desktop.rules.rate import Rate
from desktop.rules.standing import NOWHERE, is_eligible, is_known
from desktop.statistics import lane_walk

Steps = list[list[list[int]]]
"""By lane and day: what numerator and denominator changed by since the day before."""


@dataclass(frozen=True, slots=True)
class Point:
    """How the two lanes stood on a day under the same basis: the unit's word and the office's."""

    on: str
    claim: Rate
    verdict: Rate


@dataclass(frozen=True, slots=True)
class _Seen:
    """An event with the places of the first day that sees it and the first that no longer does."""

    event: EventFact
    first: int
    last: int


def trend(
    reader: Reader,
    basis: Basis,
    days: Sequence[str],
    known_at: str | None = None,
    *,
    scope: Scope | None = None,
    as_known: bool = False,
) -> tuple[Point, ...]:
    """The rate of each day by both lanes: all as known at `known_at` (None: as was true), or `as_known` on each day itself."""
    ordered = sorted(days)
    lanes = (replace(basis, verified_only=False), replace(basis, verified_only=True))
    steps: Steps = [[[0, 0] for _ in ordered] for _ in lanes]
    chosen = scope or Scope()
    rest: Scope | None = chosen
    if _by_lanes_alone(reader, basis, chosen):
        moved = findings_that_moved(reader, with_parent=basis.level == "problem")
        rows = lane_rows(reader, None if as_known else known_at or EVER, but=moved, rounds=chosen.rounds)
        moves = lane_walk.walk(rows, ordered, _counted(reader, basis, chosen), as_known=as_known)
        for lane, own, told in zip(lanes, moves, steps, strict=True):
            lane_walk.add(own, told, partial(bases.sides, lane))
        left = set(moved).intersection(chosen.findings or moved)
        rest = replace(chosen, findings=tuple(sorted(left))) if left else None
    if rest is not None:
        facts = finding_facts(reader, rest)
        if as_known and basis.within_period and any(fact.ends_told for fact in facts):
            # what the basis reads changed with the known end of the round
            return _day_by_day(reader, lanes, ordered, scope)
        _walk_events(reader, facts, lanes, ordered, None if as_known else known_at or EVER, rest, steps)
    claims, verdicts = (_cumulated(own) for own in steps)
    return tuple(
        Point(on, bases.rate(basis, *claim), bases.rate(basis, *verdict))
        for on, claim, verdict in zip(ordered, claims, verdicts, strict=True)
    )


def _by_lanes_alone(reader: Reader, basis: Basis, scope: Scope) -> bool:
    """Whether the lanes decide what counts of each finding that never moved: not its measures, the end of its round or what its unit was."""
    of_units = bool(scope.leader) or not basis.include_villages
    return basis.level != "measure" and not basis.within_period and not (of_units and has_dated_facts(reader))


def _counted(reader: Reader, basis: Basis, scope: Scope) -> Callable[[int], bool] | None:
    """Which of the findings that never moved the basis and the scope look at; None: every one of the rounds."""
    if (
        not (scope.findings or scope.units or scope.category or scope.leader)
        and basis.include_immediate
        and basis.include_villages
    ):
        return None
    eligible = (fact.id for fact in finding_facts(reader, scope) if is_eligible(fact, NOWHERE, basis, scope))
    return frozenset(eligible).__contains__


def _walk_events(
    reader: Reader, facts: Sequence[FindingFact], lanes: Sequence[Basis], days: Sequence[str], known_at: str | None,
    scope: Scope, steps: Steps,
) -> None:  # fmt: skip
    """Add the steps of items of which more than the lanes is read; `known_at` None: each day sees what was known on itself."""
    basis, as_known = lanes[0], known_at is None
    of = None if scope == Scope() else tuple(fact.id for fact in facts)
    events = event_facts(reader, of, measures=basis.level == "measure")
    if not as_known:
        events = tuple(event for event in events if is_known(event, known_at))
    for members, own in by_item(facts, events, basis):
        read = [event for event in own if in_period(members, event, basis, known_at)]
        _add_steps(Item(members, scope), [_seen(event, days, as_known) for event in read], lanes, steps)


def _day_by_day(reader: Reader, lanes: Sequence[Basis], days: Sequence[str], scope: Scope | None) -> tuple[Point, ...]:
    """Each day asked by itself, as known on it."""
    points = []
    for on in days:
        counts = [tally(reader, basis, on, on, scope=scope)[0] for basis in lanes]
        claim, verdict = (bases.rate(lanes[0], one.numerator, one.denominator) for one in counts)
        points.append(Point(on, claim, verdict))
    return tuple(points)


def _seen(event: EventFact, days: Sequence[str], as_known: bool) -> _Seen:
    if not as_known:
        return _Seen(event, bisect_left(days, event.effective_on), len(days))
    first = bisect_left(days, max(event.effective_on, event.known_on))
    return _Seen(event, first, bisect_left(days, event.retracted_on or EVER))


def _add_steps(start: Item, seen: list[_Seen], lanes: Sequence[Basis], steps: Steps) -> None:
    """Add what an item changes on each day that sees something new of it."""
    count = len(steps[0])
    then = [(0, 0) for _ in lanes]
    for place in sorted({place for one in seen for place in (one.first, one.last) if place < count}):
        item = start.anew()
        for one in seen:
            if one.first <= place < one.last:
                item.pass_event(one.event)
        for number, basis in enumerate(lanes):
            now = item.sides(basis)
            steps[number][place][0] += now[0] - then[number][0]
            steps[number][place][1] += now[1] - then[number][1]
            then[number] = now


def _cumulated(steps: list[list[int]]) -> list[tuple[int, int]]:
    series, numerator, denominator = [], 0, 0
    for step in steps:
        numerator, denominator = numerator + step[0], denominator + step[1]
        series.append((numerator, denominator))
    return series
