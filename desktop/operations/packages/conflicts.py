"""The list of conflicts between copies: what is open follows from the nodes alone, so it is the same on every copy.

Whoever writes a field afterwards settles it: who wrote it had all sides before him. Who settles a conflict by name may also leave what is
shown (`settling`). Where what closed it is undone, by whatever deed that was, the conflict is open again.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any

from db.merge.bin_states import PARTS
from db.merge.claims import CLAIM, resolved
from db.merge.nodes import known
from db.merge.state import SETTLED, Conflict, Key, State
from db.merge.travel import OWN_FIELD, REMOVED, STANDS, Travelling
from db.queries import history, packages
from db.queries.packages import OpenConflict
from db.writer import Writer

Ids = Mapping[tuple[str, str], int]


def said_of(conflict: Conflict) -> list[list[Any]]:
    """A conflict as it is recorded: every side with who said it when, the shown one first; the same on every copy."""
    return [[side.value, side.at, side.user] for side in conflict.sides]


def settle(writer: Writer, action_id: int) -> None:
    """Bring the list in line after an action that wrote where copies say different things, or brought a row back of which they do."""
    listed = packages.open_conflicts(writer)
    reopens = packages.takes_back(writer, action_id, SETTLED) or packages.takes_out(writer, action_id)
    if not reopens and not packages.settles(writer, action_id) and not _concerns(writer, action_id, listed):
        return
    own, travel = known(writer), Travelling(writer)
    state = resolved(travel, own.nodes)
    _give_back(writer, travel, state, listed)
    record(writer, action_id, state, own.ids)


def record(writer: Writer, action_id: int, state: State, ids: Ids) -> None:
    """Close what is settled, enter what is new."""
    wanted: dict[Key, Conflict] = dict(state.conflicts)
    for one in packages.open_conflicts(writer):
        key = (one.table, one.row_uid, one.field)
        if key in wanted and said_of(wanted[key]) == one.sides:
            del wanted[key]
        else:
            close(writer, one.id, action_id)
    for key in sorted(wanted):
        table, uid, name = key
        row = home_of(ids, uid) if name == STANDS else row_of(ids, table, uid)
        fields = {"table_name": table, "row_id": row, "row_uid": uid, "field": name, "said": said_of(wanted[key])}
        writer.insert("merge_conflict", fields)


def close(writer: Writer, number: int, action_id: int) -> None:
    """Close a conflict with an action; undoing that action opens it again (`db.merge.nodes`)."""
    writer.update("merge_conflict", number, {REMOVED: action_id, "undo_opens": 1})


def close_of(writer: Writer, key: Key, action_id: int) -> None:
    """Close the open conflict of a field with an action."""
    for one in packages.open_conflicts(writer):
        if (one.table, one.row_uid, one.field) == key:
            close(writer, one.id, action_id)


def row_of(ids: Ids, table: str, uid: str) -> int:
    """The own id of a row, 0 where there is none; rows that no log entry made are known by their id everywhere."""
    found = ids.get((table, uid))
    if found is None and uid.startswith(f"{table}#"):
        found = int(uid.rpartition("#")[2])
    return found or 0


def home_of(ids: Ids, whose: str) -> int:
    """The own id of the finding or record that a place in a day belongs to."""
    uid = whose.partition(" ")[0]
    found = next((row_id for (_table, one), row_id in ids.items() if one == uid), 0)
    return found or (int(uid.rpartition("#")[2]) if "#" in uid and not uid.startswith("=") else 0)


def with_part(stored: str | None, name: str, value: Any) -> str:
    """A column of own fields with one of them said otherwise; empty takes it out."""
    parts = json.loads(stored or "{}")
    parts = {**parts, name: value} if value not in (None, "") else {one: parts[one] for one in parts if one != name}
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":"))


def _concerns(writer: Writer, action_id: int, listed: tuple[OpenConflict, ...]) -> bool:
    if not listed:
        return False
    homes = packages.touched_homes(writer, action_id)
    tables = {table for table, _row in homes}
    return any(
        (one.table, one.row_id) in homes
        or (one.field.startswith(CLAIM) and one.table in tables)
        or (one.table in PARTS and not homes.isdisjoint(_owners(writer, one)))
        or (one.field == REMOVED and _may_name(writer, tables, one.table))
        for one in listed
    )


def _may_name(writer: Writer, tables: Collection[str], table: str) -> bool:
    """Whether rows of the tables may name one of a table: what stands against the bin may stand no more once such a row was written."""
    targets = Travelling(writer).targets
    return table == OWN_FIELD or any(name in PARTS or table in targets.get(name, {}).values() for name in tables)


def _owners(writer: Writer, one: OpenConflict) -> set[tuple[str, int]]:
    """The rows with which a part of them stands or falls."""
    said = history.fields_of(writer, one.table, one.row_id)
    named = (
        (said.get("register"), "record_id"),
        ("finding", "finding_id"),
        ("measure", "measure_id"),
    )
    return {(str(table), int(said[name])) for table, name in named if said.get(name)}


def _give_back(writer: Writer, travel: Travelling, state: State, listed: tuple[OpenConflict, ...]) -> None:
    """A number or name whose first claimant gave it up goes to the one who had to stand back."""
    for one in listed:
        if not one.field.startswith(CLAIM):
            continue
        now = history.fields_of(writer, one.table, one.row_id)
        fields = state.rows[one.table, one.row_uid]
        name = one.field.removeprefix(CLAIM)
        if name not in travel.targets[one.table] and fields.get(name, now[name]) != now[name]:
            writer.update(one.table, one.row_id, {name: fields[name]})
        if not fields.get(REMOVED) and now[REMOVED] is not None:
            writer.update(one.table, one.row_id, {REMOVED: None})
