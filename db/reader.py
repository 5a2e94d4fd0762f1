"""Reading: rows leave the ledger as frozen records; no cursor outlives the call."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from functools import partial
from operator import itemgetter
from typing import Any, TypeVar

from db.driver import Connection, Cursor
from db.packed import Packed

_STEPS = 20_000  # of the database between two questions: some milliseconds
_WORD = 64
"""Bytes; a longer text is hardly said twice."""
R = TypeVar("R")
Parameters = Sequence[Any] | Mapping[str, Any]


def fields_of(record: type[Any]) -> tuple[str, ...]:
    """The fields of a named tuple or a dataclass, in their order."""
    return tuple(field.name for field in fields(record)) if is_dataclass(record) else tuple(record._fields)


def _made(record: type[R], values: Sequence[Any]) -> R:
    return record(*values)


class _Words(dict[bytes, str]):
    """The words of one answer, each made once: names, states and days say the same in most rows of a list, and were half of its memory."""

    def __missing__(self, told: bytes) -> str:
        word = told.decode()
        if len(told) <= _WORD:
            self[told] = word
        return word


class Reader:
    """Questions to a ledger over one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def _asked(self, sql: str, parameters: Parameters) -> Cursor:
        """The answers to a question, not yet fetched; every question of the methods below comes through here."""
        return self._connection.execute(sql, parameters)

    def rows(self, record: type[R], sql: str, parameters: Parameters = ()) -> tuple[R, ...]:
        """All answers, each as `record(*columns)`: the statement selects the record's fields in their order."""
        return tuple(record(*row) for row in self._asked(sql, parameters).fetchall())

    def named(self, record: type[R], sql: str, parameters: Parameters = ()) -> tuple[R, ...]:
        """All answers, each built by the names of its columns, in whatever order the statement has them.

        Raises TypeError where the statement's columns are not exactly the record's fields: nothing lands in a wrong one.
        """
        names, found = self._found(sql, parameters)
        wanted = fields_of(record)
        if sorted(names) != sorted(wanted):
            strange = sorted(set(names) ^ set(wanted)) or sorted(name for name in names if names.count(name) > 1)
            raise TypeError(f"{record.__name__}: the statement differs in {', '.join(strange)}")
        make = getattr(record, "_make", None) or partial(_made, record)
        if names == list(wanted):
            return tuple(map(make, found))
        in_order = itemgetter(*(names.index(name) for name in wanted))
        return tuple(make(in_order(row)) for row in found)

    def _found(self, sql: str, parameters: Parameters) -> tuple[list[str], list[Any]]:
        """The names of the columns, and the rows, in which equal words are one object."""
        self._connection.text_factory = _Words().__getitem__
        try:
            cursor = self._asked(sql, parameters)
            return [column[0] for column in cursor.description], cursor.fetchall()
        finally:
            self._connection.text_factory = str

    def packed(
        self, record: type[R], sql: str, parameters: Parameters, as_held: Callable[[Sequence[Any]], Sequence[Any]]
    ) -> Packed[R]:
        """All answers as `record`, a named tuple, of what `as_held` makes of their columns; they are never whole in memory."""
        return Packed(record, map(as_held, self._asked(sql, parameters)))

    def row(self, record: type[R], sql: str, parameters: Parameters = ()) -> R | None:
        """The first answer, or None."""
        found = self._asked(sql, parameters).fetchone()
        return None if found is None else record(*found)

    def tuples(self, sql: str, parameters: Parameters = ()) -> tuple[tuple[Any, ...], ...]:
        """All answers as plain tuples."""
        return tuple(tuple(row) for row in self._asked(sql, parameters).fetchall())

    def value(self, sql: str, parameters: Parameters = ()) -> Any:
        """The first column of the first answer, or None."""
        found = self._asked(sql, parameters).fetchone()
        return None if found is None else found[0]

    def number(self, sql: str, parameters: Parameters = ()) -> int | None:
        """The first column of the first answer where it is a whole number (an id, a count), or None."""
        found = self.value(sql, parameters)
        return None if found is None else int(found)

    def text(self, sql: str, parameters: Parameters = ()) -> str | None:
        """The first column of the first answer where it is a text (a day, a name), or None."""
        found = self.value(sql, parameters)
        return None if found is None else str(found)

    def column(self, sql: str, parameters: Parameters = ()) -> tuple[Any, ...]:
        """The first column of all answers."""
        return tuple(row[0] for row in self._asked(sql, parameters).fetchall())

    def reconnect(self, connection: Connection) -> None:
        """Ask over another connection from now on, after the key was changed."""
        self._connection = connection

    @contextmanager
    def at_one_moment(self) -> Iterator[None]:
        """Several questions to the ledger as it stands at the first of them, whatever is written meanwhile."""
        connection = self._connection
        if connection.in_transaction:  # an action's own, or another of these
            yield
            return
        connection.execute("begin")
        try:
            yield
        finally:
            connection.execute("rollback")

    def stop_when(self, stop: Callable[[], bool]) -> None:
        """Let every statement, also a running one, end with an error as soon as `stop` says so."""
        self._connection.set_progress_handler(lambda: int(stop()), _STEPS)

    def let_go(self) -> None:
        """Let go of the pages that were read; the next question reads its own again."""
        self._connection.execute("pragma shrink_memory")

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()
