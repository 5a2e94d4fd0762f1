"""The table of a book that has no states of its own: exactly its fields, in their order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from desktop.ledgers.column import LedgerTable, Mark
from desktop.ledgers.register import Register


def table_from(
    book: Register,
    frozen: int = 0,
    marks: Mapping[str, Callable[[Any], Mark]] | None = None,
    name: str = "",
    shows: Mapping[str, Callable[[Any], str]] | None = None,
) -> LedgerTable:
    """The grid of a book, known by `name` where the plural is not the plain one.

    `marks` draw cells whose mark depends on the day or on what the page knows; `shows` say values that stand otherwise in the ledger.
    """
    drawn, said = marks or {}, shows or {}
    plain = [replace(field.as_column(), mark=drawn.get(field.name, field.mark)) for field in book.fields]
    columns = [replace(one, show=said[one.field]) if one.field in said else one for one in plain]
    return LedgerTable(name or f"{book.name}s", book.title, tuple(columns), frozen=frozen, unit_word=book.unit_word)


def editable(book: Register) -> frozenset[str]:
    """What a plain edit of a record may set."""
    return frozenset(field.name for field in book.fields if field.plain and field.stored)
