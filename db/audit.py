"""Reading the change log as evidence: the hash chain, anchors kept elsewhere, and the rows against what the log says of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from db import digest
from db.reader import Reader
from db.triggers import chain_hash, text_sum

_LOG = "seq, action_id, table_name, row_id, verb, before, after, before_sum, after_sum, former_hash, hash"
_KEPT_BY_ITSELF = frozenset({"change_log"})
_PURGES = "purge_record"


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


@dataclass(frozen=True)
class _Entry:
    seq: int
    action_id: int
    table: str
    row_id: int
    verb: str
    before: str
    after: str
    before_sum: str
    after_sum: str
    former_hash: str
    hash: str


def head(reader: Reader) -> Anchor:
    """The last entry of the log."""
    found = reader.tuples("select seq, hash from change_log order by seq desc limit 1")
    return Anchor(*found[0]) if found else Anchor(-1, "")


def verify(reader: Reader, since: Anchor | None = None) -> int | None:
    """The first entry whose place, sums or hash are wrong; None where the chain is whole.

    With `since`, an entry that is known to be sound, only what came after it is read: for a check that is made often.
    """
    link = _Link(reader, since)
    for entry in _entries(reader, since.seq if since is not None else -1):
        expected = link.expected
        if not link.holds(entry):
            return min(entry.seq, expected)
    return None


def read_log(reader: Reader) -> LogReading:
    """Verify the chain and gather the last state of every row."""
    broken: int | None = None
    rows: dict[str, dict[int, str | dict[str, Any]]] = {}
    link = _Link(reader, None)
    last = Anchor(-1, "")
    for entry in _entries(reader, -1):
        expected = link.expected
        if broken is None and not link.holds(entry):
            broken = min(entry.seq, expected)
        last = Anchor(entry.seq, entry.hash)
        _apply(rows, entry)
    rows.pop("", None)
    return LogReading(broken, last, rows)


def disagreeing(reader: Reader, anchors: Iterable[Anchor]) -> tuple[Anchor, ...]:
    """The anchors that this log does not contain: it was cut off or written anew. Anchors of the first chain still count."""
    return tuple(anchor for anchor in anchors if anchor.hash not in _hashes_at(reader, anchor.seq))


def rows_against_log(reader: Reader, log: LogReading) -> Iterator[RowFault]:
    """Every row that was changed, added or removed past the triggers."""
    for table in digest.all_tables(reader):
        if table in _KEPT_BY_ITSELF:
            continue
        wanted = log.rows.get(table, {})
        columns = reader.tuples("select name, dflt_value from pragma_table_info(?)", (table,))
        defaults = {name: reader.value(f"select {default}") if default else None for name, default in columns}
        pairs = ", ".join(f"'{name}', {name}" for name in defaults)
        seen = set()
        for batch in digest.batches(reader, table, f"json_object({pairs})"):
            for row_id, now in batch:
                seen.add(row_id)
                fault = _difference(RowFault(table, row_id, ""), now, wanted.get(row_id), defaults)
                if fault is not None:
                    yield fault
        yield from (RowFault(table, row_id, "missing") for row_id in wanted if row_id not in seen)


class _Link:
    """Goes along the chain: what the next entry must be."""

    def __init__(self, reader: Reader, since: Anchor | None) -> None:
        self.expected, self._previous = (0, "") if since is None else (since.seq + 1, since.hash)
        self._emptied = _purged(reader)

    def holds(self, entry: _Entry) -> bool:
        """Whether the entry is what must stand here."""
        good = entry.seq == self.expected and self._chained(entry) and self._summed(entry)
        self.expected, self._previous = entry.seq + 1, entry.hash
        return good

    def _chained(self, entry: _Entry) -> bool:
        place = (entry.seq, entry.action_id, entry.table, entry.row_id, entry.verb)
        if entry.seq == 0:
            return place == (0, 0, "", 0, "genesis") and entry.hash == entry.former_hash == ""
        said = chain_hash(self._previous, *place, entry.before_sum, entry.after_sum, entry.former_hash)
        return said == entry.hash

    def _summed(self, entry: _Entry) -> bool:
        """The texts are those of the sums, or emptied by a purge that is registered."""
        emptied = entry.seq in self._emptied
        pairs = ((entry.before, entry.before_sum), (entry.after, entry.after_sum))
        return all(text_sum(text) == total or (emptied and not text) for text, total in pairs)


def _hashes_at(reader: Reader, seq: int) -> tuple[str, ...]:
    """The hash of an entry, and the one it had in the first chain."""
    found = reader.tuples("select hash, former_hash from change_log where seq = ?", (seq,))
    return () if not found else (found[0][0], *([found[0][1]] if found[0][1] or seq == 0 else []))


def _purged(reader: Reader) -> frozenset[int]:
    found: set[int] = set()
    for (entries,) in reader.tuples(f"select entries from {_PURGES}"):
        for first, last in json.loads(entries):
            found.update(range(first, last + 1))
    return frozenset(found)


def _entries(reader: Reader, after: int) -> Iterator[_Entry]:
    while rows := reader.tuples(f"select {_LOG} from change_log where seq > ? order by seq limit 5000", (after,)):
        for row in rows:
            yield _Entry(*row)
        after = digest.advanced(after, rows[-1][0])


def _apply(rows: dict[str, dict[int, str | dict[str, Any]]], entry: _Entry) -> None:
    of_table = rows.setdefault(entry.table, {})
    if entry.verb == "insert":
        of_table[entry.row_id] = entry.after
        if entry.table == _PURGES:
            _apply_purge(rows, entry.after)
    elif entry.verb == "delete":
        of_table.pop(entry.row_id, None)
    elif entry.verb == "update":
        of_table[entry.row_id] = {**_as_dict(of_table.get(entry.row_id, {})), **_as_dict(entry.after)}


def _apply_purge(rows: dict[str, dict[int, str | dict[str, Any]]], record: str) -> None:
    """A purge says itself what it left of each row: the entries that made them are empty now."""
    for table, left in _as_dict(str(_as_dict(record).get("left_rows", ""))).items():
        for row_id, fields in left.items():
            rows.setdefault(table, {})[int(row_id)] = dict(fields)


def _as_dict(row: str | dict[str, Any]) -> dict[str, Any]:
    if isinstance(row, dict):
        return row
    try:
        read = json.loads(row)
    except ValueError:
        return {}  # a damaged entry; the chain reports it
    return read if isinstance(read, dict) else {}


def _difference(
    place: RowFault, now: str, wanted: str | dict[str, Any] | None, defaults: dict[str, Any]
) -> RowFault | None:
    if wanted is None:
        return RowFault(place.table, place.row_id, "unknown")
    if now == wanted:
        return None
    present, logged = _as_dict(now), _as_dict(wanted)
    if not logged:
        return RowFault(place.table, place.row_id, "unreadable")
    said = {**defaults, **logged}  # a column that came later stands at its default until the log says otherwise
    fields = tuple(name for name, value in said.items() if name not in present or present[name] != value)
    return RowFault(place.table, place.row_id, "changed", fields) if fields else None
