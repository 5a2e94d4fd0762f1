"""What a purge would empty: rows that have lain in the recycle bin since before a day, with everything registered on them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from db.digest import PARTS_OF_RECORDS
from db.reader import Reader

EMPTIED = "（已清除）"
"""Stands where a text may not be empty."""
WORDS: dict[str, dict[str, str]] = {
    "finding": {
        "text": EMPTIED,
        "characterisation": "",
        "requirement": "",
        "responsible_leader": "",
        "responsible_department": "",
        "owner": "",
        "supervising_desk": "",
        "supervising_person": "",
        "department_in_charge": "",
        "county_leader": "",
        "working_paper": "",
        "source": "",
        "source_sheet": "",
        "remark": "",
        "responsibility_level": "",
        "other": "{}",
        "own": "{}",
    },
    "measure": {"text": EMPTIED, "leader": "", "department": "", "owner": "", "standard": ""},
    "finding_event": {"text": "", "reason": "", "approver": "", "actor": "", "paper": ""},
    "record_event": {"state": "", "was": "", "reason": "", "actor": ""},
    "evidence": {"title": EMPTIED, "file_name": "", "paper": ""},
}
"""Table → the fields that hold words, with what stands there afterwards. Numbers, dates, amounts and links stay.

Of an event that said something the text says that it was emptied, so that the day of the last progress stays too.
"""

_BINNED = """
    select finding.id from finding join action on action.id = finding.removed_in
     where substr(action.recorded_at, 1, 10) < :before and finding.text <> :emptied
"""
_ROWS = {
    "finding": f"select id from finding where id in ({_BINNED})",
    "finding_event": f"select id from finding_event where finding_id in ({_BINNED})",
    "record_event": f"select id from record_event where register = 'finding' and record_id in ({_BINNED})",
    "measure": f"""
        select id from measure where text <> :emptied and (finding_id in ({_BINNED}) or id in (
            select measure.id from measure join action on action.id = measure.removed_in
             where substr(action.recorded_at, 1, 10) < :before))
    """,
    "evidence": f"""
        select id from evidence where title <> :emptied and (finding_id in ({_BINNED}) or id in (
            select evidence.id from evidence join action on action.id = evidence.removed_in
             where substr(action.recorded_at, 1, 10) < :before))
    """,
}


def rows_in_bin(reader: Reader, before: str) -> dict[str, tuple[int, ...]]:
    """Ids by table of what was removed before a day (ISO) and still has its words."""
    asked = {"before": before, "emptied": EMPTIED}
    return {table: reader.column(f"{sql} order by id", asked) for table, sql in _ROWS.items()}


def rows_of_findings(reader: Reader, findings: Sequence[int]) -> dict[str, tuple[int, ...]]:
    """Ids by table of these findings that still have their words, with everything registered on them."""
    asked = {"ids": json.dumps(list(findings)), "emptied": EMPTIED}
    wanted = "select value from json_each(:ids)"
    sql = {
        "finding": f"select id from finding where text <> :emptied and id in ({wanted})",
        "finding_event": f"select id from finding_event where finding_id in ({wanted})",
        "record_event": f"select id from record_event where register = 'finding' and record_id in ({wanted})",
        "measure": f"select id from measure where text <> :emptied and finding_id in ({wanted})",
        "evidence": f"select id from evidence where title <> :emptied and finding_id in ({wanted})",
    }
    return {table: reader.column(f"{one} order by id", asked) for table, one in sql.items()}


def events_with_words(reader: Reader, events: Sequence[int]) -> frozenset[int]:
    """Of these events those that say something: a finding's last progress, and its day, is the last of them."""
    asked = {"ids": json.dumps(list(events))}
    sql = "select id from finding_event where text <> '' and id in (select value from json_each(:ids))"
    return frozenset(reader.column(sql, asked))


