"""What was sent to the units of some rounds, each paper with the findings it names, in one question (时限看板)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from db.queries.standing import instant, last_event, moment
from db.reader import Reader


@dataclass(frozen=True, slots=True)
class ChasingLetter:
    """A paper in force; `replied_on` and `received_on` as they were by the day asked, `findings` those that it names."""

    id: int
    kind: str
    title: str
    unit_id: int
    number: str
    seq: int | None
    issued_on: str
    reply_by: str | None
    replied_on: str | None
    received_on: str | None
    findings: tuple[int, ...] = ()


def chasing_letters(
    reader: Reader, rounds: Sequence[int], kinds: Sequence[str], as_of: str
) -> tuple[ChasingLetter, ...]:
    """The papers of these kinds to units of some rounds (of all, where none is named) by a day, in order of their days."""
    rows = reader.tuples(
        f"""
        select letter.id, letter.kind, letter.title, letter.unit_id, letter.number, letter.seq, letter.issued_on, letter.reply_by,
               {_happened("reply")}, {_happened("receipt")},
               (select json_group_array(named.finding_id) from letter_finding as named where named.letter_id = letter.id)
          from letter
         where letter.removed_in is null and letter.state = 'issued' and letter.unit_id is not null and letter.issued_on <= :as_of
           and letter.kind in (select value from json_each(:kinds))
           and (:rounds = '[]' or letter.round_id in (select value from json_each(:rounds)))
         order by letter.issued_on, letter.id
        """,
        {"as_of": as_of, "kinds": json.dumps(list(kinds)), "rounds": json.dumps(list(rounds))},
    )
    return tuple(_letter(row) for row in rows)


def _letter(row: Sequence[Any]) -> ChasingLetter:
    values = [*row[:-1], tuple(json.loads(row[-1]))]
    return ChasingLetter(*values)


def waiting_on(reader: Reader, findings: Sequence[int], day: str) -> tuple[str, ...]:
    """The numbers of those findings that were reported done and waited for the office on a day, as known on that day."""
    return reader.column(
        f"""
        with lane as (
            select finding.number, {last_event("claim", "finding.id")} as claim, {last_event("verdict", "finding.id")} as verdict
              from json_each(:ids) as wanted join finding on finding.id = wanted.value
        )
        select lane.number from lane
          join finding_event as claim on claim.id = lane.claim
          left join finding_event as verdict on verdict.id = lane.verdict
         where claim.claim_state = 'done'
           and (verdict.id is null
                or (verdict.verdict_state not in ('done', 'transferred') and {instant("claim")} > {instant("verdict")}))
         order by lane.number
        """,
        {"ids": json.dumps(list(findings)), **moment(day, day)},
    )


def _happened(kind: str) -> str:
    """SQL of the first day on which a paper was answered or signed for, by the day asked."""
    return f"""(select min(e.happened_on) from letter_event as e
                 where e.letter_id = letter.id and e.kind = '{kind}' and e.removed_in is null and e.happened_on <= :as_of)"""
