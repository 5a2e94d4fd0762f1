"""趋势: both lanes cumulated over dates, from one pass over the events."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from db.queries.changes import event_facts, finding_facts
from db.reader import Reader
from db.records import Basis, EventFact, Scope
from desktop.rules import basis as bases
from desktop.rules.change_causes import Item, Walk, by_item
from desktop.rules.rate import Rate
from desktop.rules.standing import is_known


@dataclass(frozen=True, slots=True)
class Point:
    """How the two lanes stood on a day under the same basis: the unit's word and the office's."""

    on: str
    claim: Rate
    verdict: Rate


def trend(
    reader: Reader, basis: Basis, days: Sequence[str], known_at: str | None = None, *, scope: Scope | None = None
) -> tuple[Point, ...]:
    """The rate of each day by both lanes, all as known at `known_at` (None: as was true)."""
    facts = finding_facts(reader, scope)
    events = event_facts(reader, tuple(fact.id for fact in facts), measures=basis.level == "measure")
    known = [event for event in events if is_known(event, known_at)]
    ordered = sorted(days)
    claims, verdicts = (
        _series(by_item(facts, known, replace(basis, verified_only=lane)), replace(basis, verified_only=lane), ordered)
        for lane in (False, True)
    )
    return tuple(
        Point(on, bases.rate(basis, *claim), bases.rate(basis, *verdict))
        for on, claim, verdict in zip(ordered, claims, verdicts, strict=True)
    )


def _series(walks: Sequence[Walk], basis: Basis, days: Sequence[str]) -> list[tuple[int, int]]:
    """The two sides on each day: steps of all items by the day on which they are first seen, cumulated."""
    steps: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for members, events in walks:
        item, then = Item(members, basis), (0, 0)
        for place, day in _by_day_seen(events, days):
            for event in day:
                item.pass_event(event)
            now = item.sides()
            steps[place][0] += now[0] - then[0]
            steps[place][1] += now[1] - then[1]
            then = now
    series, numerator, denominator = [], 0, 0
    for place in range(len(days)):
        numerator, denominator = numerator + steps[place][0], denominator + steps[place][1]
        series.append((numerator, denominator))
    return series


def _by_day_seen(events: Sequence[EventFact], days: Sequence[str]) -> list[tuple[int, list[EventFact]]]:
    """The events of an item by the first of the days that sees them."""
    groups: dict[int, list[EventFact]] = {}
    for event in events:
        place = bisect_left(days, event.effective_on)
        if place < len(days):
            groups.setdefault(place, []).append(event)
    return sorted(groups.items())
