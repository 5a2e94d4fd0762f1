"""What comes due among the findings of a paper: how many, how soon, which colour, and how often the unit was reminded."""

from __future__ import annotations

from typing import Any

from db.records import FindingRow
from desktop.operations.papers.dates import day
from desktop.operations.papers.rows import coming
from desktop.operations.papers.sheet import Sheet
from desktop.operations.papers.snapshot import grouped
from desktop.operations.papers.standing import COMING_DAYS
from desktop.rules.overdue import days_until, due_date, is_waiting

YELLOW_DAYS = 10
GREEN, YELLOW = "绿色", "黄色"
ASKING_DAYS = (10, 5, 3, 1)
"""How long before its date an extension is asked for: the first that is still possible (papers/26)."""


def warned(sheet: Sheet) -> dict[str, Any]:
    """The counts of a warning: every part with the findings behind it."""
    rows, as_of = coming(sheet.scope, sheet.shot.as_of, COMING_DAYS), sheet.shot.as_of
    problems = grouped(rows)
    words: dict[str, Any] = {"临期数": sheet.shot.count("临期数", problems)}
    if not rows:
        return words
    left = [days_until(row, as_of) or 0 for row in rows]
    if len(problems) != len(rows):
        words["临期具体表现数"] = sheet.moment.count("临期具体表现数", rows)
    words["等级"] = YELLOW if min(left) <= YELLOW_DAYS else GREEN
    words["预警天数"] = sheet.moment.figure("预警天数", YELLOW_DAYS if max(left) <= YELLOW_DAYS else COMING_DAYS)
    words["最早日期"] = day(min(str(due_date(row)) for row in rows))
    asked = next((days for days in ASKING_DAYS if days < min(left)), None)
    if asked:
        words["延期提前天数"] = sheet.moment.figure("延期提前天数", asked)
    return {**words, **_parts(sheet, rows)}


def _parts(sheet: Sheet, rows: list[FindingRow]) -> dict[str, Any]:
    """A problem waits for the office where every item of it does; else something is still to be reported done."""
    problems = grouped(rows)
    waiting = [one for one in problems if all(is_waiting(row) for row in one.rows)]
    parts = {
        "待核数": waiting,
        "未自报数": [one for one in problems if one not in waiting],
        "曾延期": [one for one in problems if any(row.extensions for row in one.rows)],
    }
    return {name: sheet.shot.count(name, own) for name, own in parts.items() if own}


WORDS: dict[str, Any] = {}
TOGETHER = (
    (
        ("临期数", "临期具体表现数", "等级", "预警天数", "最早日期", "延期提前天数", "待核数", "未自报数", "曾延期"),
        warned,
    ),
)
