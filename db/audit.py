"""Reading the change log as evidence: the hash chain, anchors kept elsewhere, and the rows against what the log says of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from db import digest
from db.reader import Reader
from db.triggers import chain_hash

_LOG = "seq, action_id, table_name, row_id, verb, before, after, hash"
_KEPT_BY_ITSELF = frozenset({"change_log"})


@dataclass(frozen=True)
class Anchor:
    """How far the log went at a moment: number and hash of its last entry, and where this is written."""

    seq: int
    hash: str
    made_at: str = ""
    source: str = ""


@dataclass(frozen=True)
class RowFault:
    """A row that is not what the log made it. `kind`: changed, missing (not in the table), unknown (not in the log), unreadable."""

    table: str
    row_id: int
    kind: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class LogReading:
    """One pass over the log: the first entry whose hash is wrong (None: whole), its end, and what it says of every row."""

    broken_at: int | None
    head: Anchor
    rows: dict[str, dict[int, str | dict[str, Any]]]


def head(reader: Reader) -> Anchor:
    """The last entry of the log."""
    found = reader.tuples("select seq, hash from change_log order by seq desc limit 1")
    return Anchor(*found[0]) if found else Anchor(-1, "")


def read_log(reader: Reader) -> LogReading:
    """Verify the chain and gather the last state of every row."""
    broken: int | None = None
    rows: dict[str, dict[int, str | dict[str, Any]]] = {}
    expected, previous = 0, ""
    for seq, action_id, table, row_id, verb, before, after, written in _entries(reader):
        if broken is None and not _is_sound(
            expected, previous, (seq, action_id, table, row_id, verb, before, after), written
        ):
            broken = min(seq, expected)
        expected, previous = seq + 1, written
        _apply(rows.setdefault(table, {}), row_id, verb, after)
    rows.pop("", None)
    return LogReading(broken, Anchor(expected - 1, previous), rows)


def disagreeing(reader: Reader, anchors: Iterable[Anchor]) -> tuple[Anchor, ...]:
    """The anchors that this log does not contain: it was cut off or written anew."""
    return tuple(
        anchor
        for anchor in anchors
        if reader.value("select hash from change_log where seq = ?", (anchor.seq,)) != anchor.hash
    )


def rows_against_log(reader: Reader, log: LogReading) -> Iterator[RowFault]:
    """Every row that was changed, added or removed past the triggers."""
    for table in digest.all_tables(reader):
        if table in _KEPT_BY_ITSELF:
            continue
        wanted = log.rows.get(table, {})
        columns = reader.column("select name from pragma_table_info(?)", (table,))
        pairs = ", ".join(f"'{name}', {name}" for name in columns)
        seen = set()
        for batch in digest.batches(reader, table, f"json_object({pairs})"):
            for row_id, now in batch:
                seen.add(row_id)
                fault = _difference(table, row_id, now, wanted.get(row_id))
                if fault is not None:
                    yield fault
        yield from (RowFault(table, row_id, "missing") for row_id in wanted if row_id not in seen)


def _entries(reader: Reader) -> Iterator[tuple[Any, ...]]:
    for batch in digest.batches(reader, "change_log", _LOG):
        for entry in batch:
            yield entry[1:]


def _is_sound(expected: int, previous: str, entry: tuple[Any, ...], written: str) -> bool:
    seq = entry[0]
    if seq != expected:
        return False
    if seq == 0:
        return entry == (0, 0, "", 0, "genesis", "", "") and written == ""
    return chain_hash(previous, *entry) == written


def _apply(rows: dict[int, str | dict[str, Any]], row_id: int, verb: str, after: str) -> None:
    if verb == "insert":
        rows[row_id] = after
    elif verb == "delete":
        rows.pop(row_id, None)
    elif verb == "update":
        rows[row_id] = {**_as_dict(rows.get(row_id, {})), **_as_dict(after)}


def _as_dict(row: str | dict[str, Any]) -> dict[str, Any]:
    if isinstance(row, dict):
        return row
    try:
        read = json.loads(row)
    except ValueError:
        return {}  # a damaged entry; the chain reports it
    return read if isinstance(read, dict) else {}


def _difference(table: str, row_id: int, now: str, wanted: str | dict[str, Any] | None) -> RowFault | None:
    if wanted is None:
        return RowFault(table, row_id, "unknown")
    if now == wanted:
        return None
    present, logged = _as_dict(now), _as_dict(wanted)
    if not logged:
        return RowFault(table, row_id, "unreadable")
    fields = tuple(name for name, value in logged.items() if name not in present or present[name] != value)
    return RowFault(table, row_id, "changed", fields) if fields else None
