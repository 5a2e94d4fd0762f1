"""A book that has a table of its own as a list that leaves: for workbook and print the same as any declared book."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from db.queries.books import Record
from db.store import Ledger
from desktop.ledgers import books
from desktop.ledgers.field import Field, Holds
from desktop.ledgers.letters import LETTER_BOOK
from desktop.ledgers.register import Register
from desktop.operations.papers import catalogue
from desktop.operations.records.exporting import Listed
from desktop.operations.records.own_rows import OWN_ROWS, Row
from desktop.operations.records.questions import Wanted


def listed(ledger: Ledger, name: str, as_of: str, known_at: str | None, wanted: Wanted, scope: str = "") -> Listed:
    """The rows that are asked for, in words; `name` is one of `OWN_ROWS`."""
    rows = OWN_ROWS[name](ledger, as_of, known_at, wanted)
    every = Wanted(asker=wanted.asker)
    whole = len(rows) if wanted == every else len(OWN_ROWS[name](ledger, as_of, known_at, every))
    book = register_of(name)
    kinds = catalogue.titles(ledger.newest) if name == LETTER_BOOK.name else {}
    records = [_record(book, row, place, kinds) for place, row in enumerate(rows, 1)]
    return Listed(book, records, as_of, scope, whole)


def register_of(name: str) -> Register:
    """The book with everything that is told of it."""
    book = next(one for one in books.WITH_TABLES if one.name == name)
    return replace(book, fields=books.told_fields(name))


def _record(book: Register, row: Row, place: int, kinds: Mapping[str, str]) -> Record:
    said = {field.name: _said(book, field, row.get(field.name), kinds) for field in book.fields}
    state = str(row.get("state") or row.get("verdict") or "")
    return Record(int(row.get("id") or place), str(row.get("number") or ""), state, "", said, said)


def _said(book: Register, field: Field, value: Any, kinds: Mapping[str, str]) -> Any:
    """A value in the office's words; codes of states, rights and kinds of papers never leave."""
    if isinstance(value, (list, tuple)):
        return "、".join(str(field.choices.get(one, one)) for one in value)
    if field.name == "state" and book.states:
        return book.state(str(value)).word
    if book.name == LETTER_BOOK.name and field.name == "kind":
        return kinds.get(str(value), value)
    return int(value) if field.holds is Holds.FLAG else value
