"""Small facts that the verbs of books ask: the round of a record, who entered it, the last meeting."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from db.reader import Reader


def letter_named(reader: Reader, number: str) -> int | None:
    """The living letter with a 文号."""
    return reader.number(
        "select id from letter where removed_in is null and number = ? order by id desc limit 1", (number,)
    )


def round_of(reader: Reader, findings: Sequence[int], unit: int | None, on: str) -> int | None:
    """The round that a record belongs to: that of its findings where it is one, else the last in which the unit had its feedback."""
    rounds = reader.column(
        "select distinct round_id from finding where id in (select value from json_each(?))",
        (json.dumps(list(findings)),),
    )
    if rounds:
        return int(rounds[0]) if len(rounds) == 1 else None
    return reader.number(
        """
        select round.id from round join round_unit on round_unit.round_id = round.id and round_unit.removed_in is null
         where round.removed_in is null and round_unit.unit_id = ?1 and coalesce(round_unit.feedback_on, round.feedback_on) <= ?2
         order by coalesce(round_unit.feedback_on, round.feedback_on) desc, round.id desc limit 1""",
        (unit, on),
    )


def count_of(reader: Reader, table: str, told: Mapping[str, object], but: object = None) -> int:
    """How many living records of a book say this, but for one; the names are columns of its declaration."""
    wanted = " and ".join(f"{column} is :{column}" for column in told)
    asked = f"select count(*) from [{table}] where removed_in is null and id is not :but and {wanted}"
    return reader.number(asked, {**told, "but": but}) or 0


def places_of(reader: Reader, findings: Sequence[int]) -> dict[int, tuple[int, int]]:
    """Round and unit of each finding."""
    rows = reader.tuples(
        "select id, round_id, unit_id from finding where id in (select value from json_each(?))",
        (json.dumps(list(findings)),),
    )
    return {row[0]: (row[1], row[2]) for row in rows}


def order_of_step(reader: Reader, table: str, step: str) -> tuple[int, ...]:
    """The records of a book that ever took a step, in the order in which each first did; one that was taken back keeps its place."""
    found = reader.column(
        "select record_id from record_event where register = ? and step = ? group by record_id order by min(id)",
        (table, step),
    )
    return tuple(found)


def entries_of(reader: Reader, table: str) -> dict[int, tuple[str, str, str, str]]:
    """Of each record: when and by whom it was entered, when and by whom it was changed last."""
    rows = reader.tuples(
        """
        with entry as (select log.row_id, coalesce(origin.made_at, recorded_at) as recorded_at,
                              coalesce(origin.author, user_name) as user_name, printf('%s %012d', recorded_at, action.id) as place
                         from change_log as log join action on action.id = log.action_id
                         left join row_origin as origin
                           on log.verb = 'insert' and origin.table_name = log.table_name and origin.row_id = log.row_id
                        where log.table_name = :table),
             first as (select row_id, recorded_at, user_name, min(place) from entry group by row_id),
             last as (select row_id, recorded_at, user_name, max(place) from entry group by row_id)
        select first.row_id, first.recorded_at, first.user_name, last.recorded_at, last.user_name from first join last using (row_id)""",
        {"table": table},
    )
    return {row[0]: (row[1], row[2], row[3], row[4]) for row in rows}


def previous_meeting_on(reader: Reader, before: str) -> str | None:
    """上次汇报日: the day of the last meeting on or before a date, as 截至 offers it."""
    return reader.text("select max(held_on) from meeting where removed_in is null and held_on <= ?", (before,))
