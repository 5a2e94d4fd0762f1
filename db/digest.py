"""Two digests (ledger.md §3): of the whole file, for backup and restore; of the living content, for undo and exchange."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from db.driver import DatabaseError
from db.once import once_a_schema
from db.reader import Reader
from db.triggers import FOREIGN

_BATCH = 2000
# What makes a row of its table recognisable without its id, in an order in which every target comes before its users.
NATURAL_KEYS = {
    "term": ("number", "name"),
    "round": ("code",),
    "team": ("round_id", "name"),
    "unit": (),
    "unit_name": (),
    "unit_alias": (),
    "unit_merge": (),
    "round_unit": (),
    "import_batch": ("number",),
    "problem": ("round_id", "unit_id", "text"),
    "finding": ("number",),
    "co_unit": (),
    "measure": ("finding_id", "seq", "text"),
    "finding_event": (),
    "evidence": (),
    "basis": ("name", "version"),
    "deadline_rule": (),
    "calendar_day": (),
    "category": (),
    "phrase": (),
    "number_series": (),
    "number_reservation": (),
    "letter": ("kind", "number", "title", "unit_id", "issued_on", "sha256"),
    "letter_finding": (),
    "letter_figure": (),
    "letter_event": (),
    "early_reply": (),
    "prepared_paper": (),
    "template_file": (),
    "paper_kind": ("kind",),
    "saved_view": (),
    "office_word": ("kind", "word"),
}
PARTS_OF_RECORDS = ("record_link", "record_unit", "record_file")
"""Tables of what a record of a declared book holds beside its own row, a row a link or file; each names `register` and `record_id`."""
# What hangs on the records of every declared book; the books themselves are found by their columns.
OF_RECORDS = {
    "own_field": ("book", "name"),
    **dict.fromkeys(PARTS_OF_RECORDS, ()),
    "record_event": (),
    "merge_conflict": (),
}
_BOOK_COLUMNS = frozenset({"number", "own", "removed_in"})
_STAMPS = frozenset({"id", "removed_in", "action_id", "recorded_at", "known_on", "copy_of", "place"})
_COUNTERS = frozenset(
    {("number_series", "next"), ("merge_conflict", "row_id")}
)  # the row of a conflict is told by its uid
_FINDING_LISTS = frozenset({("letter_figure", "findings")})


@dataclass(frozen=True)
class _Column:
    name: str
    default: Any
    needed: bool
    target: str


def all_tables(reader: Reader) -> tuple[str, ...]:
    """Every table of ours, in order of name."""
    names = reader.column("select name from sqlite_master where type = 'table' and name not like 'sqlite_%'")
    return tuple(sorted(name for name in names if name not in FOREIGN))


def file_digest(reader: Reader) -> str:
    """SHA-256 over every row of every table, by id."""
    digest = hashlib.sha256()
    for table in all_tables(reader):
        digest.update(f"{table}\n".encode())
        for rows in batches(reader, table):
            digest.update(json.dumps(rows).encode("ascii"))
    return digest.hexdigest()


def batches(reader: Reader, table: str, columns: str = "*") -> Iterator[tuple[tuple[Any, ...], ...]]:
    """All rows of a table by rowid, a few thousand at a time (the first column is the rowid)."""
    last = -1
    while rows := reader.tuples(
        f"select rowid, {columns} from [{table}] where rowid > ? order by rowid limit {_BATCH}", (last,)
    ):
        yield rows
        last = advanced(last, rows[-1][0])


def advanced(last: int, now: int) -> int:
    """The next place to read from; a damaged file may give the same rows for ever, which is told as what it is."""
    if now <= last:
        raise DatabaseError("rows do not advance")
    return now


def content_digest(reader: Reader) -> str:
    """SHA-256 over the living business content, the same however it came about.

    Without log, counters, users, settings, ids and stamps of entry; references by natural key; fields at their default and
    rows in the recycle bin are left out, and so are retracted events and everything that belongs to a row left out. Events of
    one day are told with their number where they do not stand in the order of their words.
    """
    lines = sorted(content_lines(reader))
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()


def content_lines(reader: Reader) -> Iterator[str]:
    """The living content, a line a row: to see what moved a digest."""
    keys: dict[str, dict[int, str]] = {}
    of_table = once_a_schema(reader, _columns)
    retracted = set(reader.column("select event_id from retraction"))
    gone = set(reader.column("select event_id from record_retraction"))
    places = _places_of_record_events(reader)
    for table, natural in {**NATURAL_KEYS, **dict.fromkeys(book_tables(reader), ("number",)), **OF_RECORDS}.items():
        if table == "finding_event":
            yield from _event_lines(reader, of_table[table], keys, retracted)
            continue
        columns = of_table[table]
        keys[table] = {}
        names = _unit_names(reader) if table == "unit" else {}
        for row_id, fields in _living(reader, table, columns):
            if table == "record_event" and row_id in gone:
                continue
            told = _told(table, columns, fields, keys)
            if told is None:
                continue
            if table == "record_event":
                told["place"] = places[row_id]
            if table == "unit":
                told["names"] = names.get(row_id, [])
            keys[table][row_id] = json.dumps(
                [told.get(name) for name in natural] if natural else told, ensure_ascii=False, sort_keys=True
            )
            yield json.dumps([table, told], ensure_ascii=False, sort_keys=True)


def book_tables(reader: Reader) -> tuple[str, ...]:
    """The tables of declared books, known by the columns that every book has; one whose records others name comes before them."""
    return once_a_schema(reader, _books)


def _books(reader: Reader) -> tuple[str, ...]:
    found = [
        table
        for table in all_tables(reader)
        if table not in NATURAL_KEYS
        and set(reader.column("select name from pragma_table_info(?)", (table,))) >= _BOOK_COLUMNS
    ]
    return tuple(_named_first(reader, found))


def _named_first(reader: Reader, tables: list[str]) -> list[str]:
    names = {
        table: set(reader.column('select "table" from pragma_foreign_key_list(?)', (table,))) & set(tables) - {table}
        for table in tables
    }
    ordered: dict[str, None] = {}
    while len(ordered) < len(tables):  # books that name one another in a ring come as they stand
        ready = [table for table in tables if table not in ordered and names[table] <= ordered.keys()]
        ordered |= dict.fromkeys(ready or [next(table for table in tables if table not in ordered)])
    return list(ordered)


def _places_of_record_events(reader: Reader) -> dict[int, int]:
    """The place of each standing event inside its record and date: the order of entry decides which of a day stands."""
    return dict(
        reader.tuples(
            """
            select e.id, row_number() over (partition by e.register, e.record_id, e.effective_on order by coalesce(e.place, e.copy_of, e.id))
              from record_event as e where not exists (select 1 from record_retraction as r where r.event_id = e.id)"""
        )
    )


def _event_lines(
    reader: Reader, columns: tuple[_Column, ...], keys: dict[str, dict[int, str]], retracted: set[int]
) -> Iterator[str]:
    """The standing events of what is in no bin. The order inside a day decides a figure, so it is told, but only where it must be."""
    keys["finding_event"] = {}
    days: dict[tuple[int, int | None, str], list[tuple[int, dict[str, Any]]]] = {}
    for row_id, fields in _living(reader, "finding_event", columns):
        gone = row_id in retracted or (fields["measure_id"] is not None and fields["measure_id"] not in keys["measure"])
        told = None if gone else _told("finding_event", columns, fields, keys)
        if told is not None:
            day = (fields["finding_id"], fields["measure_id"], fields["effective_on"])
            days.setdefault(day, []).append((fields["place"] or row_id, _without_ids(told, keys)))
    for events in days.values():
        events.sort(key=lambda event: event[0])
        lines = [json.dumps(["finding_event", told], ensure_ascii=False, sort_keys=True) for _place, told in events]
        if lines == sorted(lines):
            yield from lines
        else:
            for number, (_place, told) in enumerate(events, 1):
                yield json.dumps(["finding_event", {**told, "order": number}], ensure_ascii=False, sort_keys=True)


def _without_ids(told: dict[str, Any], keys: dict[str, dict[int, str]]) -> dict[str, Any]:
    """An event of a finding's unit names the units by what they are known by."""
    if told.get("attribute") != "unit_id":
        return told
    named = {name: keys["unit"].get(int(told[name]), told[name]) for name in ("old", "value") if told.get(name)}
    return {**told, **named}


