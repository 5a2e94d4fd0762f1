"""The ledger told again in plain Python, with nothing of the program in it: events with the days on which they were known.

Each action has steps: it entered an event or took it back, put a row into the bin or took it out, gave a value of a register.
A step counts while its action stands, or while what it did was kept when the action was taken back; the last step that counts
decides. An event stands while its own action does and its finding and
measure are not in the bin. Undoing and redoing only switch actions off and on.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

EVER = "9999-99-99"
NEVER = "A"
"""The end of what was not taken back; it sorts after every day, EVER included."""
BACKWARD = (
    "not_done",
    "not_started",
    "in_progress",
    "partly_done",
    "long_term",
    "basically_done",
    "done",
    "transferred",
)
IMMEDIATE_DAYS = 15


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
    refused: bool = False
    known: list[list[str]] = field(default_factory=list)
    steps: list[tuple[int, bool]] = field(default_factory=list)

    def stands(self, known_at: str = EVER) -> bool:
        return any(first <= known_at < last for first, last in self.known)


@dataclass
class Value:
    """A value of a register: what each action made of it, and what was known from which day."""

    first: str
    steps: list[tuple[int, str, str]] = field(default_factory=list)
    told: list[tuple[str, str]] = field(default_factory=list)

    def known(self, known_at: str = EVER) -> str:
        return ([self.first] + [value for day, value in self.told if day <= known_at])[-1]


@dataclass
class Action:
    id: int
    enters: list[Told] = field(default_factory=list)


class Model:
    """What the ledger must say."""

    def __init__(self) -> None:
        self.actions: dict[int, Action] = {}
        self.events: list[Told] = []
        self.made_by: dict[int, int] = {}
        self.measure_made_by: dict[int, int] = {}
        self.bin_steps: dict[tuple[str, int], list[tuple[int, bool]]] = {}
        self.kept: dict[tuple[str, int], list[tuple[int, int]]] = {}
        """By row: (the undo that would have taken it away, the action that kept or rescued it)."""
        self.takers: dict[int, list[int]] = {}
        self.undoes: dict[int, int] = {}
        self.first: dict[int, dict[str, str]] = {}
        self.parent: dict[int, int | None] = {}
        self.measures: dict[int, list[int]] = {}
        self.labels: dict[int, tuple[int, str]] = {}
        """Place and words of each measure: by these, not by its id, it is known."""
        self.values: dict[tuple[str, int], Value] = {}
        self.places = 0

    # -- what is entered

    def begin(self, action_id: int) -> Action:
        self.actions[action_id] = Action(action_id)
        return self.actions[action_id]

    def enter(self, action: Action, finding: int, on: str, sets: dict[str, str], **more: Any) -> Told:
        self.places += 1
        place = more.get("place") or self.places
        told = Told(
            action.id, finding, more.get("measure"), on, place, sets, more.get("words", ""), more.get("refused", False)
        )
        told.steps.append((action.id, True))
        action.enters.append(told)
        self.events.append(told)
        return told

    def take(self, action: Action, told: Told) -> None:
        told.steps.append((action.id, False))

    def bin(self, action: Action, row: tuple[str, int], *, into: bool) -> None:
        self.bin_steps.setdefault(row, []).append((action.id, into))

    def value(self, action: Action, name: str, whose: int, value: str, words: str = "") -> None:
        """What an action sets; one that sets what is so already sets nothing."""
        if value != self.values[name, whose].known():
            self.values[name, whose].steps.append((action.id, value, words))

    def take_back(self, target: int, by: int, kept: tuple[tuple[str, int], ...] = ()) -> None:
        """An action, or an undo, is taken back; what stands is what nothing that stands takes back."""
        self.takers.setdefault(target, []).append(by)
        self.undoes[by] = target
        for row in kept:
            self.keep(row, by, by)

    def keep(self, row: tuple[str, int], undo: int, by: int) -> None:
        self.kept.setdefault(row, []).append((undo, by))

    # -- what counts

    def holds(self, action: int) -> bool:
        return not any(self.holds(taker) for taker in self.takers.get(action, ()))

    def root(self, action: int) -> int:
        return self.root(self.undoes[action]) if action in self.undoes else action

    def counts(self, action: int, *rows: tuple[str, int]) -> bool:
        """Whether an action's work on a row counts."""
        if self.holds(action):
            return True
        kept = [pair for row in rows for pair in self.kept.get(row, ())]
        return any(self.root(undo) == action and self.holds(undo) and self.holds(by) for undo, by in kept)

    def in_bin(self, row: tuple[str, int]) -> bool:
        made = (self.made_by if row[0] == "finding" else self.measure_made_by)[row[1]]
        steps = [into for action, into in self.bin_steps.get(row, ()) if self.counts(action, row)]
        return not self.counts(made, row) or (bool(steps) and steps[-1])

    def wanted(self, told: Told) -> bool:
        whole = ("finding", told.finding)
        if self.in_bin(whole) or (told.measure is not None and self.in_bin(("measure", told.measure))):
            return False
        steps = [enters for action, enters in told.steps if self.counts(action, whole)]
        return self.counts(told.steps[0][0], whole) and steps[-1]

    def settle(self, today: str) -> None:
        """Bring what is known in line with which actions stand."""
        for told in self.events:
            wanted, stands = self.wanted(told), told.stands()
            if wanted and not stands:
                told.known.append([today, NEVER])
            elif not wanted and stands:
                told.known[-1][1] = today
        for value in self.values.values():
            now = ([value.first] + [step for action, step, _words in value.steps if self.holds(action)])[-1]
            if now != value.known():
                value.told.append((today, now))

    # -- what is asked

    def standing(self, finding: int, measure: int | None, as_of: str, known_at: str = EVER) -> dict[str, str]:
        own = self.in_order(finding, measure, as_of, known_at)
        found: dict[str, str] = dict(self.first[finding]) if measure is None else {}
        for told in own:
            found |= told.sets
        return found

    def in_order(self, finding: int, measure: int | None, as_of: str, known_at: str) -> list[Told]:
        own = [t for t in self.events if (t.finding, t.measure) == (finding, measure)]
        own = [t for t in own if t.on <= as_of and t.stands(known_at)]
        return sorted(own, key=lambda t: (t.on, t.place))

    def feedback(self, round_id: int, unit: str, known_at: str) -> str:
        own = self.values.get(("feedback", int(unit)))
        return (own.known(known_at) if own else "") or self.values["round feedback", round_id].known(known_at)

    def days_overdue(self, round_id: int, finding: int, as_of: str, known_at: str) -> int:
        """The one rule: past the binding date, still owed, and nothing lies with the office."""
        own, told = self.standing(finding, None, as_of, known_at), self.in_order(finding, None, as_of, known_at)
        verdict, claim = own.get("verdict", "not_started"), own.get("claim", "not_started")
        said = max((n for n, one in enumerate(told) if "claim" in one.sets), default=-1)
        found = max((n for n, one in enumerate(told) if "verdict" in one.sets), default=-1)
        if own.get("presence") != "in" or verdict in ("done", "transferred") or (claim == "done" and said > found):
            return 0
        due = own["due"]
        if verdict == "long_term":
            due = own.get("review", "")
        elif own["nature"] == "long_term":
            due = own.get("review", "") or due
        elif own["nature"] == "immediate" and not due:
            given = date.fromisoformat(self.feedback(round_id, own["unit_id"], known_at))
            due = (given + timedelta(days=IMMEDIATE_DAYS)).isoformat()
        return (date.fromisoformat(as_of) - date.fromisoformat(due)).days if due and due < as_of else 0

    def count(self, basis: dict[str, Any], moment: tuple[str, str]) -> dict[tuple[str, str], tuple[int, int]]:
        """Numerator and denominator by unit and by category. `basis`: lane, hits, out, immediate, villages, level."""
        sums: dict[tuple[str, str], list[int]] = {}
        problems: dict[tuple[str, int], list[str]] = {}
        for finding in self.first:
            whole = self.standing(finding, None, *moment)
            if whole.get("presence") != "in" or (whole["nature"] == "immediate" and not basis["immediate"]):
                continue
            kind = self.values["unit kind", int(whole["unit_id"])].known(moment[1])
            if kind.startswith("村") and not basis["villages"]:
                continue
            if basis["level"] == "measure":
                told = [self.standing(finding, measure, *moment) for measure in self.measures.get(finding, ())]
                states = [one[basis["lane"]] for one in told if basis["lane"] in one]
            else:
                states = [whole.get(basis["lane"], "not_started")]
            if basis["level"] == "problem":
                parent = self.parent[finding]
                problems.setdefault(("f", finding) if parent is None else ("p", parent), []).extend(states)
                continue
            for key in (("all", ""), ("unit", whole["unit_id"]), ("category", whole["category1"] or "未分类")):
                for state in states:
                    _add(sums, key, state, basis)
        for states in problems.values():
            _add(sums, ("all", ""), min(states, key=BACKWARD.index), basis)
        return {key: (hits, all_) for key, (hits, all_) in sums.items()}

    def content(self) -> tuple[Any, ...]:
        """What stands now, in the order in which it takes effect."""
        found: list[Any] = [
            (name, whose, value.known(), [step[1:] for step in value.steps if step[2] and self.holds(step[0])])
            for (name, whose), value in sorted(self.values.items())
            if name != "owner" or not self.in_bin(("finding", whose))
        ]
        for finding in sorted(self.made_by):
            if self.in_bin(("finding", finding)):
                continue
            gone = {one for one in self.measures.get(finding, ()) if self.in_bin(("measure", one))}
            own = sorted(
                (t for t in self.events if t.finding == finding and t.stands() and t.measure not in gone),
                key=lambda t: (t.measure or 0, t.on, t.place),
            )
            there = sorted(set(self.measures.get(finding, ())) - gone)
            told = [(self.labels.get(t.measure or 0), t.on, sorted(t.sets.items()), t.words) for t in own]
            found.append((finding, [self.labels[one] for one in there], told))
        return tuple(map(repr, found))


def _add(sums: dict[tuple[str, str], list[int]], key: tuple[str, str], state: str, basis: dict[str, Any]) -> None:
    own = sums.setdefault(key, [0, 0])
    own[0] += state in basis["hits"] and state not in basis["out"]
    own[1] += state not in basis["out"]
