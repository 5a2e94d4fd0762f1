"""What actions did: their rows in the log, the events they entered, what may be undone."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from db.reader import Reader


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One action of the log. `undone_by` is the action that took it back, 0 where none did."""

    id: int
    recorded_at: str
    user_name: str
    kind: str
    title: str
    reason: str
    undoes: int | None
    overridden: int
    undone_by: int


@dataclass(frozen=True, slots=True)
class LogRow:
    """One row of the change log."""

    seq: int
    action_id: int
    table: str
    row_id: int
    verb: str
    before: str
    after: str

    def was(self) -> dict[str, Any]:
        """The changed fields before, empty for an insert."""
        return dict(json.loads(self.before)) if self.before else {}

    def became(self) -> dict[str, Any]:
        """The fields after; for an update the changed ones only."""
        return dict(json.loads(self.after)) if self.after else {}


_ACTIONS = """
    select action.id, recorded_at, user_name, kind, title, reason, undoes, overridden,
           coalesce((select max(taker.id) from action as taker
                      where taker.undoes = action.id
                        and not exists (select 1 from action as third where third.undoes = taker.id
                                           and not exists (select 1 from action as fourth where fourth.undoes = third.id))), 0)
      from action
"""
_EVENT_FIELDS = (
    "finding_id",
    "measure_id",
    "kind",
    "claim_state",
    "verdict_state",
    "presence",
    "effective_on",
    "due_on",
    "review_on",
    "text",
    "reason",
    "approver",
    "actor",
    "refused",
    "opening",
    "paper",
    "related",
)


def action(reader: Reader, action_id: int) -> ActionRow | None:
    """One action by id."""
    return reader.row(ActionRow, f"{_ACTIONS} where action.id = ?", (action_id,))


def latest_actions(reader: Reader, limit: int = 50, before: int | None = None) -> tuple[ActionRow, ...]:
    """The last actions, newest first; logins are in a log of their own."""
    return reader.rows(
        ActionRow,
        f"{_ACTIONS} where action.kind <> 'log_in' and (:before is null or action.id < :before) order by action.id desc limit :limit",
        {"before": before, "limit": limit},
    )


def standing_form(reader: Reader, action_id: int) -> int:
    """The action whose rows stand for this one now: itself, or the last redo of it."""
    redone = reader.value(
        "select max(redo.id) from action as redo join action as undo on redo.undoes = undo.id where undo.undoes = ?",
        (action_id,),
    )
    return int(redone or action_id)


def log_of_action(reader: Reader, action_id: int) -> tuple[LogRow, ...]:
    """The log rows of an action, in order."""
    return reader.rows(
        LogRow,
        "select seq, action_id, table_name, row_id, verb, before, after from change_log where action_id = ? order by seq",
        (action_id,),
    )


def log_of_row(reader: Reader, table: str, row_id: int) -> tuple[LogRow, ...]:
    """The life of one row, in order."""
    return reader.rows(
        LogRow,
        "select seq, action_id, table_name, row_id, verb, before, after from change_log where table_name = ? and row_id = ? order by seq",
        (table, row_id),
    )


def later_log(reader: Reader, table: str, row_id: int, after_seq: int) -> tuple[LogRow, ...]:
    """What happened to a row after a point of the log."""
    return tuple(row for row in log_of_row(reader, table, row_id) if row.seq > after_seq)


def fields_of(reader: Reader, table: str, row_id: int) -> dict[str, Any]:
    """A row of any table as it is now, by column name."""
    columns = reader.column("select name from pragma_table_info(?)", (table,))
    rows = reader.tuples(f"select {', '.join(columns)} from {table} where id = ?", (row_id,))
    return dict(zip(columns, rows[0], strict=True)) if rows else {}


def is_retracted(reader: Reader, event_id: int) -> bool:
    """Whether an event was taken back."""
    return reader.value("select 1 from retraction where event_id = ?", (event_id,)) is not None


def event_fields(reader: Reader, event_id: int) -> dict[str, Any]:
    """What an event says, without its stamp."""
    rows = reader.tuples(f"select {', '.join(_EVENT_FIELDS)} from finding_event where id = ?", (event_id,))
    return dict(zip(_EVENT_FIELDS, rows[0], strict=True))


def first_of(reader: Reader, event_id: int) -> int:
    """The event that this one is a copy of, itself where it was entered first."""
    return int(reader.value("select coalesce(copy_of, id) from finding_event where id = ?", (event_id,)))


def standing_copies(reader: Reader, event_id: int) -> tuple[int, ...]:
    """Of an event and its later copies (entered again by undoing) those that stand now: one or none."""
    return reader.column(
        """
        select id from finding_event
         where (id = ?1 or copy_of = ?1) and not exists (select 1 from retraction where event_id = finding_event.id)
         order by id
        """,
        (first_of(reader, event_id),),
    )


def standing_event_ids(reader: Reader, finding_id: int) -> tuple[int, ...]:
    """The unretracted events of a finding and of its measures, in order of entry."""
    return reader.column(
        """
        select id from finding_event
         where finding_id = ? and not exists (select 1 from retraction where event_id = finding_event.id)
         order by id
        """,
        (finding_id,),
    )


def import_action(reader: Reader, number: int) -> int | None:
    """The action that entered the import with this number."""
    return reader.value(
        """
        select log.action_id from change_log as log join import_batch on import_batch.id = log.row_id
         where log.table_name = 'import_batch' and log.verb = 'insert' and import_batch.number = ?
        """,
        (number,),
    )


def events_after_action(reader: Reader, finding_id: int, action_id: int) -> int:
    """How many events other actions entered on a finding after an action, still standing."""
    return int(
        reader.value(
            """
            select count(*) from finding_event
             where finding_id = ? and action_id > ? and not exists (select 1 from retraction where event_id = finding_event.id)
            """,
            (finding_id, action_id),
        )
    )


def events_retracted_in(reader: Reader, finding_id: int, action_id: int) -> tuple[int, ...]:
    """The events of a finding that one action took back, in order of entry."""
    return reader.column(
        """
        select event.id from finding_event as event join retraction on retraction.event_id = event.id
         where event.finding_id = ? and retraction.action_id = ? order by event.id
        """,
        (finding_id, action_id),
    )


def last_recorded_at(reader: Reader) -> str | None:
    """The time of the last action, ISO; None in a new ledger."""
    return reader.value("select recorded_at from action order by id desc limit 1")
