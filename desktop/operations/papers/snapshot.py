"""What one report counts, read once: the round's findings as they stood, and the questions that its parts ask of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from db.queries import findings as finding_queries
from db.queries import tallies
from db.queries import units as unit_queries
from db.reader import Reader
from db.records import Basis, FindingCriteria, FindingRow, Scope, UnitRow
from desktop.documents.figures import Figure
from desktop.operations.papers.figuring import Moment, PrintedRate
from desktop.rules import basis as basis_rules


@dataclass(frozen=True)
class Snapshot:
    """A round on a date under a basis. `every` holds also what has left the counts, `rows` what is in them.

    Which findings are counted and in the numerator comes from the same statement as every rate of the program.
    """

    moment: Moment
    basis: Basis
    round_id: int
    as_of: str
    known_at: str | None
    every: tuple[FindingRow, ...]
    units: tuple[UnitRow, ...]
    counted_ids: frozenset[int]
    closed_ids: frozenset[int]
    claimed_ids: frozenset[int]
    categories: tuple[str, ...]

    @property
    def rows(self) -> list[FindingRow]:
        """What is in the counts on the date."""
        return [row for row in self.every if row.present]

    def counted(self, rows: Iterable[FindingRow] | None = None) -> list[FindingRow]:
        """Those of the denominator."""
        return [row for row in (self.every if rows is None else rows) if row.id in self.counted_ids]

    def closed(self, rows: Iterable[FindingRow] | None = None) -> list[FindingRow]:
        """Those of the numerator."""
        return [row for row in self.counted(rows) if row.id in self.closed_ids]

    def claimed(self, rows: Iterable[FindingRow] | None = None) -> list[FindingRow]:
        """Those that would be in the numerator by what the unit says."""
        return [row for row in self.counted(rows) if row.id in self.claimed_ids]

    def rate(self, name: str, part: Iterable[FindingRow], whole: Iterable[FindingRow]) -> Figure:
        """A share as the basis prints it, with the rows of its denominator."""
        of, all_of = list(part), list(whole)
        printed = basis_rules.rate(self.basis, len(of), len(all_of)).on_paper
        return self.moment.figure(name, PrintedRate(len(of), len(all_of), printed), [row.number for row in all_of])


def take(reader: Reader, basis: Basis, round_id: int, as_of: str, known_at: str | None) -> Snapshot:
    """Read a round once, findings counted as findings."""
    basis = replace(basis, level="finding")
    every = finding_queries.list_findings(reader, FindingCriteria(rounds=(round_id,), presence="any"), as_of, known_at)
    scope = Scope(rounds=(round_id,))
    office = tallies.items(reader, basis, as_of, known_at, scope=scope)
    unit_says = tallies.items(reader, replace(basis, verified_only=False), as_of, known_at, scope=scope)
    return Snapshot(
        Moment(as_of, known_at or "", basis_rules.title(basis)),
        basis,
        round_id,
        as_of,
        known_at,
        tuple(every),
        unit_queries.units_of_round(reader, round_id, as_of),
        frozenset(item.finding_id for item in office if item.counted),
        frozenset(item.finding_id for item in office if item.hit),
        frozenset(item.finding_id for item in unit_says if item.hit),
        tuple(row.key for row in tallies.tally(reader, basis, as_of, known_at, by="category", scope=scope)),
    )
