"""A gate of the joint review: every unit of the rounds with what it handed in last, and each party's opinions on that.

The whole gate is read by a fixed number of questions, however many opinions there are. What counts is the last version that a
unit handed in and the last stage of review of it; earlier ones stand in the books.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from db.queries import books as book_queries
from db.queries import findings as finding_queries
from db.queries import joint_review as queries
from db.queries import rounds as round_queries
from db.queries import units as unit_queries
from db.queries.books import Record
from db.reader import Reader
from desktop.ledgers.opinions import OPINIONS, REVIEW_PARTIES, STAGES, said
from desktop.ledgers.reviews import KINDS, SUBMISSIONS
from desktop.operations.joint_review.sheet_numbers import Package
from desktop.operations.records.defaults import due_of, report_rule
from desktop.rules import joint_review as rules
from desktop.rules.deadlines import WorkCalendar, days_between
from desktop.rules.joint_review import Cell, Said, Sum

GATES = {kind: title for kind, title in KINDS.items() if kind != "public"}
"""What is reviewed jointly: code and title, in the order of the tabs."""
USUAL_PARTIES = ("县纪委监委", "县委组织部", "县委巡察办", "县委巡察组")
_OVER = ("returned", "passed", "filed")


@dataclass(frozen=True)
class Party:
    """Who reviews: of one round, or of all where `round_id` is None."""

    id: int
    name: str
    due_on: str = ""
    round_id: int | None = None

    @property
    def short(self) -> str:
        """纪委监委: the name without the county's."""
        return self.name.removeprefix("中共").removeprefix("县委").removeprefix("县") or self.name


@dataclass(frozen=True)
class Opinion:
    """One opinion; `said` is what the rules read of it."""

    id: int
    number: str
    party: int
    finding: int | None
    text: str
    merged: str
    said: Said


@dataclass(frozen=True)
class UnitLine:
    """A unit of a round at the gate; `submission` is 0 where it has not reported, `turn` is the version that is reviewed."""

    id: int
    round_id: int
    unit_id: int
    unit: str
    due_on: str = ""
    days: int | None = None
    submission: int = 0
    number: str = ""
    state: str = ""
    received_on: str = ""
    turn: int = 0
    stage: str = ""
    grade: str = ""
    parties: tuple[int, ...] = ()
    cells: Mapping[int, Cell] = field(default_factory=dict)
    opinions: tuple[Opinion, ...] = ()
    sum: Sum = Sum()
    returned: tuple[tuple[int, int, str, str], ...] = ()
    """Turn, submission, day and reason of each return, the first one first."""

    @property
    def is_over(self) -> bool:
        """Whether it was returned, or has passed already."""
        return self.state in _OVER

    @property
    def lacks(self) -> str:
        """What its letter waits for, in words; '' where it waits for nothing."""
        return self.sum.lacks if self.submission else "报来材料"


@dataclass(frozen=True)
class Gate:
    """One gate: its parties in order and all units, those that reported first."""

    kind: str
    parties: tuple[Party, ...]
    units: tuple[UnitLine, ...]

    @property
    def title(self) -> str:
        """整改方案"""
        return GATES[self.kind]

    @property
    def reported(self) -> tuple[UnitLine, ...]:
        """The units that handed in."""
        return tuple(one for one in self.units if one.submission)

    @property
    def sheets(self) -> int:
        """How many opinion sheets there are: one for each unit that reported and each of its parties."""
        return sum(len(one.parties) for one in self.reported)

    @property
    def undisputed(self) -> tuple[Opinion, ...]:
        """The opinions that nobody settled and no other party contradicts, of the versions that are under review."""
        found = []
        for line in self.reported:
            for same in rules.items([one.said for one in line.opinions]).values():
                if not line.is_over and rules.stands(same) is rules.Stands.OPEN:
                    found += [one for one in line.opinions if one.said in same and not one.said.settled]
        return tuple(found)

    @property
    def missing(self) -> int:
        """How many of them have not come in."""
        return sum(one.sum.missing for one in self.reported)

    @property
    def opinions(self) -> int:
        """How many opinions came in."""
        return sum(one.sum.total for one in self.units)

    @property
    def conflicts(self) -> int:
        """On how many items parties disagree."""
        return sum(one.sum.conflicts for one in self.units)

    @property
    def returns(self) -> int:
        """How often something was returned at this gate."""
        return sum(len(one.returned) for one in self.units)

    @property
    def ready(self) -> tuple[UnitLine, ...]:
        """The units whose letter waits for nothing; what was filed had its letter before."""
        return tuple(one for one in self.reported if not one.sum.lacks and one.state != "filed")

    @property
    def owed(self) -> dict[int, tuple[UnitLine, ...]]:
        """The units about which each party has not answered, in the order of the parties; who owes nothing is absent."""
        found = {
            party.id: tuple(
                one
                for one in self.reported
                if (cell := one.cells.get(party.id)) is not None and cell.heard is rules.Heard.MISSING
            )
            for party in self.parties
        }
        return {party: lines for party, lines in found.items() if lines}

    @property
    def is_open(self) -> bool:
        """Whether anything that came in is under review."""
        return any(not one.is_over for one in self.reported)


def gate(reader: Reader, rounds: Sequence[int], kind: str, as_of: str, known_at: str | None = None) -> Gate:
    """Read a gate of the rounds as it stood."""
    return gates(reader, rounds, as_of, known_at, (kind,))[kind]


def gates(
    reader: Reader, rounds: Sequence[int], as_of: str, known_at: str | None = None, kinds: Sequence[str] = tuple(GATES)
) -> dict[str, Gate]:
    """Several gates of the rounds at once."""
    read = _Read(reader, tuple(rounds), as_of, known_at)
    return {kind: read.gate(kind) for kind in kinds}


