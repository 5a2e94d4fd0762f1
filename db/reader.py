"""Reading: rows leave the ledger as frozen records; no cursor outlives the call."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from db.driver import Connection

_STEPS = 20_000  # of the database between two questions: some milliseconds
R = TypeVar("R")
Parameters = Sequence[Any] | Mapping[str, Any]


class Reader:
    """Questions to a ledger over one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def rows(self, record: type[R], sql: str, parameters: Parameters = ()) -> tuple[R, ...]:
        """All answers, each as `record(*columns)`: the statement selects the record's fields in their order."""
        return tuple(record(*row) for row in self._connection.execute(sql, parameters).fetchall())

    def row(self, record: type[R], sql: str, parameters: Parameters = ()) -> R | None:
        """The first answer, or None."""
        found = self._connection.execute(sql, parameters).fetchone()
        return None if found is None else record(*found)

    def tuples(self, sql: str, parameters: Parameters = ()) -> tuple[tuple[Any, ...], ...]:
        """All answers as plain tuples."""
        return tuple(tuple(row) for row in self._connection.execute(sql, parameters).fetchall())

    def value(self, sql: str, parameters: Parameters = ()) -> Any:
        """The first column of the first answer, or None."""
        found = self._connection.execute(sql, parameters).fetchone()
        return None if found is None else found[0]

    def column(self, sql: str, parameters: Parameters = ()) -> tuple[Any, ...]:
        """The first column of all answers."""
        return tuple(row[0] for row in self._connection.execute(sql, parameters).fetchall())

    def reconnect(self, connection: Connection) -> None:
        """Ask over another connection from now on, after the key was changed."""
        self._connection = connection

    def stop_when(self, stop: Callable[[], bool]) -> None:
        """Let every statement, also a running one, end with an error as soon as `stop` says so."""
        self._connection.set_progress_handler(lambda: int(stop()), _STEPS)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()
