"""Questions of the health check: files with names, and rules that every sound ledger keeps."""

from __future__ import annotations

from db import digest
from db.driver import UNREADABLE
from db.queries.settings import setting
from db.reader import Reader


def finding_number(reader: Reader, finding_id: int) -> str:
    """The permanent number of a finding, also of one in the recycle bin."""
    return reader.value("select number from finding where id = ?", (finding_id,)) or ""


def pooled_files(reader: Reader) -> tuple[tuple[str, str], ...]:
    """Every file that the ledger refers to, with a name that people know it by."""
    return reader.tuples(
        """
        select sha256, max(name) from (
            select sha256, '' as name from pool_file
            union all select sha256, file_name from evidence where sha256 <> '' and removed_in is null
            union all select sha256, file_name from import_batch where sha256 in (select sha256 from pool_file)
            union all select sha256, file_name from letter where sha256 in (select sha256 from pool_file)
            union all select approved_sha256, file_name from letter where approved_sha256 in (select sha256 from pool_file)
            union all select sha256, file_name from letter_event where sha256 in (select sha256 from pool_file)
            union all select sha256, file_name from early_reply where sha256 in (select sha256 from pool_file)
            union all select sha256, file_name from template_file where sha256 in (select sha256 from pool_file)
            union all select sha256, file_name from record_file where removed_in is null
        ) group by sha256 order by sha256
        """
    )


def rows_per_table(reader: Reader) -> dict[str, int]:
    """How many rows each table has, −1 where it cannot be read: for the package of a maintainer."""
    rows = {}
    for table in digest.all_tables(reader):
        try:
            rows[table] = int(reader.value(f"select count(*) from [{table}]"))
        except UNREADABLE:
            rows[table] = -1
    return rows


def double_letter_numbers(reader: Reader) -> tuple[str, ...]:
    """Numbers that more than one valid letter bears."""
    return reader.column(
        """
        select number from letter where removed_in is null and state = 'issued' and number <> ''
         group by number having count(*) > 1 order by number
        """
    )


def default_bases(reader: Reader) -> int:
    """How many default bases there are; a ledger without any basis counts as one."""
    living = reader.value("select count(*) from basis where removed_in is null")
    return int(reader.value("select count(*) from basis where removed_in is null and is_default = 1")) if living else 1


def verdicts_before_feedback(reader: Reader) -> tuple[str, ...]:
    """Findings closed out before their unit had the feedback."""
    return reader.column(
        """
        select distinct finding.number
          from finding_event as event
          join finding on finding.id = event.finding_id
          join round on round.id = finding.round_id
          left join round_unit on round_unit.round_id = finding.round_id and round_unit.unit_id = finding.unit_id
                              and round_unit.removed_in is null
         where finding.removed_in is null and event.verdict_state = 'done' and event.opening = 0
           and not exists (select 1 from retraction where event_id = event.id)
           and event.effective_on < coalesce(round_unit.feedback_on, round.feedback_on)
         order by finding.number
        """
    )


def closed_without_proof(reader: Reader) -> tuple[str, ...]:
    """Findings closed out in the ordinary way (no opening balance, no override) that have no evidence and no paper reference."""
    if setting(reader, "trial"):
        return ()
    return reader.column(
        """
        select distinct finding.number
          from finding_event as event
          join finding on finding.id = event.finding_id
          join action on action.id = event.action_id
         where finding.removed_in is null and event.verdict_state = 'done' and event.measure_id is null
           and event.opening = 0 and event.paper = '' and action.overridden = 0
           and not exists (select 1 from retraction where event_id = event.id)
           and not exists (select 1 from evidence where evidence.finding_id = finding.id and evidence.removed_in is null)
         order by finding.number
        """
    )
