"""Any table of the window as a list that leaves: its columns, its rows, its words; the same for every book (W-3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from db.queries.books import Record
from desktop.ledgers.column import Column, LedgerTable
from desktop.ledgers.field import Field, Holds
from desktop.ledgers.register import Register
from desktop.operations.records.exporting import Listed

_AS_THEY_ARE = frozenset({Holds.DATE, Holds.INT, Holds.MONEY})
_PIXELS_PER_MM = 4
_NOTHING = "—"


def shown(
    table: LedgerTable, columns: Sequence[Column], records: Sequence[Any], as_of: str, scope: str = "", total: int = 0
) -> Listed:
    """The rows shown in the columns shown. Dates and numbers stay what they are, everything else is told as the cell says it."""
    kept = [column for column in columns if not column.counts_rows]
    fields = tuple(_field(column) for column in kept)
    book = Register(table.name, table.title, table.unit_word, "", fields)
    rows = []
    for place, record in enumerate(records, 1):
        values = {column.field: _value(column, field, record) for column, field in zip(kept, fields, strict=True)}
        rows.append(Record(place, "", "", "", values, values))
    return Listed(book, rows, as_of, scope, total or len(rows))


def _field(column: Column) -> Field:
    declared = column.declared or Field(column.field, column.title, width=column.width)
    plain = declared.holds in _AS_THEY_ARE and column.mark is None and column.show(7) == declared.as_column().show(7)
    mm = declared.mm or round(column.width / _PIXELS_PER_MM)
    return replace(declared, holds=declared.holds if plain else Holds.TEXT, mm=mm, choices={}, align=column.align)


def _value(column: Column, field: Field, record: Any) -> Any:
    if field.holds in _AS_THEY_ARE:
        return column.value(record)
    text = column.text(record)
    return "" if text == _NOTHING else text
