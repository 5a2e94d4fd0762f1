"""One figure of the office, and what the figures of one question are computed from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from db.queries import bases, letters
from db.queries import findings as finding_queries
from db.queries.books import Record
from db.reader import Reader
from db.records import Basis, FindingCriteria, FindingRow, LetterRow
from db.store import Ledger
from desktop.ledgers import books
from desktop.operations.records.questions import Wanted, chosen


@dataclass(frozen=True)
class OfficeFigure:
    """One figure. A count has no parts: numerator and denominator are None, `rows` are what is counted."""

    name: str
    title: str
    value: str | None
    numerator: int | None
    denominator: int | None
    basis: str
    rows: tuple[str, ...]
    counted: tuple[str, ...] = ()


class Moment:
    """What the figures of one question are computed from, each read once."""

    def __init__(
        self, ledger: Ledger, as_of: str, known_at: str | None, rounds: tuple[int, ...], basis: Basis | None = None
    ) -> None:
        self.ledger, self.as_of, self.known_at, self.rounds = ledger, as_of, known_at, rounds
        self._basis = basis
        self._books: dict[str, tuple[Record, ...]] = {}

    @property
    def reader(self) -> Reader:
        """The ledger."""
        return self.ledger.newest

    @cached_property
    def basis(self) -> Basis:
        """The basis asked for, by default the office's."""
        return self._basis or bases.default_basis(self.reader)

    @cached_property
    def rows(self) -> Sequence[FindingRow]:
        """The findings in the list."""
        return finding_queries.list_findings(
            self.reader, FindingCriteria(rounds=self.rounds), self.as_of, self.known_at
        )

    @cached_property
    def letters(self) -> tuple[LetterRow, ...]:
        """Letters in force that went out by the date."""
        return tuple(
            one
            for one in reversed(letters.letters(self.reader))
            if one.state == "issued"
            and (one.issued_on or "9") <= self.as_of
            and (not self.rounds or one.round_id in self.rounds)
        )

    def records(self, book: str) -> tuple[Record, ...]:
        """The records of a book, of the rounds where some are chosen."""
        if book not in self._books:
            register = books.book(self.reader, book)
            self._books[book] = chosen(self.reader, register, self.as_of, self.known_at, Wanted(rounds=self.rounds))
        return self._books[book]

    def numbers(self, book: str, wanted: Callable[[Record], bool]) -> tuple[str, ...]:
        """The records of a book that are wanted, by number."""
        return tuple(one.number for one in self.records(book) if wanted(one))


Figure = Callable[[Moment, str], OfficeFigure]
"""Answers a figure under its name."""
