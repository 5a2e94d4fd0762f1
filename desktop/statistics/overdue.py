"""What is overdue or due soon: the list and the board of 整改督办, by the one rule of `desktop.rules.overdue`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from db.queries.due_cases import due_cases
from db.queries.findings import list_findings
from db.reader import Reader
from db.records import FindingCriteria, FindingRow
from desktop.rules.overdue import Deadline, days_overdue, deadline, due_date, is_open, is_waiting


@dataclass(frozen=True, slots=True)
class DueFinding:
    """A finding with how its deadline stands."""

    finding: FindingRow
    deadline: Deadline


def overdue_findings(
    reader: Reader, criteria: FindingCriteria, as_of: str, known_at: str | None = None
) -> tuple[DueFinding, ...]:
    """The overdue findings, the longest overdue first."""
    rows = list_findings(reader, criteria, as_of, known_at)
    late = [row for row in rows if days_overdue(row, as_of)]
    late.sort(key=lambda row: -days_overdue(row, as_of))
    return tuple(DueFinding(row, deadline(row, as_of)) for row in late)


def overdue_count(reader: Reader, criteria: FindingCriteria, as_of: str, known_at: str | None = None) -> int:
    """How many `overdue_findings` there are, without reading what stands in them."""
    return sum(1 for case in due_cases(reader, criteria, as_of, known_at) if days_overdue(case, as_of))


def due_within(rows: Sequence[FindingRow], as_of: str, days: int) -> tuple[FindingRow, ...]:
    """Findings whose date lies within so many days, today included, not yet reported done."""
    return tuple(row for row in rows if (mark := deadline(row, as_of)).kind in ("soon", "ahead") and mark.days <= days)


BOARD = ("已逾期", "3 日内", "10 日内", "期满前", "延期与长期")


def board(rows: Sequence[FindingRow], as_of: str) -> Mapping[str, tuple[DueFinding, ...]]:
    """The five columns of the board; each open finding that owes an answer stands in one of them."""
    columns: dict[str, list[DueFinding]] = {name: [] for name in BOARD}
    for row in rows:
        if is_open(row) and not is_waiting(row):
            mark = deadline(row, as_of)
            columns[_column(row, mark)].append(DueFinding(row, mark))
    for own in columns.values():
        own.sort(key=lambda due: (due.deadline.due_on or "9999", due.finding.id))
    return {name: tuple(own) for name, own in columns.items()}


def _column(row: FindingRow, mark: Deadline) -> str:
    if mark.kind == "overdue":
        return "已逾期"
    if mark.kind == "none" or row.extensions or row.nature == "long_term" or row.verdict == "long_term":
        return "延期与长期"
    return "3 日内" if mark.days <= 3 else "10 日内" if mark.days <= 10 else "期满前"


def next_due(rows: Sequence[FindingRow], as_of: str) -> tuple[str, int] | None:
    """The next date on which something falls due after today, and how many findings."""
    dates = [
        due
        for row in rows
        if is_open(row) and not is_waiting(row) and (due := due_date(row)) is not None and due > as_of
    ]
    return (min(dates), dates.count(min(dates))) if dates else None
