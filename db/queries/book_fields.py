"""The fields of records as they were: read back from the log to what was known on a day, and to before the steps of later days."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from db.queries.standing import moment
from db.reader import Reader


def take_back(reader: Reader, table: str, rows: Mapping[int, dict[str, Any]], known_at: str) -> None:
    """Edits entered after a date are read back from the log, the newest first."""
    later = reader.tuples(
        """
        select log.row_id, log.before from change_log as log join action on action.id = log.action_id
         where log.table_name = ? and log.verb = 'update' and substr(action.recorded_at, 1, 10) > ? order by log.seq desc""",
        (table, known_at),
    )
    for row_id, before in later:
        if row_id in rows and before:
            was = json.loads(before)
            rows[row_id].update({name: value for name, value in was.items() if name in rows[row_id]})


def before_steps(
    reader: Reader,
    table: str,
    dates: Sequence[str],
    rows: Mapping[int, dict[str, Any]],
    as_of: str,
    known_at: str | None,
) -> None:
    """Take back what standing steps dated after a day wrote with them, the latest entered first; corrections without a step stay.

    A step that wrote a date of that day or before (`dates` are the columns of days) told late of what was so by then, and stays.
    """
    later = reader.tuples(
        """
        select log.row_id, log.before, log.after from record_event as e
          join record_event as entered on entered.id = coalesce(e.copy_of, e.id)
          join change_log as log on log.action_id = entered.action_id and log.table_name = e.register
                                and log.row_id = e.record_id and log.verb = 'update'
         where e.register = :register and e.effective_on > :as_of and e.known_on <= :known_at
           and not exists (select 1 from record_retraction as r where r.event_id = e.id and r.known_on <= :known_at)
         order by log.seq desc""",
        {"register": table, **moment(as_of, known_at)},
    )
    for row_id, before, after in later:
        if row_id in rows and before and after:
            was, became = json.loads(before), json.loads(after)
            wrote = {name for name in was if was[name] != became.get(name)} - {"removed_in"}
            if not any(name in wrote and became.get(name) and became[name] <= as_of for name in dates):
                rows[row_id].update({name: was[name] for name in wrote if name in rows[row_id]})
