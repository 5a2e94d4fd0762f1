"""The rows of a table as they were known on a day: later entries are not there, later edits are read back from the log."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from db.queries.standing import EVER
from db.reader import Reader

Row = dict[str, Any]


def known_rows(reader: Reader, table: str, known_at: str | None) -> dict[int, Row]:
    """Every living row of a table by id, as known on a day; `table` is one of ours."""
    rows = _rows(reader, table)
    if known_at:
        _take_back(rows, _later(reader, table, known_at))
    return {row_id: row for row_id, row in rows.items() if row.get("removed_in") is None}


def units_known(reader: Reader, as_of: str, known_at: str) -> tuple[dict[int, Row], dict[int, str]]:
    """The units that were known, and the name that each was known by on a date."""
    rows = known_rows(reader, "unit", known_at)
    names: dict[int, list[Row]] = {}
    for name in known_rows(reader, "unit_name", known_at).values():
        names.setdefault(name["unit_id"], []).append(name)
    return rows, {unit: _name_on(names.get(unit, []), as_of) for unit in rows}


def letter_days(reader: Reader, as_of: str, known_at: str | None) -> dict[int, dict[str, str]]:
    """The first day of each kind of event of every letter, of those that had happened and were known."""
    days: dict[int, dict[str, str]] = {}
    for event in known_rows(reader, "letter_event", known_at).values():
        if event["happened_on"] <= as_of:
            own = days.setdefault(event["letter_id"], {})
            own[event["kind"]] = min(event["happened_on"], own.get(event["kind"], EVER))
    return days


def rows_after(reader: Reader, table: str, action_id: int) -> dict[int, Row]:
    """Every living row of a table by id, as it was when an action was done; `table` is one of ours."""
    rows = _rows(reader, table)
    later = reader.tuples(
        "select row_id, verb, before from change_log where table_name = ? and action_id > ? order by seq desc",
        (table, action_id),
    )
    _take_back(rows, later)
    return {row_id: row for row_id, row in rows.items() if row.get("removed_in") is None}


def _rows(reader: Reader, table: str) -> dict[int, Row]:
    names = reader.column("select name from pragma_table_info(?)", (table,))
    found = reader.tuples(f"select {', '.join(names)} from [{table}] order by id")
    return {int(row[names.index("id")]): dict(zip(names, row, strict=True)) for row in found}


def _later(reader: Reader, table: str, known_at: str) -> tuple[tuple[Any, ...], ...]:
    return reader.tuples(
        """
        select log.row_id, log.verb, log.before from change_log as log join action on action.id = log.action_id
         where log.table_name = ? and substr(action.recorded_at, 1, 10) > ? order by log.seq desc""",
        (table, known_at),
    )


def _take_back(rows: dict[int, Row], later: Iterable[tuple[Any, ...]]) -> None:
    for row_id, verb, before in later:
        if row_id not in rows:
            continue
        if verb == "insert":
            del rows[row_id]
        elif before:
            was: Mapping[str, Any] = json.loads(before)
            rows[row_id].update({name: value for name, value in was.items() if name in rows[row_id]})


def _name_on(names: list[Row], as_of: str) -> str:
    """The name valid on a date, else the last before it, else the first."""
    begun = [name for name in names if (name["from_on"] or "") <= as_of]
    valid = [name for name in begun if (name["to_on"] or EVER) >= as_of]
    chosen = sorted(valid or begun or names, key=lambda name: (name["from_on"] or "", -name["id"]))
    if not chosen:
        return ""
    return str((chosen[-1] if valid or begun else chosen[0])["name"])
