"""The statement behind every list of findings: where each stands on a date, and of its columns those that a record asks for.

What a list does not ask for is not worked out: names of measures, last words and co-units are half of the work.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from db.queries.purges import EMPTIED
from db.queries.standing import (
    INSTANT,
    attribute,
    carried,
    dated,
    fact,
    feedback_date,
    immediate_days,
    instant,
    is_kept,
    lane_pass,
    place,
    round_end,
    stands,
    unit_name,
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
IN_ORDER = f"""
    with {dated()},
    held as materialized (
        select finding.id, {attribute("unit_id")} as unit_id, finding.round_id, finding.number, finding.amount_yuan
          from finding left join dated on dated.id = finding.id
    ),
    wanted as materialized (select finding.* from held as finding where {{filters}}),
    lane as materialized ({lane_pass("claim")})
    select wanted.id, wanted.amount_yuan
      from lane
      join wanted on wanted.id = lane.id
      join unit on unit.id = wanted.unit_id
      join round on round.id = wanted.round_id
     where {carried("lane.presence", 2)} = 'in'
     order by round.code, round.id, unit.sort, unit.id, wanted.number, wanted.id"""
"""Those that are in the list, by unit and number, with what is added up of all: a third of the time of the columns. `filters` may speak
of round and unit."""
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
_STEPS = f"""
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
    )"""
"""What the columns below are read from; SQLite works out those that are."""
PIECES = f"(select count(*) from evidence where evidence.finding_id = finding.id and {is_kept('evidence', 'evidence.formed_on')})"
_COLUMNS = {
    "round_code": "round.code",
    "round_name": "round.name",
    "unit_id": "wanted.unit_id",
    "unit_name": "named.name",
    "unit_short": "unit.short",
    "parent_text": "coalesce(problem.text, '')",
    **{name: f"wanted.{name}" for name in ("category1", "category2", "category3", "category4", "nature", "first_due_on")},
    **{
        name: f"chosen.{name}"
        for name in (
            "claim", "claim_on", "verdict", "verdict_on", "claim_newer", "present", "presence_kind", "presence_on", "given_on",
            "extensions", "reopened",
        )
    },
    "due_on": "coalesce(chosen.due_on, wanted.first_due_on)",
    "review_on": "coalesce(chosen.review_on, finding.review_on)",
    "measures_done": "coalesce(work.done, 0)",
    "measures_total": "coalesce(work.total, 0)",
    "measure_texts": "coalesce(work.texts, '{{}}')",
    "evidence_count": PIECES,
    "county_leader": "coalesce(nullif(wanted.county_leader, ''), named.leader)",
    "last_text": f"coalesce(nullif(last.text, '{EMPTIED}'), '')",
    "last_on": "last.effective_on",
    "feedback_on": feedback_date("wanted.unit_id"),
    "ends_on": round_end(),
    "immediate_days": "ruled.immediate_days",
    "co_units": "coalesce(shared.names, '[]')",
}  # fmt: skip
"""Where the fields of a record come from; what is not here is the finding's own."""
_JOINS = {
    "named": "join named on named.id = wanted.unit_id",
    "ruled": "join ruled on ruled.id = finding.round_id",
    "problem": "left join problem on problem.id = finding.parent_id",
    "round_unit": """left join round_unit on round_unit.round_id = finding.round_id and round_unit.unit_id = wanted.unit_id
                          and round_unit.removed_in is null""",
    "last": "left join finding_event as last on last.id = chosen.last",
    "work": "left join work on work.finding_id = finding.id",
    "shared": "left join shared on shared.finding_id = finding.id",
}
"""What is joined where a column asks for it."""


@cache
def statement_of(fields: tuple[str, ...]) -> str:
    """The statement that selects these fields of every finding wanted, in the ledger's order; to be filled as `STANDING`, and with `standing`."""
    columns = {name: _COLUMNS.get(name, f"finding.{name}") for name in fields}
    joins = "\n      ".join(join for alias, join in _JOINS.items() if _asks_for(alias, columns.values()))
    select = ", ".join(f"{column} as {name}" for name, column in columns.items())
    return f"""{STANDING},{_STEPS}
    select {select}
      from chosen
      join finding on finding.id = chosen.id
      join wanted on wanted.id = chosen.id
      join unit on unit.id = wanted.unit_id
      join round on round.id = finding.round_id
      {joins}
     where {{standing}}
     order by round.code, round.id, unit.sort, unit.id, finding.id"""


def _asks_for(alias: str, columns: Iterable[str]) -> bool:
    return any(f"{alias}." in column for column in columns)
