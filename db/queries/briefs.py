"""What is counted of every finding for 首页 and the board of 整改督办: half the work of the whole rows, and a small part of their memory."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from db import packed
from db.queries.findings import packed_rows_of
from db.reader import Reader
from db.records import FindingCriteria, FindingRow


class BriefRow(NamedTuple):
    """A finding as `FindingRow` has it, and no more than what is due from whom and how it is called."""

    id: int
    number: str
    round_id: int
    round_code: str
    unit_id: int
    unit_name: str
    unit_short: str
    text: str
    nature: str
    claim: str
    claim_on: str | None
    verdict: str
    verdict_on: str | None
    claim_newer: int
    present: int
    given_on: str
    first_due_on: str | None
    due_on: str | None
    extensions: int
    review_on: str | None
    owner: str
    county_leader: str
    on_organisation: int
    on_ideology: int
    named_by_secretary: int
    last_on: str | None
    feedback_on: str | None
    ends_on: str | None
    immediate_days: int = 15


Told = BriefRow | FindingRow
"""What tells enough of a finding to say what is due from whom."""


def list_briefs(
    reader: Reader, criteria: FindingCriteria, as_of: str, known_at: str | None = None
) -> Sequence[BriefRow]:
    """The rows of `list_findings`, in short; each walk over very many makes them anew."""
    return packed_rows_of(reader, BriefRow, criteria, as_of, known_at, packed.FEW)
