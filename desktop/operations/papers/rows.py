"""Which findings a paper is about, by the conditions of its kind or by a saved view of the ledger."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from db.queries import drafts
from db.queries import findings as finding_queries
from db.queries import own_fields as own_field_queries
from db.reader import Reader
from db.records import FindingCriteria, FindingRow
from desktop.documents.recipe import Rows
from desktop.errors import KnownError
from desktop.ledgers.arrangement import Arrangement, passes
from desktop.ledgers.findings import FINDINGS, finding_line, table_of
from desktop.operations.own_fields import own_fields
from desktop.operations.papers.snapshot import key_of
from desktop.rules.deadlines import days_between
from desktop.rules.overdue import days_overdue, days_until, due_date, is_long_term, is_open, is_waiting

NO_CATEGORY = "未分类"


def fitting(reader: Reader, rule: Rows, rows: Sequence[FindingRow], as_of: str) -> list[FindingRow]:
    """The rows that pass every condition of the kind, in its order."""
    tests: list[Callable[[FindingRow], Any]] = []
    if rule.overdue:
        tests.append(lambda row: days_overdue(row, as_of))
    if rule.open:
        tests.append(is_open)
    if rule.due_within:
        tests.append(lambda row: _due_soon(row, as_of, rule.due_within))
    if rule.nature:
        tests.append(lambda row: row.nature in rule.nature)
    if rule.verdict:
        tests.append(lambda row: row.verdict in rule.verdict)
    if rule.view:
        tests.append(view_test(reader, rule.view, as_of))
    if rule.coming:
        soon = {row.id for row in coming(rows, as_of, rule.coming)}
        tests.append(lambda row: row.id in soon)
    return ordered([row for row in rows if all(test(row) for test in tests)], rule.order, as_of)


def category(row: FindingRow) -> str:
    """The second level, else the first."""
    return row.category2 or row.category1 or NO_CATEGORY


def coming(rows: Sequence[FindingRow], as_of: str, days: int) -> list[FindingRow]:
    """Open findings whose date comes within so many days; a problem of which an item is late already is dealt with as late."""
    late = {key_of(row) for row in rows if days_overdue(row, as_of)}
    return [
        row for row in rows if (left := days_until(row, as_of)) is not None and left <= days and key_of(row) not in late
    ]


def ordered(rows: list[FindingRow], order: str, as_of: str) -> list[FindingRow]:
    """ledger: as they came; category: findings of a category together, in the order of its first; overdue: longest first.

    due: the soonest first; standing: late ones, the longest first, then by their dates, long-term ones last.
    """
    if order in ("due", "standing"):
        return sorted(rows, key=lambda row: _place(row, as_of))
    if order == "overdue":
        return sorted(rows, key=lambda row: (-days_overdue(row, as_of), row.number))
    if order == "category":
        place: dict[str, int] = {}
        for row in rows:
            place.setdefault(category(row), len(place))
        return sorted(rows, key=lambda row: place[category(row)])
    return rows


def chosen(reader: Reader, title: str, given: Any, as_of: str, known_at: str | None) -> list[FindingRow]:
    """The findings that a clerk named by their permanent numbers."""
    wanted = numbers_of(title, given)
    ids = {number: finding_queries.finding_id_by_number(reader, number) for number in wanted}
    unknown = [number for number, found in ids.items() if found is None]
    if unknown:
        raise KnownError(f"台账中没有编号为{'、'.join(unknown)}的问题。请核对编号。")
    criteria = FindingCriteria(ids=tuple(found for found in ids.values() if found is not None))
    return list(finding_queries.list_findings(reader, criteria, as_of, known_at))


def numbers_of(title: str, given: Any) -> list[str]:
    """Permanent numbers as a clerk gave them: a list, a line with commas, rows of a list; KnownError where there is none."""
    listed = re.split(r"[,，、;；\s]+", given) if isinstance(given, str) else given or []
    if not isinstance(listed, (list, tuple)) or any(isinstance(part, (int, float)) for part in listed):
        raise KnownError('“问题编号”应当是编号的列表，例如 ["15-06-0001"]，或用顿号隔开的一行。请改正。')
    wanted = [text for part in listed if (text := _number(part))]
    if not wanted:
        raise KnownError(f"{title}要先选问题：请给出“问题编号”。")
    return wanted


def _number(part: Any) -> str:
    if isinstance(part, Mapping):
        part = part.get("编号") or part.get("number") or ""
    return str(part).strip()


def view_test(reader: Reader, name: str, as_of: str) -> Callable[[FindingRow], bool]:
    """Whether a finding passes the filters of a saved view, by the same filters as the grid; it is read by its name, so that its criteria stay its own.

    KnownError, kind `view_column`, where a filter asks for a column that there is no more: the paper would name too much.
    """
    found = next((row for row in drafts.views(reader, "") if row.name == name), None)
    if found is None:
        raise KnownError(f"没有名为“{name}”的共用视图。请在问题台账中另存一个共用的视图，或改文种取数的视图。")
    columns = {column.field: column for column in table_of(own_fields(reader)).columns}
    kept = Arrangement.from_words(json.loads(found.definition)).filters
    gone = [column for column, wanted in kept.items() if wanted.active and column not in columns]
    if gone:
        raise KnownError(
            f"共用视图“{name}”按“{'、'.join(_titles(reader, gone))}”筛选，问题台账已没有这一栏。"
            "请在问题台账中改好、另存这个视图，或恢复这一栏，再出文。",
            "view_column",
        )
    filters = [(columns[column], wanted) for column, wanted in kept.items() if column in columns]

    def fits(row: FindingRow) -> bool:
        line = finding_line(row, 0, as_of)
        return all(passes(column, wanted, line) for column, wanted in filters)

    return fits


def _titles(reader: Reader, names: Sequence[str]) -> list[str]:
    """As the clerk called the columns; one that was never the office's own has only its name."""
    own = {row.name: row.title for row in own_field_queries.own_fields(reader, FINDINGS.name, removed=True)}
    return [own.get(name, name) for name in names]


def _due_soon(row: FindingRow, as_of: str, days: int) -> bool:
    due = due_date(row)
    return bool(due) and is_open(row) and not is_waiting(row) and 0 <= days_between(as_of, str(due)) <= days


def _place(row: FindingRow, as_of: str) -> tuple[int, int, str, str]:
    late = days_overdue(row, as_of)
    part = 0 if late else 2 if is_long_term(row) else 1
    return part, -late, due_date(row) or "9999", row.number
