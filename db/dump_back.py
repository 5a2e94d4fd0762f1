"""Reading a dump back: its log is gone through again, so that every row is entered and changed by its own action, at its own time.

The triggers write the log of the ledger that takes it, as they do for work: the chain is its own, who did what and when is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db import connections, dump, migrations, triggers
from db.driver import IntegrityError
from db.dump import Content
from db.writer import Writer

_BY_NAME = ("setting", "counter")
"""Rows that are known by their name: the ledger has its own of them."""
_States = list[Mapping[str, Any]]


_REFUSALS = (IntegrityError, ValueError, OverflowError)


@dataclass(frozen=True)
class Unfit:
    """A row of a dump that does not fit the ledger or the rest; its table and id."""

    table: str
    row_id: int


def rehearsal() -> Writer:
    """An empty ledger in memory, to see whether a dump can be read back."""
    from sqlite_utils import Database

    connection, context = connections.writing(Path(":memory:"), None)
    migrations.schema().apply(Database(connection))
    triggers.rebuild(connection)
    return Writer(connection, context)


def put_back(writer: Writer, content: Content, first: int) -> tuple[Unfit, ...]:
    """Enter everything inside an action, the actions of the dump from the id `first` on; answers every row that does not fit.

    `content` has the shape of this schema (columns, types, links). Where a row does not fit, the action must not be confirmed. A row of the ledger's own gives way: to the row of the same id, or to the recycle bin.
    """
    return _Back(writer, content, first).carry_out()


class _Back:
    def __init__(self, writer: Writer, content: Content, first: int) -> None:
        self._writer, self._content = writer, content
        self._ids = {action["id"]: first + place for place, action in enumerate(content.actions)}
        self._waiting = list(reversed(content.actions))
        self._named = {table: dump.columns_of_actions(writer, table) for table in content.tables}
        self._own = {table: {row["id"]: row for row in dump.rows(writer, table)} for table in content.tables}
        self._places = {table: _places(self._own[table], content.tables[table]) for table in _BY_NAME}
        self._entered: set[tuple[str, int]] = set()
        self._unfit: dict[Unfit, None] = {}

    def carry_out(self) -> tuple[Unfit, ...]:
        """Own rows first, so that no name of theirs stands in the way; then the log; then what no entry tells of."""
        self._writer.defer_links()
        self._clear()
        for (action, table, row_id, before), said in zip(self._content.log, self._states(), strict=True):
            self._enter_actions(action)
            with self._telling(table, row_id), self._writer.under(self._ids[action]):
                self._put(table, row_id, said, entering=before is None)
        self._enter_actions(None)
        self._put_rest()
        if not self._unfit:  # else rows are missing that others name rightly
            self._check_links()
        return tuple(self._unfit)

    @contextmanager
    def _telling(self, table: str, row_id: int) -> Iterator[None]:
        """What the ledger refuses inside is told, and the rest is looked at too."""
        try:
            yield
        except _REFUSALS:
            self._unfit[Unfit(table, row_id)] = None

    def _clear(self) -> None:
        for table, own in self._own.items():
            kept = {row["id"] for row in self._content.tables[table]}  # settings have no recycle bin
            for row_id, row in own.items():
                if row_id not in kept and row.get("removed_in", 0) is None:
                    self._writer.update(table, row_id, {"removed_in": self._writer.action_id})

    def _states(self) -> _States:
        """What each entry of the log wrote, found from its end: the rows as they are, and what every edit says was before."""
        now = {(table, row["id"]): dict(row) for table, listed in self._content.tables.items() for row in listed}
        found: _States = []
        for _action, table, row_id, before in reversed(self._content.log):
            row = now[table, row_id]
            found.append(dict(row) if before is None else {name: row[name] for name in before})
            row.update(before or {})
        return list(reversed(found))

    def _enter_actions(self, until: int | None) -> None:
        """The actions up to one, all of them where it is None, each in the log under itself."""
        while self._waiting and (until is None or self._waiting[-1]["id"] <= until):
            action = self._waiting.pop()
            own_id, undoes = self._ids[action["id"]], action["undoes"]
            said = {**action, "id": own_id, "undoes": None if undoes is None else self._ids[undoes]}
            with self._telling("action", action["id"]), self._writer.under(own_id):
                self._writer.insert("action", said)

    def _put(self, table: str, row_id: int, said: Mapping[str, Any], *, entering: bool) -> None:
        named = self._named[table]
        fields = {
            name: self._ids[value] if name in named and value is not None else value
            for name, value in said.items()
            if name != "id"
        }
        own_id = self._places[table][row_id] if table in self._places else row_id
        if not entering:
            if fields:
                self._writer.update(table, own_id, fields)
            return
        self._entered.add((table, row_id))
        if own_id in self._own[table]:
            self._writer.update(table, own_id, fields)
        else:
            self._writer.insert(table, {"id": own_id, **fields})

    def _put_rest(self) -> None:
        for table, listed in self._content.tables.items():
            for row in listed:
                if (table, row["id"]) not in self._entered:
                    with self._telling(table, row["id"]):
                        self._put(table, row["id"], row, entering=True)

    def _check_links(self) -> None:
        for table, row_id, *_link in self._writer.tuples("pragma foreign_key_check"):
            self._unfit[Unfit(table, row_id)] = None


def _places(own: Mapping[int, dump.Row], listed: list[dict[str, Any]]) -> dict[int, int]:
    """The own id of every row that is known by its name; a new one after all that are there."""
    names, last = {row["name"]: row_id for row_id, row in own.items()}, max(own, default=0)
    return {row["id"]: names.get(row["name"], last + place) for place, row in enumerate(listed, 1)}
