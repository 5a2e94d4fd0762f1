"""Records of a declared book that ask for a paper of their own: which they are, and what each says to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from desktop.errors import KnownError
from desktop.operations.papers.sheet import Occasion, Sheet


@dataclass(frozen=True)
class DueRecord:
    """A record with its unit (None: it is of no single one), the findings that the paper is about, its words, and to whom it goes where that is said."""

    unit_id: int | None
    findings: frozenset[int]
    words: Mapping[str, Any]
    addressee: str = ""


Source = Callable[[Occasion], Iterator[DueRecord]]
SOURCES: dict[str, Source] = {}
"""By the name of the book; a provider adds its own."""


def told(*names: str) -> dict[str, Callable[[Sheet], Any]]:
    """Providers of words that come with the record behind the paper."""

    def of_record(name: str) -> Callable[[Sheet], Any]:
        return lambda sheet: sheet.record.get(name)

    return {name: of_record(name) for name in names}


def due(occasion: Occasion) -> Iterator[DueRecord]:
    """The records of the kind's book that have cause for a paper; KnownError for a book that no provider reads."""
    source = SOURCES.get(occasion.recipe.book)
    if source is None:
        raise KnownError(f"文种“{occasion.recipe.title}”不能从这本台账出文。请改文种的声明。")
    return source(occasion)
