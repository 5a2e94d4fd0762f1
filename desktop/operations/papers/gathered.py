"""What gathering gives: the words of one paper for one addressee, and what the register must know of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from db.records import LAST, Place
from desktop.documents.recipe import Recipe
from desktop.documents.recipes import recipe_of
from desktop.rules.permissions import Actor


@dataclass(frozen=True)
class Request:
    """Which papers are wanted: kind, round, units, dates, and what the clerk typed (Chinese field names or identifiers).

    `records` are the numbers of the only records that papers are wanted of, where the kind is made of records. `again`: the id in the register of the paper that went out and is told once more, also where its unit has no cause for one any longer.
    `actor` is who asks: without one, no paper is made that tells of what others did.
    """

    kind: str
    issued_on: date
    as_of: date
    round_id: int | None = None
    unit_ids: tuple[int, ...] = ()
    everyone: bool = False
    given: Mapping[str, Any] = field(default_factory=dict)
    basis_name: str = ""
    known_at: date | None = None
    basis_id: int | None = None
    again: int = 0
    records: tuple[str, ...] = ()
    actor: Actor | None = field(default=None, compare=False)
    unaddressed: bool = False
    """Read before anybody is chosen to whom it goes: a composed letter to a department then says that its 主送 is lacking, and cannot be issued."""

    @property
    def place(self) -> Place:
        """Where its paper stands in the register, by its day and then by its entry (ledger.md §3): 此前 is what stands before it."""
        return Place(self.issued_on.isoformat(), self.again or LAST)


@dataclass(frozen=True)
class Gathered:
    """One paper ready for the press. `addressee` names it in lists and in the file name; dates are those of the request.

    `declared` is the kind as it was declared when the words were gathered (a clerk's own kinds live in the ledger);
    `series` names the row of numbers that it takes its number from, the kind's own unless another organ signs.
    """

    kind: str
    words: Mapping[str, Any]
    addressee: str
    file_label: str
    issued_on: date
    as_of: date
    round_id: int | None = None
    unit_id: int | None = None
    findings: tuple[int, ...] = ()
    basis_id: int | None = None
    basis_text: str = ""
    known_at: str | None = None
    reply_by: date | None = None
    copies: tuple[str, ...] = ()
    prepared_id: int | None = None
    declared: Recipe | None = None
    own_series: str = ""

    @property
    def recipe(self) -> Recipe:
        """The kind of the paper."""
        return self.declared or recipe_of(self.kind)

    def entitled(self, title: str) -> str:
        """Its title as the register tells it, with the number of its record."""
        return self.recipe.entitled(title, self.words)

    @property
    def series(self) -> str:
        """Which row of numbers it takes its number from."""
        return self.own_series or self.kind
