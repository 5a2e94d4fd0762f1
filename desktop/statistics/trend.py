"""趋势: both lanes cumulated over dates, from one reading of the events."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from db.queries.changes import event_facts, finding_facts
from db.queries.standing import EVER
from db.queries.tallies import tally
from db.reader import Reader
from db.records import Basis, EventFact, Scope
from desktop.rules import basis as bases
from desktop.rules.change_causes import Item, by_item, in_period
from desktop.rules.rate import Rate
from desktop.rules.standing import is_known


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
    facts = finding_facts(reader, scope)
    chosen = tuple(fact.id for fact in facts) if scope else None
    events = event_facts(reader, chosen, measures=basis.level == "measure")
    if not as_known:
        events = tuple(event for event in events if is_known(event, known_at))
    ordered = sorted(days)
    lanes = (replace(basis, verified_only=False), replace(basis, verified_only=True))
    steps = [[[0, 0] for _ in ordered] for _ in lanes]
    if as_known and basis.within_period and any(fact.ends_told for fact in facts):
        return _day_by_day(
            reader, lanes, ordered, scope
        )  # what the basis reads changed with the known end of the round
    for members, own in by_item(facts, events, basis):
        read = [event for event in own if in_period(members, event, basis, known_at)]
        _add_steps(Item(members, scope), [_seen(event, ordered, as_known) for event in read], lanes, steps)
    claims, verdicts = (_cumulated(own) for own in steps)
    return tuple(
        Point(on, bases.rate(basis, *claim), bases.rate(basis, *verdict))
        for on, claim, verdict in zip(ordered, claims, verdicts, strict=True)
    )


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


def _add_steps(start: Item, seen: list[_Seen], lanes: Sequence[Basis], steps: list[list[list[int]]]) -> None:
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
