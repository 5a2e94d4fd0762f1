"""The definitions of the office's own fields."""

from __future__ import annotations

from dataclasses import dataclass

from db.reader import Reader


@dataclass(frozen=True, slots=True)
class OwnFieldRow:
    """A field that the office added to a book; `choices` is a JSON list of words, `removed_in` the action that took it away."""

    id: int
    book: str
    name: str
    title: str
    holds: str
    choices: str
    width: int
    removed_in: int | None
    internal: int = 0


def own_fields(reader: Reader, book: str, *, removed: bool = False) -> tuple[OwnFieldRow, ...]:
    """The own fields of a book in the order in which they were added; with `removed` those that were taken away too."""
    return reader.named(
        OwnFieldRow,
        """
        select id, book, name, title, holds, choices, width, removed_in, internal from own_field
         where book = :book and (:removed or removed_in is null) order by id""",
        {"book": book, "removed": removed},
    )