def beside_records(reader: Reader, book: str, records: Sequence[int]) -> dict[str, tuple[int, ...]]:
    """Ids by table of the steps and enclosures of records of a book."""
    asked = {"book": book, "ids": json.dumps(list(records))}
    return {
        table: reader.column(
            f"""select id from {table} where register = :book
                   and record_id in (select value from json_each(:ids)) order by id""",
            asked,
        )
        for table in ("record_event", "record_file")
    }


def row_as_it_is(reader: Reader, table: str, row_id: int) -> dict[str, Any]:
    """All fields of a row."""
    columns = reader.column("select name from pragma_table_info(?)", (table,))
    pairs = ", ".join(f"'{name}', {name}" for name in columns)
    return dict(json.loads(reader.value(f"select json_object({pairs}) from [{table}] where id = ?", (row_id,))))


def is_purged(reader: Reader, table: str, row_id: int) -> bool:
    """Whether a purge emptied this row."""
    return any(
        str(row_id) in json.loads(left).get(table, {}) for left in reader.column("select left_rows from purge_record")
    )


_OF_FINDING = {
    "finding": "select id from finding where id in (select value from json_each(:ids))",
    "finding_event": "select finding_id from finding_event where id in (select value from json_each(:ids))",
    "retraction": """select finding_id from finding_event where id in (
        select event_id from retraction where id in (select value from json_each(:ids)))""",
    "measure": "select finding_id from measure where id in (select value from json_each(:ids))",
    "evidence": "select finding_id from evidence where id in (select value from json_each(:ids))",
}
"""How a written row leads to its finding."""


def cleared_among(reader: Reader, touched: Mapping[str, Iterable[int]]) -> tuple[str, ...]:
    """The numbers of the findings behind rows (ids by table) whose words were emptied by a purge."""
    if not reader.value("select 1 from purge_record limit 1"):
        return ()
    homes = _homes(reader, touched)
    written = {**touched, **{book: {*touched.get(book, ()), *ids} for book, ids in homes.items()}}
    if records := _records_among(reader, written):
        return records
    found = homes.get("finding", set())
    for table, sql in _OF_FINDING.items():
        if ids := list(touched.get(table, ())):
            found |= set(reader.column(sql, {"ids": json.dumps(ids)}))
    return reader.column(
        """select number from finding where id in (select value from json_each(:ids)) and id in (
               select cast(left.key as integer) from purge_record, json_each(purge_record.left_rows, '$.finding') as left)
           order by number""",
        {"ids": json.dumps(sorted(found))},
    )


_BESIDE = {
    **dict.fromkeys(("record_event", *PARTS_OF_RECORDS), "id in (select value from json_each(:ids))"),
    "record_retraction": """id in (
        select event_id from record_retraction where id in (select value from json_each(:ids)))""",
}
"""Which rows beside a record a written row is, or takes back: they name their book and record."""


def _homes(reader: Reader, touched: Mapping[str, Iterable[int]]) -> dict[str, set[int]]:
    """By book, the records to which steps, enclosures and links were written; those of findings too."""
    found: dict[str, set[int]] = {}
    for table, which in _BESIDE.items():
        if ids := list(touched.get(table, ())):
            own = "record_event" if table == "record_retraction" else table
            rows = reader.tuples(f"select register, record_id from {own} where {which}", {"ids": json.dumps(ids)})
            for book, record in rows:
                found.setdefault(book, set()).add(record)
    return found


def _records_among(reader: Reader, touched: Mapping[str, Iterable[int]]) -> tuple[str, ...]:
    """The numbers of the records of declared books among rows that a purge emptied."""
    rows = json.dumps({table: list(ids) for table, ids in touched.items() if table not in WORDS})
    found = reader.tuples(
        """select kept.key, row.key from purge_record, json_each(purge_record.left_rows) as kept, json_each(kept.value) as row
            where exists (select 1 from json_each(:rows, '$.' || kept.key) as mine where cast(mine.value as text) = row.key)
              and json_extract(row.value, '$.number') is not null""",
        {"rows": rows},
    )
    return tuple(str(reader.value(f"select number from [{table}] where id = ?", (int(row),))) for table, row in found)
