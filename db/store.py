"""Opening a ledger folder: key, migration, triggers counted, one writer and one reader.

A ledger is a folder `NAME.ledger/` with `ledger.db`, `ledger.keys` and `files/` (ledger.md §6).
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from db import atomic, disk, migrations, safe_folder, triggers
from db.connections import WrongKey, reading, writing
from db.driver import UNREADABLE, Connection, OperationalError
from db.pool import Pool
from db.reader import Reader
from db.writer import Writer

DATABASE = "ledger.db"
FILES = "files"
Clock = Callable[[], datetime]
_log = logging.getLogger(__name__)


class NewerLedger(Exception):
    """The ledger was written by a later version of the program."""


class NotALedger(Exception):
    """The folder holds no ledger."""


class Damaged(Exception):
    """Triggers are missing and the ledger was opened for reading only."""


@dataclass
class Ledger:
    """An open ledger. `writer` is None where it was opened for reading only; `clock` tells the time of entry."""

    folder: Path
    key: bytes | None
    reader: Reader
    writer: Writer | None
    clock: Clock
    clock_confirmed: bool = False
    release: Callable[[], None] | None = None
    closed: bool = False
    earlier_keys: tuple[bytes, ...] = ()

    @property
    def plain(self) -> bool:
        """Whether the file is kept without a cipher."""
        return self.key is None

    @property
    def files(self) -> Path:
        """The pool of evidence, source workbooks and issued papers."""
        return self.folder / FILES

    @property
    def pool(self) -> Pool:
        """The pool with the keys in hand."""
        return Pool(self.files, self.key, self.earlier_keys)

    def today(self) -> str:
        """The date of the clock, ISO."""
        return self.clock().date().isoformat()

    def writing(self) -> Writer:
        """The writer; a ledger opened for reading only has none."""
        if self.writer is None:
            raise PermissionError("opened for reading only")
        return self.writer

    def another_reader(self) -> Reader:
        """A second read-only connection with the same key, for another thread."""
        return Reader(reading(self.folder / DATABASE, self.key))

    def close(self) -> None:
        """Close both connections, the file made whole, the lock given back; a second call does nothing.

        It never raises: everything entered is confirmed already, and what fails here (a full disk) is no failure of a step.
        A write-ahead log that could not be taken in stays beside the file and is taken in at the next opening.
        """
        if self.closed:
            return
        self.closed = True
        steps: list[Callable[[], object]] = [self.reader.close]
        if self.writer is not None:
            steps += [partial(self.writer.checkpoint, settle=0), self.writer.close]
        if self.release is not None:
            steps.append(self.release)
        self.release = None
        for step in steps:
            try:
                step()
            except (*UNREADABLE, OSError):
                _log.warning("closing a ledger: a step failed", exc_info=True)

    def change_key(self, key: bytes) -> None:
        """Encrypt the database anew under another key; no other connection may be open. Crash-safe: all pages or none."""
        former = self.key
        if former is None:
            raise ValueError("a plain ledger has no key")
        writer = self.writing()
        self.reader.close()
        writer.checkpoint(settle=0)
        writer.change_key(key)
        self.earlier_keys += (former,)
        self.key = key
        self.reader.reconnect(reading(self.folder / DATABASE, key))


def create_ledger(folder: Path, key: bytes | None, clock: Clock) -> Ledger:
    """A new, empty ledger in a folder that does not exist yet."""
    if folder.exists():
        raise FileExistsError(str(folder))
    atomic.make_folder(folder, private=True)
    atomic.make_folder(folder / FILES)
    try:
        return open_ledger(folder, key, clock)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)  # half a ledger would stand in the way of the next attempt
        raise


def open_ledger(
    folder: Path, key: bytes | None, clock: Clock, *, before_migration: Callable[[], None] | None = None
) -> Ledger:
    """Open for writing: migrate where steps are due (after `before_migration`), put every table's triggers in place, count them."""
    database = folder / DATABASE
    if not folder.is_dir():
        raise NotALedger(str(folder))
    safe_folder.refuse_links(folder)
    safe_folder.close_to_others(folder, DATABASE)
    is_new = not database.stat().st_size
    connection, context = writing(database, key)
    try:
        if _due_steps(connection):
            if not is_new and before_migration is not None:
                before_migration()
            _migrate(connection)
        if triggers.missing(connection):
            _rebuild_triggers(connection)
        reader = Reader(reading(database, key))
    except BaseException:
        connection.close()
        raise
    return Ledger(folder, key, reader, Writer(connection, context), clock)


def open_for_reading(folder: Path, key: bytes | None, clock: Clock) -> Ledger:
    """Open without a lock and without writing anything."""
    database = folder / DATABASE
    if not database.exists():
        raise NotALedger(str(folder))
    safe_folder.refuse_links(folder)
    connection = reading(database, key)
    try:
        if _due_steps(connection):
            raise Damaged("the ledger needs an update first")
    except BaseException:
        connection.close()
        raise
    return Ledger(folder, key, Reader(connection), None, clock)


def _due_steps(connection: Connection) -> tuple[str, ...]:
    try:
        rows = connection.execute("select name from _sqlite_migrations").fetchall()
    except OperationalError as error:
        if disk.kind_of(error) is not None:
            raise
        rows = []
    applied = {name for (name,) in rows}
    strange = applied - set(migrations.STEP_NAMES)
    if strange:
        raise NewerLedger(", ".join(sorted(strange)))
    return tuple(name for name in migrations.STEP_NAMES if name not in applied)


def _migrate(connection: Connection) -> None:
    from sqlite_utils import Database

    database = Database(connection)
    migrations.schema().apply(database)


def _rebuild_triggers(connection: Connection) -> None:
    connection.execute("begin immediate")
    try:
        triggers.rebuild(connection)
        connection.execute("commit")
    except BaseException:
        if connection.in_transaction:
            connection.execute("rollback")
        raise
    if triggers.missing(connection):
        raise Damaged(", ".join(triggers.missing(connection)))


__all__ = [
    "Clock",
    "Damaged",
    "Ledger",
    "NewerLedger",
    "NotALedger",
    "WrongKey",
    "create_ledger",
    "open_for_reading",
    "open_ledger",
]