def _columns(reader: Reader) -> dict[str, tuple[_Column, ...]]:
    """The columns of every table."""
    return {table: _of_table(reader, table) for table in all_tables(reader)}


def _of_table(reader: Reader, table: str) -> tuple[_Column, ...]:
    targets = dict(reader.tuples('select "from", "table" from pragma_foreign_key_list(?)', (table,)))
    info = reader.tuples('select name, dflt_value, "notnull" from pragma_table_info(?)', (table,))
    return tuple(
        _Column(name, reader.value(f"select {default}") if default else None, bool(needed), targets.get(name, ""))
        for name, default, needed in info
    )


def defaults(reader: Reader) -> dict[str, dict[str, Any]]:
    """What stands in a column where nothing was given, by table and column."""
    return once_a_schema(reader, _defaults)


def _defaults(reader: Reader) -> dict[str, dict[str, Any]]:
    every = once_a_schema(reader, _columns)
    return {table: {column.name: column.default for column in columns} for table, columns in every.items()}


def _living(reader: Reader, table: str, columns: tuple[_Column, ...]) -> Iterator[tuple[int, dict[str, Any]]]:
    names = [column.name for column in columns]
    for rows in batches(reader, table, ", ".join(names)):
        for row_id, *values in rows:
            fields = dict(zip(names, values, strict=True))
            if fields.get("removed_in") is None:
                yield row_id, fields


def _told(
    table: str, columns: tuple[_Column, ...], fields: dict[str, Any], keys: dict[str, dict[int, str]]
) -> dict[str, Any] | None:
    """The fields of a row that say something; None where the row belongs to one that is gone."""
    told: dict[str, Any] = {}
    for column in columns:
        value = fields[column.name]
        if column.name in _STAMPS or (table, column.name) in _COUNTERS:
            continue
        if column.target and value is not None:
            value = keys.get(column.target, {}).get(value)
            if value is None and column.needed:
                return None
        elif column.name == "record_id":
            value = keys.get(fields["register"], {}).get(value)
            if value is None:
                return None
        elif (table, column.name) in _FINDING_LISTS:
            value = [keys["finding"].get(each, each) for each in json.loads(value)] or column.default
        if value is not None and value != column.default:
            told[column.name] = value
    return told


def _unit_names(reader: Reader) -> dict[int, list[str]]:
    names: dict[int, list[str]] = {}
    for unit_id, name in reader.tuples(
        "select unit_id, name from unit_name where removed_in is null order by unit_id, name"
    ):
        names.setdefault(unit_id, []).append(name)
    return names
