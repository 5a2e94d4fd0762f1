"""What the grid asks of an arrangement beside applying it: the words of a column with their counts, narrowed by typing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from db.packed import places_by_id
from desktop.ledgers.arrangement import (
    BLANK,
    Arrangement,
    ColumnFilter,
    arranged,
    arranged_places,
    bucket,
    chip_text,
    is_empty,
    passes,
    passing,
    sort_key,
)
from desktop.ledgers.column import Column
from desktop.ledgers.long_list import LongList, ids_of, picked
from desktop.ui.typed import found_in


@dataclass(frozen=True)
class Placed:
    """The rows as they are wanted, and the row of each record by its id (the first, where an id stands twice)."""

    rows: Sequence[Any]
    places: Mapping[Any, int]


def placed(records: Sequence[Any], columns: Sequence[Column], how: Arrangement, _stop: Callable[[], bool]) -> Placed:
    """The records that pass all filters, sorted, with their places."""
    rows = picked(records, arranged_places(records, columns, how) if how.filters or how.sort else range(len(records)))
    return Placed(rows, places_by_id(ids_of(rows), are_numbers=isinstance(rows, LongList)))


def rows_with(records: Sequence[Any], columns: Sequence[Column], typed: str, _stop: Callable[[], bool]) -> list[int]:
    """The rows in whose shown cells something is found, in small letters."""
    return [
        row for row, record in enumerate(records) if any(typed in column.text(record).lower() for column in columns)
    ]


def counted_words(
    records: Sequence[Any],
    columns: Sequence[Column],
    how: Arrangement,
    column: Column,
    _stop: Callable[[], bool] | None = None,
) -> list[tuple[str, int]]:
    """The words of a column with how many records each has under all *other* filters, blanks last."""
    others = how.with_filter(column.field, None)
    counts: Counter[str] = Counter()
    order: dict[str, Any] = {}
    unsorted = replace(others, sort="")
    passed = picked(records, arranged_places(records, columns, unsorted)) if others.filters else records
    for record in passed:
        word = bucket(column, record)
        counts[word] += 1
        order.setdefault(word, None if is_empty(column, record) else sort_key(column, record))
    blank = [(BLANK, counts[BLANK])] if BLANK in counts else []
    words = sorted((word for word in counts if word != BLANK), key=lambda word: order[word])
    return [(word, counts[word]) for word in words] + blank


def narrowed(words: Sequence[tuple[str, int]], typed: str) -> list[tuple[str, int]]:
    """The words that what was typed finds, pinyin initials included."""
    return [(word, count) for word, count in words if found_in(typed, word)]


__all__ = [
    "BLANK", "Arrangement", "ColumnFilter", "arranged", "bucket", "chip_text", "Placed", "counted_words", "narrowed", "passes", "passing", "placed", "rows_with", "sort_key",
]  # fmt: skip
