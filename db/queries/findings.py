"""The finding ledger as it stood on a date: rows for lists, one finding with its measures, events, evidence, co-units."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import Any

from db.packed import BLOCK, Packed
from db.queries.purges import EMPTIED
from db.queries.standing import (
    EVER,
    INSTANT,
    attribute,
    author,
    carried,
    dated,
    fact,
    feedback_date,
    immediate_days,
    instant,
    is_kept,
    last_event,
    leader,
    moment,
    place,
    round_end,
    stands,
    unit_name,
)
from db.reader import Reader
from db.records import EventRow, EvidenceRow, FindingCriteria, FindingRow, MeasureRow

FLAGS = (
    "in_feedback",
    "is_common",
    "on_organisation",
    "on_ideology",
    "named_by_secretary",
    "assigned_to_secretary",
    "livelihood",
)

_MOMENT = instant("e")

_WANTED = f"""
    with {dated()},
    held as materialized (
        select finding.id, {attribute("unit_id")} as unit_id, {attribute("nature")} as nature,
               {attribute("category1")} as category1, {attribute("category2")} as category2,
               {attribute("category3")} as category3, {attribute("category4")} as category4,
               {attribute("first_due_on")} as first_due_on,
               finding.round_id, finding.owner, finding.import_id, {fact("finding", "county_leader")} as county_leader,
               finding.in_feedback, finding.is_common, finding.on_organisation, finding.on_ideology, finding.named_by_secretary,
               finding.assigned_to_secretary, finding.livelihood
          from finding left join dated on dated.id = finding.id
         where {{among}}
    ),
    wanted as materialized (
        select finding.* from held as finding join unit on unit.id = finding.unit_id where {{filters}}
    )"""
STANDING = f"""{_WANTED},
    lane as materialized (
        select e.finding_id as id,
               max(case when e.claim_state is not null then {_MOMENT} || e.claim_state end) as claim,
               max(case when e.verdict_state is not null then {_MOMENT} || e.verdict_state end) as verdict,
               max(case when e.presence is not null then {_MOMENT} || substr(e.presence || ' ', 1, 3) || e.kind end) as presence,
               max(case when e.due_on is not null then {_MOMENT} || e.due_on end) as due,
               max(case when e.review_on is not null then {_MOMENT} || e.review_on end) as review,
               max(case when e.text <> '' and e.kind in ('claim', 'verify', 'note') then {_MOMENT} || e.id end) as last,
               min(case when e.presence = 'in' then e.effective_on end) as given_on,
               sum(e.kind = 'extend') as extensions, sum(e.kind = 'reopen') as reopened
          from wanted {{join}} finding_event as e on e.finding_id = wanted.id
         where e.measure_id is null and {stands()}
         group by e.finding_id
    ),
    chosen as materialized (
        select id, coalesce({carried("claim")}, 'not_started') as claim, substr(claim, 1, 10) as claim_on,
               coalesce({carried("verdict")}, 'not_started') as verdict, substr(verdict, 1, 10) as verdict_on,
               coalesce(substr(claim, 1, {INSTANT}) > substr(verdict, 1, {INSTANT}), claim is not null) as claim_newer,
               {carried("presence", 2)} = 'in' as present, iif({carried("presence", 2)} = 'in', '', substr(presence, {INSTANT + 4})) as presence_kind,
               substr(presence, 1, 10) as presence_on, {carried("due")} as due_on, {carried("review")} as review_on,
               cast({carried("last")} as integer) as last, given_on, extensions, reopened
          from lane where presence is not null
    ),
    ruled as materialized (
        select round.id, {immediate_days("round.id")} as immediate_days from round
    )"""
"""Where each wanted finding stands (`chosen`); to be filled with `filters`, `among` and `join`."""
_ROWS = f"""{STANDING},
    step as materialized (
        select chosen.id as finding_id, measure.seq, measure.id as measure_id, measure.text,
               (select coalesce(e.verdict_state, e.claim_state) from finding_event as e
                 where e.finding_id = chosen.id and e.measure_id = measure.id
                   and (e.verdict_state is not null or e.claim_state is not null) and {stands()}
                 order by e.effective_on desc, {place("e")} desc limit 1) as state
          from chosen cross join measure on measure.finding_id = chosen.id
    ),
    work as materialized (
        select finding_id, count(state) as total, sum(state in ('done', 'transferred')) as done,
               json_group_object(seq * 1000000000 + measure_id, text) filter (where state is not null) as texts
          from step group by finding_id
    ),
    named as materialized (
        select unit.id, {unit_name("unit.id")} as name, {fact("unit", "supervising_leader")} as leader
          from unit where unit.id in (select unit_id from wanted)
    ),
    shared as materialized (
        select co_unit.finding_id, json_group_array({unit_name("co_unit.unit_id")} order by co_unit.id) as names
          from co_unit where co_unit.removed_in is null and co_unit.finding_id in (select id from wanted) group by co_unit.finding_id
    )
    select finding.id, finding.number, finding.round_id, round.code as round_code, round.name as round_name,
           wanted.unit_id, named.name as unit_name, unit.short as unit_short,
           finding.parent_id, coalesce(problem.text, '') as parent_text,
           wanted.category1, wanted.category2, wanted.category3, wanted.category4,
           finding.text, finding.characterisation, finding.requirement, wanted.nature,
           chosen.claim, chosen.claim_on, chosen.verdict, chosen.verdict_on, chosen.claim_newer,
           chosen.present, chosen.presence_kind, chosen.presence_on, chosen.given_on,
           wanted.first_due_on, coalesce(chosen.due_on, wanted.first_due_on) as due_on, finding.due_kind, chosen.extensions,
           coalesce(chosen.review_on, finding.review_on) as review_on,
           coalesce(work.done, 0) as measures_done, coalesce(work.total, 0) as measures_total, {{pieces}} as evidence_count,
           finding.amount_yuan, finding.people, finding.years, finding.responsible_leader, finding.responsible_department,
           finding.owner, finding.supervising_desk, finding.supervising_person, finding.department_in_charge,
           coalesce(nullif(wanted.county_leader, ''), named.leader) as county_leader,
           finding.working_paper, finding.source,
           finding.in_feedback, finding.is_common, finding.on_organisation, finding.on_ideology,
           finding.named_by_secretary, finding.responsibility_level, chosen.reopened,
           coalesce(nullif(last.text, '{EMPTIED}'), '') as last_text, last.effective_on as last_on,
           finding.remark, finding.serial, finding.opening, finding.import_id,
           finding.source_sheet, finding.source_row, finding.other,
           {feedback_date("wanted.unit_id")} as feedback_on, {round_end()} as ends_on, ruled.immediate_days,
           coalesce(work.texts, '{{{{}}}}') as measure_texts, coalesce(shared.names, '[]') as co_units, finding.own,
           finding.assigned_to_secretary, finding.livelihood
      from chosen
      join finding on finding.id = chosen.id
      join wanted on wanted.id = chosen.id
      join unit on unit.id = wanted.unit_id
      join named on named.id = wanted.unit_id
      join round on round.id = finding.round_id
      join ruled on ruled.id = finding.round_id
      left join problem on problem.id = finding.parent_id
      left join round_unit on round_unit.round_id = finding.round_id and round_unit.unit_id = wanted.unit_id
                          and round_unit.removed_in is null
      left join finding_event as last on last.id = chosen.last
      left join work on work.finding_id = finding.id
      left join shared on shared.finding_id = finding.id
     where {{standing}}
     order by round.code, round.id, unit.sort, unit.id, finding.id"""
_ORDERED = ("round_code", "round_id", "unit_id")
_AMONG = "finding.id between :first and :last"
PIECES = f"(select count(*) from evidence where evidence.finding_id = finding.id and {is_kept('evidence', 'evidence.formed_on')})"


def list_findings(
    reader: Reader, criteria: FindingCriteria, as_of: str, known_at: str | None = None
) -> tuple[FindingRow, ...]:
    """The rows of the finding ledger that meet the criteria, in order of round, unit and entry.

    Standing, unit names and due dates are those of `as_of`, as known at `known_at` (None: as was true); texts are today's.
    Of a last progress whose words were cleared the day stays and the words are ''.
    """
    if not _are_many(reader, criteria):
        sql, parameters = _statement(criteria, as_of, known_at, among="1", join=way_to_events(criteria))
        return reader.named(FindingRow, sql, parameters)
    with reader.at_one_moment():
        rows = tuple(_in_parts(reader, criteria, as_of, known_at))
        return tuple(rows[place] for place in _order(reader, map(attrgetter(*_ORDERED), rows)))


def packed_findings(
    reader: Reader, criteria: FindingCriteria, as_of: str, known_at: str | None = None
) -> Sequence[FindingRow]:
    """The same for a place that keeps them: many are packed as they are read. Each walk over those makes the rows anew."""
    if not _are_many(reader, criteria):
        return list_findings(reader, criteria, as_of, known_at)
    with reader.at_one_moment():
        packed = Packed(FindingRow, _in_parts(reader, criteria, as_of, known_at))
        return packed.in_order(_order(reader, zip(*map(packed.column, _ORDERED), strict=True)))


def way_to_events(criteria: FindingCriteria) -> str:
    """How the events are joined: by the findings where those are few, else through all events."""
    return "cross join" if criteria.ids or criteria.units else "join"


def _statement(
    criteria: FindingCriteria, as_of: str, known_at: str | None, *, among: str, join: str
) -> tuple[str, dict[str, Any]]:
    filters, standing, parameters = conditions(criteria)
    sql = _ROWS.format(filters=filters, standing=standing, pieces=PIECES, among=among, join=join)
    return sql, {**moment(as_of, known_at), **parameters}


def _in_parts(reader: Reader, criteria: FindingCriteria, as_of: str, known_at: str | None) -> Iterator[FindingRow]:
    """The rows as they were entered, some thousand a statement: what SQLite works out on the way would be three times the answer."""
    sql, parameters = _statement(criteria, as_of, known_at, among=_AMONG, join="cross join")
    last = reader.number("select max(id) from finding") or 0
    for first in range(1, last + 1, BLOCK):
        yield from reader.named(FindingRow, sql, {**parameters, "first": first, "last": first + BLOCK - 1})


def _order(reader: Reader, rows: Iterable[tuple[str, int, int]]) -> list[int]:
    """The places of rows, told by `_ORDERED`, in the order of the statement."""
    unit_place = {unit: at for at, unit in enumerate(reader.column("select id from unit order by sort, id"))}
    keys = [(code, round_id, unit_place[unit]) for code, round_id, unit in rows]
    return sorted(range(len(keys)), key=keys.__getitem__)


def _are_many(reader: Reader, criteria: FindingCriteria) -> bool:
    """Whether an answer may be too large to be read, and held, as it is."""
    if criteria.ids:
        return len(criteria.ids) > BLOCK
    return int(reader.value("select count(*) from (select 1 from finding limit ?)", (BLOCK + 1,))) > BLOCK


def finding(reader: Reader, finding_id: int, as_of: str, known_at: str | None = None) -> FindingRow | None:
    """One finding, also one that has left the counts."""
    found = list_findings(reader, FindingCriteria(ids=(finding_id,), presence="any"), as_of, known_at)
    return found[0] if found else None


def finding_id_by_number(reader: Reader, number: str) -> int | None:
    """The finding with a permanent number; its last four digits are enough where only one ends so."""
    exact = reader.value("select id from finding where number = ?", (number,))
    if exact is not None:
        return int(exact)
    similar = reader.column("select id from finding where number like ? and removed_in is null", (f"%-{number}",))
    return int(similar[0]) if len(similar) == 1 else None


def numbers_of(reader: Reader, finding_ids: Iterable[int]) -> dict[int, str]:
    """The permanent numbers of some findings."""
    sql = "select id, number from finding where id in (select value from json_each(?))"
    return dict(reader.tuples(sql, (json.dumps(list(finding_ids)),)))


def ids_of_numbers(reader: Reader, numbers: Iterable[str]) -> tuple[int, ...]:
    """The findings of some permanent numbers, in their order."""
    sql = "select id from finding where number in (select value from json_each(?)) order by number"
    return reader.column(sql, (json.dumps(list(numbers), ensure_ascii=False),))


def ids_by_number(reader: Reader, numbers: Iterable[str]) -> dict[str, int]:
    """The findings of some permanent numbers by those numbers, in one question."""
    sql = "select number, id from finding where number in (select value from json_each(?))"
    return dict(reader.tuples(sql, (json.dumps(list(numbers), ensure_ascii=False),)))


def removed_texts(reader: Reader, numbers: Iterable[str]) -> dict[str, str]:
    """Of some permanent numbers those that lie in the recycle bin, with what they say."""
    sql = """select number, text from finding
              where removed_in is not null and number in (select value from json_each(?))"""
    return dict(reader.tuples(sql, (json.dumps(list(numbers), ensure_ascii=False),)))


def finding_ids(reader: Reader, criteria: FindingCriteria, as_of: str, known_at: str | None = None) -> tuple[int, ...]:
    """The ids of the rows that `list_findings` would give, in the same order."""
    return tuple(row.id for row in list_findings(reader, criteria, as_of, known_at))


def measures_of(
    reader: Reader, finding_ids: Iterable[int], as_of: str, known_at: str | None = None
) -> tuple[MeasureRow, ...]:
    """The measures of findings with their standing, in order of finding and place; those not yet given are not there."""
    return reader.named(
        MeasureRow,
        f"""
        with lane as (
            select measure.id, {last_event("claim", "measure.finding_id", "measure.id")} as claim,
                   {last_event("verdict", "measure.finding_id", "measure.id")} as verdict
              from measure where measure.finding_id in (select value from json_each(:ids))
        )
        select measure.id, measure.finding_id, measure.seq, measure.text, measure.leader, measure.department, measure.owner,
               measure.due_on, measure.due_kind, measure.standard, coalesce(claim.claim_state, 'not_started') as claim,
               claim.effective_on as claim_on, coalesce(verdict.verdict_state, 'not_started') as verdict,
               verdict.effective_on as verdict_on
          from lane
          join measure on measure.id = lane.id
          left join finding_event as claim on claim.id = lane.claim
          left join finding_event as verdict on verdict.id = lane.verdict
         where claim.id is not null or verdict.id is not null
         order by measure.finding_id, measure.seq, measure.id""",
        {**moment(as_of, known_at), "ids": json.dumps(list(finding_ids))},
    )


def events_of(reader: Reader, finding_id: int, as_of: str = EVER, known_at: str | None = None) -> tuple[EventRow, ...]:
    """The events of a finding and its measures as they take effect, those taken back too (`retracted_on`).

    All of them, or those true by `as_of` as known at `known_at`: what was taken back later stands then.
    """
    return reader.rows(
        EventRow,
        f"""
        select event.id, event.finding_id, event.measure_id, event.kind, event.claim_state, event.verdict_state,
               event.presence, event.effective_on, event.recorded_at, event.known_on, event.due_on, event.review_on,
               event.text, event.reason, event.approver,
               coalesce(nullif(event.actor, ''), {author("finding_event", "event.id", "action.user_name")}), event.refused, event.opening, event.paper,
               event.related, event.action_id, retraction.known_on, coalesce(retraction.reason, ''),
               event.attribute, event.old, event.value
          from finding_event as event
          join action on action.id = event.action_id
          left join retraction on retraction.event_id = event.id and retraction.known_on <= :known_at
         where event.finding_id = :id and event.effective_on <= :as_of and event.known_on <= :known_at
         order by event.effective_on, coalesce(event.place, event.id), event.id""",
        {"id": finding_id, **moment(as_of, known_at)},
    )


def evidence_of(
    reader: Reader, finding_id: int, as_of: str = EVER, known_at: str | None = None
) -> tuple[EvidenceRow, ...]:
    """The evidence kept for a finding: all that is there, or what was there on a day (formed by then, else entered by then)."""
    return reader.rows(
        EvidenceRow,
        f"""
        select id, finding_id, measure_id, title, kind, formed_on, pages, sha256, file_name, paper
          from evidence where finding_id = :id and {is_kept("evidence", "evidence.formed_on")} order by id""",
        {"id": finding_id, **moment(as_of, known_at)},
    )


def co_unit_ids(reader: Reader, finding_id: int) -> tuple[int, ...]:
    """The units that share a finding; they are listed, never counted."""
    return reader.column(
        "select unit_id from co_unit where finding_id = ? and removed_in is null order by id", (finding_id,)
    )


def findings_shared_with(reader: Reader, unit_id: int) -> tuple[int, ...]:
    """The findings in which a unit is named as co-unit."""
    return reader.column(
        "select finding_id from co_unit where unit_id = ? and removed_in is null order by finding_id", (unit_id,)
    )


def removed_findings(reader: Reader) -> tuple[tuple[Any, ...], ...]:
    """The recycle bin: id, number, unit id, text, time and name of who removed it; the last first."""
    return reader.tuples(
        """
        select finding.id, finding.number, finding.unit_id, finding.text, action.recorded_at, action.user_name
          from finding join action on action.id = finding.removed_in order by action.id desc, finding.id"""
    )


def conditions(criteria: FindingCriteria) -> tuple[str, str, dict[str, Any]]:
    """SQL on the finding's own fields, SQL on its standing, and the parameters of both."""
    fields: dict[str, Any] = {
        "category1": criteria.category1,
        "category2": criteria.category2,
        "nature": criteria.nature,
        "owner": criteria.owner,
        "import_id": criteria.import_id,
    }
    filters = [f"finding.{name} = :{name}" for name, value in fields.items() if value not in ("", None)]
    lists = {"round_id": criteria.rounds, "unit_id": criteria.units, "id": criteria.ids}
    filters += [
        f"finding.{name} in (select value from json_each(:{name}s))" for name, values in lists.items() if values
    ]
    filters += [f"finding.{flag} = 1" for flag in criteria.flags if flag in FLAGS]
    if criteria.leader:
        filters.append(f"{leader()} = :leader")
    standing = {"in": ["chosen.present"], "out": ["not chosen.present"], "any": []}[criteria.presence]
    states = {"claim": criteria.claim, "verdict": criteria.verdict}
    standing += [
        f"chosen.{lane} in (select value from json_each(:{lane}s))" for lane, values in states.items() if values
    ]
    if criteria.waiting:
        standing.append(
            "chosen.claim = 'done' and chosen.claim_newer and chosen.verdict not in ('done', 'transferred')"
        )
    if criteria.without_evidence:
        standing.append("evidence_count = 0")
    parameters = {
        **fields,
        **{f"{name}s": json.dumps(values) for name, values in (lists | states).items()},
        "leader": criteria.leader,
    }
    return " and ".join(filters) or "1", " and ".join(standing) or "1", parameters
