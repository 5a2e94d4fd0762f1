"""The content of a ledger table by table, in the open, and back: what `dump` writes and `--form dump` reads (interfaces.md).

Left out are the log with its actions, the people with their keys, what was begun to be typed, and what is about this PC alone:
backups, drills, logins. Rows in the recycle bin go along; the actions that they name are those of the ledger that takes them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from db.digest import NATURAL_KEYS, OF_RECORDS, all_tables, batches, book_tables
from db.reader import Reader
from db.writer import Writer

STAYS = frozenset(
    {
        "action", "backup_record", "change_log", "draft", "drill_record", "login_record", "purge_record", "undo_spared", "user",
    }
)  # fmt: skip
Row = Mapping[str, Any]


def tables(reader: Reader) -> tuple[str, ...]:
    """What is written, in an order in which what a row names comes before it."""
    first = [*NATURAL_KEYS, *book_tables(reader), *OF_RECORDS]
    rest = [name for name in all_tables(reader) if name not in first and name not in STAYS]
    return (*first, *rest)


def columns(reader: Reader, table: str) -> tuple[str, ...]:
    """The columns of a table; empty where there is no such table."""
    return reader.column("select name from pragma_table_info(?)", (table,))


def rows(reader: Reader, table: str) -> Iterator[dict[str, Any]]:
    """Every row by id."""
    names = columns(reader, table)
    for found in batches(reader, table, ", ".join(names)):
        for _rowid, *values in found:
            yield dict(zip(names, values, strict=True))


def steps(reader: Reader) -> tuple[str, ...]:
    """The steps that built the schema: a dump goes back only into one that has them."""
    return reader.column("select name from _sqlite_migrations order by name")


def is_empty(reader: Reader) -> bool:
    """Whether nothing was entered yet."""
    worked = ("unit", "round", "finding", "letter", *book_tables(reader))
    return not any(reader.value(f"select 1 from {table} limit 1") for table in worked)


def put_back(writer: Writer, table: str, found: Sequence[Row]) -> None:
    """Rows of a table under their own ids, inside an action; what stands under another id leaves for the recycle bin.

    A setting or a counter is known by its name: the ledger has its own rows of them.
    """
    acting = _columns_of_actions(writer, table)
    own = {row["id"]: row for row in rows(writer, table)}
    by_name = {row["name"]: row["id"] for row in own.values()} if table in ("setting", "counter") else {}
    for row in found:
        said = {
            name: writer.action_id if name in acting and value is not None else value for name, value in row.items()
        }
        row_id = by_name.get(row.get("name")) if by_name else row["id"]
        if row_id is not None and row_id in own:
            writer.update(table, row_id, {name: value for name, value in said.items() if name != "id"})
        else:
            writer.insert(table, {name: value for name, value in said.items() if name != "id" or not by_name})
    kept = {row["id"] for row in found}
    if "removed_in" in columns(writer, table):
        for row_id in own.keys() - kept:
            writer.update(table, row_id, {"removed_in": writer.action_id})


def _columns_of_actions(reader: Reader, table: str) -> frozenset[str]:
    found = reader.tuples('select "from", "table" from pragma_foreign_key_list(?)', (table,))
    return frozenset(name for name, target in found if target == "action")
