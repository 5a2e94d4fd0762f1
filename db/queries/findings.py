"""The finding ledger as it stood on a date: rows for lists, one finding with its measures, events, evidence, co-units."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from operator import attrgetter
from typing import Any, TypeVar

from db.packed import BLOCK, Packed
from db.queries.finding_statement import PIECES, statement_of
from db.queries.standing import EVER, author, is_kept, last_event, leader, moment
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

_ORDERED = ("round_code", "round_id", "unit_id")
_AMONG = "finding.id between :first and :last"
R = TypeVar("R", bound=tuple[Any, ...])
"""A named tuple with fields of `FindingRow`."""


def list_findings(
    reader: Reader, criteria: FindingCriteria, as_of: str, known_at: str | None = None
) -> tuple[FindingRow, ...]:
    """The rows of the finding ledger that meet the criteria, in order of round, unit and entry.

    Standing, unit names and due dates are those of `as_of`, as known at `known_at` (None: as was true); texts are today's.
    Of a last progress whose words were cleared the day stays and the words are ''.
    """
    return rows_of(reader, FindingRow, criteria, as_of, known_at)


def rows_of(
    reader: Reader, record: type[R], criteria: FindingCriteria, as_of: str, known_at: str | None = None
) -> tuple[R, ...]:
    """The same rows with the fields of `record`, which has those of `_ORDERED`: the fewer they are, the less work."""
    if not _are_more(reader, criteria, BLOCK):
        return _at_once(reader, record, criteria, as_of, known_at)
    with reader.at_one_moment():
        rows = tuple(_in_parts(reader, record, criteria, as_of, known_at))
        return tuple(rows[place] for place in _order(reader, map(attrgetter(*_ORDERED), rows)))


def each_of(
    reader: Reader, record: type[R], criteria: FindingCriteria, as_of: str, known_at: str | None = None
) -> Iterator[R]:
    """The same in no order and one at a time, to be counted: many are never held."""
    if not _are_more(reader, criteria, BLOCK):
        yield from _at_once(reader, record, criteria, as_of, known_at)
        return
    with reader.at_one_moment():
        yield from _in_parts(reader, record, criteria, as_of, known_at)


def packed_findings(
    reader: Reader, criteria: FindingCriteria, as_of: str, known_at: str | None = None
) -> Sequence[FindingRow]:
    """`list_findings` for a place that keeps them: many are packed as they are read. Each walk over those makes the rows anew."""
    return packed_rows_of(reader, FindingRow, criteria, as_of, known_at)


def packed_rows_of(
    reader: Reader, record: type[R], criteria: FindingCriteria, as_of: str, known_at: str | None = None, few: int = 0
) -> Sequence[R]:
    """`rows_of`, packed as they are read where there may be more of them than `few`, or than are read at once."""
    if not _are_more(reader, criteria, max(few, BLOCK)):
        return rows_of(reader, record, criteria, as_of, known_at)
    with reader.at_one_moment():
        packed = Packed(record, _in_parts(reader, record, criteria, as_of, known_at))
        return packed.in_order(_order(reader, zip(*map(packed.column, _ORDERED), strict=True)))


def way_to_events(criteria: FindingCriteria) -> str:
    """How the events are joined: by the findings where those are few, else through all events."""
    return "cross join" if criteria.ids or criteria.units else "join"


def _statement(
    record: type[Any], criteria: FindingCriteria, as_of: str, known_at: str | None, *, among: str, join: str
) -> tuple[str, dict[str, Any]]:
    filters, standing, parameters = conditions(criteria)
    sql = statement_of(record._fields).format(filters=filters, standing=standing, among=among, join=join)
    return sql, {**moment(as_of, known_at), **parameters}


def _at_once(
    reader: Reader, record: type[R], criteria: FindingCriteria, as_of: str, known_at: str | None
) -> tuple[R, ...]:
    sql, parameters = _statement(record, criteria, as_of, known_at, among="1", join=way_to_events(criteria))
    return reader.named(record, sql, parameters)


def _in_parts(
    reader: Reader, record: type[R], criteria: FindingCriteria, as_of: str, known_at: str | None
) -> Iterator[R]:
    return chain.from_iterable(in_parts(reader, record, criteria, as_of, known_at))


def in_parts(
    reader: Reader, record: type[R], criteria: FindingCriteria, as_of: str, known_at: str | None
) -> Iterator[tuple[R, ...]]:
    """The rows as they were entered, some thousand a statement: what SQLite works out on the way would be three times the answer."""
    sql, parameters = _statement(record, criteria, as_of, known_at, among=_AMONG, join="cross join")
    last = reader.number("select max(id) from finding") or 0
    for first in range(1, last + 1, BLOCK):
        yield reader.named(record, sql, {**parameters, "first": first, "last": first + BLOCK - 1})


def _order(reader: Reader, rows: Iterable[tuple[str, int, int]]) -> list[int]:
    """The places of rows, told by `_ORDERED`, in the order of the statement."""
    unit_place = {unit: at for at, unit in enumerate(reader.column("select id from unit order by sort, id"))}
    keys = [(code, round_id, unit_place[unit]) for code, round_id, unit in rows]
    return sorted(range(len(keys)), key=keys.__getitem__)


def _are_more(reader: Reader, criteria: FindingCriteria, than: int) -> bool:
    """Whether an answer may be longer than so many rows."""
    if criteria.ids:
        return len(criteria.ids) > than
    return int(reader.value("select count(*) from (select 1 from finding limit ?)", (than + 1,))) > than


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
        standing.append(f"{PIECES} = 0")
    parameters = {
        **fields,
        **{f"{name}s": json.dumps(values) for name, values in (lists | states).items()},
        "leader": criteria.leader,
    }
    return " and ".join(filters) or "1", " and ".join(standing) or "1", parameters
