"""Which unit went into which (撤并), as known: findings stay with their unit, new entries go to the successor."""

from __future__ import annotations

from dataclasses import dataclass

from db.queries.standing import EVER, moment, unit_name
from db.reader import Reader


@dataclass(frozen=True, slots=True)
class Merge:
    """A unit that went into another: since when, by which paper; the names are those of the date asked."""

    id: int
    unit_id: int
    successor_id: int
    on: str
    paper: str
    unit: str
    successor: str


def merges(reader: Reader, as_of: str, known_at: str | None = None) -> tuple[Merge, ...]:
    """Every merge in force on a date, the earliest first."""
    return reader.named(
        Merge,
        f"""
        select m.id, m.unit_id, m.successor_id, m.merged_on as "on", m.paper, {unit_name("m.unit_id")} as unit,
               {unit_name("m.successor_id")} as successor
          from unit_merge as m join action on action.id = m.action_id
         where m.removed_in is null and m.merged_on <= :as_of and substr(action.recorded_at, 1, 10) <= :known_at
         order by m.merged_on, m.id""",
        moment(as_of, known_at),
    )


def gone(reader: Reader, day: str = EVER) -> frozenset[int]:
    """The units that had gone into others by a day."""
    return frozenset(
        reader.column("select unit_id from unit_merge where removed_in is null and merged_on <= ?", (day,))
    )


def successor(reader: Reader, unit_id: int, day: str = EVER) -> int:
    """The unit that stands for a unit on a day: itself, or the last of those that it went into one after the other."""
    found = reader.value(
        """
        with recursive chain (unit_id, step) as (
            select :unit, 0
            union
            select m.successor_id, chain.step + 1 from chain
              join unit_merge as m on m.unit_id = chain.unit_id and m.removed_in is null and m.merged_on <= :day
             where chain.step < 100
        )
        select unit_id from chain order by step desc limit 1""",
        {"unit": unit_id, "day": day},
    )
    return int(found)
