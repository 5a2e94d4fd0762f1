"""The ledger told again in plain Python, with nothing of the program in it: events with the days on which they were known.

Each action has a list of events that it entered and of events that it took back; an event stands while its own action and
that of its finding stand and no standing action took it back. Undoing and redoing only switch actions off and on.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

EVER = "9999-99-99"
NEVER = "A"
"""The end of what was not taken back; it sorts after every day, EVER included."""


@dataclass
class Told:
    """One event: what it sets, where it stands in its day, and from when to when it was known."""

    action: int
    finding: int
    measure: int | None
    on: str
    place: int
    sets: dict[str, str]
    words: str = ""
    known: list[list[str]] = field(default_factory=list)

    def stands(self, known_at: str = EVER) -> bool:
        return any(first <= known_at < last for first, last in self.known)


@dataclass
class Action:
    id: int
    enters: list[Told] = field(default_factory=list)
    takes: list[Told] = field(default_factory=list)
    on: bool = True


class Model:
    """What the ledger must say."""

    def __init__(self) -> None:
        self.actions: dict[int, Action] = {}
        self.events: list[Told] = []
        self.made_by: dict[int, int] = {}
        self.measure_made_by: dict[int, int] = {}
        self.takers: dict[int, list[int]] = {}
        self.first: dict[int, dict[str, str]] = {}
        self.measures: dict[int, list[int]] = {}
        self.places = 0

    def begin(self, action_id: int) -> Action:
        self.actions[action_id] = Action(action_id)
        return self.actions[action_id]

    def enter(self, action: Action, finding: int, on: str, sets: dict[str, str], **more: Any) -> Told:
        self.places += 1
        told = Told(
            action.id, finding, more.get("measure"), on, more.get("place") or self.places, sets, more.get("words", "")
        )
        action.enters.append(told)
        self.events.append(told)
        return told

    def take_back(self, target: int, by: int) -> None:
        """An action, or an undo, is taken back; what stands is what nothing that stands takes back."""
        self.takers.setdefault(target, []).append(by)
        for one in self.actions.values():
            one.on = self.holds(one.id)

    def holds(self, action: int) -> bool:
        return not any(self.holds(taker) for taker in self.takers.get(action, ()))

    def settle(self, today: str) -> None:
        """Bring what is known in line with which actions stand."""
        for told in self.events:
            taken = any(told in action.takes and action.on for action in self.actions.values())
            homes = [told.action, self.made_by[told.finding]]
            homes += [self.measure_made_by[told.measure]] if told.measure is not None else []
            wanted = all(self.actions[one].on for one in homes) and not taken
            if wanted and not told.stands():
                told.known.append([today, NEVER])
            elif not wanted and told.stands():
                told.known[-1][1] = today

    def standing(self, finding: int, measure: int | None, as_of: str, known_at: str = EVER) -> dict[str, str]:
        own = [t for t in self.events if (t.finding, t.measure) == (finding, measure)]
        own = [t for t in own if t.on <= as_of and t.stands(known_at)]
        found: dict[str, str] = dict(self.first[finding]) if measure is None else {}
        for told in sorted(own, key=lambda t: (t.on, t.place)):
            found |= told.sets
        return found

    def count(self, lane: str, hits: set[str], out: set[str], immediate: bool, level: str, moment: tuple[str, str]):
        """Numerator and denominator by unit and by category."""
        sums: dict[tuple[str, str], list[int]] = {}
        for finding in self.first:
            whole = self.standing(finding, None, *moment)
            if whole.get("presence") != "in" or (whole["nature"] == "immediate" and not immediate):
                continue
            if level == "finding":
                states = [whole.get(lane, "not_started")]
            else:
                states = [
                    state
                    for measure in self.measures.get(finding, ())
                    if (state := self.standing(finding, measure, *moment).get(lane)) is not None
                ]
            for state in states:
                for key in (("all", ""), ("unit", whole["unit_id"]), ("category", whole["category1"] or "未分类")):
                    own = sums.setdefault(key, [0, 0])
                    own[0] += state in hits and state not in out
                    own[1] += state not in out
        return {key: tuple(own) for key, own in sums.items()}

    def content(self) -> tuple[Any, ...]:
        """What stands now, in the order in which it takes effect."""
        found = []
        for finding, made in sorted(self.made_by.items()):
            if not self.actions[made].on:
                continue
            own = sorted(
                (t for t in self.events if t.finding == finding and t.stands()),
                key=lambda t: (t.measure or 0, t.on, t.place),
            )
            found.append((finding, tuple((t.measure, t.on, tuple(sorted(t.sets.items())), t.words) for t in own)))
        return tuple(found)
