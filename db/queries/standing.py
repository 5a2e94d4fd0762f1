"""Where each finding stood on a date D as known on K: the one query fragment that all dated figures are built from.

A lane (claim, verdict, presence, due_on, review_on) has the value of its last event by (effective_on, place) among the events
with effective_on <= D and known_on <= K that no retraction known on K takes back. Rows of a measure are that measure's lanes.
The place is the one that was given at entry, equal on every copy of the ledger (`operations/places`), in former ledgers the
event's id; a copy that undoing entered, or a correction, has the place of what it stands for.
An attribute (nature, unit, categories, first due date) is read the same way from events of kind 'set'; before the first of
them it is what that one changed (`old`), and without any what the finding's row says.
Every statement that uses these fragments has the parameters :as_of and :known_at.
"""

from __future__ import annotations

EVER_SINCE = "0001-01-01"  # a dated fact that was so all along
FACTS = {"unit": ("kind", "supervising_leader"), "finding": ("county_leader",)}
"""The plain fields, by table, of which a figure on a day reads the value of that day (`fact`)."""
_DIGITS = 19
_WIDE = 10 ** (_DIGITS - 1)
INSTANT = 10 + _DIGITS
"""Characters of a day with a place: every place is written with as many digits, so that texts sort as numbers do."""
EVER = "9999-12-31"  # known_at of "as was true": all that is known today

LANES = {
    "claim": "claim_state",
    "verdict": "verdict_state",
    "presence": "presence",
    "due": "due_on",
    "review": "review_on",
}
ATTRIBUTES = ("nature", "unit_id", "category1", "category2", "category3", "category4", "first_due_on")
"""What a finding's row says and events of kind 'set' change."""

# The most backward first; a parent is transferred only where all its items are (samples/RULES.md §6).
BACKWARDNESS = (
    "not_done",
    "not_started",
    "in_progress",
    "partly_done",
    "long_term",
    "basically_done",
    "done",
    "transferred",
)


def moment(as_of: str, known_at: str | None) -> dict[str, str]:
    """The two dates of every dated statement; without `known_at` as was true."""
    return {"as_of": as_of, "known_at": known_at or EVER}


def last_event(lane: str, finding: str, measure: str = "", until: str = ":as_of") -> str:
    """SQL of the id of the event that sets a lane of a finding, or of one of its measures, on the date asked."""
    column = LANES[lane]
    whose = f"e.measure_id = {measure}" if measure else "e.measure_id is null"
    return f"""(select e.id from finding_event as e
         where e.finding_id = {finding} and {whose} and e.{column} is not null
           and e.effective_on <= {until} and e.known_on <= :known_at
           and not exists (select 1 from retraction as r where r.event_id = e.id and r.known_on <= :known_at)
         order by e.effective_on desc, {place("e")} desc limit 1)"""


LANE_ROW = (
    """e.measure_id is null and (e.presence is not null or e.claim_state is not null or e.verdict_state is not null)"""
)
"""The rows of the index `finding_event_lanes`, in its words: what says where a finding itself stands."""


def lane_pass(lane: str, until: str = ":as_of", joins: str = "", narrowed: str = "") -> str:
    """SQL of (id, presence, state): where the findings stood on the date, by one pass over the index of lanes in its order.

    Each value stands behind its instant (`carried`). `until` may speak of what `joins` joins by `e.finding_id`; `narrowed` is one more condition.
    """
    column = LANES[lane]
    return f"""
        select e.finding_id as id, max(case when e.presence is not null then {instant("e")} || e.presence end) as presence,
               max(case when e.{column} is not null then {instant("e")} || e.{column} end) as state
          from finding_event as e {joins}
         where {LANE_ROW} and (e.presence is not null or e.{column} is not null) and e.effective_on <= {until} and e.known_on <= :known_at
           and e.id not in (select r.event_id from retraction as r where r.known_on <= :known_at) {narrowed}
         group by e.finding_id"""


def place(event: str) -> str:
    """SQL of an event's place in the order of its day."""
    return f"coalesce({event}.place, {event}.id)"


