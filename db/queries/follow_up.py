"""Single facts of visits, checks and score sheets: what a new record of these books is judged by."""

from __future__ import annotations

from typing import NamedTuple

from db.queries.standing import EVER, unit_name
from db.reader import Reader


class VisitFacts(NamedTuple):
    """A living visit: its day, its unit by id and by the name of that day, its round."""

    number: str
    on: str
    unit_id: int
    round_id: int | None
    unit: str


def visit(reader: Reader, visit_id: int) -> VisitFacts | None:
    """A visit that is not in the recycle bin."""
    rows = reader.tuples(
        f"""select number, on_, unit_id, round_id, {unit_name("visit.unit_id")} from visit
             where id = :id and removed_in is null""",
        {"id": visit_id, "as_of": EVER},
    )
    return VisitFacts(*rows[0]) if rows else None


def check_of(reader: Reader, visit_id: int, finding_id: int) -> str | None:
    """The number of the check of a finding in a visit, where there is one."""
    return reader.text(
        "select number from [check] where visit_id = ? and finding_id = ? and removed_in is null",
        (visit_id, finding_id),
    )


def sheet_of(reader: Reader, unit_id: int, round_id: int, scheme_id: int) -> str | None:
    """The number of the score sheet of a unit by a scheme in a round, where there is one."""
    return reader.text(
        "select number from score_sheet where unit_id = ? and round_id = ? and scheme_id = ? and removed_in is null",
        (unit_id, round_id, scheme_id),
    )
