"""What happened to findings: the facts and events from which any two dates are compared and any trend is drawn."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from db.queries.standing import EVER, FACTS, LANE_ROW, NAMED_AS_VILLAGE, moment, place, record_place, stands
from db.reader import Reader
from db.records import EventFact, FindingFact, Scope, UnitFact

_IS_FACT = " or ".join(f"(e.register = '{table}' and e.step in {(*names, '')})" for table, names in FACTS.items())
"""SQL condition: an event is the change of a dated fact."""


def finding_facts(reader: Reader, scope: Scope | None = None) -> tuple[FindingFact, ...]:
    """What a count must know of each finding beside its events; also of those that have left the counts.

    A scope of units, a category or a leader also gives the findings that may have been in it on another day: who counts
    narrows by what was true on the day.
    """
    chosen = scope or Scope()
    found = reader.tuples(
        f"""
        select finding.id, finding.number, finding.parent_id, finding.round_id,
               cast({_first("unit_id")} as integer), {_first("category1")}, {_first_fact("finding", "county_leader")}, {_first("nature")},
               round.ends_on
          from finding
          join unit on unit.id = finding.unit_id
          join round on round.id = finding.round_id
         where (:rounds is null or finding.round_id in (select value from json_each(:rounds)))
           and (:findings is null or finding.id in (select value from json_each(:findings)))
           and ((:units is null or finding.unit_id in (select value from json_each(:units)))
                and (:category = '' or finding.category1 = :category)
                and (:leader = '' or coalesce(nullif(finding.county_leader, ''), unit.supervising_leader) = :leader
                     or exists (select 1 from record_event as e where {_IS_FACT}))
                or exists (select 1 from finding_event as moved
                            where moved.finding_id = finding.id and moved.attribute in ('unit_id', 'category1')))
         order by finding.id""",
        {
            "rounds": json.dumps(chosen.rounds) if chosen.rounds else None,
            "units": json.dumps(chosen.units) if chosen.units else None,
            "findings": json.dumps(chosen.findings) if chosen.findings else None,
            "category": chosen.category,
            "leader": chosen.leader,
        },
    )
    units, ends = unit_facts(reader), _ends_of_rounds(reader)
    facts = []
    for finding_id, number, parent, round_id, unit, category, leader, nature, row_end in found:
        ends_on, told = ends.get(round_id, (row_end, ()))
        facts.append(
            FindingFact(finding_id, number, parent, round_id, unit, category, leader, nature, units, ends_on, told)
        )
    return tuple(facts)


def unit_facts(reader: Reader) -> dict[int, UnitFact]:
    """What a count must know of each unit."""
    kind, leader = _first_fact("unit", "kind"), _first_fact("unit", "supervising_leader")
    rows = reader.tuples(f"select unit.id, {kind}, {leader}, {NAMED_AS_VILLAGE} from unit")
    return {unit: UnitFact(kind, leader, bool(village)) for unit, kind, leader, village in rows}


def event_facts(
    reader: Reader, findings: tuple[int, ...] | None = None, *, measures: bool = True
) -> tuple[EventFact, ...]:
    """All events that set a lane or an attribute, as they take effect; of all findings or of some, with or without those of measures."""
    found = reader.tuples(
        """
        select event.id, event.finding_id, event.measure_id, event.kind, event.claim_state, event.verdict_state,
               event.presence, event.effective_on, event.known_on, event.due_on, event.review_on, retraction.known_on,
               event.related, coalesce(event.place, event.id), event.attribute, event.value
          from finding_event as event
          left join retraction on retraction.event_id = event.id
         where (:findings is null or event.finding_id in (select value from json_each(:findings)))
           and (:measures or event.measure_id is null)
           and (event.claim_state is not null or event.verdict_state is not null or event.presence is not null
                or event.due_on is not null or event.review_on is not null or event.attribute <> '')
         order by event.effective_on, coalesce(event.place, event.id), event.id""",
        {"findings": None if findings is None else json.dumps(findings), "measures": measures},
    )
    told = _told_facts(reader, findings)
    return tuple(map(EventFact._make, found)) + told


_AT_ONCE = 10_000
"""Findings whose events are in memory at a time."""
LaneRow = tuple[int, str, str, str | None, str | None, str | None, str | None]
"""Finding, effective and known day, the day on which it was taken back, presence, claim, verdict."""


def lane_rows(
    reader: Reader, known_at: str | None = None, *, but: Sequence[int] = (), rounds: Sequence[int] = ()
) -> Iterator[LaneRow]:
    """What the events say of the three lanes of findings, of each in the order in which it takes effect; from the index of lanes alone.

    What is not known at `known_at`, or was taken back by then, is left out; with None nothing is, and who asks reads the days.
    `but`: these findings are left out; `rounds`: those of some rounds only.
    """
    conditions = {
        "e.known_on <= :known_at and e.id not in (select r.event_id from retraction as r where r.known_on <= :known_at)": known_at,
        "e.finding_id not in (select value from json_each(:but))": but,
        "e.finding_id in (select id from finding where round_id in (select value from json_each(:rounds)))": rounds,
    }
    sql = f"""
        select e.finding_id, e.effective_on, e.known_on,
               iif(e.id in (select event_id from retraction), (select r.known_on from retraction as r where r.event_id = e.id), null),
               e.presence, e.claim_state, e.verdict_state
          from finding_event as e
         where {" and ".join([LANE_ROW, *(one for one, asked in conditions.items() if asked)])}
           and e.finding_id between :first and :last
         order by e.finding_id, e.effective_on, {place("e")}, e.id"""
    told = {"known_at": known_at, "but": json.dumps(list(but)), "rounds": json.dumps(list(rounds))}
    for first in range(1, int(reader.value("select coalesce(max(id), 0) from finding")) + 1, _AT_ONCE):
        yield from reader.tuples(sql, {**told, "first": first, "last": first + _AT_ONCE - 1})


def refused_between(reader: Reader, scope: Scope, after: str, until: str, known_at: str | None) -> tuple[int, ...]:
    """The findings of which the office refused what the unit reported (不予认定), after one day until another, as known, each once."""
    return reader.column(
        f"""
        select distinct e.finding_id from finding_event as e join finding on finding.id = e.finding_id
         where e.refused and e.measure_id is null and e.effective_on > :after and {stands()} and finding.removed_in is null
           and (:rounds is null or finding.round_id in (select value from json_each(:rounds)))
         order by e.finding_id""",
        {**moment(until, known_at), "after": after, "rounds": json.dumps(scope.rounds) if scope.rounds else None},
    )


def findings_that_moved(reader: Reader, *, with_parent: bool) -> tuple[int, ...]:
    """The findings of which a count reads more than the lanes: an attribute was changed; with `with_parent` also the parts of a problem."""
    return reader.column(
        """
        select distinct finding_id from finding_event where attribute <> ''
        union select id from finding where :with_parent and parent_id is not null
        order by 1""",
        {"with_parent": with_parent},
    )


def findings_moved_since(reader: Reader, day: str, known: str = EVER) -> tuple[int, ...] | None:
    """The findings of which an event took effect after a day, or became known or was taken back after another, with the other parts of
    their problems.

    None where more than their own events changed since: a dated fact of a unit or a finding, the end of a round.
    """
    asked = {"day": day, "known": known}
    if reader.value(f"select {_FACTS_CHANGED} or {_ENDS_CHANGED}", asked):
        return None
    return reader.column(
        """
        with moved as materialized (
            select finding_id as id from finding_event where effective_on > :day
            union select finding_id from finding_event where :known < :ever and known_on > :known
            union select e.finding_id from retraction as r join finding_event as e on e.id = r.event_id where r.known_on > :known
        )
        select id from moved
        union
        select part.id from moved join finding as one on one.id = moved.id join finding as part on part.parent_id = one.parent_id
        order by 1""",
        {**asked, "ever": EVER},
    )


_FACTS_CHANGED = f"""exists (select 1 from record_event as e left join record_retraction as r on r.event_id = e.id
                              where ({_IS_FACT}) and (e.effective_on > :day or e.known_on > :known or r.known_on > :known))"""
_ENDS_CHANGED = "exists (select 1 from round_date_event where name = 'ends_on' and known_on > :known)"


def has_dated_facts(reader: Reader) -> bool:
    """Whether the kind or leader of any unit, or the leader of any finding, was ever changed."""
    return bool(reader.value(f"select exists (select 1 from record_event as e where {_IS_FACT})"))


def _told_facts(reader: Reader, findings: tuple[int, ...] | None) -> tuple[EventFact, ...]:
    """The changes of a finding's county leader and of kind and leader of every unit that it was ever of, as events of the finding.

    The attribute of a unit's is 'kind 7' or 'supervising_leader 7' (the id of the unit).
    """
    found = reader.tuples(
        f"""
        with told as materialized (
            select e.*, r.known_on as retracted_on from record_event as e left join record_retraction as r on r.event_id = e.id
             where {_IS_FACT}
        ),
        of_unit as materialized (
            select id as finding_id, unit_id from finding
            union select finding_id, cast(old as integer) from finding_event where attribute = 'unit_id'
            union select finding_id, cast(value as integer) from finding_event where attribute = 'unit_id'
        ),
        meant as (
            select told.id, told.record_id as finding_id from told where told.register = 'finding'
            union all
            select told.id, of_unit.finding_id from told join of_unit on of_unit.unit_id = told.record_id
             where told.register = 'unit'
        )
        select told.id, meant.finding_id, null, 'set', null, null, null, told.effective_on, told.known_on, null, null,
               told.retracted_on, '[]', {record_place("told")},
               iif(told.register = 'unit', told.step || ' ' || told.record_id, told.step), told.state
          from meant join told on told.id = meant.id
         where :findings is null or meant.finding_id in (select value from json_each(:findings))""",
        {"findings": None if findings is None else json.dumps(findings)},
    )
    return tuple(map(EventFact._make, found))


def _first(name: str) -> str:
    """SQL of an attribute before any event changed it."""
    return f"""coalesce((select e.old from finding_event as e where e.finding_id = finding.id and e.attribute = '{name}'
                          order by {place("e")}, e.id limit 1), finding.{name})"""


def _first_fact(table: str, name: str) -> str:
    """SQL of a dated fact of a row before any event changed it."""
    return f"""coalesce((select e.was from record_event as e where e.register = '{table}' and e.step = '{name}'
                             and e.record_id = {table}.id order by {record_place("e")}, e.id limit 1), {table}.{name})"""


def _ends_of_rounds(reader: Reader) -> dict[int, tuple[str | None, tuple[tuple[str, str | None], ...]]]:
    """Of rounds whose end was changed: the first end, and the later ones with the day on which they were known."""
    found: dict[int, tuple[str | None, tuple[tuple[str, str | None], ...]]] = {}
    rows = reader.tuples(
        "select round_id, old, known_on, value from round_date_event where name = 'ends_on' order by recorded_at, id"
    )
    for round_id, old, known_on, value in rows:
        first, told = found.get(round_id, (old, ()))
        found[round_id] = (first, (*told, (known_on, value)))
    return found
