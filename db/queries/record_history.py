"""Single steps of records: whether one stands, its copies, what it says."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from db.queries.standing import EVER, FACTS, record_place
from db.reader import Reader

_FIELDS = ("register", "record_id", "step", "state", "effective_on", "reason", "actor", "was")


def is_retracted(reader: Reader, event_id: int) -> bool:
    """Whether a step was taken back."""
    return reader.value("select 1 from record_retraction where event_id = ?", (event_id,)) is not None


def event_fields(reader: Reader, event_id: int) -> dict[str, Any]:
    """What a step says, with the step that it is a copy of and its place in the order of its day, without its stamp."""
    rows = reader.tuples(
        f"select {', '.join(_FIELDS)}, coalesce(copy_of, id), {record_place('e')} from record_event as e where id = ?",
        (event_id,),
    )
    return dict(zip((*_FIELDS, "copy_of", "place"), rows[0], strict=True))


def standing_copies(reader: Reader, event_id: int) -> tuple[int, ...]:
    """Of a step and its later copies (entered again by undoing) those that stand now: one or none."""
    return reader.column(
        """
        select id from record_event
         where coalesce(copy_of, id) = (select coalesce(copy_of, id) from record_event where id = ?)
           and not exists (select 1 from record_retraction where event_id = record_event.id)
         order by id""",
        (event_id,),
    )


def last_place(reader: Reader, register: str, record: int) -> int:
    """The last place of the steps of a record, 0 where there is none."""
    found = reader.number(
        f"select max({record_place('e')}) from record_event as e where register = ? and record_id = ?",
        (register, record),
    )
    return found or 0


def last_day(reader: Reader, register: str, record: int, step: str) -> str | None:
    """The day of the latest standing event of a step of a record."""
    return reader.text(
        """
        select max(effective_on) from record_event as e
         where register = ? and record_id = ? and step = ?
           and not exists (select 1 from record_retraction as r where r.event_id = e.id)""",
        (register, record, step),
    )


def facts_told(reader: Reader, table: str, row_id: int) -> dict[str, str]:
    """The dated facts of a unit or a finding that events told of, with what stands last; one of which none stands says what the first changed.

    The same as `standing.fact` reads on the latest day.
    """
    rows = reader.tuples(
        f"""
        select step, state, not exists (select 1 from record_retraction as r where r.event_id = e.id)
          from record_event as e where register = ? and record_id = ? order by effective_on, {record_place("e")}, id""",
        (table, row_id),
    )
    firsts = reader.tuples(
        f"select step, was from record_event as e where register = ? and record_id = ? order by {record_place('e')} desc, id desc",
        (table, row_id),
    )
    told = dict(firsts) | {name: state for name, state, stands in rows if stands}
    return {name: told[name] for name in FACTS.get(table, ()) if name in told}


def fact_of(reader: Reader, event_id: int) -> tuple[str, int] | None:
    """The unit or finding whose dated fact an event tells; None for a step of a record."""
    said = event_fields(reader, event_id)
    return (said["register"], int(said["record_id"])) if said["step"] in FACTS.get(said["register"], ()) else None


def steps_of(reader: Reader, first: int) -> tuple[tuple[int, int, str, str], ...]:
    """What people did to a step, in order: action, whether it entered it, for which date and state; undoing is not among it."""
    return tuple(
        (int(row[0]), int(row[1]), str(row[2]), str(row[3]))
        for row in reader.tuples(
            """
            select action_id, enters, effective_on, state from (
                select e.action_id, 1 as enters, e.effective_on, e.state from record_event as e where coalesce(e.copy_of, e.id) = ?1
                union all
                select r.action_id, 0, e.effective_on, e.state from record_retraction as r join record_event as e on e.id = r.event_id
                 where coalesce(e.copy_of, e.id) = ?1
            ) join action on action.id = action_id where action.undoes is null order by action_id, enters""",
            (first,),
        )
    )


@dataclass(frozen=True, slots=True)
class RecordChange:
    """A logged edit of a record: the changed columns before and after."""

    recorded_at: str
    user_name: str
    title: str
    before: dict[str, Any]
    after: dict[str, Any]


def changes_of(reader: Reader, table: str, record: int, until: str = EVER) -> tuple[RecordChange, ...]:
    """The edits of a record up to a day of work, the last first."""
    rows = reader.tuples(
        """
        select action.recorded_at, action.user_name, action.title, log.before, log.after
          from change_log as log join action on action.id = log.action_id
         where log.table_name = ? and log.row_id = ? and log.verb = 'update' and log.before <> ''
           and substr(action.recorded_at, 1, 10) <= ? order by log.seq desc""",
        (table, record, until),
    )
    return tuple(
        RecordChange(at, who, title, json.loads(before), json.loads(after)) for at, who, title, before, after in rows
    )


def sealed_since(reader: Reader, action_id: int, kind: str) -> bool:
    """Whether a standing step by an action of a kind that is final stands on a record that an action entered."""
    found = reader.value(
        """
        select 1 from change_log as made join record_event as e on e.register = made.table_name and e.record_id = made.row_id
          join action on action.id = e.action_id
         where made.action_id = ? and made.verb = 'insert' and action.kind = ?
           and not exists (select 1 from record_retraction as r where r.event_id = e.id) limit 1""",
        (action_id, kind),
    )
    return found is not None
