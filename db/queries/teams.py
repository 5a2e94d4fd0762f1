"""The pool, the teams and what keeps people away from units: what the rules of placing read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from db.queries.standing import EVER, unit_name
from db.reader import Reader


@dataclass(frozen=True, slots=True)
class Pooled:
    """Somebody of the pool."""

    id: int
    number: str
    name: str
    specialty: str


@dataclass(frozen=True, slots=True)
class Avoidance:
    """A unit that somebody keeps away from."""

    person: str
    unit_id: int
    kind: str
    from_on: str | None
    to_on: str | None


@dataclass(frozen=True, slots=True)
class TeamRow:
    """A living team with the days of its round, people as written."""

    id: int
    name: str
    round_id: int
    round: str
    entered_on: str | None
    left_on: str | None
    leader: str
    second_leader: str
    deputies: str
    liaison: str
    second_liaison: str
    members: str


@dataclass(frozen=True, slots=True)
class RoundDays:
    """When the teams of a round are with their units, and when its feedback was."""

    name: str
    on_site_from: str | None
    on_site_to: str | None
    feedback_on: str | None


def pool(reader: Reader) -> tuple[Pooled, ...]:
    """Everybody who was ever entered into the pool and is not in the recycle bin."""
    return reader.rows(Pooled, "select id, number, name, specialty from inspector where removed_in is null order by id")


def avoidances(reader: Reader) -> tuple[Avoidance, ...]:
    """Every living one, in order of entry."""
    return reader.rows(
        Avoidance, "select person, unit_id, kind, from_on, to_on from avoidance where removed_in is null order by id"
    )


def teams(reader: Reader) -> tuple[TeamRow, ...]:
    """Every living team, in order of entry."""
    return reader.rows(
        TeamRow,
        """
        select team.id, team.name, team.round_id, round.name, team.entered_on, team.left_on,
               team.leader, team.second_leader, team.deputies, team.liaison, team.second_liaison, team.members
          from team join round on round.id = team.round_id where team.removed_in is null order by team.id""",
    )


def units_of_teams(reader: Reader) -> dict[int, tuple[int, ...]]:
    """The units of every team, in order."""
    found: dict[int, tuple[int, ...]] = {}
    for team, unit in reader.tuples(
        "select record_id, unit_id from record_unit where register = 'team' and field = 'units' and removed_in is null order by place, id"
    ):
        found[team] = (*found.get(team, ()), unit)
    return found


def round_days(reader: Reader, round_id: int) -> RoundDays:
    """The days of a round."""
    [found] = reader.rows(
        RoundDays, "select name, on_site_from, on_site_to, feedback_on from round where id = ?", (round_id,)
    )
    return found


def short_name(reader: Reader, unit_id: int) -> str:
    """What a unit is called in a sentence: its short name, else its present one."""
    found = reader.value(
        f"select coalesce(nullif(short, ''), {unit_name('unit.id')}) from unit where id = :unit",
        {"unit": unit_id, "as_of": EVER},
    )
    return str(found or "")


def successors(reader: Reader, unit_ids: Iterable[int]) -> frozenset[int]:
    """The units that stand today for some units: themselves, or those that they went into."""
    into = dict(reader.tuples("select unit_id, successor_id from unit_merge where removed_in is null"))
    found = set()
    for unit in unit_ids:
        seen = {unit}
        while unit in into and into[unit] not in seen:
            unit = into[unit]
            seen.add(unit)
        found.add(unit)
    return frozenset(found)
