"""What 人才编组 shows beside the coverage: the teams of a round with who is in them and what they lack, and whom of the pool one may take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from db.queries.books import Record, records
from db.reader import Reader
from desktop.ledgers import books
from desktop.ledgers.field import people_of
from desktop.ledgers.inspectors import KINDS, SPECIALTIES
from desktop.ledgers.placing import Placing, Team
from desktop.ledgers.teams import FROM_ELSEWHERE, ROLES
from desktop.operations.served import Served, served
from desktop.rules import team_rules

WANTED_ROLES = ("deputies", "liaison")
"""Roles beside that of the leader that a team is incomplete without."""


@dataclass(frozen=True)
class Placed:
    """Somebody in a team: the role, the name as written, and what the pool knows; None for whoever is not in it."""

    role: str
    name: str
    pooled: Served | None


@dataclass(frozen=True)
class BoardTeam:
    """A team with its people in the order of their roles."""

    record: Record
    team: Team
    people: tuple[Placed, ...]

    @property
    def is_draft(self) -> bool:
        """Whether it may still be made up."""
        return self.record.state == "draft"

    @property
    def from_elsewhere(self) -> bool:
        """Whether another county sent it: then its make-up is not ours."""
        return self.record.stored["kind"] in FROM_ELSEWHERE

    def named(self, role: str) -> str:
        """Who has a role, as written; '' where nobody has."""
        return str(self.record.fields[role] or "")

    @property
    def trades(self) -> dict[str, int]:
        """How many know each trade."""
        known = [str(one.pooled.record.stored["specialty"]) for one in self.people if one.pooled is not None]
        return {trade: known.count(trade) for trade in SPECIALTIES}

    @property
    def lacking(self) -> tuple[str, ...]:
        """What a team that is being made up misses, in words: roles, trades, people."""
        if self.from_elsewhere or not self.is_draft:
            return ()
        roles = [ROLES[role] for role in WANTED_ROLES if not self.named(role)]
        trades = team_rules.lacking([trade for trade, count in self.trades.items() if count])
        size = ["人数"] if team_rules.size_fault("", len(self.team.people)) else []
        return (*roles, *trades, *size)

    @property
    def task(self) -> str:
        """县司法局; 青石镇 20 村 where they are villages; else the first and how many."""
        units = self.record.fields["units"]
        return "、".join(units) if len(units) <= 2 else f"{units[0]} 等 {len(units)} 家"


@dataclass(frozen=True)
class Choice:
    """Somebody of the pool as seen from a team: '' where he may be placed, else why not (short and in full).

    `avoids`: because of an avoidance, which no choice of team or time lifts.
    """

    served: Served
    mark: str = ""
    why: str = ""
    avoids: bool = False


def board(
    reader: Reader, round_id: int, as_of: str, known_at: str | None, rounds: Sequence[int]
) -> tuple[BoardTeam, ...]:
    """The teams of a round, with how often their people served in the rounds that count."""
    register = books.as_declared("team")
    placing = Placing(reader)
    by_key = {one.record.id: one for one in served(reader, as_of, known_at, rounds, placing)}
    found = []
    for record in records(reader, register.shape, as_of, known_at, short=True):
        if record.stored["round"] != round_id:
            continue
        team = placing.as_team({**record.stored, "id": record.id})
        people = tuple(
            Placed(word, name, next((by_key[key] for key in placing.keys(name) if key in by_key), None))
            for role, word in ROLES.items()
            for name in people_of(str(record.stored[role] or ""))
        )
        found.append(BoardTeam(record, team, people))
    return tuple(found)


def choices(
    reader: Reader, team: Team | None, as_of: str, known_at: str | None, rounds: Sequence[int]
) -> tuple[Choice, ...]:
    """Everybody who is in the pool, with why not to be placed into the team."""
    placing = Placing(reader)
    others = {} if team is None else _placed_elsewhere(placing, team)
    found = []
    for one in served(reader, as_of, known_at, rounds, placing):
        if one.record.state != "in":
            continue
        found.append(Choice(one) if team is None else _choice(placing, team, one, others))
    return tuple(found)


def _placed_elsewhere(placing: Placing, team: Team) -> dict[object, str]:
    found: dict[object, str] = {}
    for other in placing.teams:
        same_round = other.round_id == team.round_id
        if other.id != team.id and team_rules.overlap(team.stay, other.stay, same_round=same_round):
            found |= dict.fromkeys(placing.keys_of(other), other.name)
    return found


def _choice(placing: Placing, team: Team, served: Served, others: dict[object, str]) -> Choice:
    record = served.record
    name = str(record.fields["name"])
    if record.id in placing.keys_of(team):
        return Choice(served, "本组", f"{name}已在本组。")
    if record.id in others:
        return Choice(served, "在组", f"{name}已在{others[record.id]}。")
    for one in placing.avoidances:
        if record.id in placing.keys(one.person) and placing.same_unit(one.unit_id, team.units):
            kind = KINDS.get(one.kind, "回避")
            unit = placing.short_name(one.unit_id)
            why = team_rules.avoids(kind, unit, one.from_on, one.to_on, name, team.name)
            return Choice(served, "回避", why, avoids=True)
    return Choice(served)


def rounds_with_teams(reader: Reader, as_of: str, known_at: str | None) -> dict[int, frozenset[str]]:
    """The rounds that have teams, with the states in which those are."""
    found: dict[int, frozenset[str]] = {}
    for one in records(reader, books.as_declared("team").shape, as_of, known_at):
        round_id = int(one.stored["round"])
        found[round_id] = found.get(round_id, frozenset()) | {one.state}
    return found
