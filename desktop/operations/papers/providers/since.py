"""What moved a round's counts since a day, cause by cause: one walk for the month, the last meeting and the last bulletin (R4)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from db.queries.changes import event_facts, finding_facts
from db.records import Scope
from desktop.operations.papers.sheet import Sheet
from desktop.rules import change_causes as causes

ByUnit = dict[int, tuple[causes.Cause, ...]]


def by_unit(sheet: Sheet, before: str) -> ByUnit:
    """The causes of change since the end of a day, by unit: their sums are the change of the round."""

    def look() -> ByUnit:
        shot = sheet.shot
        own = Scope(rounds=shot.round_ids)
        facts = finding_facts(sheet.reader, own)
        events = event_facts(sheet.reader, tuple(fact.id for fact in facts), measures=False)
        home = {row.id: one.first.unit_id for one in shot.problems for row in one.rows}
        by_unit: dict[int, list[Any]] = {}
        for fact in facts:
            by_unit.setdefault(home.get(fact.id, fact.unit_id), []).append(fact)
        told: dict[int, list[Any]] = {unit: [] for unit in by_unit}
        unit_of = {fact.id: unit for unit, listed in by_unit.items() for fact in listed}
        for event in events:
            told[unit_of[event.finding_id]].append(event)
        then, now = (causes.Moment(on, shot.known_at) for on in (before, shot.as_of))
        return {
            unit: causes.causes_between(listed, told[unit], shot.basis, then, now, own)
            for unit, listed in by_unit.items()
        }

    found: ByUnit = sheet.occasion.once(("moved since", before), look)
    return found


def every(sheet: Sheet, before: str) -> list[causes.Cause]:
    """The causes of the whole round."""
    return [cause for own in by_unit(sheet, before).values() for cause in own]


def numbers(sheet: Sheet, moved: Iterable[causes.Cause]) -> list[str]:
    """The findings that some causes moved, by their permanent numbers."""
    by_id: dict[int, str] = sheet.occasion.once("numbers", lambda: {row.id: row.number for row in sheet.shot.every})
    return [by_id[one] for cause in moved for one in cause.findings if one in by_id]
