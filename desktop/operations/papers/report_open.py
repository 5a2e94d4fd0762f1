"""What is not closed out: each finding in the first class that fits, so that the parts sum to the whole (papers/index, rule 2)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from db.queries import papers as queries
from db.reader import Reader
from db.records import FindingRow
from desktop.operations.papers.dates import day
from desktop.operations.papers.snapshot import Snapshot
from desktop.rules.overdue import days_overdue, due_date, is_waiting

OVERDUE = "逾期"
LONG_TERM = "长期坚持"


def words(reader: Reader, shot: Snapshot) -> dict[str, Any]:
    """The parts of what is open, the overdue among them, the list of the annex, and what was returned to units."""
    open_rows = [row for row in shot.counted() if row.id not in shot.closed_ids]
    classes = {row.id: class_of(row, shot.as_of) for row in open_rows}
    names = dict.fromkeys(name for name, _fits in _classes(shot.as_of))
    parts = []
    for name in names:
        own = [row for row in open_rows if classes[row.id] == name]
        if own:
            parts.append({"名称": name, "数": shot.moment.count(f"未销分项·{name}", own)})
    late = [row for row in open_rows if days_overdue(row, shot.as_of)]
    long_term = [row for row in open_rows if classes[row.id] == LONG_TERM]
    found: dict[str, Any] = {
        "未销分项": parts,
        "逾期": shot.moment.count("逾期", late),
        "长期": shot.moment.count("长期", long_term),
        "未销清单": [_row(shot, row, classes[row.id]) for row in _in_order(shot, open_rows)],
        **_returned(reader, shot),
    }
    if long_term and all(due_date(row) for row in long_term):
        found["长期已明确"] = True
    return found


def class_of(row: FindingRow, as_of: str) -> str:
    """The first class that fits a finding that is not closed out."""
    return next(name for name, fits in _classes(as_of) if fits(row))


def _classes(as_of: str) -> tuple[tuple[str, Callable[[FindingRow], bool]], ...]:
    return (
        ("待核实", is_waiting),
        ("已移交", lambda row: row.verdict == "transferred"),
        (OVERDUE, lambda row: bool(days_overdue(row, as_of)) and _is_long_term(row)),
        (LONG_TERM, _is_long_term),
        (OVERDUE, lambda row: bool(days_overdue(row, as_of))),
        ("基本完成", lambda row: row.verdict == "basically_done"),
        ("重新打开后推进中", lambda row: bool(row.reopened)),
        ("未启动", lambda row: row.verdict == "not_started" and row.claim == "not_started"),
        ("推进中", lambda row: True),
    )


def _is_long_term(row: FindingRow) -> bool:
    return row.verdict == "long_term"


def _in_order(shot: Snapshot, rows: list[FindingRow]) -> list[FindingRow]:
    place = {unit.id: number for number, unit in enumerate(shot.units)}
    return sorted(rows, key=lambda row: (place.get(row.unit_id, len(place)), row.number))


def _row(shot: Snapshot, row: FindingRow, status: str) -> dict[str, Any]:
    days = days_overdue(row, shot.as_of)
    return {
        "单位": row.unit_short or row.unit_name,
        "编号": row.number,
        "表现": row.text,
        "状态": status,
        "原时限": day(row.first_due_on) or day(due_date(row)) or day(row.ends_on),  # else it is due with the period
        "现时限": day(row.due_on) if row.extensions else None,
        "逾期天数": shot.moment.figure("逾期天数", days, (row.number,)) if days else None,
        "领导": row.responsible_leader or None,
    }


def _returned(reader: Reader, shot: Snapshot) -> dict[str, Any]:
    """How many claims were refused, and how many of these findings were closed out afterwards."""
    by_id = {row.id: row for row in shot.counted()}
    said = queries.words_on(reader, by_id, shot.as_of, shot.known_at)
    refused = [by_id[word.finding_id].number for word in said if word.refused]
    passed = [
        by_id[one] for one in dict.fromkeys(word.finding_id for word in said if word.refused) if one in shot.closed_ids
    ]
    if not refused:
        return {}
    found: dict[str, Any] = {"退回数": shot.moment.figure("退回数", len(refused), dict.fromkeys(refused))}
    if passed:
        found["补证通过数"] = shot.moment.count("补证通过数", passed)
    return found
