"""Random events for property tests: findings with parents and measures, back-dated entries, retractions, every kind of step."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from db.queries.standing import BACKWARDNESS
from db.records import Basis
from desktop.operations.change import change
from desktop.rules.permissions import Action, Actor, Right

EVERYONE = Actor("试验员", frozenset(Right))
DAYS = [f"2026-{month:02d}-{day:02d}" for month in (1, 2, 3) for day in (1, 10, 20)]
days = st.sampled_from(DAYS)
states = st.sampled_from(BACKWARDNESS)

bases = st.builds(
    Basis,
    level=st.sampled_from(["problem", "finding", "measure"]),
    verified_only=st.booleans(),
    numerator=st.lists(states, max_size=3, unique=True).map(tuple),
    exclude=st.lists(states, max_size=2, unique=True).map(tuple),
    include_immediate=st.booleans(),
    include_villages=st.booleans(),
    within_period=st.booleans(),
)

lane_events = st.one_of(
    st.fixed_dictionaries({"kind": st.just("claim"), "claim_state": states}),
    st.fixed_dictionaries({"kind": st.just("verify"), "verdict_state": states}),
    st.fixed_dictionaries({"kind": st.just("verify"), "verdict_state": states, "claim_state": states}),
    st.just({"kind": "reopen", "claim_state": "in_progress", "verdict_state": "in_progress"}),
    st.just({"kind": "transfer", "claim_state": "transferred", "verdict_state": "transferred"}),
    st.just({"kind": "stage_done", "claim_state": "long_term", "verdict_state": "long_term"}),
    st.just({"kind": "withdraw", "presence": "out"}),
    st.just({"kind": "split", "presence": "out"}),
    st.just({"kind": "merge", "presence": "out"}),
    st.just({"kind": "merge", "presence": "in"}),
    st.fixed_dictionaries({"kind": st.just("extend"), "due_on": days}),
    st.fixed_dictionaries(
        {
            "kind": st.just("set"),
            "attribute": st.just("nature"),
            "value": st.sampled_from(["ordinary", "immediate", "long_term"]),
        }
    ),
    st.fixed_dictionaries(
        {"kind": st.just("set"), "attribute": st.just("category1"), "value": st.sampled_from(["", "一", "二"])}
    ),
    st.fixed_dictionaries(
        {"kind": st.just("set"), "attribute": st.just("unit_id"), "value": st.sampled_from([0, 1, 2])}
    ),
)

GIVE = {"kind": "give", "claim_state": "not_started", "verdict_state": "not_started"}


@dataclass
class Told:
    """A finding to be entered: its fields, measures, and events as (place, fields, effective_on, known_on, retracted_on)."""

    unit: int
    round: int
    parent: int | None
    nature: str
    category: str
    leader: str
    measures: int
    events: list[tuple[int, dict[str, Any], str, str, str | None]] = field(default_factory=list)


events = st.tuples(st.integers(0, 3), lane_events, days, days, st.one_of(st.none(), st.none(), st.none(), days))
told = st.builds(
    Told,
    unit=st.sampled_from([0, 0, 1, 2]),
    round=st.sampled_from([0, 0, 1]),
    parent=st.sampled_from([None, 0, 0]),
    nature=st.sampled_from(["ordinary", "ordinary", "immediate", "long_term"]),
    category=st.sampled_from(["", "一", "二"]),
    leader=st.sampled_from(["", "梁景行"]),
    measures=st.integers(0, 2),
    events=st.lists(events, max_size=6),
)
books = st.lists(st.tuples(told, days), min_size=1, max_size=5)


class Places:
    """Three units (one a village) and two rounds (one with an end) in a ledger, and books written into it."""

    def __init__(self, new_ledger) -> None:
        self._new_ledger = new_ledger
        self.ledger = None
        self._begin()

    def _begin(self) -> None:
        """A fresh ledger: a large one would only make thousands of examples slow."""
        if self.ledger is not None:
            self.ledger.close()
        self.ledger = self._new_ledger()
        self.count = 0
        with change(self.ledger, EVERYONE, Action.EDIT_UNIT, "试验") as changes:
            writer = changes.writer
            self.units = [
                writer.insert("unit", {"kind": kind, "sort": sort, "supervising_leader": leader})
                for kind, sort, leader in (("县直部门", 2, "何方"), ("乡镇", 1, ""), ("村（社区）", 3, "何方"))
            ]
            for unit in self.units:
                writer.insert("unit_name", {"unit_id": unit, "name": f"单位{unit}", "to_on": "2026-02-10"})
                writer.insert("unit_name", {"unit_id": unit, "name": f"新单位{unit}", "from_on": "2026-02-11"})
            self.rounds = [
                writer.insert("round", {"code": code, "name": code, "ends_on": ends})
                for code, ends in (("15-06", None), ("15-05", "2026-02-15"))
            ]

    def write(self, book) -> tuple[int, ...]:
        """Enter a book; returns the ids of its findings."""
        if self.count > 400:
            self._begin()
        with change(self.ledger, EVERYONE, Action.ADD_FINDING, "试验") as changes:
            problems: dict[tuple[int, int, int], int] = {}
            return tuple(self._finding(changes, one, given, problems) for one, given in book)

    def _finding(self, changes, one: Told, given: str, problems) -> int:
        writer, unit, round_id = changes.writer, self.units[one.unit], self.rounds[one.round]
        parent = None
        if one.parent is not None:
            place = (unit, round_id, one.parent)
            if place not in problems:
                problems[place] = writer.insert("problem", {"unit_id": unit, "round_id": round_id, "text": "问题"})
            parent = problems[place]
        self.count += 1
        fields = {
            "number": f"N{self.count}",
            "parent_id": parent,
            "round_id": round_id,
            "unit_id": unit,
            "text": "问题",
        }
        more = {"nature": one.nature, "category1": one.category, "county_leader": one.leader}
        finding = writer.insert("finding", {**fields, **more})
        own = [writer.insert("measure", {"finding_id": finding, "seq": n, "text": "措施"}) for n in range(one.measures)]
        self._event(changes, finding, None, {**GIVE, "presence": "in"}, given, given, None)
        for measure in own:
            self._event(changes, finding, measure, GIVE, given, given, None)
        row = {"nature": one.nature, "category1": one.category, "unit_id": str(unit)}
        for place, lanes, on, known, retracted in one.events:
            if lanes["kind"] == "set":
                lanes = {**lanes, "old": row[lanes["attribute"]]}
                if lanes["attribute"] == "unit_id":
                    lanes["value"] = str(self.units[lanes["value"]])
                self._event(changes, finding, None, lanes, on, known, retracted)
                continue
            measure = own[place - 1] if 0 < place <= len(own) else None
            self._event(changes, finding, measure, lanes, on, known, retracted)
        return finding

    @staticmethod
    def _event(changes, finding, measure, lanes, on, known, retracted) -> None:
        stamp = {"recorded_at": changes.recorded_at, "action_id": changes.action_id}
        fields = {"finding_id": finding, "measure_id": measure, "effective_on": on, "known_on": known}
        event = changes.writer.insert("finding_event", {**fields, **lanes, **stamp})
        if retracted is not None:
            changes.writer.insert("retraction", {"event_id": event, "known_on": max(known, retracted), **stamp})
