"""What a list that comes again is compared with: findings of its rounds, what the last list said of them, their measures and words."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from db.reader import Reader

_STANDING = "not exists (select 1 from retraction where retraction.event_id = finding_event.id)"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A living finding that a row of a list may be."""

    id: int
    number: str
    unit_id: int
    unit: str
    text: str
    serial: str
    present: int


@dataclass(frozen=True, slots=True)
class LastSaid:
    """What the last standing list said of a finding: its values as JSON ('{}' before they were kept), its day, its import."""

    said: str
    list_date: str
    import_id: int


@dataclass(frozen=True, slots=True)
class MeasureState:
    """A living measure with the unit's word on it."""

    id: int
    text: str
    claim: str
    owner: str
    due_on: str | None
    due_kind: str


def candidates(reader: Reader, round_id: int) -> tuple[Candidate, ...]:
    """The living findings of a round, those in the counts first."""
    return reader.rows(
        Candidate,
        f"""
        select finding.id, finding.number, finding.unit_id,
               coalesce((select name from unit_name where unit_id = finding.unit_id and removed_in is null
                          order by to_on is not null, id limit 1), ''),
               finding.text, finding.serial,
               coalesce((select presence from finding_event where finding_id = finding.id and presence is not null and {_STANDING}
                          order by effective_on desc, coalesce(place, id) desc limit 1), 'in') = 'in' as present
          from finding where round_id = ? and removed_in is null order by present desc, finding.id
        """,
        (round_id,),
    )


def last_said(reader: Reader, finding_id: int) -> LastSaid | None:
    """The word of the last standing list on a finding, by the day of the list; None for one that no list named.

    A unit's report is no list: it says how things stand, not what the finding is.
    """
    return reader.row(
        LastSaid,
        """
        select import_row.said, coalesce(import_batch.list_date, ''), import_batch.id
          from import_row
          join import_batch on import_batch.id = import_row.import_id and import_batch.removed_in is null
           and import_batch.form <> 'rectification_report'
         where import_row.finding_id = ?
         order by import_batch.list_date desc, import_batch.id desc, import_row.said = '{}', import_row.row limit 1
        """,
        (finding_id,),
    )


def said_of_records(reader: Reader, register: str) -> tuple[tuple[int, str], ...]:
    """What standing lists said of the records of a book: record and JSON, the last word of each record last."""
    rows = reader.tuples(
        """
        select import_row.record_id, import_row.said from import_row
          join import_batch on import_batch.id = import_row.import_id and import_batch.removed_in is null
         where import_row.register = ? and import_row.record_id is not null
         order by import_batch.id, import_row.id
        """,
        (register,),
    )
    return tuple((row[0], row[1]) for row in rows)


def entered_by(reader: Reader, finding_id: int, action_id: int) -> dict[str, Any]:
    """The row of a finding as an action entered it, from the log; empty where that action did not enter it."""
    found = reader.value(
        "select after from change_log where table_name = 'finding' and row_id = ? and verb = 'insert' and action_id = ?",
        (finding_id, action_id),
    )
    return dict(json.loads(found)) if found else {}


def events_of_action(reader: Reader, finding_id: int, action_id: int) -> tuple[tuple[int | None, str, str, str], ...]:
    """Measure, claim, due date and words of every event that an action entered on a finding, in order."""
    rows = reader.tuples(
        """
        select measure_id, coalesce(claim_state, ''), coalesce(due_on, ''), text from finding_event
         where finding_id = ? and action_id = ? order by id
        """,
        (finding_id, action_id),
    )
    return tuple((row[0], row[1], row[2], row[3]) for row in rows)


def measures(reader: Reader, finding_id: int, on: str) -> tuple[MeasureState, ...]:
    """The living measures of a finding with what the unit says of them on a day."""
    return reader.rows(
        MeasureState,
        f"""
        select measure.id, measure.text,
               coalesce((select claim_state from finding_event
                          where finding_id = measure.finding_id and measure_id = measure.id and claim_state is not null
                            and effective_on <= ? and {_STANDING}
                          order by effective_on desc, coalesce(place, id) desc limit 1), 'not_started'),
               measure.owner, measure.due_on, measure.due_kind
          from measure where finding_id = ? and removed_in is null order by seq, id
        """,
        (on, finding_id),
    )


def words(reader: Reader, finding_id: int) -> frozenset[str]:
    """Every standing text of progress on a finding, without white space."""
    rows = reader.column(
        f"select text from finding_event where finding_id = ? and text <> '' and {_STANDING}", (finding_id,)
    )
    return frozenset("".join(text.split()) for text in rows)


def was_returned(reader: Reader, event_id: int) -> bool:
    """Whether a claim is what a refusal sent back to the unit."""
    return bool(reader.value("select reason from finding_event where id = ?", (event_id,)) == "退回")


def waiting_extension(reader: Reader, finding_id: int, due_on: str) -> bool:
    """Whether an application for this date already lies with the office."""
    return (
        reader.value(
            "select 1 from extension where finding_id = ? and due_on = ? and removed_in is null", (finding_id, due_on)
        )
        is not None
    )
