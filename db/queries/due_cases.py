"""What decides whether findings are overdue, for counts over all of them."""

from __future__ import annotations

from typing import NamedTuple

from db.queries.findings import PIECES, STANDING, conditions, way_to_events
from db.queries.standing import feedback_date, moment
from db.reader import Reader
from db.records import FindingCriteria

_DUE = f"""{STANDING}
    select wanted.nature, chosen.claim, chosen.claim_on, chosen.verdict, chosen.claim_newer, chosen.present,
           coalesce(chosen.due_on, wanted.first_due_on) as due_on, coalesce(chosen.review_on, finding.review_on) as review_on,
           {feedback_date("wanted.unit_id")} as feedback_on, ruled.immediate_days, {{pieces}} as evidence_count
      from chosen
      join finding on finding.id = chosen.id
      join wanted on wanted.id = chosen.id
      join round on round.id = finding.round_id
      join ruled on ruled.id = finding.round_id
      left join round_unit on round_unit.round_id = finding.round_id and round_unit.unit_id = wanted.unit_id
                          and round_unit.removed_in is null
     where {{standing}}"""


class DueCase(NamedTuple):
    """What decides whether a finding is overdue, as `FindingRow` has it, and no more: for counts over all of them."""

    nature: str
    claim: str
    claim_on: str | None
    verdict: str
    claim_newer: int
    present: int
    due_on: str | None
    review_on: str | None
    feedback_on: str | None
    immediate_days: int
    evidence_count: int
    """Only where the criteria ask for it, else 0."""


def due_cases(
    reader: Reader, criteria: FindingCriteria, as_of: str, known_at: str | None = None
) -> tuple[DueCase, ...]:
    """Of the rows that `list_findings` would give what decides whether they are overdue, in no order: a third of the work."""
    filters, standing, parameters = conditions(criteria)
    pieces = PIECES if criteria.without_evidence else "0"
    sql = _DUE.format(filters=filters, standing=standing, pieces=pieces, among="1", join=way_to_events(criteria))
    return reader.named(DueCase, sql, {**moment(as_of, known_at), **parameters})
