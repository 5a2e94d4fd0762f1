"""参巡负荷: in which rounds each of the pool served, how many days, and when last (registers.md §1, M15)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from db.queries import books as queries
from db.queries.books import Record
from db.reader import Reader
from desktop.ledgers import books
from desktop.ledgers.placing import Placing, Team
from desktop.rules.deadlines import days_between


@dataclass(frozen=True)
class Served:
    """What somebody of the pool did by a day: rounds by name, the first first, and days away from the own desk."""

    record: Record
    rounds: tuple[str, ...]
    days: int

    @property
    def last_round(self) -> str:
        """The last of them; '' where there is none."""
        return self.rounds[-1] if self.rounds else ""

    @property
    def derived(self) -> dict[str, object]:
        """The fields that `records` tells beside those entered."""
        return {"rounds_served": len(self.rounds), "days_away": self.days, "last_round": self.last_round}


def served(
    reader: Reader, as_of: str, known_at: str | None = None, rounds: Sequence[int] = (), placing: Placing | None = None
) -> tuple[Served, ...]:
    """Everybody of the pool on a day, by teams that had come to their units by then; `rounds` limits which count.

    `placing`: what the caller has read of the teams already.
    """
    register = books.as_declared("inspector")
    placing = placing or Placing(reader)
    went = [team for team in placing.teams if _began(team) <= as_of and (not rounds or team.round_id in rounds)]
    went.sort(key=_began)
    keyed = [(team, placing.keys_of(team)) for team in went]
    return tuple(
        _of(record, [team for team, keys in keyed if record.id in keys], as_of)
        for record in queries.records(reader, register.shape, as_of, known_at)
    )


def _of(record: Record, teams: Sequence[Team], as_of: str) -> Served:
    names = tuple(dict.fromkeys(team.round for team in teams))
    return Served(record, names, sum(_days(team, as_of) for team in teams))


def _began(team: Team) -> str:
    """The day on which the team came; by its feedback it had been there."""
    return team.stay.from_on or team.stay.to_on or "9999"


def _days(team: Team, as_of: str) -> int:
    """Days with the units up to a day, the first and the last among them; none where they are not known."""
    if not team.stay.from_on or not team.stay.to_on:
        return 0
    return days_between(team.stay.from_on, min(team.stay.to_on, as_of)) + 1