def has_submissions(reader: Reader, round_id: int, as_of: str, known_at: str | None = None) -> bool:
    """Whether a unit of the round has handed in anything that goes through a gate."""
    found = book_queries.records(reader, SUBMISSIONS.shape, as_of, known_at, bare=True)
    return any(one.stored["round"] == round_id and one.stored["kind"] in GATES for one in found)


def parties_of(reader: Reader, as_of: str, known_at: str | None = None) -> tuple[Party, ...]:
    """Every party in the order in which the office sets them."""
    found = book_queries.records(reader, REVIEW_PARTIES.shape, as_of, known_at, bare=True)
    ranked = sorted(found, key=lambda one: (one.stored["order"] is None, one.stored["order"] or 0, one.id))
    return tuple(Party(one.id, one.stored["name"], one.stored["due_on"] or "", one.stored["round"]) for one in ranked)


def stage_of(turn: int, opinions: Sequence[Record]) -> str:
    """The stage that is under review: the last of which there are opinions, else that of the version."""
    stages = list(STAGES)
    found = [stages.index(one.stored["stage"]) for one in opinions]
    return stages[max(found, default=min(max(turn, 1), len(stages)) - 1)]


class _Read:
    """Everything that the gates are told from, each read once."""

    def __init__(self, reader: Reader, rounds: tuple[int, ...], as_of: str, known_at: str | None) -> None:
        self._reader, self._rounds, self._as_of = reader, rounds, as_of
        self._parties = parties_of(reader, as_of, known_at)
        submissions = book_queries.records(reader, SUBMISSIONS.shape, as_of, known_at, bare=True)
        self._submissions: dict[tuple[str, int, int], list[Record]] = {}
        for one in submissions:
            place = (one.stored["kind"], one.stored["round"], one.stored["unit"])
            self._submissions.setdefault(place, []).append(one)
        self._opinions: dict[int, list[Record]] = {}
        for one in book_queries.records(reader, OPINIONS.shape, as_of, known_at, bare=True):
            self._opinions.setdefault(one.stored["submission"], []).append(one)
        self._units = {one: unit_queries.units_of_round(reader, one, as_of, known_at) for one in rounds}
        self._feedback, self._plans = queries.feedback_days(reader, rounds), queries.plan_days(reader, rounds)
        self._returns = queries.returns(reader, as_of, known_at)
        self._calendar = WorkCalendar(round_queries.calendar_days(reader))
        packages = (Package.of(one) for one in queries.returned_packages(reader, as_of))
        self._back = {(one.submission, one.party, one.stage) for one in packages if one is not None}

    def gate(self, kind: str) -> Gate:
        """One of them."""
        lines: list[UnitLine] = []
        for round_id in self._rounds:
            rule = report_rule(self._reader, round_id, kind)
            for unit in self._units[round_id]:
                feedback, plan = self._feedback.get((round_id, unit.id)), self._plans.get(round_id)
                due = due_of(kind, feedback, plan, rule, self._calendar) or ""
                days = days_between(self._as_of, due) if due else None
                line = UnitLine(len(lines) + 1, round_id, unit.id, unit.short or unit.name, due, days)
                lines.append(self._told(line, kind))
        heard = {party for line in lines for party in line.parties}
        mine = tuple(one for one in self._parties if one.id in heard or one.round_id in (None, *self._rounds))
        return Gate(kind, mine, tuple(sorted(lines, key=lambda one: not one.submission)))

    def _told(self, line: UnitLine, kind: str) -> UnitLine:
        versions = sorted(
            self._submissions.get((kind, line.round_id, line.unit_id), ()),
            key=lambda one: (one.stored["version"] or 0, one.id),
        )
        returned = tuple(
            (place, one.id, *self._returns.get(one.id, (one.state_on, "")))
            for place, one in enumerate(versions, 1)
            if one.state == "returned"
        )
        if not versions:
            return line
        last = versions[-1]
        every = self._opinions.get(last.id, [])
        stage = stage_of(len(versions), every)
        mine = [_opinion(one) for one in every if one.stored["stage"] == stage]
        parties = self._parties_of(line.round_id, mine)
        number = list(STAGES).index(stage) + 1
        back = {party for party in parties if (last.id, party, number) in self._back}
        if last.state in _OVER:  # nobody owes an opinion on it any more
            back = set(parties)
        heard = [one.said for one in mine]
        return replace(
            line, submission=last.id, number=last.number, state=last.state, received_on=last.stored["received_on"], turn=len(versions),
            stage=stage, grade=last.stored["grade"] or "", parties=parties,
            cells=dict(zip(parties, rules.row(parties, heard, back), strict=True)), opinions=tuple(mine),
            sum=rules.sum_of(parties, heard, back), returned=returned,
        )  # fmt: skip

    def _parties_of(self, round_id: int, opinions: Sequence[Opinion]) -> tuple[int, ...]:
        """Those of the round and of every round, and whoever has said something all the same."""
        heard = {one.party for one in opinions}
        known = tuple(one.id for one in self._parties if one.id in heard or one.round_id in (None, round_id))
        return (*known, *sorted(heard - set(known)))


def _opinion(one: Record) -> Opinion:
    told = one.stored
    return Opinion(one.id, one.number, told["party"], told["finding"], told["text"], told["merged"] or "", said(one))


def numbers(reader: Reader, line: UnitLine) -> dict[int, str]:
    """Finding → number, of the findings that the opinions are about."""
    return finding_queries.numbers_of(reader, {one.finding for one in line.opinions if one.finding})


def package_for(line: UnitLine, party: int) -> Package:
    """The opinion sheet of a unit for a party, not sent yet."""
    return Package(line.submission, party, list(STAGES).index(line.stage) + 1, 0)
