"""What happened to findings: the facts and events from which any two dates are compared and any trend is drawn."""

from __future__ import annotations

import json

from db.queries.standing import IS_VILLAGE
from db.reader import Reader
from db.records import EventFact, FindingFact, Scope


def finding_facts(reader: Reader, scope: Scope | None = None) -> tuple[FindingFact, ...]:
    """What a count must know of each finding beside its events; also of those that have left the counts."""
    chosen = scope or Scope()
    found = reader.tuples(
        f"""
        select finding.id, finding.number, finding.parent_id, finding.round_id, finding.unit_id, finding.category1,
               coalesce(nullif(finding.county_leader, ''), unit.supervising_leader), finding.nature,
               {IS_VILLAGE}, round.ends_on
          from finding
          join unit on unit.id = finding.unit_id
          join round on round.id = finding.round_id
         where (:rounds is null or finding.round_id in (select value from json_each(:rounds)))
           and (:units is null or finding.unit_id in (select value from json_each(:units)))
           and (:findings is null or finding.id in (select value from json_each(:findings)))
           and (:category = '' or finding.category1 = :category)
           and (:leader = '' or coalesce(nullif(finding.county_leader, ''), unit.supervising_leader) = :leader)
         order by finding.id""",
        {
            "rounds": json.dumps(chosen.rounds) if chosen.rounds else None,
            "units": json.dumps(chosen.units) if chosen.units else None,
            "findings": json.dumps(chosen.findings) if chosen.findings else None,
            "category": chosen.category,
            "leader": chosen.leader,
        },
    )
    return tuple(
        FindingFact(i, number, parent, round_id, unit, category, leader, nature, bool(village), ends)
        for i, number, parent, round_id, unit, category, leader, nature, village, ends in found
    )


def event_facts(
    reader: Reader, findings: tuple[int, ...] | None = None, *, measures: bool = True
) -> tuple[EventFact, ...]:
    """All events that set a lane, as they take effect; of all findings or of some, with or without those of measures."""
    found = reader.tuples(
        """
        select event.id, event.finding_id, event.measure_id, event.kind, event.claim_state, event.verdict_state,
               event.presence, event.effective_on, event.known_on, event.due_on, event.review_on, retraction.known_on,
               event.related
          from finding_event as event
          left join retraction on retraction.event_id = event.id
         where (:findings is null or event.finding_id in (select value from json_each(:findings)))
           and (:measures or event.measure_id is null)
           and (event.claim_state is not null or event.verdict_state is not null or event.presence is not null
                or event.due_on is not null or event.review_on is not null)
         order by event.effective_on, event.id""",
        {"findings": None if findings is None else json.dumps(findings), "measures": measures},
    )
    return tuple(map(EventFact._make, found))
