"""Why a count changed between two dates: each step of each item under its cause, summing exactly (R4).

The walk: what was entered or taken back since, about the time before (补登与更正); then every event between the dates in order.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from db.records import Basis, EventFact, FindingFact, Scope
from desktop.rules.basis import sides
from desktop.rules.standing import (
    NOWHERE,
    Place,
    Standing,
    end_of,
    in_order,
    is_eligible,
    is_known,
    lane,
    most_backward,
    problem_of,
)

CLOSED_OUT = "销号"
REOPENED = "反弹、重新打开"
WITHDRAWN = "核减"
SPLIT = "拆分"
MERGED = "合并"
GIVEN = "反馈入账"
TRANSFERRED = "移交"
STAGE_DONE = "阶段完成、长期坚持"
REPORTED = "单位自报"
OTHER_VERDICT = "其他认定变化"
RECLASSIFIED = "更改性质、单位或分类"
CORRECTED = "补登与更正"
CAUSES = (
    GIVEN,
    CLOSED_OUT,
    REPORTED,
    STAGE_DONE,
    TRANSFERRED,
    OTHER_VERDICT,
    REOPENED,
    WITHDRAWN,
    SPLIT,
    MERGED,
    RECLASSIFIED,
    CORRECTED,
)


@dataclass(frozen=True, slots=True)
class Cause:
    """One cause with what it did to both sides; `findings` are the findings that it moved.

    `more` and `less`: by how many single steps of it made more, and fewer, of what is counted and not in the numerator: what a
    sum hides where steps cancel.
    """

    cause: str
    numerator: int
    denominator: int
    findings: tuple[int, ...]
    more: int = field(default=0, compare=False)
    less: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Moment:
    """A date and what was known of it (None: as was true)."""

    as_of: str
    known_at: str | None = None


def causes_between(
    facts: Sequence[FindingFact],
    events: Sequence[EventFact],
    basis: Basis,
    before: Moment,
    after: Moment,
    scope: Scope | None = None,
) -> tuple[Cause, ...]:
    """The causes between two moments; their sums are the difference of the two counts of a scope, exactly."""
    walks = by_item(facts, events, basis)
    lineage = _lineage(facts, events)
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    moved: dict[str, dict[int, None]] = defaultdict(dict)
    same_knowledge = before.known_at == after.known_at
    for members, own in walks:
        if same_knowledge and own and own[-1].effective_on <= before.as_of:
            continue  # nothing happened to it since
        for cause, finding, numerator, denominator in _walk(members, own, basis, (before, after), scope, lineage):
            sums[cause][0] += numerator
            sums[cause][1] += denominator
            sums[cause][2] += max(denominator - numerator, 0)
            sums[cause][3] += max(numerator - denominator, 0)
            moved[cause][finding] = None
    return tuple(
        Cause(cause, numerator, denominator, tuple(sorted(moved[cause])), more, less)
        for cause in CAUSES
        if cause in sums
        for numerator, denominator, more, less in [sums[cause]]
    )


class Item:
    """One counted thing while its events pass: the lanes of its parts and whether it stands in either side."""

    def __init__(self, members: Sequence[FindingFact], scope: Scope | None = None) -> None:
        self._members = members
        self._scope = scope
        self._lanes: dict[Place, Standing] = {}

    def anew(self) -> Item:
        """The same thing before its first event."""
        return Item(self._members, self._scope)

    def pass_event(self, event: EventFact) -> None:
        """Take in the next event."""
        place = (event.finding_id, event.measure_id)
        self._lanes[place] = self._lanes.get(place, NOWHERE).after(event)

    def sides(self, basis: Basis) -> tuple[int, int]:
        """How much the item adds to the numerator and the denominator of a basis now."""
        each = [sides(basis, state) for state in self._states(basis)]
        return sum(one for one, _all in each), sum(counted for _one, counted in each)

    def _states(self, basis: Basis) -> list[str]:
        here = [fact.id for fact in self._members if self._is_counted(fact, basis)]
        if basis.level == "measure":
            return [
                state
                for (finding, measure), standing in self._lanes.items()
                if measure is not None
                and finding in here
                and (standing.presence or "in") == "in"
                and (state := lane(standing, basis)) is not None
            ]
        states = [lane(self._lanes[(finding, None)], basis) or "not_started" for finding in here]
        return [most_backward(states)] if states else []

    def _is_counted(self, fact: FindingFact, basis: Basis) -> bool:
        own = self._lanes.get((fact.id, None), NOWHERE)
        return own.presence == "in" and is_eligible(fact, own, basis, self._scope)


Walk = tuple[list[FindingFact], list[EventFact]]


def by_item(facts: Sequence[FindingFact], events: Sequence[EventFact], basis: Basis) -> list[Walk]:
    """Findings that are counted together (the items of a problem), with their events in order."""
    groups: dict[str, Walk] = {}
    home: dict[int, str] = {}
    for fact in facts:
        home[fact.id] = problem_of(fact) if basis.level == "problem" else f"f{fact.id}"
        groups.setdefault(home[fact.id], ([], []))[0].append(fact)
    for event in in_order(events):
        if event.finding_id in home:
            groups[home[event.finding_id]][1].append(event)
    return list(groups.values())


def in_period(members: Sequence[FindingFact], event: EventFact, basis: Basis, known_at: str | None) -> bool:
    """Whether a basis reads the event: one that ends with the round leaves out what came later."""
    if not basis.within_period:
        return True
    fact = next(fact for fact in members if fact.id == event.finding_id)
    return event.effective_on <= end_of(fact, known_at)


def _walk(
    members: list[FindingFact],
    events: list[EventFact],
    basis: Basis,
    moments: tuple[Moment, Moment],
    scope: Scope | None,
    lineage: dict[tuple[int, str], str],
) -> Iterable[tuple[str, int, int, int]]:
    """(cause, finding, ± numerator, ± denominator) of every step that moved the item."""
    before, after = moments
    item = Item(members, scope)
    read = [
        event
        for event in events
        if is_known(event, after.known_at) and in_period(members, event, basis, after.known_at)
    ]
    for event in read:
        if event.effective_on <= before.as_of:
            item.pass_event(event)
    now = item.sides(basis)
    if before.known_at != after.known_at:
        then = _sides_then(members, events, basis, before, scope)
        if then != now:
            yield CORRECTED, members[0].id, now[0] - then[0], now[1] - then[1]
    for event in read:
        if before.as_of < event.effective_on <= after.as_of:
            then = now
            item.pass_event(event)
            now = item.sides(basis)
            if then != now:
                step = (now[0] - then[0], now[1] - then[1])
                yield (_cause(event, step, basis, lineage), event.finding_id, *step)


def _sides_then(
    members: list[FindingFact], events: list[EventFact], basis: Basis, moment: Moment, scope: Scope | None
) -> tuple[int, int]:
    """The two sides of an item at a moment."""
    item = Item(members, scope)
    for event in events:
        known = is_known(event, moment.known_at) and in_period(members, event, basis, moment.known_at)
        if event.effective_on <= moment.as_of and known:
            item.pass_event(event)
    return item.sides(basis)


def _cause(event: EventFact, step: tuple[int, int], basis: Basis, lineage: dict[tuple[int, str], str]) -> str:
    """The word for one step: what kind of event moved the item, and which way."""
    by_kind = {
        "withdraw": WITHDRAWN,
        "split": SPLIT,
        "merge": MERGED,
        "reopen": REOPENED,
        "transfer": TRANSFERRED,
        "stage_done": STAGE_DONE,
        "set": RECLASSIFIED,
    }
    if event.kind in by_kind:
        return by_kind[event.kind]
    if event.presence is not None or event.kind == "give":
        return lineage.get((event.finding_id, event.effective_on), GIVEN)
    if not basis.verified_only:
        return REPORTED
    return CLOSED_OUT if event.verdict_state == "done" and step[0] > 0 else OTHER_VERDICT


def _lineage(facts: Sequence[FindingFact], events: Sequence[EventFact]) -> dict[tuple[int, str], str]:
    """Which findings came in on a day as parts of a split or as what a merge made."""
    ids = {fact.number: fact.id for fact in facts}
    found = {}
    for event in events:
        if event.kind in ("split", "merge") and event.presence == "out":
            cause = SPLIT if event.kind == "split" else MERGED
            for number in json.loads(event.related):
                if str(number) in ids:
                    found[(ids[str(number)], event.effective_on)] = cause
    return found
