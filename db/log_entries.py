"""The log's entries of many rows, written in one pass: the same entries and the same chain as each row's trigger writes by itself.

A trigger looks up the last entry, crosses into Python five times and inserts one row: three quarters of what entering a row costs. In bulk
work (`Writer.in_bulk`) it hands over what it has to say, and all of it is written when somebody asks the log, or when the work is done.
"""

from __future__ import annotations

from collections.abc import Sequence

from db.driver import Connection
from db.triggers import chain_hash, text_sum

Entry = tuple[int, str, int, str, str, str]
"""Action, table, row, verb, the row before and after as JSON."""

_INSERT = """insert into change_log (seq, action_id, table_name, row_id, verb, before, after, before_sum, after_sum, hash)
             values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""


def write(connection: Connection, entries: Sequence[Entry]) -> None:
    """Append entries to the log in their order, inside the caller's transaction."""
    last, head = connection.execute("select seq, hash from change_log order by seq desc limit 1").fetchone()
    lines = []
    for seq, entry in enumerate(entries, last + 1):
        *place, before, after = entry
        sums = text_sum(before), text_sum(after)
        head = chain_hash(head, seq, *place, *sums, "")
        lines.append((seq, *entry, *sums, head))
    connection.executemany(_INSERT, lines)
