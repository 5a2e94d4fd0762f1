"""What decides whether findings are overdue, for counts over all of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from db.queries.findings import each_of
from db.reader import Reader
from db.records import FindingCriteria


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


def due_cases(reader: Reader, criteria: FindingCriteria, as_of: str, known_at: str | None = None) -> Iterator[DueCase]:
    """Of the rows that `list_findings` would give what decides whether they are overdue, in no order: a third of the work."""
    return each_of(reader, DueCase, criteria, as_of, known_at)
