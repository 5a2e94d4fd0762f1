"""A closed period asked again: its rate as it was frozen, in all or by group, whatever was entered since (R5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from db.queries import findings as finding_queries
from db.queries.tallies import items
from db.reader import Reader
from db.records import CountedItem, Scope
from desktop.errors import KnownError
from desktop.operations.figure_moment import OfficeFigure
from desktop.operations.freezing import Frozen
from desktop.statistics.rectification_rate import RateTable, table_of

_RATE = "rectification_rate"
_REMOVED = "冻结后移出的问题"
"""The group of what was counted and removed on the very day: where it stood is told no more."""


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
    if not _agree(reader, found, kept):
        found = _as_frozen(reader, found, set(kept.rows), set(kept.counted))
        if not _agree(reader, found, kept):  # several things of a finding count: its rows do not tell which
            raise KnownError(
                f"“{frozen.name}”冻结当天又有登记，冻结的整改率 {kept.value}（{kept.numerator}/{kept.denominator}）不能再分开列。"
                "请看 freeze --show。",
                "not_as_frozen",
            )
    return table_of(found, frozen.basis, frozen.as_of, known_at, by)


def _agree(reader: Reader, found: Sequence[CountedItem], kept: OfficeFigure) -> bool:
    """Whether the same things count and stand in the numerator: a finding is named as often as things of it do."""
    numbers = finding_queries.numbers_of(reader, [one.finding_id for one in found])
    rows = Counter(numbers[one.finding_id] for one in found if one.counted)
    hits = Counter(numbers[one.finding_id] for one in found if one.hit)
    return (rows, hits) == (Counter(kept.rows), Counter(kept.counted))


def _as_frozen(
    reader: Reader, found: Sequence[CountedItem], rows: set[str], counted: set[str]
) -> tuple[CountedItem, ...]:
    """Something was entered on the very day, after the freeze: the frozen rows decide, also those that were removed then."""
    numbers = finding_queries.numbers_of(reader, [one.finding_id for one in found])
    gone = sorted(rows - set(numbers.values()))
    removed = finding_queries.numbers_of(reader, finding_queries.ids_of_numbers(reader, gone))
    return (
        *(
            one._replace(counted=numbers[one.finding_id] in rows, hit=numbers[one.finding_id] in counted)
            for one in found
        ),
        *(CountedItem(f"f{id_}", id_, _REMOVED, None, "", True, number in counted) for id_, number in removed.items()),
    )
