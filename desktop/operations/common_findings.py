"""共性问题 of the ledger: findings of several units that say the same, by the matters of the office and by likeness (M8, S4)."""

from __future__ import annotations

from collections.abc import Sequence

from db.queries.findings import list_findings
from db.reader import Reader
from db.records import FindingCriteria
from desktop.operations.matters import matters_of
from desktop.rules.common_findings import LEAST_UNITS, LIKENESS, Group, Told, common


def common_findings(
    reader: Reader,
    as_of: str,
    rounds: Sequence[int] = (),
    likeness: float = LIKENESS,
    least_units: int = LEAST_UNITS,
) -> list[Group]:
    """The groups among the findings that were in the list on a date, of some rounds or of all; units by their names of that date."""
    rows = list_findings(reader, FindingCriteria(rounds=tuple(rounds)), as_of)
    told = [Told(row.number, row.unit_name, row.text) for row in rows]
    return common(told, matters_of(reader), likeness, least_units)
