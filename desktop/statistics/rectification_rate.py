"""The rectification rate (整改率) of everything or by group, with the rows behind each number."""

from __future__ import annotations

from dataclasses import dataclass, replace

from db.queries.tallies import items
from db.reader import Reader
from db.records import Basis, CountedItem, Scope
from desktop.rules import basis as bases
from desktop.rules.rate import Rate

Key = tuple[str, int | None]


@dataclass(frozen=True, slots=True)
class Figure:
    """One rate with what a page, the command line and a paper need of it; `known_at` None: as was true."""

    key: str
    key_id: int | None
    rate: Rate
    basis: Basis
    as_of: str
    known_at: str | None
    items: tuple[CountedItem, ...]

    @property
    def behind_denominator(self) -> tuple[CountedItem, ...]:
        """The items of the denominator, as many as it says."""
        return tuple(item for item in self.items if item.counted)

    @property
    def behind_numerator(self) -> tuple[CountedItem, ...]:
        """The items of the numerator, as many as it says."""
        return tuple(item for item in self.items if item.hit)

    @property
    def remaining(self) -> tuple[CountedItem, ...]:
        """Counted and not in the numerator."""
        return tuple(item for item in self.items if item.counted and not item.hit)

    @property
    def left_out(self) -> tuple[CountedItem, ...]:
        """In the ledger on that date, but on neither side."""
        return tuple(item for item in self.items if not item.counted)

    def without_items(self) -> Figure:
        """The same rate, for a place that keeps it all day and has told what stands behind it."""
        return replace(self, items=())

    @property
    def sentence(self) -> str:
        """复制为一句话."""
        return self.rate.sentence(self.as_of, bases.title(self.basis))


@dataclass(frozen=True, slots=True)
class RateTable:
    """Rates by group with their pooled total: never a mean of rates."""

    by: str | None
    rows: tuple[Figure, ...]
    total: Figure

    @property
    def basis_text(self) -> str:
        """The sentence printed under the table."""
        return bases.definition(self.total.basis)

    @property
    def moment_text(self) -> str:
        """'按当时所知（2026-06-05）' or '按当时实际': which of the two truths the table tells."""
        known_at = self.total.known_at
        return f"按当时所知（登记至{known_at}）" if known_at else "按当时实际"


def rate_table(
    reader: Reader,
    basis: Basis,
    as_of: str,
    known_at: str | None = None,
    *,
    by: str | None = None,
    scope: Scope | None = None,
) -> RateTable:
    """Rates under a basis on a date, as known on a date (None: as was true), by unit, category, round or leader."""
    return table_of(items(reader, basis, as_of, known_at, by=by, scope=scope), basis, as_of, known_at, by)


def table_of(
    everything: tuple[CountedItem, ...], basis: Basis, as_of: str, known_at: str | None, by: str | None
) -> RateTable:
    """The same from items that were read already."""
    groups: dict[Key, list[CountedItem]] = {}
    for item in everything if by else ():
        groups.setdefault((item.key, item.key_id), []).append(item)

    def figure(key: str, key_id: int | None, own: tuple[CountedItem, ...]) -> Figure:
        rate = bases.rate(basis, sum(item.hit for item in own), sum(item.counted for item in own))
        return Figure(key, key_id, rate, basis, as_of, known_at, own)

    rows = tuple(figure(*key, tuple(own)) for key, own in groups.items())
    return RateTable(by, rows, figure("", None, everything))
