"""Every count behind a rate: how many items stand where, under a counting basis, on a date as known on a date.

The rows behind a number and the number come from one fragment (`_items`), so that they cannot differ.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from db import packed
from db.packs import PACK
from db.queries.county_leaders import leader_titles
from db.queries.standing import (
    attribute,
    carried,
    dated,
    fact,
    is_village,
    lane_pass,
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
    sql = f"""{_items(basis, by, scope, "")},
        grouped as materialized ({_summed(by)})
        select named.key, named.key_id, grouped.hit, grouped.counted
          from grouped join ({_named(by)}) as named on named.bucket is grouped.bucket order by named.place, named.key"""
    found = reader.rows(Tally, sql, {**_parameters(basis, as_of, known_at, scope), **_order(reader, by)})
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
) -> Sequence[CountedItem]:
    """All items of a count with their state, counted or excluded, in and out of the numerator; very many are packed."""
    sql = f"""{_items(basis, by, scope, "materialized")},
        grouped as materialized (select distinct bucket from item),
        named as materialized ({_named(by)})
        select item.item, item.finding_id, named.key, named.key_id, item.state, item.counted, item.hit
          from item join named on named.bucket is item.bucket
         order by named.place, named.key, item.finding_id, item.item"""
    told = {**_parameters(basis, as_of, known_at, scope), **_order(reader, by)}
    if reader.value("select count(*) from (select 1 from finding limit ?)", (packed.FEW + 1,)) > packed.FEW:
        return reader.packed(CountedItem, sql, told, _as_item)
    return tuple(map(_as_item, reader.tuples(sql, told)))


def _as_item(row: Sequence[Any]) -> CountedItem:
    item, finding_id, key, key_id, state, counted, hit = row
    return CountedItem(item, finding_id, key, key_id, state, bool(counted), bool(hit))


_ROUND = "cross join round on round.id = finding.round_id"


def _items(basis: Basis, by: str | None, scope: Scope | None, kept: str) -> str:
    """The fragment `item(item, finding_id, state, bucket, counted, hit)` for the basis' level; `kept`: whether it is read more than once.

    `present` has what the count reads of each finding in it, with its state; a group is told by `_named`.
    """
    of = "finding" if basis.level == "finding" else "standing"
    excluded = f"{of}.state in {_among('exclude', basis.exclude)}"
    until = f"min(:as_of, coalesce({round_end()}, :as_of))" if basis.within_period else ":as_of"
    ends = _ROUND if basis.within_period else ""
    of_event = f"cross join finding on finding.id = e.finding_id {ends}" if basis.within_period else ""
    lanes = lane_pass("verdict" if basis.verified_only else "claim", until, of_event, _narrowed(scope))
    level = {"finding": _of_findings, "problem": _of_problems, "measure": _of_measures}[basis.level]
    return f"""
        with {dated(until)},
        held as (
            select finding.id, {_read(basis, by, scope, until)},
                   coalesce({carried("lane.state")}, 'not_started') as own
              from ({lanes}) as lane cross join finding indexed by finding_counted on finding.id = lane.id {ends} left join dated on dated.id = finding.id
             where {carried("lane.presence")} = 'in'
        ),
        present as {"" if basis.level == "finding" else "materialized"} (select finding.* from held as finding {ends} {_eligible(basis, scope, until)}),
        item as {kept} (
            select {of}.item, {of}.finding_id, {of}.state, {_group(by, until)} as bucket, not {excluded} as counted,
                   not {excluded} and {of}.state in {_among("numerator", basis.numerator)} as hit
              from {level(basis, until)} {ends} {_UNIT if by == "leader" else ""}
        )"""


def _among(name: str, states: Sequence[str]) -> str:
    """SQL of a few states as parameters of their own: looked up faster than in a list."""
    return f"({', '.join(f':{name}_{place}' for place in range(len(states)))})"


_UNIT = "cross join unit on unit.id = finding.unit_id"


def _narrowed(scope: Scope | None) -> str:
    """SQL: only events of the findings that the scope names by themselves or by their round, which no event changes."""
    if scope is None or not (scope.findings or scope.rounds):
        return ""
    chosen = "(select value from json_each(:findings))"
    if not scope.rounds:
        return f"and e.finding_id in {chosen}"
    among = f"and chosen.id in {chosen}" if scope.findings else ""
    return f"""and e.finding_id in (select chosen.id from finding as chosen
                                     where chosen.round_id in (select value from json_each(:rounds)) {among})"""


def _read(basis: Basis, by: str | None, scope: Scope | None, until: str) -> str:
    """SQL of what this count reads of a finding: each column costs a tenth of the whole."""
    chosen = scope or Scope()
    of_leader = by == "leader" or bool(chosen.leader)
    wanted = {
        "finding.round_id": True,
        "finding.parent_id": basis.level == "problem",
        f"{fact('finding', 'county_leader', until)} as county_leader": of_leader,
        f"{attribute('unit_id')} as unit_id": by == "unit"
        or of_leader
        or bool(chosen.units)
        or not basis.include_villages,
        f"{attribute('nature')} as nature": not basis.include_immediate,
        f"{attribute('category1')} as category1": by == "category" or bool(chosen.category),
    }
    return ", ".join(column for column, asked in wanted.items() if asked)


def _eligible(basis: Basis, scope: Scope | None, until: str) -> str:
    """SQL of the joins and conditions by which the basis and the scope look at a `finding` as it stood."""
    chosen = scope or Scope()
    conditions = {
        "finding.unit_id in (select value from json_each(:units))": bool(chosen.units),
        "finding.category1 = :category": bool(chosen.category),
        f"{leader(until)} = :leader": bool(chosen.leader),
        "finding.nature <> 'immediate'": not basis.include_immediate,
        f"not {is_village(until)}": not basis.include_villages,
    }
    unit = _UNIT if chosen.leader or not basis.include_villages else ""
    return f"{unit} where {' and '.join(['true', *(one for one, asked in conditions.items() if asked)])}"


def _of_findings(_basis: Basis, _until: str) -> str:
    return "(select 'f' || id as item, id as finding_id, own as state, * from present) as finding"


def _of_problems(_basis: Basis, _until: str) -> str:
    return f"""(
            select item, min(finding_id) as finding_id, {state_of_rank(f"min({rank('own')})")} as state
              from (select iif(parent_id is null, 'f' || id, 'p' || parent_id) as item, id as finding_id, own from present)
             group by item) as standing cross join present as finding on finding.id = standing.finding_id"""


def _of_measures(basis: Basis, until: str) -> str:
    """A measure counts from its first event on: one that was added later is not counted before."""
    lane = "verdict" if basis.verified_only else "claim"
    ends = _ROUND if basis.within_period else ""
    own = last_event(lane, "finding.id", "measure.id", until)
    presence = last_event("presence", "finding.id", "measure.id", until)
    return f"""(
            select item, finding_id, state
              from (select 'm' || measure.id as item, finding.id as finding_id,
                           (select {lane}_state from finding_event where id = {own}) as state,
                           coalesce((select presence from finding_event where id = {presence}), 'in') as presence
                      from present as finding join measure on measure.finding_id = finding.id {ends})
             where state is not null and presence = 'in') as standing cross join present as finding on finding.id = standing.finding_id"""


def _group(by: str | None, until: str) -> str:
    """SQL of what tells the groups apart."""
    match by:
        case None:
            return "''"
        case "unit":
            return "finding.unit_id"
        case "category":
            return f"coalesce(nullif(finding.category1, ''), '{NO_CATEGORY}')"
        case "round":
            return "finding.round_id"
        case "leader":
            return f"coalesce(nullif({leader(until)}, ''), '{NO_LEADER}')"
    raise ValueError(by)


def _summed(by: str | None) -> str:
    """SQL of (bucket, hit, counted) of each group of `item`.

    The limit lets all items through, but keeps SQLite from sorting what the three columns are worked out of instead of them.
    """
    match by:
        case None:
            return "select '' as bucket, sum(hit) as hit, sum(counted) as counted from item having count(*) > 0"
        case "unit" | "round":
            return f"""select value ->> 0 as bucket, value ->> 1 as hit, value ->> 2 as counted
                         from json_each(pack_counts((select group_concat({PACK}) from item)))"""
    return """select bucket, sum(hit) as hit, sum(counted) as counted
                from (select bucket, hit, counted from item limit -1) group by bucket"""


def _named(by: str | None) -> str:
    """SQL of (bucket, key, key_id, place): the name of each group, its id and its place in the office's order."""
    match by:
        case "unit":
            return f"""select grouped.bucket, {unit_name("unit.id")} as key, unit.id as key_id, unit.sort as place
                         from grouped cross join unit on unit.id = grouped.bucket"""
        case "category":
            sort = "(select min(c.sort) from category as c where c.level1 = grouped.bucket and c.removed_in is null)"
            place = f"iif(grouped.bucket = '{NO_CATEGORY}', 1000000, coalesce({sort}, 0))"
            return f"select grouped.bucket, grouped.bucket as key, null as key_id, {place} as place from grouped"
        case "round":
            return """select grouped.bucket, round.name as key, round.id as key_id, round.code as place
                        from grouped cross join round on round.id = grouped.bucket"""
        case "leader":
            place = (
                "coalesce((select one.key from json_each(:leaders) as one where one.value = grouped.bucket), 1000000)"
            )
            place = f"iif(grouped.bucket = '{NO_LEADER}', 1000001, {place})"
            return f"select grouped.bucket, grouped.bucket as key, null as key_id, {place} as place from grouped"
    return """select grouped.bucket, grouped.bucket as key, null as key_id, 0 as place from grouped"""


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
        **{f"numerator_{place}": state for place, state in enumerate(basis.numerator)},
        **{f"exclude_{place}": state for place, state in enumerate(basis.exclude)},
    }


def _order(reader: Reader, by: str | None) -> dict[str, str]:
    """What `_named` asks for beside: the county's leaders in their order."""
    return {"leaders": json.dumps(list(leader_titles(reader)))} if by == "leader" else {}
