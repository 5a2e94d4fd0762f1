"""Every count behind a rate: how many items stand where, under a counting basis, on a date as known on a date.

The rows behind a number and the number come from one fragment (`_items`), so that they cannot differ.
"""

from __future__ import annotations

import json
from typing import Any

from db.queries.standing import (
    attribute,
    dated,
    fact,
    is_village,
    last_event,
    leader,
    moment,
    rank,
    round_end,
    state_of_rank,
    unit_name,
)
from db.reader import Reader
from db.records import Basis, CountedItem, Scope, Tally

GROUPS = ("unit", "category", "round", "leader")
NO_CATEGORY = "未分类"
NO_LEADER = "未明确"


def tally(
    reader: Reader,
    basis: Basis,
    as_of: str,
    known_at: str | None = None,
    *,
    by: str | None = None,
    scope: Scope | None = None,
) -> tuple[Tally, ...]:
    """The count of each group in the office's order; without `by` one row for all, also where nothing is counted.

    A group whose items are all excluded is listed with 0 of 0; a group without items is not (samples/RULES.md §11).
    """
    sql = f"""{_items(basis, by)}
        select key, key_id, sum(hit), sum(counted) from item group by key, key_id order by min(place), key"""
    found = reader.rows(Tally, sql, _parameters(basis, as_of, known_at, scope))
    if by is None and not found:
        return (Tally("", None, 0, 0),)
    return found


def items(
    reader: Reader,
    basis: Basis,
    as_of: str,
    known_at: str | None = None,
    *,
    by: str | None = None,
    scope: Scope | None = None,
) -> tuple[CountedItem, ...]:
    """All items of a count with their state, counted or excluded, in and out of the numerator."""
    sql = f"""{_items(basis, by)}
        select item, finding_id, key, key_id, state, counted, hit from item order by place, key, finding_id, item"""
    rows = reader.tuples(sql, _parameters(basis, as_of, known_at, scope))
    return tuple(CountedItem(i, f, k, n, s, bool(counted), bool(hit)) for i, f, k, n, s, counted, hit in rows)


def _items(basis: Basis, by: str | None) -> str:
    """The fragment `item(item, finding_id, state, key, key_id, place, counted, hit)` for the basis' level."""
    until = f"min(:as_of, coalesce({round_end()}, :as_of))" if basis.within_period else ":as_of"
    lane = "verdict" if basis.verified_only else "claim"
    column = f"{lane}_state"
    level = {"finding": _of_findings, "problem": _of_problems, "measure": _of_measures}[basis.level]
    key, key_id, place = _group(by, until)
    return f"""
        with {dated(until)},
        held as materialized (
            select finding.id, finding.parent_id, finding.round_id, {fact("finding", "county_leader", until)} as county_leader,
                   {attribute("unit_id")} as unit_id, {attribute("nature")} as nature, {attribute("category1")} as category1
              from finding join round on round.id = finding.round_id left join dated on dated.id = finding.id
             where (:rounds is null or finding.round_id in (select value from json_each(:rounds)))
               and (:findings is null or finding.id in (select value from json_each(:findings)))
        ),
        present as materialized (
            select finding.id, finding.parent_id
              from held as finding
              cross join unit on unit.id = finding.unit_id
              cross join round on round.id = finding.round_id
             where (:units is null or finding.unit_id in (select value from json_each(:units)))
               and (:category = '' or finding.category1 = :category)
               and (:leader = '' or {leader(until)} = :leader)
               and (:include_immediate or finding.nature <> 'immediate')
               and (:include_villages or not {is_village(until)})
               and (select presence from finding_event where id = {last_event("presence", "finding.id", until=until)}) = 'in'
        ),
        standing as materialized ({level(lane, column, until)}),
        item as (
            select standing.item, standing.finding_id, standing.state, {key} as key, {key_id} as key_id, {place} as place,
                   standing.state not in (select value from json_each(:exclude)) as counted,
                   standing.state not in (select value from json_each(:exclude))
                       and standing.state in (select value from json_each(:numerator)) as hit
              from standing
              cross join held as finding on finding.id = standing.finding_id
              cross join unit on unit.id = finding.unit_id
              cross join round on round.id = finding.round_id
        )"""


_ENDS = "cross join finding on finding.id = present.id cross join round on round.id = finding.round_id"


def _of_findings(lane: str, column: str, until: str) -> str:
    return f"""
            select 'f' || present.id as item, present.id as finding_id,
                   coalesce((select {column} from finding_event where id = {last_event(lane, "present.id", until=until)}),
                            'not_started') as state
              from present {_ENDS}"""


def _of_problems(lane: str, column: str, until: str) -> str:
    return f"""
            select item, min(finding_id) as finding_id, {state_of_rank(f"min({rank('state')})")} as state
              from (select iif(present.parent_id is null, 'f' || present.id, 'p' || present.parent_id) as item,
                           present.id as finding_id,
                           coalesce((select {column} from finding_event
                                      where id = {last_event(lane, "present.id", until=until)}), 'not_started') as state
                      from present {_ENDS})
             group by item"""


def _of_measures(lane: str, column: str, until: str) -> str:
    """A measure counts from its first event on: one that was added later is not counted before."""
    presence = last_event("presence", "present.id", "measure.id", until)
    return f"""
            select item, finding_id, state
              from (select 'm' || measure.id as item, present.id as finding_id,
                           (select {column} from finding_event
                             where id = {last_event(lane, "present.id", "measure.id", until)}) as state,
                           coalesce((select presence from finding_event where id = {presence}), 'in') as presence
                      from present join measure on measure.finding_id = present.id {_ENDS})
             where state is not null and presence = 'in'"""


def _group(by: str | None, until: str) -> tuple[str, str, str]:
    """SQL of the group's key, its id and its place in the office's order."""
    match by:
        case None:
            return "''", "null", "0"
        case "unit":
            return unit_name("unit.id"), "unit.id", "unit.sort"
        case "category":
            sort = "(select min(c.sort) from category as c where c.level1 = finding.category1 and c.removed_in is null)"
            place = f"iif(finding.category1 = '', 1000000, coalesce({sort}, 0))"
            return f"coalesce(nullif(finding.category1, ''), '{NO_CATEGORY}')", "null", place
        case "round":
            return "round.name", "round.id", "round.code"
        case "leader":
            name = leader(until)
            return f"coalesce(nullif({name}, ''), '{NO_LEADER}')", "null", f"{name} = ''"
    raise ValueError(by)


def _parameters(basis: Basis, as_of: str, known_at: str | None, scope: Scope | None) -> dict[str, Any]:
    chosen = scope or Scope()
    return {
        **moment(as_of, known_at),
        "rounds": json.dumps(chosen.rounds) if chosen.rounds else None,
        "units": json.dumps(chosen.units) if chosen.units else None,
        "findings": json.dumps(chosen.findings) if chosen.findings else None,
        "category": chosen.category,
        "leader": chosen.leader,
        "include_immediate": basis.include_immediate,
        "include_villages": basis.include_villages,
        "numerator": json.dumps(basis.numerator),
        "exclude": json.dumps(basis.exclude),
    }
