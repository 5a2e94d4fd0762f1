"""Opening a ledger folder: key, migration, triggers counted, one writer and one reader.

A ledger is a folder `NAME.ledger/` with `ledger.db`, `ledger.keys` and `files/` (ledger.md §6). What else lies in it (`templates/`)
is made anew where it is missing.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Protocol
from weakref import WeakSet

from db import atomic, disk, high_water, migrations, program_mark, safe_folder, triggers
from db.connections import WrongKey, reading, writing
from db.driver import UNREADABLE, Connection, DatabaseError, OperationalError
from db.high_water import Mark
from db.late_rows import Ended
from db.migrations import Further
from db.pool import Pool
from db.reader import Reader
from db.writer import Writer

DATABASE = "ledger.db"
FILES = "files"
Clock = Callable[[], datetime]
_log = logging.getLogger(__name__)


class NewerLedger(Exception):
    """The ledger was written by a later version of the program: `version`, where that said so."""

    def __init__(self, steps: str, version: str = "") -> None:
        super().__init__(steps)
        self.version = version


class NotALedger(Exception):
    """The folder holds no ledger."""


class Damaged(Exception):
    """Triggers are missing and the ledger was opened for reading only."""


class Late(Protocol):
    """Rows that are read behind a list which stands already (`late_rows`)."""

    def whole(self) -> object:
        """Read them all, where they are not yet."""

    def end(self) -> None:
        """Read nothing more, and let go of the connection."""


@dataclass
class Ledger:
    """An open ledger. `writer` is None where it was opened for reading only; `clock` tells the time of entry."""

    folder: Path
    key: bytes | None
    reader: Reader
    writer: Writer | None
    clock: Clock
    clock_confirmed: bool = False
    stamp: Clock | None = None
    """Tells the time of entry where that is another than the clock from which today comes."""
    release: Callable[[], None] | None = None
    closed: bool = False
    earlier_keys: tuple[bytes, ...] = ()
    lost: Mark | None = None
    """What the high-water mark says is missing at the end of the log."""
    further: Further | None = None
    """The steps of a ledger of its own kind, such as the room of leads."""
    hides_names: bool = False
    """Whether the files of the pool bear names that only the key gives."""
    told: list[str] = field(default_factory=list)
    """Sentences for the person who opened it: what was found wrong or could not be finished."""
    is_apart: bool = False
    """Whether it is looked at over a connection of its own (`apart`)."""
    handed_over: bool = False
    _late: WeakSet[Late] = field(default_factory=WeakSet)
    _late_lock: Lock = field(default_factory=Lock, compare=False)

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
        return Pool(self.files, self.key, self.earlier_keys, hides_names=self.hides_names)

    def today(self) -> str:
        """The date of the clock, ISO."""
        return self.clock().date().isoformat()

    @property
    def newest(self) -> Reader:
        """What sees the ledger as it stands inside an action too: the writer where there is one, else the reader."""
        return self.reader if self.writer is None else self.writer

    def writing(self) -> Writer:
        """The writer; a ledger opened for reading only has none."""
        if self.writer is None:
            raise PermissionError("opened for reading only")
        return self.writer

    def another_reader(self) -> Reader:
        """A second read-only connection with the same key, for another thread."""
        return Reader(reading(self.folder / DATABASE, self.key))

    @contextmanager
    def apart(self) -> Iterator[Ledger]:
        """The ledger over a connection of its own that can only read, for another thread."""
        own = replace(self, reader=self.another_reader(), writer=None, is_apart=True, handed_over=False)
        try:
            yield own
        finally:
            if not own.handed_over:
                own.reader.close()

    def hand_over(self, rows: Late) -> None:
        """These rows go on asking over this connection of its own, and close it: once they are whole, or the ledger ends them."""
        self.handed_over = True
        with self._late_lock:
            self._late.add(rows)

    def end_late(self) -> None:
        """Rows not yet read are for nobody any more: their connections are closed."""
        for rows in self._all_late():
            rows.end()

    def _all_late(self) -> tuple[Late, ...]:
        """As they are now: another thread may hand over its own meanwhile."""
        with self._late_lock:
            return tuple(self._late)

    def _finish_late(self) -> None:
        for rows in self._all_late():
            with suppress(Ended):
                rows.whole()

    def close(self) -> None:
        """Close both connections, the file made whole, the lock given back; a second call does nothing.

        It never raises: everything entered is confirmed already, and what fails here (a full disk) is no failure of a step.
        A write-ahead log that could not be taken in stays beside the file and is taken in at the next opening.
        """
        if self.closed:
            return
        self.closed = True
        steps: list[Callable[[], object]] = [self.end_late, self.reader.close]
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
        """Encrypt the database anew under another key; no other connection may be open. Crash-safe: all pages or none.

        Raises the driver's error where it could not be done; the ledger then goes on under the former key.
        """
        former = self.key
        if former is None:
            raise ValueError("a plain ledger has no key")
        writer = self.writing()
        self._finish_late()
        self.reader.close()
        try:
            writer.checkpoint(settle=0)
            writer.change_key(key)
            reading(self.folder / DATABASE, key).close()  # the pragma may fail without a word
        except (DatabaseError, WrongKey):
            if not self._connect_again(former, key):
                raise
        else:
            self._take_key(key)

    def _connect_again(self, former: bytes, fresh: bytes) -> bool:
        """After a change of keys that failed the connection is spent; whether the database has the new key all the same.

        New connections come before the old one goes: with the last one the files beside the database would go, and on a full disk
        they could not be made again.
        """
        try:
            self.reader.reconnect(reading(self.folder / DATABASE, former))
        except WrongKey:
            self._take_key(fresh)
        writer, key = self.writing(), self.key
        fresh_connection = writing(self.folder / DATABASE, key)
        writer.close()
        writer.connect_again(*fresh_connection)
        return key == fresh

    def _take_key(self, key: bytes) -> None:
        if self.key is not None:
            self.earlier_keys += (self.key,)
        self.key = key
        self.reader.reconnect(reading(self.folder / DATABASE, key))


def create_ledger(folder: Path, key: bytes | None, clock: Clock, *, further: Further | None = None) -> Ledger:
    """A new, empty ledger in a folder that does not exist yet; `further` are the steps of a ledger of its own kind."""
    if folder.exists():
        raise FileExistsError(str(folder))
    atomic.make_folder(folder, private=True)
    atomic.make_folder(folder / FILES)
    try:
        return open_ledger(folder, key, clock, further=further)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)  # half a ledger would stand in the way of the next attempt
        raise


def open_ledger(
    folder: Path,
    key: bytes | None,
    clock: Clock,
    *,
    before_migration: Callable[[], None] | None = None,
    further: Further | None = None,
) -> Ledger:
    """Open for writing: migrate where steps are due (after `before_migration`), put every table's triggers in place, count them.

    `further` are the steps of a ledger of its own kind, such as the room of leads; no other opens it.
    """
    database = folder / DATABASE
    if not folder.is_dir():
        raise NotALedger(str(folder))
    safe_folder.refuse_links(folder)
    safe_folder.close_to_others(folder, DATABASE)
    is_new = not database.stat().st_size
    connection, context = writing(database, key)
    try:
        if _due_steps(connection, further):
            if not is_new and before_migration is not None:
                before_migration()
            _migrate(connection, further)
        if triggers.missing(connection):
            _rebuild_triggers(connection)
        reader = Reader(reading(database, key))
    except BaseException:
        connection.close()
        raise
    ledger = Ledger(folder, key, reader, Writer(connection, context), clock, further=further)
    try:
        _keep_count(ledger)
    except BaseException:
        ledger.close()
        raise
    return ledger


def _keep_count(ledger: Ledger) -> None:
    """Hold the log against its high-water mark, and write that after every action from now on."""
    writer = ledger.writing()
    mark = high_water.of(ledger.folder, writer)
    ledger.lost = mark.compare(writer)
    if ledger.lost is not None:
        mark.keep(ledger.lost)
    mark.note(writer)
    writer.after_commit = lambda: mark.note(writer)


def open_for_reading(folder: Path, key: bytes | None, clock: Clock, *, further: Further | None = None) -> Ledger:
    """Open without a lock and without writing anything."""
    database = folder / DATABASE
    if not database.exists():
        raise NotALedger(str(folder))
    safe_folder.refuse_links(folder)
    connection = reading(database, key)
    try:
        if _due_steps(connection, further):
            raise Damaged("the ledger needs an update first")
    except BaseException:
        connection.close()
        raise
    ledger = Ledger(folder, key, Reader(connection), None, clock, further=further)
    ledger.lost = high_water.of(folder, ledger.reader).compare(ledger.reader)
    return ledger


def _due_steps(connection: Connection, further: Further | None) -> tuple[str, ...]:
    try:
        rows = connection.execute("select name from _sqlite_migrations").fetchall()
    except OperationalError as error:
        if disk.kind_of(error) is not None:
            raise
        rows = []
    applied = {str(name) for (name,) in rows}
    strange = applied - set(migrations.step_names(further))
    if strange:
        raise NewerLedger(", ".join(sorted(strange)), program_mark.read(connection))
    return tuple(name for name in migrations.step_names(further) if name not in applied)


def _migrate(connection: Connection, further: Further | None) -> None:
    """All steps that are due, or none: a ledger killed on its way to a new version is still one of the old version."""
    from sqlite_utils import Database

    with _whole(connection):
        migrations.schema(further).apply(Database(connection))


@contextmanager
def _whole(connection: Connection) -> Iterator[None]:
    """One transaction around everything inside; what `atomic` of sqlite_utils opens within are savepoints of it."""
    connection.execute("begin immediate")
    try:
        yield
        connection.execute("commit")
    except BaseException:
        if connection.in_transaction:
            connection.execute("rollback")
        raise


def _rebuild_triggers(connection: Connection) -> None:
    with _whole(connection):
        triggers.rebuild(connection)
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
