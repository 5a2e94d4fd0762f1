"""Writing: one immediate transaction per action, rows by table, nothing outside an action."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

from db import disk, log_entries
from db.connections import Context
from db.driver import Connection, Cursor, DatabaseError
from db.reader import Parameters, Reader

LOG_LIMIT = 16 * 2**20
"""Bytes of the write-ahead log from which on it is brought into the file also while work goes on without a rest."""

_LOG = "change_log"
MOST_WAITING = 8_192
"""Entries that bulk work holds back at most: some megabytes, however long the list that is entered."""

LOGGED: Mapping[str, int] = {"tells_bin": 2}
"""By which form an action tells what it had seen of rows in the recycle bin (`db.merge.bin_states`); former programs logged 1, or nothing."""


class Writer(Reader):
    """The one connection that writes; it also reads, so that an action sees its own work."""

    def __init__(self, connection: Connection, context: Context) -> None:
        super().__init__(connection)
        self._context = context
        self._log = Path(f"{self._connection.execute('pragma database_list').fetchone()[2]}-wal")
        self._log_bound = LOG_LIMIT
        self.touched: dict[str, set[int]] = {}
        self.after_commit: Callable[[], None] | None = None
        """Called when an action stands; must not raise."""

    @contextmanager
    def at_one_moment(self) -> Iterator[None]:
        """Nobody else writes over this connection: its questions need no transaction, which would stand in the way of the next action's."""
        yield

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything inside is confirmed together or not at all."""
        self._connection.execute("begin immediate")
        self.touched = {}
        try:
            yield
            self._connection.execute("commit")
        except BaseException:
            self._roll_back()
            raise
        finally:
            self._context.action_id = 0
        if self.after_commit is not None:
            self.after_commit()
        self._bound_log()

    def _bound_log(self) -> None:
        """Bulk work has no rest in which the log is emptied: it is, after the action with which it has grown large.

        Where a reader holds it back it is tried again when it has grown as much once more, so that no action waits for each try.
        """
        try:
            size = self._log.stat().st_size
        except OSError:  # none yet
            return
        if size >= self._log_bound:
            self._log_bound = size + LOG_LIMIT
            with suppress(DatabaseError):  # the action stands, whatever becomes of the log
                self.checkpoint()

    def _roll_back(self) -> None:
        """Nothing of the action stays, also where the commit itself failed; that error is told, not one of this step."""
        with suppress(DatabaseError):
            if self._connection.in_transaction:
                self._connection.execute("rollback")

    def connect_again(self, connection: Connection, context: Context) -> None:
        """Write over another connection from now on, after a change of keys that failed."""
        self._connection, self._context = connection, context

    def mark(self, number: int) -> None:
        """Write a number into the head of the file; no table, no trigger and no log has to do with it (`program_mark`)."""
        self._connection.execute(f"pragma user_version = {int(number)}")

    @contextmanager
    def in_bulk(self) -> Iterator[None]:
        """Inside an action: the log's entries of all rows that follow are written in one pass, at the latest at the end.

        Whoever asks the log meanwhile has it written first, and so has a failure: rows that stand have their entries.
        """
        if self._context.waiting is not None:
            yield
            return
        self._context.waiting = []
        try:
            yield
        finally:
            try:
                self._write_log()
            finally:
                self._context.waiting = None

    def _write_log(self) -> None:
        waiting = self._context.waiting
        if not waiting:
            return
        if self._connection.in_transaction:  # a full disk may have taken all of it back: no rows to tell of
            log_entries.write(self._connection, waiting)
        waiting.clear()

    def _asked(self, sql: str, parameters: Parameters) -> Cursor:
        if self._context.waiting and _LOG in sql:
            self._write_log()
        return super()._asked(sql, parameters)

    def _run(self, sql: str, values: Sequence[Any]) -> Cursor:
        """Carry out one statement that writes; one that is refused leaves no entry that waits."""
        waiting = self._context.waiting
        if waiting and len(waiting) >= MOST_WAITING:
            self._write_log()  # before the statement: what it says of its last row is asked for behind it
        said = len(waiting) if waiting else 0
        try:
            return self._connection.execute(sql, values)
        except BaseException:
            if waiting:
                del waiting[said:]
            raise

    def begin_action(self, fields: Mapping[str, Any], room: int = 0) -> int:
        """Enter the action that all following rows of this transaction belong to; returns its id, with `room` free ids before it."""
        action_id = int(self.value("select coalesce(max(id), 0) + 1 from action")) + room
        self._context.action_id = action_id
        self.insert("action", {"id": action_id, **LOGGED, **fields})
        return action_id

    @contextmanager
    def under(self, action_id: int) -> Iterator[None]:
        """Inside an action: what is written belongs to another one, which came along from the ledger that it was done in."""
        own, self._context.action_id = self._context.action_id, action_id
        try:
            yield
        finally:
            self._context.action_id = own

    def last_recorded_at(self) -> str | None:
        """The time of the last action, ISO; None in a new ledger."""
        found: str | None = self.value("select recorded_at from action order by id desc limit 1")
        return found

    @property
    def action_id(self) -> int:
        """The action being carried out, 0 outside one."""
        return self._context.action_id

    def insert(self, table: str, fields: Mapping[str, Any]) -> int:
        """Add a row; returns its id. Lists and dicts are stored as JSON."""
        cursor = self._run(_inserting(table, tuple(fields)), _stored(fields.values()))
        row_id = int(cursor.lastrowid or 0)
        self.touched.setdefault(table, set()).add(row_id)
        return row_id

    def insert_all(self, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Add many rows of the same fields, in their order."""
        if not rows:
            return
        sql, names = _inserting(table, tuple(rows[0])), rows[0].keys()
        stored = [_stored([row[name] for name in names]) for row in rows]
        if self._context.waiting is None:
            self._connection.executemany(sql, stored)
        else:
            for values in stored:  # one by one, so that what a refused row had said is known
                self._run(sql, values)
        last = int(self._connection.execute("select last_insert_rowid()").fetchone()[0])
        self.touched.setdefault(table, set()).update(range(last - len(rows) + 1, last + 1))

    def update(self, table: str, row_id: int, fields: Mapping[str, Any]) -> None:
        """Change fields of one row."""
        sets = ", ".join(f"{name} = ?" for name in fields)
        self._run(f"update [{table}] set {sets} where id = ?", [*_stored(fields.values()), row_id])
        self.touched.setdefault(table, set()).add(row_id)

    def defer_links(self) -> None:
        """Inside an action: rows may name others that come later; all of them are there when it is confirmed."""
        self._connection.execute("pragma defer_foreign_keys = on")

    def delete_draft(self, user_name: str, place: str) -> None:
        """Drop what a person had begun to type at a place; the only rows that may be deleted."""
        self._run("delete from draft where user_name = ? and place = ?", (user_name, place))

    @contextmanager
    def purging(self) -> Iterator[None]:
        """Inside an action: words of append-only rows and of the log may be emptied, and what they leave on the disk is written over."""
        self._connection.execute("pragma secure_delete = on")
        self._context.purging = True
        try:
            yield
        finally:
            self._context.purging = False

    def empty_entries(self, table: str, row_id: int) -> tuple[int, ...]:
        """Empty what the log keeps of a row; the sums and the chain stay. Returns the numbers of the entries."""
        self._write_log()
        found = self.column(
            "select seq from change_log where table_name = ? and row_id = ? order by seq", (table, row_id)
        )
        self._connection.execute(
            "update change_log set before = '', after = '' where table_name = ? and row_id = ?", (table, row_id)
        )
        return found

    def next_number(self, name: str) -> int:
        """The next value of a counter; never given twice, also after undo."""
        found = self._asked("select id, last from counter where name = ?", (name,)).fetchone()
        if found is None:
            self.insert("counter", {"name": name, "last": 1})
            return 1
        self.update("counter", found[0], {"last": found[1] + 1})
        return int(found[1]) + 1

    def change_key(self, key: bytes) -> None:
        """Write every page anew under another key, in one transaction, and bring it into the file as far as that can be done now."""
        self._connection.execute(f"pragma rekey = \"x'{key.hex()}'\"")
        with suppress(DatabaseError):
            self.checkpoint(settle=0)

    def raise_counter(self, name: str, least: int) -> None:
        """Make a counter go on above numbers that were given from outside."""
        found = self._asked("select id, last from counter where name = ?", (name,)).fetchone()
        if found is None:
            self.insert("counter", {"name": name, "last": least})
        elif found[1] < least:
            self.update("counter", found[0], {"last": least})

    def checkpoint(self, settle: float = 0.3) -> bool:
        """Bring the write-ahead log into the file; False where a reader or the disk held it back. Waits for readers a moment only.

        Everything entered is confirmed already, so a full disk is no failure of a step (S-2); it is tried again at the next rest.

        The log is emptied `settle` seconds after the file took it in, so that a folder copied just then has one of them whole.
        """
        self._connection.execute("pragma busy_timeout = 200")
        try:
            if settle:
                self._connection.execute("pragma wal_checkpoint(passive)").fetchone()
                time.sleep(settle)
            busy, _log, _done = self._connection.execute("pragma wal_checkpoint(truncate)").fetchone()
        except DatabaseError as error:
            if disk.kind_of(error) is None:
                raise
            return False
        finally:
            self._connection.execute("pragma busy_timeout = 10000")
        if not busy:
            self._log_bound = LOG_LIMIT
        return not busy


@lru_cache(maxsize=512)
def _inserting(table: str, names: tuple[str, ...]) -> str:
    return f"insert into [{table}] ({', '.join(names)}) values ({', '.join('?' * len(names))})"


_AS_IT_IS = frozenset({str, int, float, type(None), bytes})


def _stored(values: Iterable[Any]) -> list[Any]:
    """The values as SQLite holds them; most are so already."""
    return [value if value.__class__ in _AS_IT_IS else _plain(value) for value in values]


def _plain(value: Any) -> Any:
    if isinstance(value, (list, tuple, dict)):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    if isinstance(value, bool):
        return int(value)
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return value