def instant(event: str) -> str:
    """SQL of a text of INSTANT characters that sorts as (effective_on, place); what it carries is told by `carried`."""
    return f"{event}.effective_on || ({_WIDE} + {place(event)})"


def carried(text: str, places: int = 0) -> str:
    """SQL of what stands behind an instant, from its first character on; `places`: only so many of them."""
    return f"substr({text}, {INSTANT + 1}{f', {places}' if places else ''})"


def record_place(event: str) -> str:
    """SQL of the place of a step of a record in the order of its day."""
    return f"coalesce({event}.place, {event}.copy_of, {event}.id)"


def dated(until: str = ":as_of") -> str:
    """SQL of the fragment `dated`: of findings that have events of attributes, the value on the date and the first `old`.

    `until` may speak of `round`.
    """
    columns = ", ".join(
        f"max(case when a.attribute = '{name}' and {stands('a', until)} then {instant('a')} || a.value end) as {name}, "
        f"min(case when a.attribute = '{name}' then ({_WIDE} + {place('a')}) || a.old end) as {name}_first"
        for name in ATTRIBUTES
    )
    return f"""dated as materialized (
        select a.finding_id as id, {columns}
          from finding_event as a
          join finding on finding.id = a.finding_id
          join round on round.id = finding.round_id
         where a.attribute <> ''
         group by a.finding_id
    )"""


def attribute(name: str) -> str:
    """SQL of an attribute of `finding` on the date, beside a left join of `dated`."""
    told = f"coalesce({carried('dated.' + name)}, substr(dated.{name}_first, {_DIGITS + 1}))"
    told = (
        f"cast({told} as integer)" if name == "unit_id" else f"nullif({told}, '')" if name == "first_due_on" else told
    )
    return f"iif(dated.{name}_first is null, finding.{name}, {told})"


def round_date(name: str, round_id: str, unit_id: str = "null", row: str = "") -> str:
    """SQL of a date of a round, or of a unit in it, as known on :known_at; `row` is what its row says today."""
    told = f"""from round_date_event as told where told.name = '{name}' and told.round_id = {round_id} and told.unit_id is {unit_id}"""
    known = f"{told} and told.known_on <= :known_at"
    return f"""case when not exists (select 1 {told}) then {row}
         when exists (select 1 {known}) then (select told.value {known} order by told.recorded_at desc, told.id desc limit 1)
         else (select told.old {told} order by told.recorded_at, told.id limit 1) end"""


def round_end() -> str:
    """SQL of the end of `round`, as known."""
    return f"({round_date('ends_on', 'round.id', row='round.ends_on')})"


def feedback_date(unit_id: str) -> str:
    """SQL of the feedback date of a unit in `round`, as known: its own in `round_unit`, else the round's."""
    own = round_date("feedback_on", "round.id", unit_id, "round_unit.feedback_on")
    return f"coalesce({own}, {round_date('feedback_on', 'round.id', row='round.feedback_on')})"


def immediate_days(round_id: str) -> str:
    """SQL of the days that an immediate item of a round has from its feedback: the round's own rule, else the general one."""
    return f"""coalesce((select rule.days from deadline_rule as rule
                         where rule.event = '立行立改' and rule.unit = 'day' and rule.removed_in is null
                           and (rule.round_id = {round_id} or rule.round_id is null)
                         order by rule.round_id is null, rule.id desc limit 1), 15)"""


def stands(event: str = "e", until: str = ":as_of") -> str:
    """SQL condition: the event is effective, known and not taken back."""
    return f"""{event}.effective_on <= {until} and {event}.known_on <= :known_at
           and not exists (select 1 from retraction as r where r.event_id = {event}.id and r.known_on <= :known_at)"""


def entered_on(table: str, row: str = "") -> str:
    """SQL of the day on which a row was entered, by the log; of a row that came from another copy, there."""
    return f"""coalesce((select substr(origin.made_at, 1, 10) from row_origin as origin
                         where origin.table_name = '{table}' and origin.row_id = {row or table}.id),
                     (select substr(maker.recorded_at, 1, 10) from change_log as entry
                         join action as maker on maker.id = entry.action_id
                        where entry.table_name = '{table}' and entry.row_id = {row or table}.id and entry.verb = 'insert'
                        order by entry.seq limit 1), '')"""


