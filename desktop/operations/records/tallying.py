"""A book by any two of its fields (R7): the same answer for the statistics page and the command line, the office's own fields too."""

from __future__ import annotations

from db.queries.books import Record
from db.reader import Reader
from desktop.errors import KnownError
from desktop.ledgers.field import Field
from desktop.ledgers.register import Register
from desktop.operations.records.questions import Wanted, chosen
from desktop.statistics.two_way import TwoWay, book_fields, count_records


def field_to_count(register: Register, name: str) -> Field:
    """A field of a book by its name or title; KnownError tells which there are."""
    fields = book_fields(register)
    found = next((field for field in fields if name in (field.name, field.title)), None)
    if found is None:
        known = "、".join(field.title for field in fields)
        raise KnownError(f"{register.title}不能按“{name}”统计。可用：{known}。", "unknown_field")
    return found


def tally(
    reader: Reader,
    register: Register,
    row: str,
    column: str,
    as_of: str,
    known_at: str | None = None,
    wanted: Wanted | None = None,
) -> TwoWay[Record]:
    """The records that the criteria mean, counted by two fields as they stood on a date."""
    fields = field_to_count(register, row), field_to_count(register, column)
    return count_records(chosen(reader, register, as_of, known_at, wanted), *fields)
