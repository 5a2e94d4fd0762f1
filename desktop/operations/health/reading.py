"""What the checks read, each thing once: the list of findings on the date, records of books, units of the rounds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from db.packed import by_id
from db.queries import cross_checks, units
from db.queries import rounds as round_queries
from db.queries.books import Record
from db.queries.findings import packed_findings
from db.reader import Reader
from db.records import FindingCriteria, FindingRow, UnitRow
from desktop.ledgers import books
from desktop.ledgers.recurrences import RECURRENCES
from desktop.operations.health.line import Opens, named
from desktop.operations.records.questions import Wanted, chosen


class Reading:
    """The rows of some rounds (all where none is named) on a date, as known; `today` is the ledger's day."""

    def __init__(
        self, reader: Reader, rounds: Sequence[int], as_of: str, known_at: str | None = None, today: str = ""
    ) -> None:
        self.reader, self.rounds = reader, tuple(rounds)
        self.as_of, self.known_at, self.today = as_of, known_at, today or as_of

    @property
    def one_round(self) -> bool:
        """Whether short numbers are enough."""
        return len(self.rounds) == 1

    @cached_property
    def findings(self) -> Sequence[FindingRow]:
        """The list of the rounds."""
        return packed_findings(self.reader, FindingCriteria(rounds=self.rounds), self.as_of, self.known_at)

    @cached_property
    def every_finding(self) -> Sequence[FindingRow]:
        """The list of all rounds: what came back is sought in former ones."""
        if not self.rounds:
            return self.findings
        return packed_findings(self.reader, FindingCriteria(), self.as_of, self.known_at)

    @cached_property
    def claims(self) -> tuple[cross_checks.Claim, ...]:
        """What the units say last of the findings in the list."""
        found = cross_checks.claims(self.reader, self.rounds, self.as_of, self.known_at)
        return tuple(one for one in found if one.finding_id in self.by_id)

    @cached_property
    def decided(self) -> dict[tuple[int, int], str]:
        """What was decided of two findings: the answer by their ids, the smaller first."""
        return {
            _pair(one.stored["first"], one.stored["again"]): str(one.stored["answer"])
            for one in self.records(RECURRENCES.name, every_round=True)
        }

    @cached_property
    def units(self) -> tuple[UnitRow, ...]:
        """The units of the rounds, each once."""
        rounds = self.rounds or round_queries.living_ids(self.reader)
        found: dict[int, UnitRow] = {}
        for round_id in rounds:
            for unit in units.units_of_round(self.reader, round_id, self.as_of, self.known_at):
                found[unit.id] = unit
        return tuple(found.values())

    def records(self, name: str, *, every_round: bool = False) -> tuple[Record, ...]:
        """The records of a book, of the rounds or of all."""
        wanted = Wanted(rounds=() if every_round else self.rounds)
        return chosen(self.reader, books.book(self.reader, name), self.as_of, self.known_at, wanted)

    def is_decided(self, one: int, two: int) -> bool:
        """Whether somebody has answered what two findings have to do with each other."""
        return _pair(one, two) in self.decided

    @cached_property
    def by_id(self) -> Mapping[int, FindingRow]:
        """The list of the rounds by its ids."""
        return by_id(self.findings)

    def opens(self, findings: Iterable[FindingRow], title: str) -> Opens:
        """Findings as the rows of a line."""
        return Opens("findings", tuple(one.id for one in findings), title)

    def named(self, findings: Sequence[FindingRow]) -> str:
        """The numbers of findings as a result tells them."""
        return named((one.number for one in findings), self.one_round)


def _pair(one: int, two: int) -> tuple[int, int]:
    return (one, two) if one <= two else (two, one)
