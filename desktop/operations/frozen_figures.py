"""A closed period asked again: its rate as it was frozen, in all or by group, whatever was entered since (R5)."""

from __future__ import annotations

from dataclasses import replace

from db.queries import findings as finding_queries
from db.queries.tallies import items
from db.reader import Reader
from db.records import CountedItem, Scope
from desktop.errors import KnownError
from desktop.operations.freezing import Frozen
from desktop.statistics.rectification_rate import RateTable, table_of

_RATE = "rectification_rate"


def frozen_table(reader: Reader, frozen: Frozen, by: str | None = None) -> RateTable:
    """The rate of a closed period with its groups as they were known on the day of freezing.

    What counts and what stands in the numerator is read from the frozen rows, so that the groups add up to the frozen figure.
    """
    kept = frozen.figure(_RATE)
    if kept is None:
        raise KnownError(f"“{frozen.name}”没有冻结整改率。请看 freeze --show。", "unknown_record")
    known_at = frozen.frozen_at[:10]
    scope = Scope(rounds=(frozen.round_id,) if frozen.round_id else ())
    found = items(reader, frozen.basis, frozen.as_of, known_at, by=by, scope=scope)
    if (sum(one.hit for one in found), sum(one.counted for one in found)) != (kept.numerator, kept.denominator):
        found = _as_frozen(reader, found, set(kept.rows), set(kept.counted))
    return table_of(found, frozen.basis, frozen.as_of, known_at, by)


def _as_frozen(
    reader: Reader, found: tuple[CountedItem, ...], rows: set[str], counted: set[str]
) -> tuple[CountedItem, ...]:
    """Something was entered on the very day, after the freeze: the frozen rows decide."""
    numbers = finding_queries.numbers_of(reader, [one.finding_id for one in found])
    return tuple(
        replace(one, counted=numbers[one.finding_id] in rows, hit=numbers[one.finding_id] in counted) for one in found
    )
