"""The life of one cell: every logged change of a column of a row, and of findings the dated events that set it (A2)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from db.queries.standing import EVER, LANES
from db.reader import Reader


@dataclass(frozen=True, slots=True)
class CellChange:
    """One change: `since` is the day from which it is true where that was said, `taken_back` the day on which it was.

    `entered` marks the first value, which came with the row.
    """

    action_id: int
    recorded_at: str
    user_name: str
    title: str
    reason: str
    old: Any
    new: Any
    since: str = ""
    taken_back: str = ""
    entered: bool = False


def logged(
    reader: Reader, table: str, row_id: int, column: str, until: str = EVER, *, own: str = ""
) -> list[CellChange]:
    """What the log says of a column, the first entry first; `own` is the key of a field of the office's own within it."""
    rows = reader.tuples(
        """
        select action.id, action.recorded_at, action.user_name, action.title, action.reason, log.before, log.after
          from change_log as log join action on action.id = log.action_id
         where log.table_name = ? and log.row_id = ? and log.verb in ('insert', 'update')
           and substr(action.recorded_at, 1, 10) <= ? order by log.seq""",
        (table, row_id, until),
    )
    found = []
    for action_id, at, who, title, reason, before, after in rows:
        was, became = json.loads(before or "{}"), json.loads(after or "{}")
        if column not in was and column not in became:
            continue
        old, new = _value(was, column, own), _value(became, column, own)
        if old != new or not before:
            found.append(CellChange(action_id, at, who, title, reason, old, new, entered=not before))
    return found


def dated(
    reader: Reader, finding_id: int, attributes: tuple[str, ...], lanes: tuple[str, ...], until: str = EVER
) -> list[CellChange]:
    """The events of a finding that set one of some attributes or lanes, as they take effect; lanes tell only what is new."""
    columns = [LANES[lane] for lane in lanes]
    new = " , ".join(f"nullif(e.{column}, '')" for column in columns)
    lane = f"coalesce({new}, null)" if columns else "null"
    rows = reader.rows(
        CellChange,
        f"""
        select action.id, action.recorded_at, action.user_name, action.title, coalesce(nullif(e.reason, ''), e.text),
               iif(e.attribute <> '', e.old, null), iif(e.attribute <> '', e.value, {lane}), e.effective_on,
               coalesce(r.known_on, ''), e.kind = 'give'
          from finding_event as e join action on action.id = e.action_id
          left join retraction as r on r.event_id = e.id and r.known_on <= :until
         where e.finding_id = :id and e.measure_id is null and substr(action.recorded_at, 1, 10) <= :until
           and (e.attribute in (select value from json_each(:attributes)) or (e.attribute = '' and {lane} is not null))
         order by e.effective_on, coalesce(e.place, e.id), e.id""",
        {"id": finding_id, "until": until, "attributes": json.dumps(attributes)},
    )
    return list(rows)


def _value(fields: dict[str, Any], column: str, own: str) -> Any:
    if not own:
        return fields.get(column)
    held = fields.get(column) or {}
    held = json.loads(held) if isinstance(held, str) else held
    return held.get(own)
