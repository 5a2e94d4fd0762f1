"""The content of a ledger table by table, in the open, and who did what and when: what `dump` writes (interfaces.md).

Left out are the people with their keys, what was begun to be typed, purges, and what is about this PC alone: backups, drills,
logins. Rows in the recycle bin go along, and with every row the actions that entered and changed it. `db.dump_back` reads it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from db.digest import NATURAL_KEYS, OF_RECORDS, all_tables, batches, book_tables
from db.reader import Reader
from db.triggers import APPEND_ONLY

STAYS: Mapping[str, str] = {
    "action": "goes along as far as rows and their log name it",
    "backup_record": "copies that this PC made, at its own places",
    "change_log": "goes along as far as it tells of rows that leave; sums and chain are those of one ledger",
    "draft": "what somebody had begun to type and not entered",
    "drill_record": "drills of this PC",
    "login_record": "who opened this ledger on this PC",
    "purge_record": "words that this ledger no longer holds; the rows leave without them",
    "known_sender": "whose packages this ledger takes",
    "receipt": "what packages brought is in the rows; another ledger has no past in common with their senders",
    "row_origin": "by what name a row is known to the copies of this ledger",
    "signing_key": "the keys by which this ledger signs its packages",
    "user": "people with their rights and keys: a ledger makes its own",
}
"""Tables that are not written as they are, and why."""
IN_PART = frozenset({"action", "change_log"})
"""Those of them that go along in part, in a form of their own."""
ALONG = frozenset(
    {
        "column_mapping", "copy_record", "counter", "export_record", "import_row", "kept_import", "paper_number", "pool_file",
        "print_layout", "record_retraction", "retraction", "round_date_event", "setting", "undo_spared",
    }
)  # fmt: skip
"""Tables that go along though the digest of the content does not tell them by themselves. Every table is decided: a test walks them."""
SET_UP = frozenset(
    {
        "basis", "calendar_day", "category", "column_mapping", "counter", "deadline_rule", "number_series", "office_word", "paper_kind",
        "phrase", "saved_view", "setting", "template_file",
    }
)  # fmt: skip
"""What a ledger may hold before any work: its rows can give way. A row anywhere else is work, so a new table is work too."""
Row = Mapping[str, Any]
Entry = tuple[int, str, int, Mapping[str, Any] | None]
"""One entry of the log: the action, the table, the row, and the changed fields before an edit; None where the row was entered."""
ACTION = ("id", "recorded_at", "user_name", "kind", "title", "reason", "undoes", "overridden")


@dataclass(frozen=True)
class Content:
    """The rows of every table that leaves, the actions behind them, and the log of both in order."""

    tables: Mapping[str, list[dict[str, Any]]]
    actions: list[dict[str, Any]]
    log: list[Entry]


@dataclass(frozen=True)
class Column:
    """What a column takes: `holds` int or str; whether it may be empty; the table whose rows it names."""

    holds: type
    needed: bool
    target: str


def tables(reader: Reader) -> tuple[str, ...]:
    """What is written, in an order in which what a row names comes before it."""
    first = [*NATURAL_KEYS, *book_tables(reader), *OF_RECORDS]
    return (*first, *(name for name in all_tables(reader) if name in ALONG))


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


def shape(reader: Reader, table: str) -> dict[str, Column]:
    """The columns of a table by name, with what each takes."""
    targets = dict(reader.tuples('select "from", "table" from pragma_foreign_key_list(?)', (table,)))
    info = reader.tuples('select name, type, "notnull" or pk from pragma_table_info(?)', (table,))
    return {
        name: Column(int if kind.upper() == "INTEGER" else str, bool(needed), targets.get(name, ""))
        for name, kind, needed in info
    }


def is_empty(reader: Reader) -> bool:
    """Whether nothing was entered yet beside what a ledger is set up with."""
    return not any(reader.value(f"select 1 from [{table}] limit 1") for table in tables(reader) if table not in SET_UP)


def content(reader: Reader, left_out: frozenset[str]) -> Content:
    """Everything that leaves, without the settings named `left_out`."""
    found = {table: list(rows(reader, table)) for table in tables(reader)}
    found["setting"] = [row for row in found["setting"] if row["name"] not in left_out]
    log = list(_entries(reader, found))
    return Content(found, list(_actions(reader, found, log)), log)


def columns_of_actions(reader: Reader, table: str) -> frozenset[str]:
    """The columns of a table that name an action."""
    found = reader.tuples('select "from", "table" from pragma_foreign_key_list(?)', (table,))
    return frozenset(name for name, target in found if target == "action")


def _entries(reader: Reader, found: Mapping[str, list[dict[str, Any]]]) -> Iterator[Entry]:
    """What entered and changed the rows, in order; what a purge emptied tells nothing, and of rows that never change it is all."""
    ids = {table: {row["id"] for row in listed} for table, listed in found.items()}
    names = {table: frozenset(columns(reader, table)) for table in found}
    for rows_ in batches(reader, "change_log", "action_id, table_name, row_id, verb, before"):
        for _seq, action, table, row, verb, before in rows_:
            if row not in ids.get(table, ()):
                continue
            if verb == "insert":
                yield action, table, row, None
            elif table not in APPEND_ONLY:
                was = json.loads(before) if before else {}
                yield action, table, row, {name: value for name, value in was.items() if name in names[table]}


def _actions(
    reader: Reader, found: Mapping[str, list[dict[str, Any]]], log: Iterable[Entry]
) -> Iterator[dict[str, Any]]:
    """The actions by id: those that rows and the log name, those that wrote nothing, and those that any of them takes back.

    What was about rows that stay (people, backups, logins) stays with them.
    """
    named = {table: columns_of_actions(reader, table) for table in found}
    wanted = {row[name] for table, listed in found.items() for row in listed for name in named[table]}
    for action, table, _row, before in log:
        wanted.add(action)
        wanted.update((before or {}).get(name) for name in named[table])
    wrote = set(reader.column("select distinct action_id from change_log where table_name <> 'action'"))
    listed = {row["id"]: row for row in rows(reader, "action")}
    wanted |= listed.keys() - wrote
    for action_id in sorted(listed, reverse=True):  # what an action takes back came before it
        if action_id in wanted:
            wanted.add(listed[action_id]["undoes"])
    return ({name: listed[one][name] for name in ACTION} for one in sorted(listed) if one in wanted)
