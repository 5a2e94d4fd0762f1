"""Rounds with their timetable, the rules of their deadlines, the office's working days."""

from __future__ import annotations

import json

from db.queries.standing import last_event, moment
from db.reader import Reader
from db.records import RoundRow

_ROUNDS = """
    select round.id, round.term_id, coalesce(term.name, ''), round.code, round.number, round.name, round.kind, round.scheme,
           round.mobilised_on, round.on_site_from, round.on_site_to, round.leading_group_on, round.secretary_meeting_on,
           round.feedback_on, round.months, round.plan_due_on, round.reminder_on, round.ends_on, round.review_due_on,
           round.state, round.opening_closed, round.batch, round.special_topic,
           coalesce((select parent.name from round as parent where parent.id = round.parent_round_id), '')
      from round left join term on term.id = round.term_id"""


def rounds(reader: Reader) -> tuple[RoundRow, ...]:
    """All rounds, the latest first."""
    return reader.rows(RoundRow, f"{_ROUNDS} where round.removed_in is null order by round.code desc, round.id desc")


def living_ids(reader: Reader) -> tuple[int, ...]:
    """The ids of the rounds that are not in the recycle bin, the latest first."""
    return reader.column("select id from round where removed_in is null order by code desc, id desc")


def round_by_id(reader: Reader, round_id: int) -> RoundRow | None:
    """One round."""
    return reader.row(RoundRow, f"{_ROUNDS} where round.id = ?", (round_id,))


def has_findings(reader: Reader, round_id: int, as_of: str) -> bool:
    """Whether a round has a finding on a day that stands in the counts; the first one found answers."""
    sql = f"""
        select exists (select 1 from finding where round_id = :round
                        and (select presence from finding_event where id = {last_event("presence", "finding.id")}) = 'in')"""
    return bool(reader.value(sql, {"round": round_id, **moment(as_of, None)}))


def round_by_name(reader: Reader, name_or_code: str) -> RoundRow | None:
    """A round by its name or code, or by a part of the name that only one round has."""
    exact = f"{_ROUNDS} where round.removed_in is null and (round.name = ?1 or round.code = ?1)"
    found = reader.row(RoundRow, exact, (name_or_code,))
    if found is not None:
        return found
    similar = reader.rows(
        RoundRow, f"{_ROUNDS} where round.removed_in is null and instr(round.name, ?)", (name_or_code,)
    )
    return similar[0] if len(similar) == 1 else None


def feedback_dates(reader: Reader, round_id: int) -> dict[int, str]:
    """The feedback date of each unit that has its own in a round."""
    return dict(
        reader.tuples(
            "select unit_id, feedback_on from round_unit where round_id = ? and removed_in is null and feedback_on is not null",
            (round_id,),
        )
    )


def deadline_rules(reader: Reader, round_id: int | None = None) -> dict[str, tuple[str, int, str, tuple[int, ...]]]:
    """Event, days, unit and warnings by event: the office's rules, the round's own in their place."""
    found = reader.tuples(
        """
        select event, days, unit, warn_before from deadline_rule
         where removed_in is null and (round_id is null or round_id = ?)
         order by round_id is not null, id""",
        (round_id,),
    )
    return {event: (event, days, unit, tuple(json.loads(warnings))) for event, days, unit, warnings in found}


def calendar_days(reader: Reader) -> dict[str, str]:
    """The office's own days, each holiday or workday; the later entry of a day counts."""
    return dict(reader.tuples("select day, kind from calendar_day where removed_in is null order by id"))
