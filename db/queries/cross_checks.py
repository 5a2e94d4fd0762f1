"""Questions of the checks between the books: each one statement over all rows of the chosen rounds."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import NamedTuple

from db.queries.purges import EMPTIED
from db.queries.report import RECOMMENDATION
from db.queries.standing import is_village, moment, place, stands
from db.reader import Reader

_ROUNDS = "(:rounds is null or finding.round_id in (select value from json_each(:rounds)))"


class Deed(NamedTuple):
    """An event that a check looks at."""

    finding_id: int
    number: str
    on: str
    reason: str
    approver: str


class Claim(NamedTuple):
    """What a unit said last of a finding: the state that it claims, and its words."""

    finding_id: int
    number: str
    state: str
    text: str


def _asked(rounds: Sequence[int], as_of: str, known_at: str | None) -> dict[str, str | None]:
    return {**moment(as_of, known_at), "rounds": json.dumps(list(rounds)) if rounds else None}


def with_working_paper(reader: Reader) -> frozenset[int]:
    """The findings that a living working paper names."""
    return frozenset(
        reader.column(
            """
            select distinct link.finding_id from record_link as link join working_paper as paper on paper.id = link.record_id
             where link.register = 'working_paper' and link.field = 'findings' and link.removed_in is null
               and paper.removed_in is null"""
        )
    )


def excused_closures(reader: Reader, as_of: str, known_at: str | None) -> frozenset[int]:
    """Findings closed out as an opening balance, by a paper reference or by a counted override."""
    return frozenset(
        reader.column(
            f"""
            select distinct e.finding_id from finding_event as e join action on action.id = e.action_id
             where e.verdict_state = 'done' and e.measure_id is null
               and (e.opening = 1 or e.paper <> '' or action.overridden = 1) and {stands()}""",
            moment(as_of, known_at),
        )
    )


def closed_after(reader: Reader, rounds: Sequence[int], today: str) -> tuple[Deed, ...]:
    """Close-outs dated after a day."""
    standing = "not exists (select 1 from retraction as r where r.event_id = e.id)"
    return _deeds(reader, "e.verdict_state = 'done' and e.effective_on > :as_of", rounds, today, None, standing)


def closures(reader: Reader, rounds: Sequence[int], as_of: str, known_at: str | None) -> tuple[Deed, ...]:
    """Every close-out that stands, opening balances excepted; one that a later event covers is among them."""
    return _deeds(reader, "e.verdict_state = 'done' and e.opening = 0", rounds, as_of, known_at)


def taken_back(reader: Reader, rounds: Sequence[int], as_of: str, known_at: str | None) -> tuple[Deed, ...]:
    """Every way back out of a close-out: what was reopened, and close-outs that were taken back as mistakes."""
    reopened = _deeds(reader, "e.kind = 'reopen'", rounds, as_of, known_at)
    retracted = reader.named(
        Deed,
        f"""
        select finding.id as finding_id, finding.number, r.known_on as "on", r.reason, '' as approver
          from retraction as r join finding_event as e on e.id = r.event_id join finding on finding.id = e.finding_id
          join action on action.id = r.action_id
         where e.verdict_state = 'done' and e.measure_id is null and action.undoes is null and r.known_on <= :as_of
           and r.known_on <= :known_at and finding.removed_in is null and {_ROUNDS} order by finding.number, r.id""",
        _asked(rounds, as_of, known_at),
    )
    return (*reopened, *retracted)


def moved_later(reader: Reader, rounds: Sequence[int], as_of: str, known_at: str | None) -> tuple[Deed, ...]:
    """Every extension of a due date, with who approved it."""
    return _deeds(reader, "e.kind = 'extend'", rounds, as_of, known_at)


def _deeds(
    reader: Reader, wanted: str, rounds: Sequence[int], as_of: str, known_at: str | None, standing: str = ""
) -> tuple[Deed, ...]:
    return reader.named(
        Deed,
        f"""
        select finding.id as finding_id, finding.number, e.effective_on as "on", e.reason, e.approver
          from finding_event as e join finding on finding.id = e.finding_id
         where {wanted} and e.measure_id is null and {standing or stands()} and finding.removed_in is null and {_ROUNDS}
         order by finding.number, e.id""",
        _asked(rounds, as_of, known_at),
    )


def claims(reader: Reader, rounds: Sequence[int], as_of: str, known_at: str | None) -> tuple[Claim, ...]:
    """The standing claim of each finding of which the unit said more than that it has not begun, with its words; '' where they were cleared."""
    return reader.named(
        Claim,
        f"""
        with lane as (
            select e.finding_id, e.claim_state, e.text,
                   row_number() over (partition by e.finding_id order by e.effective_on desc, {place("e")} desc) as turn
              from finding_event as e join finding on finding.id = e.finding_id
             where e.claim_state is not null and e.measure_id is null and {stands()} and {_ROUNDS}
        )
        select finding.id as finding_id, finding.number, lane.claim_state as state,
               case lane.text when '{EMPTIED}' then '' else lane.text end as text
          from lane join finding on finding.id = lane.finding_id
         where lane.turn = 1 and lane.claim_state <> 'not_started' and finding.removed_in is null order by finding.number""",
        _asked(rounds, as_of, known_at),
    )


def villages(reader: Reader, as_of: str, known_at: str | None) -> dict[int, str]:
    """The units that are villages or communities, each with what its superior is called."""
    asked = f"select unit.id, unit.superior from unit where unit.removed_in is null and {is_village()}"
    return dict(reader.tuples(asked, moment(as_of, known_at)))


def units_called(reader: Reader) -> dict[str, int]:
    """Every name, short name and alias of a living unit; one that several units bear is not among them."""
    rows = reader.tuples(
        """
        select name, min(unit_id) from (
            select name, unit_id from unit_name where removed_in is null
            union select alias, unit_id from unit_alias where removed_in is null
            union select short, id from unit where removed_in is null
        ) where name <> '' and unit_id in (select id from unit where removed_in is null)
         group by name having count(distinct unit_id) = 1"""
    )
    return dict(rows)


class RecommendationLetter(NamedTuple):
    """An issued recommendation with the reply that is entered beside it."""

    id: int
    number: str
    issued_on: str
    replied_on: str
    unit_id: int | None


def recommendation_letters(reader: Reader, rounds: Sequence[int], as_of: str) -> tuple[RecommendationLetter, ...]:
    """The valid recommendation letters of the rounds; `replied_on` is '' while there is no reply."""
    return reader.named(
        RecommendationLetter,
        """
        select letter.id, letter.number, letter.issued_on,
               coalesce((select min(happened_on) from letter_event
                          where letter_id = letter.id and kind = 'reply' and removed_in is null), '') as replied_on,
               letter.unit_id
          from letter
         where letter.kind = :kind and letter.state = 'issued' and letter.removed_in is null
           and letter.issued_on <= :as_of
           and (:rounds is null or letter.round_id in (select value from json_each(:rounds)))
         order by letter.number""",
        {"as_of": as_of, "rounds": json.dumps(list(rounds)) if rounds else None, "kind": RECOMMENDATION},
    )


def renamed_without_ground(reader: Reader, as_of: str) -> tuple[int, ...]:
    """Units that were renamed or merged by a day without a paper that says so."""
    return reader.column(
        """
        select unit_id from unit_name
         where removed_in is null and paper = '' and from_on <= :as_of
           and exists (select 1 from unit_name as former where former.unit_id = unit_name.unit_id and former.removed_in is null
                         and coalesce(former.from_on, '') < unit_name.from_on)
        union select unit_id from unit_merge where removed_in is null and paper = '' and merged_on <= :as_of
         order by unit_id""",
        {"as_of": as_of},
    )