def author(table: str, row: str, user: str) -> str:
    """SQL of who entered a row: the one who did on the copy that it came from, else `user`."""
    return f"""coalesce((select nullif(origin.author, '') from row_origin as origin
                         where origin.table_name = '{table}' and origin.row_id = {row}), {user})"""


def is_kept(table: str, true_on: str = "") -> str:
    """SQL condition: a row that no event dates is there, true on :as_of (`true_on`, else since its entry) and known on :known_at."""
    entered = entered_on(table)
    since = f"coalesce({true_on}, {entered})" if true_on else entered
    return f"""{since} <= :as_of and {entered} <= :known_at
           and ({table}.removed_in is null
                or (select substr(remover.recorded_at, 1, 10) from action as remover where remover.id = {table}.removed_in) > :known_at)"""


def rank(state: str) -> str:
    """SQL of a state's place in the order of backwardness, 0 the most backward."""
    cases = " ".join(f"when '{name}' then {place}" for place, name in enumerate(BACKWARDNESS))
    return f"case {state} {cases} end"


def state_of_rank(place: str) -> str:
    """SQL of the state at a place in the order of backwardness."""
    cases = " ".join(f"when {number} then '{name}'" for number, name in enumerate(BACKWARDNESS))
    return f"case {place} {cases} end"


def fact(table: str, name: str, until: str = ":as_of", known: str = ":known_at") -> str:
    """SQL of a dated fact of a row of `unit` or `finding` on the date, as known: its last standing event, else what the first one changed.

    A row without such events says it itself; most have none, which one list for the whole statement tells.
    """
    own = f"from record_event as f where f.register = '{table}' and f.step = '{name}' and f.record_id = {table}.id"
    stands = f"""f.effective_on <= {until} and f.known_on <= {known}
           and not exists (select 1 from record_retraction as r where r.event_id = f.id and r.known_on <= {known})"""
    told = f"""coalesce((select f.state {own} and {stands} order by f.effective_on desc, {record_place("f")} desc limit 1),
               (select f.was {own} order by {record_place("f")}, f.id limit 1))"""
    having = f"select f.record_id from record_event as f where f.register = '{table}' and f.step = '{name}'"
    return f"iif({table}.id in ({having}), {told}, {table}.{name})"


def leader(until: str = ":as_of") -> str:
    """SQL of the county leader who answers for a `finding` that says its own on the date: that one, else the one of `unit`."""
    return f"coalesce(nullif(finding.county_leader, ''), {fact('unit', 'supervising_leader', until)})"


def unit_name(unit: str) -> str:
    """SQL of the name of a unit valid on :as_of, else the last name before, else the first one."""
    return f"""coalesce((select n.name from unit_name as n where n.unit_id = {unit} and n.removed_in is null
         order by (coalesce(n.from_on, '') <= :as_of and coalesce(n.to_on, '9999') >= :as_of) desc,
                  (coalesce(n.from_on, '') <= :as_of) desc,
                  case when coalesce(n.from_on, '') <= :as_of then coalesce(n.from_on, '') end desc,
                  coalesce(n.from_on, ''), n.id limit 1), '')"""


VILLAGE_KINDS = ("村", "社区", "行政村")
# A unit without a kind is a village or community by the words that its names end in.
NAMED_AS_VILLAGE = """exists (select 1 from unit_name as v where v.unit_id = unit.id and v.removed_in is null
                   and (v.name like '%村党%支部%' or v.name like '%村党委' or v.name like '%社区党%'))"""


def is_village(until: str = ":as_of") -> str:
    """SQL condition: `unit` is a village or community on the date, by the kind that the register gives, else by its name."""
    kind = fact("unit", "kind", until)
    listed = " or ".join(f"{kind} like '{word}%'" for word in VILLAGE_KINDS)
    return f"({listed} or ({kind} = '' and {NAMED_AS_VILLAGE}))"
