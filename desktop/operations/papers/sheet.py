"""One paper in the making: its occasion, addressee and rows; words are asked by name and computed once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from db.queries import books as record_queries
from db.queries import rounds as round_queries
from db.queries.books import Record
from db.queries.settings import setting
from db.reader import Reader
from db.records import FindingRow, RoundRow, UnitRow
from desktop.documents.recipe import TERM, Issuer, Recipe
from desktop.ledgers import books
from desktop.operations.papers import dates
from desktop.operations.papers.figuring import Moment
from desktop.operations.papers.gathered import Request
from desktop.operations.papers.snapshot import Problem, Snapshot, grouped
from desktop.rules.deadlines import WorkCalendar


@dataclass
class Occasion:
    """What the papers of one request share: the request, the kind, one snapshot, the round, settings, the calendar."""

    reader: Reader
    request: Request
    recipe: Recipe
    shot: Snapshot
    round: RoundRow
    kept: dict[Any, Any] = field(default_factory=dict)

    @cached_property
    def rounds(self) -> tuple[RoundRow, ...]:
        """The rounds that the paper is about, in the order of their feedback: its own, or all that its term had so far."""
        if self.recipe.per != TERM:
            return (self.round,)
        found = (one for one in round_queries.rounds(self.reader) if one.id in self.shot.round_ids)
        return tuple(sorted(found, key=lambda one: (one.feedback_on or "", one.id)))

    @cached_property
    def county(self) -> str:
        """The county whose name stands before every unit's."""
        return setting(self.reader, "county")

    @cached_property
    def calendar(self) -> WorkCalendar:
        """The office's working days."""
        return WorkCalendar(round_queries.calendar_days(self.reader))

    def once(self, key: Any, compute: Callable[[], Any]) -> Any:
        """A value that several papers of the batch share."""
        if key not in self.kept:
            self.kept[key] = compute()
        return self.kept[key]

    def records(self, book: str) -> tuple[Record, ...]:
        """The living records of a declared book that are of this round (of the rounds of the term), as they stood and as known."""
        own = {one.id for one in self.rounds}

        def read() -> tuple[Record, ...]:
            return tuple(one for one in self.everywhere(book) if one.stored.get("round") in own)

        told: tuple[Record, ...] = self.once(("records", book), read)
        return told

    def everywhere(self, book: str) -> tuple[Record, ...]:
        """The living records of a declared book, of whatever round."""

        def read() -> tuple[Record, ...]:
            shape, shot = books.book(self.reader, book).shape, self.shot
            return tuple(record_queries.records(self.reader, shape, shot.as_of, shot.known_at, short=True))

        told: tuple[Record, ...] = self.once(("everywhere", book), read)
        return told

    def by_rule(self, event: str, base: date) -> date:
        """The last day of a rule of the round that runs from a day."""
        found: date = self.once((event, base), lambda: dates.by_rule(self.reader, self.round.id, event, base))
        return found


@dataclass
class Sheet:
    """`scope` are the findings that the paper may count, `chosen` those that it is about, `typed` what a clerk gave."""

    occasion: Occasion
    unit: UnitRow | None
    addressee: str
    scope: Sequence[FindingRow]
    chosen: Sequence[FindingRow]
    typed: Mapping[str, Any] = field(default_factory=dict)
    record: Mapping[str, Any] = field(default_factory=dict)

    @property
    def reader(self) -> Reader:
        """The ledger."""
        return self.occasion.reader

    @property
    def shot(self) -> Snapshot:
        """The snapshot that all words come from."""
        return self.occasion.shot

    @property
    def moment(self) -> Moment:
        """Basis and dates of every figure."""
        return self.occasion.shot.moment

    @property
    def request(self) -> Request:
        """What was asked for."""
        return self.occasion.request

    @property
    def recipe(self) -> Recipe:
        """The kind of paper."""
        return self.occasion.recipe

    @cached_property
    def problems(self) -> list[Problem]:
        """The problems that the paper is about."""
        return grouped(self.chosen)

    @cached_property
    def scope_problems(self) -> list[Problem]:
        """The problems of the paper's scope: all of its unit in the round."""
        return grouped(self.scope)

    @cached_property
    def issuer(self) -> Issuer:
        """Who signs."""
        return self.recipe.issuer({**self.record, **self.typed})

    def given(self, name: str) -> Any:
        """What the clerk typed for a word, else what the record behind the paper says (约谈登记)."""
        value = self.typed.get(name)
        return self.record.get(name) if value is None else value

    def day(self, name: str) -> date | None:
        """A date that other dates run from."""
        found = {"成文日期": self.request.issued_on, "截止日期": self.request.as_of}.get(name) or self.given(name)
        if found is None and name == "反馈日期":
            found = dates.day(next((row.feedback_on for row in self.scope if row.feedback_on), None))
            found = found or dates.day(self.occasion.round.feedback_on)
        return found if isinstance(found, date) else None
