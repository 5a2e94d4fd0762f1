"""Which rows name others that lie in the recycle bin."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping

from db.once import once_a_schema
from db.queries.history import references
from db.reader import Reader

Links = tuple[tuple[str, str], ...]
"""Columns that name a row, with the table of that row."""


def links(reader: Reader) -> Mapping[str, Links]:
    """The columns that name a row with a bin, by table; only of tables whose rows have one themselves: others are no entries of a list."""
    return once_a_schema(reader, _links)


def _links(reader: Reader) -> dict[str, Links]:
    tables = reader.column("select name from sqlite_master where type = 'table'")
    binned = {
        table for table in tables if "removed_in" in reader.column("select name from pragma_table_info(?)", (table,))
    }
    found = {
        table: tuple((name, target) for name, target in references(reader, table) if target in binned)
        for table in binned
    }
    return {table: of_table for table, of_table in found.items() if of_table}


def naming_the_bin(reader: Reader, table: str, of_table: Links, ids: Collection[int]) -> tuple[int, ...]:
    """The living ones among rows of a table that name a row in the bin, since whenever."""
    named = " or ".join(
        f"exists (select 1 from [{target}] as t where t.id = row.[{name}] and t.removed_in is not null)"
        for name, target in of_table
    )
    return reader.column(
        f"""select row.id from json_each(?) as written cross join [{table}] as row on row.id = written.value
             where row.removed_in is null and ({named})""",
        (json.dumps(sorted(ids)),),
    )
