"""Where everything stood on a date as known on a date, and what a basis counts of it: the plain reading of events.

This is the reference that the ledger's own queries must equal; it also serves events that are in no ledger.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from db.queries.standing import BACKWARDNESS, EVER, VILLAGE_KINDS
from db.records import Basis, CountedItem, EventFact, FindingFact, Scope, UnitFact

Place = tuple[int, int | None]  # a finding, or one of its measures


class Standing(NamedTuple):
    """The lanes and attributes of one finding or measure, None where no event has set them."""

    claim: str | None = None
    verdict: str | None = None
    presence: str | None = None
    due_on: str | None = None
    review_on: str | None = None
    nature: str | None = None
    unit_id: str | None = None
    category1: str | None = None
    county_leader: str | None = None
    of_units: tuple[tuple[str, str], ...] = ()

    def after(self, event: EventFact) -> Standing:
        """The lanes once a later event has happened."""
        nature, unit_id, category1, county_leader = (
            event.value if event.attribute == name else getattr(self, name) for name in ATTRIBUTES
        )
        of_unit = ((event.attribute, event.value),) if " " in event.attribute else ()
        return Standing(
            event.claim_state or self.claim,
            event.verdict_state or self.verdict,
            event.presence or self.presence,
            event.due_on or self.due_on,
            event.review_on or self.review_on,
            nature,
            unit_id,
            category1,
            county_leader,
            self.of_units + of_unit,
        )

    def of_unit(self, name: str, unit_id: int) -> str | None:
        """What events said last of a unit; None where none did."""
        return dict(self.of_units).get(f"{name} {unit_id}")


ATTRIBUTES = ("nature", "unit_id", "category1", "county_leader")
"""What a count reads of a finding beside its lanes."""
NOWHERE = Standing()
NO_UNIT = UnitFact()


def in_order(events: Iterable[EventFact]) -> list[EventFact]:
    """Events as they take effect: by effective date, then by entry; what stands for another has its place."""
    return sorted(events, key=lambda event: (event.effective_on, event.place or event.id, event.id))


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
    facts: Sequence[FindingFact],
    events: Sequence[EventFact],
    basis: Basis,
    as_of: str,
    known_at: str | None = None,
    scope: Scope | None = None,
) -> list[CountedItem]:
    """What a basis counts, item by item; `key` is left empty (groups are the caller's)."""
    known = standings(events, as_of, known_at)
    if basis.within_period:
        known = _within_period(facts, events, as_of, known_at)
    present = [
        fact
        for fact in facts
        if (own := known.get((fact.id, None), NOWHERE)).presence == "in" and is_eligible(fact, own, basis, scope)
    ]
    return [judge(item, finding, state, basis) for item, finding, state in _states(present, known, basis)]


def is_eligible(fact: FindingFact, standing: Standing, basis: Basis, scope: Scope | None = None) -> bool:
    """Whether the basis, and the scope where there is one, look at the finding as it stood."""
    nature = fact.nature if standing.nature is None else standing.nature
    unit_id = unit_of(fact, standing)
    if not (basis.include_immediate or nature != "immediate"):
        return False
    if not basis.include_villages and _is_village(fact.units.get(unit_id, NO_UNIT), standing.of_unit("kind", unit_id)):
        return False
    if scope is None:
        return True
    category = fact.category if standing.category1 is None else standing.category1
    return (
        (not scope.units or unit_id in scope.units)
        and (not scope.category or category == scope.category)
        and (not scope.leader or leader_of(fact, standing) == scope.leader)
    )


def leader_of(fact: FindingFact, standing: Standing) -> str:
    """The county leader who answered for a finding: its own, else the unit's."""
    own = fact.leader if standing.county_leader is None else standing.county_leader
    unit_id = unit_of(fact, standing)
    of_unit = standing.of_unit("supervising_leader", unit_id)
    return own or (fact.units.get(unit_id, NO_UNIT).leader if of_unit is None else of_unit)


def _is_village(unit: UnitFact, told: str | None) -> bool:
    """A village or community by its kind on the date, else by its name."""
    kind = unit.kind if told is None else told
    return kind.startswith(VILLAGE_KINDS) or (not kind and unit.named_as_village)


def unit_of(fact: FindingFact, standing: Standing) -> int:
    """The unit that a finding belonged to."""
    return fact.unit_id if standing.unit_id is None else int(standing.unit_id)


def end_of(fact: FindingFact, known_at: str | None) -> str:
    """The end of the finding's round as known on a date."""
    told = [value for known_on, value in fact.ends_told if known_on <= (known_at or EVER)]
    return (told[-1] if told else fact.ends_on) or EVER


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
    ends = {fact.id: end_of(fact, known_at) for fact in facts}
    kept = [event for event in events if event.effective_on <= ends.get(event.finding_id, EVER)]
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
