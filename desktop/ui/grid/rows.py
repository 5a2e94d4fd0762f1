"""What the grid asks of an arrangement beside applying it: the words of a column with their counts, narrowed by typing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
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


def counted_words(
    records: Iterable[Any], columns: Sequence[Column], how: Arrangement, column: Column
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
    "BLANK", "Arrangement", "ColumnFilter", "arranged", "bucket", "chip_text", "counted_words", "narrowed", "passes", "sort_key",
]  # fmt: skip
