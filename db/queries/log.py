"""The log as people read it: who changed what, when, from what to what, and why."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from db.reader import Reader


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of one row changed by one action; `old` is None where the row was new."""

    action_id: int
    recorded_at: str
    user_name: str
    title: str
    reason: str
    table: str
    row_id: int
    verb: str
    field: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class LoggedAction:
    """One action with the number of rows it wrote."""

    id: int
    recorded_at: str
    user_name: str
    kind: str
    title: str
    reason: str
    undoes: int | None
    overridden: int
    rows: int


_CHANGES = """
    select action.id, recorded_at, user_name, title, reason, table_name, row_id, verb, before, after
      from change_log join action on action.id = change_log.action_id
"""


def chain_head_of(reader: Reader, register: str, record: int) -> str:
    """The end of the log's chain after the action that entered a record of a book; '' where there is none."""
    return str(
        reader.value(
            """select hash from change_log where action_id = (
                   select min(action_id) from record_event where register = :register and record_id = :record)
               order by seq desc limit 1""",
            {"register": register, "record": record},
        )
        or ""
    )


def first_sum(reader: Reader) -> str:
    """The sum of the first entry of the log: every copy of a ledger has the same one."""
    return reader.text("select hash from change_log where seq > 0 order by seq limit 1") or ""


def history_of_row(reader: Reader, table: str, row_id: int, field: str | None = None) -> tuple[FieldChange, ...]:
    """The life of a row, or of one field of it, oldest first."""
    entries = reader.tuples(f"{_CHANGES} where table_name = ? and row_id = ? order by seq", (table, row_id))
    return tuple(change for change in _spread(entries) if field is None or change.field == field)


def actions(
    reader: Reader,
    *,
    user_name: str = "",
    since: str = "",
    until: str = "",
    text: str = "",
    before: int | None = None,
    limit: int = 200,
) -> tuple[LoggedAction, ...]:
    """Actions, newest first, by person, by date of entry (both inclusive) and by words of title or reason."""
    return reader.rows(
        LoggedAction,
        """
        select id, recorded_at, user_name, kind, title, reason, undoes, overridden,
               (select count(*) from change_log where action_id = action.id)
          from action
         where (:user = '' or user_name = :user)
           and (:since = '' or substr(recorded_at, 1, 10) >= :since)
           and (:until = '' or substr(recorded_at, 1, 10) <= :until)
           and (:text = '' or instr(title, :text) > 0 or instr(reason, :text) > 0)
           and (:before is null or id < :before)
         order by id desc limit :limit
        """,
        {"user": user_name, "since": since, "until": until, "text": text, "before": before, "limit": limit},
    )


NOT_TOLD = frozenset({("signing_key", "secret"), ("receipt", "nodes")})
"""What no reader of the log is told: a key, and the work of another copy, whose rows stand in the log by themselves."""


def _spread(entries: tuple[tuple[Any, ...], ...]) -> list[FieldChange]:
    changes = []
    for action_id, recorded_at, user_name, title, reason, table, row_id, verb, before, after in entries:
        old = json.loads(before) if before else {}
        new = json.loads(after) if after else {}
        fields = [name for name in {**old, **new} if name != "id" and (table, name) not in NOT_TOLD]
        if not old:  # a new row: only what it says
            fields = [name for name in fields if new[name] not in (None, "")]
        changes += [
            FieldChange(
                action_id,
                recorded_at,
                user_name,
                title,
                reason,
                table,
                row_id,
                verb,
                name,
                old.get(name),
                new.get(name),
            )
            for name in fields
        ]
    return changes


def first_day(reader: Reader) -> str:
    """The day of the first action of the ledger; '' where there is none."""
    return (reader.text("select min(recorded_at) from action") or "")[:10]
