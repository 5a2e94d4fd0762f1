"""How a problem that is not closed out stands on a date, as reminders count it: the first part that fits, so that parts sum to the whole."""

from __future__ import annotations

from db.records import FindingRow
from desktop.operations.papers.snapshot import Problem
from desktop.rules.overdue import days_overdue, days_until, is_long_term, is_open, is_waiting

LATE, COMING, LONG_TERM, WAITING, UNDER_WAY = "逾期", "临期", "长期坚持", "待核实", "推进"
PARTS = (LATE, COMING, LONG_TERM, WAITING, UNDER_WAY)
COMING_DAYS = 20
"""A finding whose date comes within so many days is 临期 (papers/08, 26)."""


def is_open_item(row: FindingRow) -> bool:
    """Whether an item of an open problem is itself still open, in the office's eyes."""
    return is_open(row) or row.verdict == "transferred"


def open_items(problem: Problem) -> list[FindingRow]:
    """The items for which an open problem is open; all of them where the basis alone keeps it open."""
    return [row for row in problem.rows if is_open_item(row)] or list(problem.rows)


def standing_of(row: FindingRow, as_of: str) -> str:
    """逾期, 临期, 长期坚持, 待核实 or 推进; what was handed over is under way elsewhere."""
    if days_overdue(row, as_of):
        return LATE
    if is_long_term(row):
        return LONG_TERM
    left = days_until(row, as_of)
    if left is not None and left <= COMING_DAYS:
        return COMING
    return WAITING if is_waiting(row) else UNDER_WAY


def part_of(problem: Problem, as_of: str) -> str:
    """The part of a problem: that of its most pressing open item."""
    return min((standing_of(row, as_of) for row in open_items(problem)), key=PARTS.index)
