"""Counts over the records of a declared book, each with the numbers of the records behind it: one way for every kind of paper."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from db.queries.books import Record
from desktop.documents.figures import Figure
from desktop.operations.papers.sheet import Sheet


def figure(sheet: Sheet, name: str, value: int, rows: Iterable[str] = ()) -> Figure | None:
    """A figure with the numbers of what stands behind it; nothing where it is nought."""
    return sheet.moment.figure(name, value, rows) if value else None


def numbers(records: Iterable[Record]) -> list[str]:
    """The numbers of some records, in their order."""
    return [one.number for one in records]


def count(sheet: Sheet, name: str, records: Iterable[Record]) -> Figure | None:
    """How many records these are, and which; nothing where there are none."""
    found = numbers(records)
    return figure(sheet, name, len(found), found)


def those(sheet: Sheet, book: str, **said: Any) -> list[Record]:
    """The records of a book, of the paper's rounds, whose fields are one of the values."""
    wanted = {name: value if isinstance(value, (tuple, frozenset)) else (value,) for name, value in said.items()}
    return [one for one in sheet.occasion.records(book) if all(one.stored[n] in v for n, v in wanted.items())]


def day_by(sheet: Sheet, one: Record, on: str) -> str:
    """The date of a field where it is not after the day of the paper; '' else.

    The rule of all figures of books: a record, a step or a date after the as-of date changes no figure of a paper, nor does what is
    entered after the day that the paper knows of. Whether a record is there and in which state it stands is read so
    (`db/queries/books.py`); its fields are not: what a step decides is counted by the state, what has a date of its own by that date, here.
    """
    day = str(one.stored[on] or "")
    return day if day <= sheet.shot.as_of else ""


def happened(sheet: Sheet, records: Iterable[Record], on: str) -> list[Record]:
    """Those whose date of a field is there and not after the day of the paper."""
    return [one for one in records if day_by(sheet, one, on)]


def counted(name: str, book: str, **said: Any) -> Callable[[Sheet], Figure | None]:
    """How many records of a book say so."""

    def provide(sheet: Sheet) -> Figure | None:
        return count(sheet, name, those(sheet, book, **said))

    return provide


def different(name: str, book: str, field: str, **said: Any) -> Callable[[Sheet], Figure | None]:
    """How many different values of a field."""

    def provide(sheet: Sheet) -> Figure | None:
        found = [one for one in those(sheet, book, **said) if one.stored[field] not in (None, "")]
        return figure(sheet, name, len({one.stored[field] for one in found}), numbers(found))

    return provide


def summed(name: str, book: str, field: str, **said: Any) -> Callable[[Sheet], Figure | None]:
    """The sum of a field."""

    def provide(sheet: Sheet) -> Figure | None:
        found = [one for one in those(sheet, book, **said) if one.stored[field]]
        return figure(sheet, name, sum(int(one.stored[field]) for one in found), numbers(found))

    return provide
