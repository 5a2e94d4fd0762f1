"""What the database can say about itself: pages, cipher, references, schema, triggers."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from db import migrations, triggers
from db.connections import reading
from db.driver import connect
from db.reader import Reader
from db.store import DATABASE, Ledger

if TYPE_CHECKING:
    from sqlite_utils import Database


def broken_pages(reader: Reader, *, encrypted: bool) -> tuple[str, ...]:
    """What SQLite and, in an encrypted ledger, the cipher's own check find wrong; in their words, for the log."""
    found = [text for text in reader.column("pragma integrity_check(20)") if text != "ok"]
    if encrypted:
        found += [str(text) for text in reader.column("pragma cipher_integrity_check")]
    return tuple(found)


def broken_references(reader: Reader) -> tuple[tuple[str, int], ...]:
    """Table and row of every reference that leads nowhere."""
    return tuple((table, row_id or 0) for table, row_id, *_ in reader.tuples("pragma foreign_key_check"))


def schema_faults(reader: Reader, further: migrations.Further | None = None) -> tuple[str, ...]:
    """Names of tables and indexes that are missing, strange or worded otherwise than the steps made them; `further` are those of a
    ledger of its own kind."""
    present = _schema(reader)
    wanted = dict(_schema_by_steps(tuple((further or {}).items()), migrations.step_names(further)))
    return tuple(sorted(name for name in present | wanted if present.get(name) != wanted.get(name)))


def missing_triggers(ledger: Ledger) -> tuple[str, ...]:
    """Triggers that are missing or worded otherwise."""
    connection = reading(ledger.folder / DATABASE, ledger.key)
    try:
        return triggers.missing(connection)
    finally:
        connection.close()


@cache
def _schema_by_steps(
    further: tuple[tuple[str, Callable[[Database], None]], ...], _names: tuple[str, ...]
) -> dict[str, str]:
    from sqlite_utils import Database

    connection = connect(":memory:", isolation_level=None)
    migrations.schema(dict(further) or None).apply(Database(connection))
    wanted = _schema(Reader(connection))
    connection.close()
    return wanted


def _schema(reader: Reader) -> dict[str, str]:
    rows = reader.tuples("select name, sql from sqlite_master where type in ('table', 'index') and sql is not null")
    return {name: " ".join(sql.split()) for name, sql in rows if name not in triggers.FOREIGN}
