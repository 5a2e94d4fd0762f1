"""The records of any declared book, as they stood on a date D as known on a date K: one reader for all of them.

A record stands in the state of its last event by (effective_on, place) among those with effective_on <= D and known_on <= K that
no retraction known on K takes back; the place of an event that was entered again is that of its first entry. Its fields are those
known on K: later edits are read back from the log. A record without a standing event is not there.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from db.queries.book_links import findings_linked, units_linked
from db.queries.naming import called
from db.queries.standing import EVER, author, is_kept, moment, unit_name
from db.reader import Reader

_AS_STORED = {"authorised_by": "authorisation"}
"""Fields whose column has another name since the first release."""
RESERVED = frozenset(
    {
        "on", "group", "from", "to", "order", "index", "values", "check", "default", "set", "table", "where", "select", "limit", "case", "when", "then", "else", "end", "by", "as", "in", "is",
    }
)  # fmt: skip
_SUFFIXED = frozenset({"unit", "round", "team", "record", "finding", "letter"})
COMMON = ("remark", "classification")
_CALLED = {"round": "name", "finding": "number", "letter": "number"}


@dataclass(frozen=True)
class BookShape:
    """What the reader must know of a book: its table, what each field holds, by name, the fields that its clerk added, and the table of the records that a field names."""

    table: str
    holds: Mapping[str, str]
    own: tuple[str, ...] = ()
    named: Mapping[str, str] = dataclasses.field(default_factory=dict)
    derived: tuple[str, ...] = ()
    """Fields that no column holds."""
    derive: Callable[[Reader, Sequence[Record]], Mapping[int, Mapping[str, Any]]] | None = None
    """Computes those from all records of the book."""

    @property
    def columns(self) -> dict[str, str]:
        """Column by field, of the fields that stand in the table."""
        return {
            name: column_of(name, kind)
            for name, kind in self.holds.items()
            if kind not in ("findings", "units", "file")
        }


@dataclass(frozen=True, slots=True)
class Record:
    """A record as people read it: `fields` has links as names and numbers, `stored` as ids. Fields are attributes too.

    `numbers` has the permanent numbers of the records that it names, by field.
    """

    id: int
    number: str
    state: str
    state_on: str
    fields: Mapping[str, Any]
    stored: Mapping[str, Any]
    removed: bool = False
    numbers: Mapping[str, str] = dataclasses.field(default_factory=dict)

    def __getattr__(self, name: str) -> Any:
        try:
            return self.fields[name]
        except KeyError:
            raise AttributeError(name) from None


@dataclass(frozen=True, slots=True)
class RecordEvent:
    """One dated step of a record, for its history; `retracted_on` is empty while it stands."""

    id: int
    step: str
    state: str
    effective_on: str
    recorded_at: str
    reason: str
    actor: str
    retracted_on: str | None


@dataclass(frozen=True, slots=True)
class RecordFile:
    """A file of a record; `field` is empty for evidence, else the field that it fills."""

    id: int
    field: str
    title: str
    file_name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class OwnField:
    """A field that a clerk added to a book; `choices` are its words, `internal` keeps it out of every file that leaves."""

    id: int
    book: str
    name: str
    title: str
    holds: str
    choices: str
    width: int
    internal: int = 0


def column_of(name: str, holds: str) -> str:
    """The column of a field: links carry _id, words of SQL an underscore."""
    if holds in _SUFFIXED:
        return f"{name}_id"
    return f"{name}_" if name in RESERVED else _AS_STORED.get(name, name)


def records(
    reader: Reader,
    shape: BookShape,
    as_of: str,
    known_at: str | None = None,
    *,
    ids: Sequence[int] | None = None,
    removed: bool = False,
    short: bool = False,
    bare: bool = False,
) -> tuple[Record, ...]:
    """The living records of a book on a date, or those in the recycle bin, in order of entry; `short` shows units by their short names.

    `bare`: what records point at is told by id alone and no word is looked up, so that the questions asked do not grow with the rows.
    """
    if shape.derive is None:
        return _read(reader, shape, as_of, known_at, ids, removed=removed, short=short, bare=bare)
    every = _read(reader, shape, as_of, known_at, None, removed=removed, short=short, bare=bare)
    told, none = shape.derive(reader, every), dict.fromkeys(shape.derived)
    wanted = None if ids is None else frozenset(ids)
    return tuple(
        replace(one, fields={**one.fields, **none, **more}, stored={**one.stored, **none, **more})
        for one in every
        if wanted is None or one.id in wanted
        for more in [told.get(one.id, {})]
    )


def _read(
    reader: Reader,
    shape: BookShape,
    as_of: str,
    known_at: str | None,
    ids: Sequence[int] | None,
    *,
    removed: bool,
    short: bool,
    bare: bool = False,
) -> tuple[Record, ...]:
    rows = _rows(reader, shape, ids)
    if known_at:
        _take_back(reader, shape.table, rows, known_at)
    states = _states(reader, shape.table, as_of, known_at)
    wanted = {row_id: row for row_id, row in rows.items() if (row["removed_in"] is not None) == removed}
    if not removed:
        wanted = {row_id: row for row_id, row in wanted.items() if row_id in states}
    words = _Unnamed(reader, as_of) if bare else _Words(reader, as_of, short=short)
    linked = findings_linked(reader, shape.table, known_at)
    if "units" in shape.holds.values():
        linked |= units_linked(reader, shape.table, known_at, partial(words.of, "unit"))
    files = _files(reader, shape.table)
    return tuple(
        _record(shape, row_id, row, states.get(row_id, ("", "")), linked, files, words)
        for row_id, row in wanted.items()
    )


def record_id(reader: Reader, table: str, number: str) -> int | None:
    """The record with a permanent number, also one in the recycle bin."""
    return reader.number(f"select id from [{table}] where number = ?", (number,))


def number_of(reader: Reader, table: str, record: int) -> str:
    """The permanent number of a record; '' where there is none."""
    return str(reader.value(f"select number from [{table}] where id = ?", (record,)) or "")


def state_now(reader: Reader, table: str, record: int) -> str:
    """The last state of a record whatever its date: what the next step starts from."""
    found = _states(reader, table, EVER, None, record)
    return found[record][0] if record in found else ""


def last_event_on(reader: Reader, table: str, record: int) -> str:
    """The date of the last standing event of a record, ISO; '' where there is none."""
    found = _states(reader, table, EVER, None, record)
    return found[record][1] if record in found else ""


def events_of(
    reader: Reader, table: str, record: int, as_of: str = EVER, known_at: str | None = None
) -> tuple[RecordEvent, ...]:
    """The steps of a record in the order in which they are true, also those taken back: all, or those of a day as known then."""
    return reader.rows(
        RecordEvent,
        f"""
        select e.id, e.step, e.state, e.effective_on, e.recorded_at, e.reason,
               {author("record_event", "e.id", "(select user_name from action where id = e.action_id)")},
               (select r.known_on from record_retraction as r where r.event_id = e.id and r.known_on <= :known_at)
          from record_event as e where e.register = :register and e.record_id = :record
           and e.effective_on <= :as_of and e.known_on <= :known_at
         order by e.effective_on, coalesce(e.place, e.copy_of, e.id), e.id""",
        {"register": table, "record": record, **moment(as_of, known_at)},
    )


def standing_events(reader: Reader, table: str, record: int) -> tuple[RecordEvent, ...]:
    """The steps of a record that stand now."""
    return tuple(event for event in events_of(reader, table, record) if event.retracted_on is None)


def word_of(reader: Reader, holds: str, target: int) -> str:
    """What people call a unit, round, finding, letter or record of a book that a field points at."""
    return _Words(reader, EVER).of(holds, target)


def files_of(
    reader: Reader, table: str, record: int, as_of: str = EVER, known_at: str | None = None
) -> tuple[RecordFile, ...]:
    """The living files of a record, or those that it had on a day, in order of entry."""
    return reader.rows(
        RecordFile,
        f"""select id, field, title, file_name, sha256 from record_file
            where register = :register and record_id = :record and {is_kept("record_file")} order by id""",
        {"register": table, "record": record, **moment(as_of, known_at)},
    )


def records_of_finding(
    reader: Reader, shape: BookShape, finding_id: int, known_at: str | None = None
) -> tuple[int, ...]:
    """The living records of a book that name a finding, as known."""
    found = list(
        reader.column(
            """select link.record_id from record_link as link
                 join action as made on made.id = link.action_id left join action as gone on gone.id = link.removed_in
                where link.register = :register and link.finding_id = :finding
                  and substr(made.recorded_at, 1, 10) <= :known_at
                  and (gone.id is null or substr(gone.recorded_at, 1, 10) > :known_at)""",
            {"register": shape.table, "finding": finding_id, "known_at": known_at or EVER},
        )
    )
    for name, kind in shape.holds.items():
        if kind == "finding":
            found += reader.column(
                f"select id from [{shape.table}] where {column_of(name, kind)} = ? and removed_in is null",
                (finding_id,),
            )
    return tuple(sorted(set(found)))


def own_fields(reader: Reader, book: str) -> tuple[OwnField, ...]:
    """The fields that clerks added to a book, in order."""
    return reader.rows(
        OwnField,
        "select id, book, name, title, holds, choices, width, internal from own_field where book = ? and removed_in is null order by id",
        (book,),
    )


def columns_of(reader: Reader, table: str) -> tuple[str, ...]:
    """The columns that a table has; empty where there is no such table."""
    return reader.column("select name from pragma_table_info(?)", (table,))


def _rows(reader: Reader, shape: BookShape, ids: Sequence[int] | None) -> dict[int, dict[str, Any]]:
    names = ["id", "number", "own", "removed_in", *COMMON, *shape.columns.values()]
    found = reader.tuples(
        f"""select {", ".join(names)} from [{shape.table}]
             where :ids is null or id in (select value from json_each(:ids)) order by id""",
        {"ids": None if ids is None else json.dumps(list(ids))},
    )
    return {row[0]: dict(zip(names, row, strict=True)) for row in found}


def _take_back(reader: Reader, table: str, rows: Mapping[int, dict[str, Any]], known_at: str) -> None:
    """Edits entered after a date are read back from the log, the newest first."""
    later = reader.tuples(
        """
        select log.row_id, log.before from change_log as log join action on action.id = log.action_id
         where log.table_name = ? and log.verb = 'update' and substr(action.recorded_at, 1, 10) > ? order by log.seq desc""",
        (table, known_at),
    )
    for row_id, before in later:
        if row_id in rows and before:
            was = json.loads(before)
            rows[row_id].update({name: value for name, value in was.items() if name in rows[row_id]})


def _states(
    reader: Reader, table: str, as_of: str, known_at: str | None, record: int | None = None
) -> dict[int, tuple[str, str]]:
    found = reader.tuples(
        """
        select e.record_id, e.state, e.effective_on from record_event as e
         where e.register = :register and (:record is null or e.record_id = :record)
           and e.effective_on <= :as_of and e.known_on <= :known_at
           and not exists (select 1 from record_retraction as r where r.event_id = e.id and r.known_on <= :known_at)
         order by e.effective_on, coalesce(e.place, e.copy_of, e.id)""",
        {"register": table, "record": record, **moment(as_of, known_at)},
    )
    return {row[0]: (row[1], row[2]) for row in found}


def _files(reader: Reader, table: str) -> dict[tuple[int, str], tuple[str, str]]:
    found = reader.tuples(
        "select record_id, field, file_name, sha256 from record_file where register = ? and field <> '' and removed_in is null order by id",
        (table,),
    )
    return {(row[0], row[1]): (row[2], row[3]) for row in found}


class _Words:
    """Names and numbers of what records point at, each read once."""

    def __init__(self, reader: Reader, as_of: str, *, short: bool = False) -> None:
        self._reader, self._as_of, self._short = reader, as_of, short
        self._known: dict[tuple[str, int], str] = {}

    def of(self, holds: str, target: int | None) -> str:
        """The unit's name on the date, the round's name, a permanent number, a 文号."""
        if target is None:
            return ""
        key = (holds, target)
        if key not in self._known:
            self._known[key] = str(self._reader.value(self._sql(holds), {"id": target, "as_of": self._as_of}) or "")
        return self._known[key]

    def number_of(self, table: str, target: int) -> str:
        """The permanent number of a record."""
        key = (f"{table} number", target)
        if key not in self._known:
            self._known[key] = str(self._reader.value(f"select number from [{table}] where id = ?", (target,)) or "")
        return self._known[key]

    def _sql(self, holds: str) -> str:
        if holds == "unit" and self._short:
            return f"select coalesce(nullif(short, ''), {unit_name(':id')}) from unit where id = :id"
        if holds == "unit":
            return f"select {unit_name(':id')}"
        if holds in _CALLED:
            return f"select {_CALLED[holds]} from [{holds}] where id = :id"
        return f"select {called(self._reader, holds)} from [{holds}] as named where id = :id"


class _Unnamed(_Words):
    """Asks for no names."""

    def of(self, holds: str, target: int | None) -> str:
        """Nothing."""
        return ""

    def number_of(self, table: str, target: int) -> str:
        """Nothing."""
        return ""


def _record(
    shape: BookShape,
    row_id: int,
    row: Mapping[str, Any],
    state: tuple[str, str],
    linked: Mapping[tuple[int, str], list[tuple[int, str]]],
    files: Mapping[tuple[int, str], tuple[str, str]],
    words: _Words,
) -> Record:
    stored: dict[str, Any] = {}
    shown: dict[str, Any] = {}
    columns = shape.columns
    for name, kind in shape.holds.items():
        if kind in ("findings", "units"):
            pairs = linked.get((row_id, name), [])
            stored[name], shown[name] = tuple(p[0] for p in pairs), tuple(p[1] for p in pairs)
        elif kind == "file":
            shown[name], stored[name] = files.get((row_id, name), ("", ""))
        else:
            stored[name] = row[columns[name]]
            shown[name] = words.of(shape.named.get(name, kind), stored[name]) if kind in _SUFFIXED else stored[name]
    numbers = {name: words.number_of(table, stored[name]) for name, table in shape.named.items() if stored[name]}
    own = json.loads(row["own"] or "{}")
    for name in (*COMMON, *shape.own):
        stored[name] = shown[name] = row[name] if name in COMMON else own.get(name)
    return Record(row_id, row["number"], state[0], state[1], shown, stored, row["removed_in"] is not None, numbers)
