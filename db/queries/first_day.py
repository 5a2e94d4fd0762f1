"""What the twelve tasks of the first day left in the ledger: rows that were entered after an action, and whether they stand."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from db.reader import Reader


@dataclass(frozen=True, slots=True)
class ImportedList:
    """A list that was read in: its sum, how many of its rows were held back or left out, how many went in."""

    id: int
    sha256: str
    taken_back: int
    lost: int
    entered: int


@dataclass(frozen=True, slots=True)
class Word:
    """A standing entry on a finding. `proven` and `overridden` are truths as 0 and 1."""

    finding_id: int
    unit_id: int
    kind: str
    text: str
    verdict: str
    refused: int
    overridden: int
    proven: int


@dataclass(frozen=True, slots=True)
class Wrote:
    """An action that wrote to findings: to how many, and to how many of them a new responsible leader."""

    action_id: int
    findings: int
    leaders: int


@dataclass(frozen=True, slots=True)
class Left:
    """One line of the register of prints and exports. `settings` are those of a printed list, empty where it has none."""

    action_id: int
    way: str
    copies: int
    settings: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Sent:
    """A paper that was issued. `strangers` counts the findings it names that are not of its unit."""

    id: int
    action_id: int
    kind: str
    unit_id: int | None
    year: int | None
    seq: int | None
    as_of: str
    strangers: int


@dataclass(frozen=True, slots=True)
class DrawDone:
    """A draw with the action that locked it; `locked_in` None where it is not locked."""

    share: str
    checked_by: str
    locked_in: int | None


@dataclass(frozen=True, slots=True)
class OutsideBackup:
    """A backup on another disk, with the last entry of the log that is in it."""

    action_id: int
    seq: int


def began(reader: Reader) -> int:
    """The action with which a person first came into the demonstration, after all that the program played; without one the last."""
    first = reader.number(
        """select min(id) from action where kind = 'log_in'
            and id > coalesce((select max(id) from action where kind = 'build_demonstration'), 0)"""
    )
    return first or reader.number("select max(id) from action") or 0


def lists_since(reader: Reader, since: int) -> tuple[ImportedList, ...]:
    """The lists read in since an action, in order."""
    return reader.rows(
        ImportedList,
        """
        select batch.id, batch.sha256, batch.removed_in is not null,
               (select count(*) from import_row where import_id = batch.id and fate in ('held', 'left_out')),
               (select count(*) from import_row where import_id = batch.id and fate not in ('held', 'left_out', 'ignored'))
          from import_batch as batch
          join change_log as log on log.table_name = 'import_batch' and log.row_id = batch.id and log.verb = 'insert'
         where log.action_id > ? order by batch.id
        """,
        (since,),
    )


def words_since(reader: Reader, since: int) -> tuple[Word, ...]:
    """The standing entries on whole findings since an action, in order."""
    return reader.rows(
        Word,
        """
        select e.finding_id, finding.unit_id, e.kind, e.text, coalesce(e.verdict_state, ''), e.refused, action.overridden,
               exists (select 1 from evidence where evidence.finding_id = e.finding_id and evidence.removed_in is null)
          from finding_event as e join finding on finding.id = e.finding_id join action on action.id = e.action_id
         where e.action_id > ? and e.measure_id is null and e.opening = 0
           and not exists (select 1 from retraction where event_id = e.id)
         order by e.id
        """,
        (since,),
    )


def wrote_since(reader: Reader, since: int) -> tuple[Wrote, ...]:
    """The actions since one that wrote to findings, undoing and redoing left out."""
    return reader.rows(
        Wrote,
        """
        select action.id, count(distinct log.row_id),
               count(distinct iif(log.verb = 'update' and json_type(log.after, '$.responsible_leader') is not null,
                                  log.row_id, null))
          from action join change_log as log on log.action_id = action.id and log.table_name = 'finding'
         where action.id > ? and action.undoes is null group by action.id order by action.id
        """,
        (since,),
    )


def left_since(reader: Reader, since: int) -> tuple[Left, ...]:
    """What left the program since an action."""
    rows = reader.tuples(
        """
        select record.action_id, record.way, record.copies, coalesce(json_extract(made_of, '$.settings'), '{}')
          from export_record as record left join print_layout on print_layout.export_id = record.id
         where record.action_id > ? order by record.id
        """,
        (since,),
    )
    return tuple(Left(action, way, copies, dict(json.loads(settings))) for action, way, copies, settings in rows)


def sent_since(reader: Reader, since: int) -> tuple[Sent, ...]:
    """The papers in force that the program issued since an action, in order."""
    return reader.rows(
        Sent,
        """
        select letter.id, log.action_id, letter.kind, letter.unit_id, letter.year, letter.seq, coalesce(letter.as_of, ''),
               (select count(*) from letter_finding as named join finding on finding.id = named.finding_id
                 where named.letter_id = letter.id and letter.unit_id is not null and finding.unit_id <> letter.unit_id)
          from letter join change_log as log on log.table_name = 'letter' and log.row_id = letter.id and log.verb = 'insert'
         where log.action_id > ? and letter.origin = 'issued' and letter.state = 'issued' and letter.removed_in is null
         order by letter.id
        """,
        (since,),
    )


def units_mended_since(reader: Reader, since: int) -> dict[int, int]:
    """The units whose contact or phone was written since an action, with the action that wrote it first."""
    rows = reader.tuples(
        """
        select row_id, min(action_id) from change_log
         where table_name = 'unit' and verb = 'update' and action_id > ?
           and (json_type(after, '$.contact') is not null or json_type(after, '$.phone') is not null)
         group by row_id
        """,
        (since,),
    )
    return dict(rows)


def draws_since(reader: Reader, since: int) -> tuple[DrawDone, ...]:
    """The living draws that were drawn since an action."""
    return reader.rows(
        DrawDone,
        """
        select draw.share, draw.checked_by,
               (select max(e.action_id) from record_event as e where e.register = 'draw' and e.record_id = draw.id
                   and e.step = 'lock' and not exists (select 1 from record_retraction where event_id = e.id))
          from draw join change_log as log on log.table_name = 'draw' and log.row_id = draw.id and log.verb = 'insert'
         where log.action_id > ? and draw.removed_in is null order by draw.id
        """,
        (since,),
    )


def outside_backups_since(reader: Reader, since: int) -> tuple[OutsideBackup, ...]:
    """The backups made on another disk since an action, in order; each holds the log up to the entry before its own."""
    return reader.rows(
        OutsideBackup,
        """
        select record.action_id, (select coalesce(max(seq), 0) from change_log where action_id < record.action_id)
          from backup_record as record where record.place = 'external' and record.action_id > ? order by record.id
        """,
        (since,),
    )


def units_of_round(reader: Reader, round_id: int) -> frozenset[int]:
    """The units that have living findings in a round."""
    return frozenset(
        reader.column("select distinct unit_id from finding where round_id = ? and removed_in is null", (round_id,))
    )


def round_of(reader: Reader, since: int) -> int:
    """The latest living round with findings that stood when an action was done; 0 where there is none."""
    found = reader.number(
        """
        select round.id from round
          join change_log as log on log.table_name = 'round' and log.row_id = round.id and log.verb = 'insert'
         where log.action_id <= ? and round.removed_in is null
           and exists (select 1 from finding where round_id = round.id and removed_in is null)
         order by round.code desc, round.id desc limit 1
        """,
        (since,),
    )
    return found or 0
