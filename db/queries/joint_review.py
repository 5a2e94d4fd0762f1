"""Joint review, read for a whole gate at once: feedback days of the units, the office's rules, which sheets came back, where it was returned."""

from __future__ import annotations

import json
from collections.abc import Sequence

from db.queries.standing import moment
from db.reader import Reader

FORM = "opinion_sheet"
"""What an import is called that took an opinion sheet in."""


def feedback_days(reader: Reader, rounds: Sequence[int]) -> dict[tuple[int, int], str]:
    """Round and unit → the day of feedback: the unit's own, else the round's; units that have neither are not there."""
    rows = reader.tuples(
        """
        select round.id, placed.unit_id, coalesce(own.feedback_on, round.feedback_on)
          from round
          join (select round_id, unit_id from round_unit where removed_in is null
                union select round_id, unit_id from finding where removed_in is null) as placed on placed.round_id = round.id
          left join round_unit as own
            on own.round_id = round.id and own.unit_id = placed.unit_id and own.removed_in is null
         where round.id in (select value from json_each(?)) and coalesce(own.feedback_on, round.feedback_on) is not null""",
        (json.dumps(list(rounds)),),
    )
    return {(row[0], row[1]): row[2] for row in rows}


def plan_days(reader: Reader, rounds: Sequence[int]) -> dict[int, str]:
    """Round → its own date of plans, where it has one."""
    rows = reader.tuples(
        "select id, plan_due_on from round where plan_due_on is not null and id in (select value from json_each(?))",
        (json.dumps(list(rounds)),),
    )
    return {row[0]: row[1] for row in rows}


def returned_packages(reader: Reader, as_of: str) -> dict[str, str]:
    """Package of an opinion sheet → the day on which it was taken in, of the imports that stand."""
    rows = reader.tuples(
        "select summary, list_date from import_batch where form = ? and removed_in is null and list_date <= ?",
        (FORM, as_of),
    )
    return {str(json.loads(summary).get("package", "")): day for summary, day in rows}


def returns(reader: Reader, as_of: str, known_at: str | None) -> dict[int, tuple[str, str]]:
    """Submission → day and reason of its return, as known."""
    rows = reader.tuples(
        """
        select e.record_id, e.effective_on, e.reason from record_event as e
         where e.register = 'submission' and e.step = 'return' and e.effective_on <= :as_of and e.known_on <= :known_at
           and not exists (select 1 from record_retraction as r where r.event_id = e.id and r.known_on <= :known_at)
         order by e.id""",
        moment(as_of, known_at),
    )
    return {row[0]: (row[1], row[2]) for row in rows}


def decisions(reader: Reader, opinions: Sequence[int]) -> dict[int, str]:
    """Opinion → the reason with which it was settled, of the steps that stand."""
    rows = reader.tuples(
        """
        select e.record_id, e.reason from record_event as e
         where e.register = 'opinion' and e.step = 'settle' and e.record_id in (select value from json_each(?))
           and not exists (select 1 from record_retraction as r where r.event_id = e.id)
         order by e.id""",
        (json.dumps(list(opinions)),),
    )
    return dict(rows)
