"""What packages between machines need to know of the tables, and the conflicts that are open."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from db.queries.standing import record_place
from db.reader import Reader


@dataclass(frozen=True)
class OpenConflict:
    """A field in which copies said different things and that nobody has written since; each side is value, time, user."""

    id: int
    table: str
    row_id: int
    row_uid: str
    field: str
    said: str

    @property
    def sides(self) -> list[list[Any]]:
        """What each says; the shown one first."""
        return list(json.loads(self.said))


def open_conflicts(reader: Reader) -> tuple[OpenConflict, ...]:
    """Those that nobody has settled, in the order in which they were recorded."""
    return reader.rows(
        OpenConflict,
        "select id, table_name, row_id, row_uid, field, said from merge_conflict where removed_in is null order by id",
    )


def all_conflicts(reader: Reader) -> tuple[OpenConflict, ...]:
    """Those that were settled too."""
    return reader.rows(
        OpenConflict, "select id, table_name, row_id, row_uid, field, said from merge_conflict order by id"
    )


def last_id(reader: Reader, table: str) -> int:
    """The highest id of a table, 0 where it is empty."""
    return reader.number(f"select max(id) from [{table}]") or 0


def in_bin(reader: Reader, table: str) -> frozenset[int]:
    """The rows of a table that were removed."""
    return frozenset(reader.column(f"select id from [{table}] where removed_in is not null"))


def has_action(reader: Reader, table: str) -> bool:
    """Whether rows of a table name the action that entered them."""
    return reader.value("select 1 from pragma_table_info(?) where name = 'action_id'", (table,)) is not None


def finding_of_retraction(reader: Reader, retraction_id: int) -> int:
    """The finding whose event was taken back."""
    return int(
        reader.value(
            """select event.finding_id from retraction join finding_event as event on event.id = retraction.event_id
                where retraction.id = ?""",
            (retraction_id,),
        )
    )


def step_taken_back(reader: Reader, retraction_id: int) -> int:
    """The step of a record, or the event of a dated fact, that was taken back."""
    return int(reader.value("select event_id from record_retraction where id = ?", (retraction_id,)))


def standing_in(reader: Reader, table: str, register: str, home: int, place: int) -> tuple[int, ...]:
    """The standing events of a finding or a record in one place of a day."""
    if table == "finding_event":
        return reader.column(
            """
            select id from finding_event as e where finding_id = ? and coalesce(place, id) = ?
               and not exists (select 1 from retraction where event_id = e.id)""",
            (home, place),
        )
    return reader.column(
        f"""
        select id from record_event as e where (register = ?1 or ?1 = '') and record_id = ?2 and {record_place("e")} = ?3
           and not exists (select 1 from record_retraction where event_id = e.id)""",
        (register, home, place),
    )


def touched_homes(reader: Reader, action_id: int) -> set[tuple[str, int]]:
    """The rows that an action wrote, and for events the finding, measure or record that they are about."""
    found = set(reader.tuples("select distinct table_name, row_id from change_log where action_id = ?", (action_id,)))
    events = reader.tuples(
        """
        select e.finding_id, e.measure_id from finding_event as e left join retraction as r on r.event_id = e.id
         where e.action_id = ?1 or r.action_id = ?1""",
        (action_id,),
    )
    for finding, measure in events:
        found |= {("finding", finding), ("finding_event", finding), ("measure", measure)}
    steps = reader.tuples(
        """
        select e.register, e.record_id from record_event as e left join record_retraction as r on r.event_id = e.id
         where e.action_id = ?1 or r.action_id = ?1""",
        (action_id,),
    )
    return found | {row for step in steps for row in (step, ("record_event", step[1]))}


@dataclass(frozen=True)
class Exchanged:
    """A package that was sent from here or received here; `other` is what is known of the other side."""

    id: int
    sent: bool
    at: str
    user: str
    other: str
    title: str
    sha256: str
    file: str
    mark: str
    purpose: str


def exchanged(reader: Reader) -> tuple[Exchanged, ...]:
    """Every package, the latest first."""
    return reader.rows(
        Exchanged,
        """
        select a.id as id, 1 as sent, a.recorded_at as at, a.user_name as user, e.destination as other, e.criteria as title, e.sha256,
               e.file_name as file, e.classification as mark, e.purpose
          from export_record as e join action as a on a.id = e.action_id where e.way = 'package'
        union all
        select a.id, 0, a.recorded_at, a.user_name, r.sender, a.title, r.sha256, '', '', ''
          from receipt as r join action as a on a.id = r.action_id
         order by at desc, id desc""",
    )


def settles(reader: Reader, action_id: int) -> bool:
    """Whether an action closed a conflict by name."""
    return reader.value("select 1 from merge_conflict where removed_in = ?", (action_id,)) is not None


def takes_back(reader: Reader, action_id: int, kind: str) -> bool:
    """Whether an action undoes one of a kind, or one that closed a conflict, or undoes that."""
    found = reader.value(
        """
        with recursive step (id, kind, undoes) as (
            select id, kind, undoes from action where id = ?1
            union all select a.id, a.kind, a.undoes from action as a join step on step.undoes = a.id)
        select 1 from step where id <> ?1
           and (kind = ?2 or exists (select 1 from merge_conflict where removed_in = step.id and undo_opens))""",
        (action_id, kind),
    )
    return found is not None


def takes_out(reader: Reader, action_id: int) -> bool:
    """Whether an action brought rows out of the recycle bin, in a ledger that received packages."""
    found = reader.value(
        """
        select 1 from change_log where action_id = ? and verb = 'update' and exists (select 1 from receipt)
           and case when after <> '' then json_type(after, '$.removed_in') end = 'null'""",
        (action_id,),
    )
    return found is not None


def signing_key(reader: Reader, machine: str) -> tuple[str, str] | None:
    """The secret and public half of the key by which a PC signs."""
    found = reader.tuples(
        "select secret, public from signing_key where machine = ? order by id desc limit 1", (machine,)
    )
    return (str(found[0][0]), str(found[0][1])) if found else None


def known_keys(reader: Reader) -> frozenset[str]:
    """The public keys whose packages are taken."""
    return frozenset(
        reader.column("select public from signing_key union select public from known_sender where removed_in is null")
    )


def shared_past(reader: Reader) -> str:
    """What the log says of its first action: only copies of one ledger hold it."""
    rows = reader.tuples(
        """
        select hash, after from change_log
         where action_id = (select action_id from change_log where seq > 0 order by seq limit 1) order by seq"""
    )
    return json.dumps(rows)


def receipt_nodes(reader: Reader, action_id: int) -> str:
    """What the package brought that an action received, as it was written down; empty where it received none."""
    return str(reader.value("select nodes from receipt where action_id = ?", (action_id,)) or "")


def has_receipts(reader: Reader) -> bool:
    """Whether this copy ever received anything from another."""
    return bool(reader.value("select exists (select 1 from receipt)"))


def receipts(reader: Reader) -> tuple[tuple[int, str], ...]:
    """The nodes that packages brought, by receipt."""
    return tuple((int(row[0]), str(row[1])) for row in reader.tuples("select id, nodes from receipt order by id"))
