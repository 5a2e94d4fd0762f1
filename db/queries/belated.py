"""What was entered, or taken back, after a moment of entry though it belongs before a day: the late entries of a closed period."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import NamedTuple

from db.reader import Reader


class LateEntry(NamedTuple):
    """An event of a finding that was entered (or retracted) later than it is true: who, when, why."""

    finding: str
    kind: str
    effective_on: str
    recorded_at: str
    actor: str
    reason: str
    retracted: int


def late_entries(reader: Reader, freeze: int, as_of: str) -> tuple[LateEntry, ...]:
    """What was entered after a freeze of events up to its day, in order of entry; of what was entered later and taken back, both."""
    rows = reader.tuples(
        """
        with made (action_id) as (
            select min(action_id) from record_event where register = 'freeze' and record_id = :freeze)
        select finding.number, e.kind, e.effective_on, e.recorded_at, action.user_name,
               coalesce(nullif(e.reason, ''), e.text), 0, e.action_id as at
          from finding_event as e join finding on finding.id = e.finding_id join action on action.id = e.action_id
         where e.action_id > (select action_id from made) and e.effective_on <= :as_of
        union all
        select finding.number, e.kind, e.effective_on, r.recorded_at, action.user_name, r.reason, 1, r.action_id
          from retraction as r join finding_event as e on e.id = r.event_id join finding on finding.id = e.finding_id
          join action on action.id = r.action_id
         where r.action_id > (select action_id from made) and e.effective_on <= :as_of
         order by at, 7 desc""",
        {"freeze": freeze, "as_of": as_of},
    )
    return tuple(LateEntry(*row[:-1]) for row in rows)


def frozen_periods_of(reader: Reader, events: Collection[int], retractions: Collection[int]) -> tuple[str, ...]:
    """The names of the closed periods into which events belong, entered or taken back; the oldest first."""
    if not (events or retractions) or not reader.value("select 1 from freeze where removed_in is null limit 1"):
        return ()
    return reader.column(
        """
        select freeze.name from freeze
         where freeze.removed_in is null and exists (
               select 1 from finding_event as e join finding on finding.id = e.finding_id
                where (e.id in (select value from json_each(:events))
                       or e.id in (select event_id from retraction where id in (select value from json_each(:retractions))))
                  and e.effective_on <= freeze.as_of and (freeze.round_id is null or freeze.round_id = finding.round_id))
         order by freeze.as_of, freeze.id""",
        {"events": json.dumps([*events]), "retractions": json.dumps([*retractions])},
    )
