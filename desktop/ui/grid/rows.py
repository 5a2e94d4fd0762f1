"""What the grid asks of an arrangement beside applying it: the words of a column with their counts, narrowed by typing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from desktop.ledgers.arrangement import (
    BLANK,
    Arrangement,
    ColumnFilter,
    arranged,
    bucket,
    chip_text,
    is_empty,
    passes,
    sort_key,
)
from desktop.ledgers.column import Column
from desktop.ui.typed import found_in


@dataclass(frozen=True)
class Placed:
    """The rows as they are wanted, and the row of each record by its id (the first, where an id stands twice)."""

    rows: list[Any]
    places: dict[Any, int]


def placed(records: Sequence[Any], columns: Sequence[Column], how: Arrangement, _stop: Callable[[], bool]) -> Placed:
    """The records that pass all filters, sorted, with their places."""
    rows = arranged(records, columns, how) if how.filters or how.sort else list(records)
    return Placed(
        rows, {record.id: row for row, record in zip(range(len(rows) - 1, -1, -1), reversed(rows), strict=True)}
    )


def rows_with(records: Sequence[Any], columns: Sequence[Column], typed: str, _stop: Callable[[], bool]) -> list[int]:
    """The rows in whose shown cells something is found, in small letters."""
    return [
        row for row, record in enumerate(records) if any(typed in column.text(record).lower() for column in columns)
    ]


def counted_words(
    records: Iterable[Any],
    columns: Sequence[Column],
    how: Arrangement,
    column: Column,
    _stop: Callable[[], bool] | None = None,
) -> list[tuple[str, int]]:
    """The words of a column with how many records each has under all *other* filters, blanks last."""
    others = how.with_filter(column.field, None)
    counts: Counter[str] = Counter()
    order: dict[str, Any] = {}
    for record in arranged(records, columns, replace(others, sort="")):
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
    "BLANK", "Arrangement", "ColumnFilter", "arranged", "bucket", "chip_text", "Placed", "counted_words", "narrowed", "passes", "placed", "rows_with", "sort_key",
]  # fmt: skip
