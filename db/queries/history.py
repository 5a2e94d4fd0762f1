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
           coalesce((select max(taker.id) from action as taker where taker.undoes = action.id and not (
                      with recursive chain (id, depth) as (
                          select max(id), 1 from action where undoes = taker.id
                          union all select (select max(id) from action where undoes = chain.id), depth + 1
                            from chain where chain.id is not null
                      )
                      select max(depth) % 2 = 0 from chain)), 0)
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
    "attribute",
    "old",
    "value",
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


def last_of_kind(reader: Reader, kind: str) -> int:
    """The newest action of a kind, 0 where there is none."""
    return reader.number("select max(id) from action where kind = ?", (kind,)) or 0


def root_of(reader: Reader, action_id: int) -> int:
    """The action that a chain of undoing and redoing is about: the first that takes nothing back."""
    undoes = reader.value("select undoes from action where id = ?", (action_id,))
    return action_id if undoes is None else root_of(reader, int(undoes))


def is_active(reader: Reader, action_id: int) -> bool:
    """Whether what an action did stands: no action that itself stands takes it back."""
    takers = reader.column("select id from action where undoes = ?", (action_id,))
    return not any(is_active(reader, taker) for taker in takers)


def spared_from(reader: Reader, table: str, row_id: int) -> frozenset[int]:
    """The undone actions whose work on a row the clerk kept when undoing, or took out of the recycle bin afterwards."""
    kept = reader.tuples(
        """
        select spared.action_id, entry.action_id from undo_spared as spared
          join change_log as entry on entry.table_name = 'undo_spared' and entry.row_id = spared.id and entry.verb = 'insert'
         where spared.table_name = ? and spared.row_id = ?
        """,
        (table, row_id),
    )
    return frozenset(root_of(reader, undo) for undo, by in kept if is_active(reader, undo) and is_active(reader, by))


def standing_undo_of(reader: Reader, action_id: int) -> int | None:
    """The undo by which an action does not stand; None where it stands."""
    takers = reader.column("select id from action where undoes = ?", (action_id,))
    return next((taker for taker in takers if is_active(reader, taker)), None)


@dataclass(frozen=True, slots=True)
class EventStep:
    """What an action that is no undo did to an event or a copy of it: entered it (`enters`), or took it back."""

    action_id: int
    enters: int


def steps_of_event(reader: Reader, first: int) -> tuple[EventStep, ...]:
    """What people did to an event, in order; undoing and redoing is not among it."""
    return reader.rows(
        EventStep,
        """
        select action_id, enters from (
            select event.action_id, 1 as enters from finding_event as event where event.id = ?1 or event.copy_of = ?1
            union all
            select retraction.action_id, 0 from retraction join finding_event as event on event.id = retraction.event_id
             where event.id = ?1 or event.copy_of = ?1
        ) join action on action.id = action_id where action.undoes is null order by action_id, enters
        """,
        (first,),
    )


def one_registration(reader: Reader, first: int) -> tuple[int, ...]:
    """An event and those that corrections put in its place, or that it was put in place of, each as first entered, in order.

    A correction on the same day keeps the place, one on another day is known by the action that took back and entered.
    """
    return reader.column(
        """
        with recursive every(id, place, home) as materialized (
            select e.id, e.place, coalesce('m' || e.measure_id, '') from finding_event as e
             where e.copy_of is null and e.finding_id = (select finding_id from finding_event where id = ?1)),
        follows(former, later) as materialized (
            select coalesce(was.copy_of, was.id), e.id from retraction as r
              join action on action.id = r.action_id and action.kind = 'correct'
              join finding_event as was on was.id = r.event_id
              join finding_event as e on e.action_id = r.action_id and e.copy_of is null
             where was.finding_id = (select finding_id from finding_event where id = ?1)
            union
            select one.id, other.id from every as one join every as other
                on other.place = one.place and other.home = one.home and other.id > one.id),
        found(id) as (
            select ?1
            union
            select case when follows.former = found.id then follows.later else follows.former end
              from found join follows on found.id in (follows.former, follows.later))
        select id from found order by id
        """,
        (first,),
    )


