"""Who is who in the pool, and which teams are where: what the rules of teams and of avoidances look at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from db.queries import teams as queries
from db.queries.teams import Avoidance, RoundDays
from db.reader import Reader
from desktop.ledgers.field import people_of
from desktop.rules.team_rules import Stay

PEOPLE = ("leader", "second_leader", "deputies", "liaison", "second_liaison", "members")
"""The fields of a team that name people."""
Key = int | str


@dataclass(frozen=True)
class Team:
    """A team as the rules see it: who is in it, where it goes, when."""

    id: int | None
    name: str
    round_id: int
    round: str
    stay: Stay
    people: tuple[str, ...]
    units: frozenset[int]

    def has_ended(self, today: str) -> bool:
        """Whether it has left its units."""
        return bool(self.stay.to_on and self.stay.to_on < today)


class Placing:
    """The pool and the teams of a ledger, each read once for one question."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    @cached_property
    def _pooled(self) -> dict[str, list[queries.Pooled]]:
        """People by every way in which they are written."""
        found: dict[str, list[queries.Pooled]] = {}
        for one in queries.pool(self._reader):
            for word in (one.name, one.number, f"{one.name}（{one.number}）"):
                found.setdefault(word, []).append(one)
        return found

    @cached_property
    def avoidances(self) -> tuple[Avoidance, ...]:
        """Every one."""
        return queries.avoidances(self._reader)

    @cached_property
    def teams(self) -> tuple[Team, ...]:
        """Every living team."""
        units = queries.units_of_teams(self._reader)
        return tuple(self._team(row, units.get(row.id, ())) for row in queries.teams(self._reader))

    def keys(self, person: str) -> frozenset[Key]:
        """Those of the pool whom a text may mean; the text itself for whoever is not in it."""
        return frozenset(one.id for one in self._pooled.get(person, ())) or frozenset({person})

    def keys_of(self, team: Team) -> frozenset[Key]:
        """Everybody in a team."""
        return frozenset(key for person in team.people for key in self.keys(person))

    def in_pool(self, person: str) -> bool:
        """Whether somebody of that name or number is in the pool."""
        return person in self._pooled

    def specialties(self, people: Iterable[str]) -> frozenset[str]:
        """What the people know, as far as the pool says."""
        return frozenset(one.specialty for person in people for one in self._pooled.get(person, ()) if one.specialty)

    def same_unit(self, unit_id: int, units: frozenset[int]) -> bool:
        """Whether a unit, or the one that it went into, is among some."""
        return bool(queries.successors(self._reader, (unit_id,)) & queries.successors(self._reader, units))

    def short_name(self, unit_id: int) -> str:
        """What a unit is called in a sentence."""
        return queries.short_name(self._reader, unit_id)

    def as_team(self, record: Mapping[str, Any]) -> Team:
        """A record of the book as it is, or as it is about to be."""
        round_id = int(record["round"])
        days = queries.round_days(self._reader, round_id)
        stay = _stay(record.get("entered_on"), record.get("left_on"), days)
        people = _people(str(record.get(name) or "") for name in PEOPLE)
        units = frozenset(record.get("units") or ())
        return Team(record.get("id"), str(record.get("name") or "本组"), round_id, days.name, stay, people, units)

    def _team(self, row: queries.TeamRow, units: tuple[int, ...]) -> Team:
        stay = _stay(row.entered_on, row.left_on, queries.round_days(self._reader, row.round_id))
        people = _people(str(getattr(row, name)) for name in PEOPLE)
        return Team(row.id, row.name, row.round_id, row.round, stay, people, frozenset(units))


def _people(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(person for text in texts for person in people_of(text)))


def _stay(came: str | None, left: str | None, days: RoundDays) -> Stay:
    """The team's own days, else those of its round; it has left by the feedback."""
    return Stay(came or days.on_site_from, left or days.on_site_to or days.feedback_on)
