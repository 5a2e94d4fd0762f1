"""Where each finding stood on a date D as known on K: the one query fragment that all dated figures are built from.

A lane (claim, verdict, presence, due_on, review_on) has the value of its last event by (effective_on, id) among the events
with effective_on <= D and known_on <= K that no retraction known on K takes back. Rows of a measure are that measure's lanes.
Every statement that uses these fragments has the parameters :as_of and :known_at.
"""

from __future__ import annotations

EVER = "9999-12-31"  # known_at of "as was true": all that is known today

LANES = {
    "claim": "claim_state",
    "verdict": "verdict_state",
    "presence": "presence",
    "due": "due_on",
    "review": "review_on",
}

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
         order by e.effective_on desc, e.id desc limit 1)"""


def stands(event: str = "e") -> str:
    """SQL condition: the event is effective, known and not taken back."""
    return f"""{event}.effective_on <= :as_of and {event}.known_on <= :known_at
           and not exists (select 1 from retraction as r where r.event_id = {event}.id and r.known_on <= :known_at)"""


def rank(state: str) -> str:
    """SQL of a state's place in the order of backwardness, 0 the most backward."""
    cases = " ".join(f"when '{name}' then {place}" for place, name in enumerate(BACKWARDNESS))
    return f"case {state} {cases} end"


def state_of_rank(place: str) -> str:
    """SQL of the state at a place in the order of backwardness."""
    cases = " ".join(f"when {number} then '{name}'" for number, name in enumerate(BACKWARDNESS))
    return f"case {place} {cases} end"


def unit_name(unit: str) -> str:
    """SQL of the name of a unit valid on :as_of, else the last name before, else the first one."""
    return f"""coalesce((select n.name from unit_name as n where n.unit_id = {unit} and n.removed_in is null
         order by (coalesce(n.from_on, '') <= :as_of and coalesce(n.to_on, '9999') >= :as_of) desc,
                  (coalesce(n.from_on, '') <= :as_of) desc,
                  case when coalesce(n.from_on, '') <= :as_of then coalesce(n.from_on, '') end desc,
                  coalesce(n.from_on, ''), n.id limit 1), '')"""


# A village or community by the kind the register gives; where it gives none, by the words its name ends in.
IS_VILLAGE = """(unit.kind like '村%' or unit.kind like '社区%' or unit.kind like '行政村%'
           or (unit.kind = '' and exists (select 1 from unit_name as v where v.unit_id = unit.id and v.removed_in is null
                   and (v.name like '%村党%支部%' or v.name like '%村党委' or v.name like '%社区党%'))))"""
