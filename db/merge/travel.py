"""What goes from one copy of a ledger to another, and how a row is known on both.

A row is known by its uid: the hash of the log entry that entered it, which the chain makes unique and equal in the shared past.
What two copies enter as the same fact (a unit of one name, a unit in a round) has a uid from what it says instead.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from db.digest import NATURAL_KEYS, OF_RECORDS, book_tables, defaults
from db.once import once_a_schema
from db.reader import Reader
from db.triggers import APPEND_ONLY

ALONG = (
    "retraction", "record_retraction", "round_date_event", "import_row", "column_mapping", "paper_number", "pool_file",
)  # fmt: skip
"""Tables that go to another copy though the digest of the content does not tell them by themselves."""
SAME_FACT: Mapping[str, tuple[str, ...]] = {
    "term": ("number", "name"),
    "round": ("code", "name"),
    "team": ("round_id", "name"),
    "unit": ("name",),
    "unit_name": ("unit_id", "name", "from_on"),
    "unit_alias": ("unit_id", "alias"),
    "unit_merge": ("unit_id",),
    "round_unit": ("round_id", "unit_id"),
    "problem": ("round_id", "unit_id", "text"),
    "co_unit": ("finding_id", "unit_id"),
    "basis": ("name", "version"),
    "deadline_rule": ("round_id", "event"),
    "calendar_day": ("day",),
    "category": ("scheme", "level1", "level2", "level3"),
    "phrase": ("kind", "text"),
    "number_series": ("kind", "pattern", "year"),
    "letter_finding": ("letter_id", "finding_id"),
    "template_file": ("kind", "version", "sha256"),
    "paper_kind": ("kind", "title"),
    "office_word": ("kind", "word"),
    "own_field": ("book", "title"),
    "record_link": ("register", "record_id", "field", "finding_id"),
    "record_unit": ("register", "record_id", "field", "unit_id"),
    "column_mapping": ("signature",),
    "pool_file": ("sha256",),
    "retraction": ("event_id",),
    "record_retraction": ("event_id",),
}
"""What makes rows of two copies the same fact. The name of a unit is its first one, entered in the same action."""
LARGEST = frozenset(
    {("number_series", "next"), ("unit", "sort"), ("category", "sort"), ("phrase", "sort"), ("saved_view", "sort")}
)
"""Fields that count up: the larger value holds, and nobody is asked."""
EVENT = "finding_event"
STEP = "record_event"
EVENTS = {EVENT: "retraction", STEP: "record_retraction"}
"""Tables of events, with the one that takes them back."""
PRESENCE = "@presence"
MAKERS = frozenset({"split", "merge"})
"""Kinds of events whose deed makes findings in the place of those that leave."""
LANES = {
    "claim_state": "@claim",
    "verdict_state": "@verdict",
    "presence": PRESENCE,
    "due_on": "@due",
    "review_on": "@review",
}
"""Columns of an event that set what a finding or a measure says, by the name of the field that they stand for."""
RECORD_STATE = "@state"
"""The field of a record of a book that its steps stand for."""
NOTES = frozenset(
    {
        ("draw", "check"), ("lead", "receive"), ("lead", "note"), ("opinion", "answer"), ("common_group", "rename"),
        ("common_group", "move"), ("secretary_item", "note"),
    }
)  # fmt: skip
"""Steps of books that leave a record where it is, by their declaration: they decide nothing that another step could contradict."""
SAID_BY = {**dict.fromkeys(LANES.values(), EVENT), RECORD_STATE: STEP}
"""Fields that events stand for, with the table of these events: what is said is value, day and uid of the event."""
STANDS = "@stands"
"""The field of a place in a day: the event that stands there."""
REMOVED = "removed_in"
IN_BIN = "@bin"
"""The field of a row in the recycle bin whose write had seen all that its action knew to be said of the row."""
SPLIT = frozenset({"own", "other"})
"""Columns that hold fields of their own, as a JSON object; those of `own` are known by the uid of the field, since two copies may
give two fields one name."""
OWN = "own"
OWN_FIELD = "own_field"
ORDER = "@order"
"""Behind the name of such a column: in which order its fields stand."""
_DROPPED = frozenset({"id", "action_id"})


@dataclass(frozen=True)
class Travelling:
    """The tables that go, their columns, and which of those name rows."""

    reader: Reader

    @cached_property
    def tables(self) -> tuple[str, ...]:
        """In an order in which what a row names mostly comes before it."""
        return _tables(self.reader)

    @cached_property
    def columns(self) -> Mapping[str, tuple[str, ...]]:
        """The columns that go, by table."""
        return once_a_schema(self.reader, _columns)

    @cached_property
    def targets(self) -> Mapping[str, Mapping[str, str]]:
        """The columns that name a row of a table, by table."""
        return once_a_schema(self.reader, _targets)

    @cached_property
    def defaults(self) -> Mapping[str, Mapping[str, Any]]:
        """What stands in a column where nothing was given, by table."""
        return defaults(self.reader)

    @cached_property
    def unique(self) -> Mapping[str, tuple[tuple[tuple[str, ...], bool], ...]]:
        """The columns that may not say the same twice, by table; with whether rows in the recycle bin are left out."""
        return once_a_schema(self.reader, _unique)

    def linked(self, table: str, fields: Mapping[str, Any], map_one: Any) -> dict[str, Any]:
        """The fields with every row that they name put through `map_one(table, id or uid)`; `fields` tells all of them that decide."""
        found = dict(fields)
        for name, target in self.targets[table].items():
            if found.get(name) is not None:
                found[name] = map_one(target, found[name])
        if found.get("record_id") is not None and fields.get("register") in self.columns:
            found["record_id"] = map_one(fields["register"], found["record_id"])
        if table == "finding_event" and fields.get("attribute") == "unit_id":
            found |= {name: str(map_one("unit", _id(found[name]))) for name in ("old", "value") if found.get(name)}
        if table == "letter_figure" and found.get("findings"):
            found["findings"] = json.dumps([map_one("finding", one) for one in json.loads(found["findings"])])
        return found


def _tables(reader: Reader) -> tuple[str, ...]:
    records = (table for table in OF_RECORDS if table != "merge_conflict")
    return *NATURAL_KEYS, *book_tables(reader), *records, *ALONG


def _columns(reader: Reader) -> dict[str, tuple[str, ...]]:
    every = defaults(reader)
    return {table: tuple(name for name in every[table] if name not in _DROPPED) for table in _tables(reader)}


def _targets(reader: Reader) -> dict[str, dict[str, str]]:
    found = {}
    for table in _tables(reader):
        links = reader.tuples('select "from", "table" from pragma_foreign_key_list(?)', (table,))
        found[table] = {name: target for name, target in links if target != "action"}
    return found


def _unique(reader: Reader) -> dict[str, tuple[tuple[tuple[str, ...], bool], ...]]:
    return {table: _unique_in(reader, table) for table in _tables(reader) if table not in APPEND_ONLY}


def _unique_in(reader: Reader, table: str) -> tuple[tuple[tuple[str, ...], bool], ...]:
    found = reader.tuples(
        """select name, partial from pragma_index_list(?) where "unique" and origin <> 'pk' order by name""",
        (table,),
    )
    named = "select name from pragma_index_info(?) order by seqno"
    return tuple((reader.column(named, (index,)), bool(partial)) for index, partial in found)


def _id(text: str) -> int | str:
    return int(text) if text.isdigit() else text


def same_fact_uid(table: str, said: Mapping[str, Any]) -> str:
    """The uid of a row from what it says, its links as uids."""
    told = json.dumps([table, *(said.get(name) for name in SAME_FACT[table])], ensure_ascii=True)
    return "=" + hashlib.sha256(told.encode("ascii")).hexdigest()[:23]


def entry_uid(entry_hash: str) -> str:
    """The uid of an action or a row from the hash of an entry of the log."""
    return entry_hash[:24]
