"""One snapshot of the ledger behind every word of every paper of a date: findings as they stood, problems, counts.

A problem is the coarser finding of a list with its items, or a finding by itself. Papers count 问题 as problems whatever
the level of the basis (papers/index, rule 9); which of them are counted and closed comes from the statement of all rates.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from db.queries import findings as finding_queries
from db.queries import tallies
from db.queries import units as unit_queries
from db.reader import Reader
from db.records import Basis, FindingCriteria, FindingRow, Scope, UnitRow
from desktop.documents.figures import Figure
from desktop.operations.papers.figuring import Moment, PrintedRate
from desktop.rules import basis as basis_rules


@dataclass(frozen=True, eq=False)
class Problem:
    """One problem with its items; one that left the counts keeps the items it had."""

    key: str
    rows: tuple[FindingRow, ...]

    @property
    def first(self) -> FindingRow:
        """The row by which it is known: unit, category, nature."""
        return self.rows[0]

    @property
    def present(self) -> bool:
        """Whether any of its items is in the counts."""
        return any(row.present for row in self.rows)

    @property
    def numbers(self) -> tuple[str, ...]:
        """The permanent numbers of its items."""
        return tuple(row.number for row in self.rows)


@dataclass(frozen=True, eq=False)
class Snapshot:
    """Rounds on a date as known on another, under a basis. `every` holds also what has left the counts."""

    moment: Moment
    basis: Basis
    round_ids: tuple[int, ...]
    as_of: str
    known_at: str | None
    every: tuple[FindingRow, ...]
    units: tuple[UnitRow, ...]
    counted_keys: frozenset[str]
    closed_keys: frozenset[str]
    claimed_keys: frozenset[str]
    categories: tuple[str, ...]

    @cached_property
    def rows(self) -> tuple[FindingRow, ...]:
        """What is in the counts on the date, finding by finding."""
        return tuple(row for row in self.every if row.present)

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """Every problem, in the order of its first item; the items of one that stands are those that stand."""
        found: dict[str, list[FindingRow]] = {}
        for row in self.every:
            found.setdefault(key_of(row), []).append(row)
        return tuple(
            Problem(key, tuple(own) if (own := [row for row in rows if row.present]) else tuple(rows))
            for key, rows in found.items()
        )

    def counted(self, problems: Iterable[Problem] | None = None) -> list[Problem]:
        """Those of the denominator."""
        return [one for one in (self.problems if problems is None else problems) if one.key in self.counted_keys]

    def closed(self, problems: Iterable[Problem] | None = None) -> list[Problem]:
        """Those of the numerator."""
        return [one for one in self.counted(problems) if one.key in self.closed_keys]

    def claimed(self, problems: Iterable[Problem] | None = None) -> list[Problem]:
        """Those that would be in the numerator by what the unit says."""
        return [one for one in self.counted(problems) if one.key in self.claimed_keys]

    def open(self, problems: Iterable[Problem] | None = None) -> list[Problem]:
        """The counted ones that are not closed out."""
        return [one for one in self.counted(problems) if one.key not in self.closed_keys]

    def count(self, name: str, problems: Iterable[Problem]) -> Figure:
        """How many problems, with the numbers of all their items."""
        found = list(problems)
        return self.moment.figure(name, len(found), [number for one in found for number in one.numbers])

    def rate(self, name: str, part: Iterable[Problem], whole: Iterable[Problem]) -> Figure:
        """A share as the basis prints it, with the items of its denominator."""
        of, all_of = list(part), list(whole)
        printed = basis_rules.rate(self.basis, len(of), len(all_of)).on_paper
        numbers = [number for one in all_of for number in one.numbers]
        return self.moment.figure(name, PrintedRate(len(of), len(all_of), printed), numbers)


def key_of(row: FindingRow) -> str:
    """The name of the problem that a finding belongs to, as the counts name it."""
    return f"p{row.parent_id}" if row.parent_id else f"f{row.id}"


def grouped(rows: Iterable[FindingRow]) -> list[Problem]:
    """Findings as problems, in the order of their first item."""
    found: dict[str, list[FindingRow]] = {}
    for row in rows:
        found.setdefault(key_of(row), []).append(row)
    return [Problem(key, tuple(own)) for key, own in found.items()]


def take(reader: Reader, basis: Basis, round_ids: int | tuple[int, ...], as_of: str, known_at: str | None) -> Snapshot:
    """Read some rounds once. The order of units is that of the first round."""
    rounds = (round_ids,) if isinstance(round_ids, int) else round_ids
    basis = replace(basis, level="problem")
    every = finding_queries.list_findings(reader, FindingCriteria(rounds=rounds, presence="any"), as_of, known_at)
    scope = Scope(rounds=rounds)
    office = tallies.items(reader, basis, as_of, known_at, scope=scope)
    unit_says = tallies.items(reader, replace(basis, verified_only=False), as_of, known_at, scope=scope)
    return Snapshot(
        Moment(as_of, known_at or "", basis_rules.title(basis)),
        basis,
        rounds,
        as_of,
        known_at,
        tuple(row for row in every if row.given_on),
        unit_queries.units_of_round(reader, rounds[0], as_of),
        frozenset(item.item for item in office if item.counted),
        frozenset(item.item for item in office if item.hit),
        frozenset(item.item for item in unit_says if item.hit),
        tuple(row.key for row in tallies.tally(reader, basis, as_of, known_at, by="category", scope=scope)),
    )
