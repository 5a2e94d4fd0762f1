"""How large the ledger is, for the choice between answering at once and reading beside the window."""

from __future__ import annotations

from db.reader import Reader


def has_more_entries(reader: Reader, count: int) -> bool:
    """Whether findings and records of books together have more than `count` entries; costs no more than reading so many."""
    sql = """
        select count(*) from (
            select 1 from (select 1 from finding_event limit :most)
            union all select 1 from (select 1 from record_event limit :most)
        )"""
    return int(reader.value(sql, {"most": count + 1})) > count
