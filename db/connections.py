"""The one factory of connections: key, functions, pragmas.

A connection without the registered functions cannot write (the triggers call them), so everything that writes comes through here.
The functions never raise: an exception inside one would be masked by SQLite.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from db import disk
from db.driver import UNREADABLE, Connection, connect
from db.log_entries import Entry
from db.packs import pack_counts
from db.triggers import chain_hash, changed_fields, entry_hash, text_sum


@dataclass
class Context:
    """What the triggers ask: the action that is being carried out (0: none, so nothing can be written), and whether it is a purge.

    `waiting` are the log's entries of bulk work that are not written yet; None where each row writes its own.
    """

    action_id: int = 0
    purging: bool = False
    waiting: list[Entry] | None = None
    extra: dict[str, str] = field(default_factory=dict)

    def log_later(self, table: str, row_id: int, verb: str, before: str, after: str) -> None:
        """Take over the entry of a row; called by its trigger."""
        if self.waiting is not None:
            self.waiting.append((self.action_id, table, row_id, verb, before, after))


CACHE = 65_536
"""KiB of pages in the clear; with a smaller cache a long action deciphers the same pages again and again."""
READING_CACHE = 32_768
"""The same for a connection that only reads: a list of 10,000 findings takes as long as with twice as much and a fifth less than with
half; one of 100,000 takes the same with any."""
STATEMENTS = 1000
"""Statements kept compiled: the usual 100 are taken by the time that a ledger is open, those of an import then push each other out,
and to compile one that writes, with its triggers, is ten times the work of the row itself."""


class WrongKey(Exception):
    """The file is encrypted with another key, or is not a ledger at all."""


def writing(path: Path, key: bytes | None) -> tuple[Connection, Context]:
    """A connection that may write, in WAL with one sync per commit, and the context its triggers read."""
    connection = connect(
        str(path), isolation_level=None, check_same_thread=False, timeout=10, cached_statements=STATEMENTS
    )
    _unlock(connection, key, path)
    context = Context()
    connection.create_function("ledger_action", 0, lambda: context.action_id)
    connection.create_function("ledger_purging", 0, lambda: int(context.purging))
    connection.create_function("log_waits", 0, lambda: int(context.waiting is not None))
    connection.create_function("log_later", 5, context.log_later)
    connection.create_function("chain_hash", -1, chain_hash, deterministic=True)
    connection.create_function("entry_hash", -1, entry_hash, deterministic=True)
    connection.create_function("text_sum", 1, text_sum, deterministic=True)
    connection.create_function("changed_fields", 2, changed_fields, deterministic=True)
    for pragma in (
        "journal_mode = wal",
        "synchronous = full",
        "foreign_keys = on",
        "recursive_triggers = on",
        "temp_store = memory",
        f"cache_size = -{CACHE}",
        "busy_timeout = 10000",
        "wal_autocheckpoint = 0",  # only at rest and at close: a folder copied in the middle of one would be torn
    ):
        connection.execute(f"pragma {pragma}")
    return connection, context


def reading(path: Path, key: bytes | None) -> Connection:
    """A connection that can only read."""
    connection = connect(
        path.resolve().as_uri() + "?mode=ro", uri=True, isolation_level=None, check_same_thread=False, timeout=10
    )
    _unlock(connection, key, path)
    connection.execute("pragma query_only = on")
    connection.execute("pragma temp_store = memory")
    connection.execute("pragma mmap_size = 0")
    connection.execute(f"pragma cache_size = -{READING_CACHE}")
    return connection


def _unlock(connection: Connection, key: bytes | None, path: Path) -> None:
    try:
        if key is not None:
            connection.execute("pragma cipher_log_level = none")
            connection.execute(f"pragma key = \"x'{key.hex()}'\"")
        connection.execute("select count(*) from sqlite_master").fetchone()
        connection.create_function("pack_counts", 1, pack_counts, deterministic=True)
    except UNREADABLE as error:
        connection.close()
        if disk.kind_of(error) is not None:
            raise  # the disk's doing: neither a wrong key nor damage
        if disk.is_shut(error, path):
            raise disk.Shut(str(error)) from error
        raise WrongKey(str(error)) from error