def first_events(reader: Reader, finding_id: int, measure_id: int | None = None) -> tuple[int, ...]:
    """The events of a finding (or of one measure) as first entered, in order."""
    return reader.column(
        """
        select id from finding_event where finding_id = ?1 and (?2 is null or measure_id = ?2) and copy_of is null order by id
        """,
        (finding_id, measure_id),
    )


def inserted_by(reader: Reader, table: str, row_id: int) -> int | None:
    """The action that entered a row."""
    return reader.number(
        "select action_id from change_log where table_name = ? and row_id = ? and verb = 'insert'", (table, row_id)
    )


def place_of(reader: Reader, event_id: int) -> int:
    """The place of an event in the order of its day."""
    return int(reader.value("select coalesce(place, id) from finding_event where id = ?", (event_id,)))


def last_place(reader: Reader, finding_id: int) -> int:
    """The last place of the events of a finding and its measures, 0 where there is none."""
    return reader.number("select max(coalesce(place, id)) from finding_event where finding_id = ?", (finding_id,)) or 0


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
    rows = reader.tuples(f"select {', '.join(columns)} from [{table}] where id = ?", (row_id,))
    return dict(zip(columns, rows[0], strict=True)) if rows else {}


def references(reader: Reader, table: str) -> tuple[tuple[str, str], ...]:
    """The columns of a table that name a row of another one, with that table."""
    rows = reader.tuples('select "from", "table" from pragma_foreign_key_list(?)', (table,))
    return tuple((name, target) for name, target in rows if target != "action")


def is_in_bin(reader: Reader, table: str, row_id: int) -> bool:
    """Whether a finding or a measure is in the recycle bin now."""
    return reader.value(f"select removed_in from [{table}] where id = ?", (row_id,)) is not None


def event_exists(reader: Reader, event_id: int) -> bool:
    """Whether there is such an event."""
    return reader.value("select 1 from finding_event where id = ?", (event_id,)) is not None


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


def standing_close_out(reader: Reader, finding_id: int) -> int | None:
    """The event that closes a finding out now, where the office entered it as such; None where it is open or closed otherwise."""
    return reader.number(
        """
        select iif(kind = 'verify' and verdict_state = 'done' and not opening, id, null) from finding_event as e
         where finding_id = ? and measure_id is null and verdict_state is not null
           and not exists (select 1 from retraction where event_id = e.id)
         order by effective_on desc, coalesce(place, id) desc limit 1
        """,
        (finding_id,),
    )


def import_action(reader: Reader, number: int) -> int | None:
    """The action that entered the import with this number."""
    return reader.number(
        """
        select log.action_id from change_log as log join import_batch on import_batch.id = log.row_id
         where log.table_name = 'import_batch' and log.verb = 'insert' and import_batch.number = ?
        """,
        (number,),
    )


def actions_of_standing_events(reader: Reader, finding_id: int) -> tuple[int, ...]:
    """The actions that first entered what stands on a finding."""
    return reader.column(
        """
        select distinct first.action_id from finding_event as event
          join finding_event as first on first.id = coalesce(event.copy_of, event.id)
         where event.finding_id = ? and not exists (select 1 from retraction where event_id = event.id)
        """,
        (finding_id,),
    )


def actions_of_standing_record_events(reader: Reader, register: str, record: int) -> tuple[int, ...]:
    """The actions that first entered what stands of the steps of a record."""
    return reader.column(
        """
        select distinct first.action_id from record_event as event
          join record_event as first on first.id = coalesce(event.copy_of, event.id)
         where event.register = ? and event.record_id = ?
           and not exists (select 1 from record_retraction where event_id = event.id)
        """,
        (register, record),
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
    return reader.text("select recorded_at from action order by id desc limit 1")


def last_action(reader: Reader) -> int:
    """The newest action that could change what is said of a finding: as long as it is the same, so is the ledger."""
    return reader.number("select max(id) from action where kind not in ('log_in', 'keep_draft', 'back_up')") or 0
