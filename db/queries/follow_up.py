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


def grade_before(reader: Reader, sheet_id: int, step: str) -> tuple[str, str] | None:
    """The grade of a sheet and its reason before the standing step that fixed it, by the log; None where no such step stands."""
    fixed_in = reader.number(
        """
        select e.action_id from record_event as e
         where e.register = 'score_sheet' and e.record_id = ? and e.step = ?
           and not exists (select 1 from record_retraction as r where r.event_id = e.id)
         order by e.effective_on, e.id limit 1""",
        (sheet_id, step),
    )
    if fixed_in is None:
        return None
    grade, reason = (
        reader.text(
            f"""
            select coalesce((select json_extract(log.before, '$.{column}') from change_log as log
                              where log.table_name = 'score_sheet' and log.row_id = sheet.id and log.action_id >= ?
                                and json_type(log.before, '$.{column}') is not null
                              order by log.seq limit 1), sheet.{column}) from score_sheet as sheet where sheet.id = ?""",
            (fixed_in, sheet_id),
        )
        for column in ("grade", "reason")
    )
    return grade or "", reason or ""
