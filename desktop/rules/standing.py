"""Where everything stood on a date as known on a date, and what a basis counts of it: the plain reading of events.

This is the reference that the ledger's own queries must equal; it also serves events that are in no ledger.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from db.queries.standing import BACKWARDNESS, EVER
from db.records import Basis, CountedItem, EventFact, FindingFact

Place = tuple[int, int | None]  # a finding, or one of its measures


class Standing(NamedTuple):
    """The lanes of one finding or measure, None where no event has set them."""

    claim: str | None = None
    verdict: str | None = None
    presence: str | None = None
    due_on: str | None = None
    review_on: str | None = None

    def after(self, event: EventFact) -> Standing:
        """The lanes once a later event has happened."""
        return Standing(
            event.claim_state or self.claim,
            event.verdict_state or self.verdict,
            event.presence or self.presence,
            event.due_on or self.due_on,
            event.review_on or self.review_on,
        )


NOWHERE = Standing()


def in_order(events: Iterable[EventFact]) -> list[EventFact]:
    """Events as they take effect: by effective date, then by entry."""
    return sorted(events, key=lambda event: (event.effective_on, event.id))


def is_known(event: EventFact, known_at: str | None) -> bool:
    """Whether the event was entered, and not taken back, as known on a date (None: as known today)."""
    day = known_at or EVER
    return event.known_on <= day and not (event.retracted_on is not None and event.retracted_on <= day)


def standings(events: Iterable[EventFact], as_of: str, known_at: str | None = None) -> dict[Place, Standing]:
    """The standing of every finding and measure that an event tells of."""
    found: dict[Place, Standing] = {}
    for event in in_order(events):
        if event.effective_on <= as_of and is_known(event, known_at):
            place = (event.finding_id, event.measure_id)
            found[place] = found.get(place, Standing()).after(event)
    return found


def most_backward(states: Iterable[str]) -> str:
    """The state a whole stands in: that of its most backward part."""
    return min(states, key=BACKWARDNESS.index)


def counted_items(
    facts: Sequence[FindingFact], events: Sequence[EventFact], basis: Basis, as_of: str, known_at: str | None = None
) -> list[CountedItem]:
    """What a basis counts, item by item; `key` is left empty (groups are the caller's)."""
    known = standings(events, as_of, known_at)
    if basis.within_period:
        known = _within_period(facts, events, as_of, known_at)
    present = [
        fact for fact in facts if is_eligible(fact, basis) and known.get((fact.id, None), Standing()).presence == "in"
    ]
    return [judge(item, finding, state, basis) for item, finding, state in _states(present, known, basis)]


def is_eligible(fact: FindingFact, basis: Basis) -> bool:
    """Whether the basis looks at the finding at all."""
    return (basis.include_immediate or fact.nature != "immediate") and (basis.include_villages or not fact.village)


def judge(item: str, finding_id: int, state: str, basis: Basis) -> CountedItem:
    """An item under a basis: excluded states leave both sides."""
    counted = state not in basis.exclude
    return CountedItem(item, finding_id, "", None, state, counted, counted and state in basis.numerator)


def lane(standing: Standing, basis: Basis) -> str | None:
    """The lane a basis reads."""
    return standing.verdict if basis.verified_only else standing.claim


def _within_period(
    facts: Sequence[FindingFact], events: Sequence[EventFact], as_of: str, known_at: str | None
) -> dict[Place, Standing]:
    """Each finding as it stood on the date or at the end of its round, whichever was earlier."""
    ends = {fact.id: fact.ends_on for fact in facts}
    kept = [event for event in events if event.effective_on <= (ends.get(event.finding_id) or EVER)]
    return standings(kept, as_of, known_at)


def _states(present: Sequence[FindingFact], known: dict[Place, Standing], basis: Basis) -> list[tuple[str, int, str]]:
    if basis.level == "measure":
        ids = {fact.id for fact in present}
        return [
            (f"m{measure}", finding, state)
            for (finding, measure), standing in known.items()
            if measure is not None
            and finding in ids
            and (standing.presence or "in") == "in"
            and (state := lane(standing, basis)) is not None
        ]
    states = [(fact, lane(known[(fact.id, None)], basis) or "not_started") for fact in present]
    if basis.level == "finding":
        return [(f"f{fact.id}", fact.id, state) for fact, state in states]
    problems: dict[str, list[tuple[int, str]]] = {}
    for fact, state in states:
        problems.setdefault(problem_of(fact), []).append((fact.id, state))
    return [(item, min(i for i, _ in parts), most_backward(s for _, s in parts)) for item, parts in problems.items()]


def problem_of(fact: FindingFact) -> str:
    """The problem a finding belongs to: its parent, or itself."""
    return f"f{fact.id}" if fact.parent_id is None else f"p{fact.parent_id}"
