"""What is overdue among the findings of a paper, how long, and what the office refused of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from db.queries import units as unit_queries
from db.records import FindingRow, UnitRow
from desktop.operations.papers.providers.listing import refusals
from desktop.operations.papers.providers.talk import post_of
from desktop.operations.papers.sheet import Sheet
from desktop.operations.papers.snapshot import grouped
from desktop.rules.overdue import days_overdue, due_date, is_open

_SAID_ALREADY = re.compile(
    r"^(?:(?:不予认定|不予销号|不认定)[：:，,\s]*|(?:退回|审核意见|理由|原因)(?:[：:，,\s]+|$)|[（(](?:详?见|另见|参见|附)[^（()）]{0,20}[)）]\s*)+"
)


def late(sheet: Sheet) -> list[FindingRow]:
    """The overdue findings of the scope."""
    return [row for row in sheet.scope if days_overdue(row, sheet.shot.as_of)]


def counts(sheet: Sheet) -> dict[str, Any]:
    """How many problems are overdue, how long the longest, how often one was extended."""
    rows, as_of = late(sheet), sheet.shot.as_of
    problems = grouped(rows)
    words: dict[str, Any] = {"逾期数": sheet.shot.count("逾期数", problems)}
    if not rows:
        return words
    if len(problems) != len(rows):
        words["逾期具体表现数"] = sheet.moment.count("逾期具体表现数", rows)
    longest = max(rows, key=lambda row: days_overdue(row, as_of))
    days = days_overdue(longest, as_of)
    words["最长逾期天数"] = sheet.moment.figure("最长逾期天数", days, (longest.number,))
    extended = max(rows, key=lambda row: row.extensions)
    if extended.extensions:
        words["延期次数"] = sheet.moment.figure("延期次数", extended.extensions, (extended.number,))
    leaders = {row.responsible_leader for row in rows}
    if len(rows) > 1 and len(leaders) == 1 and "" not in leaders:
        words["责任领导"] = with_post(sheet.unit, leaders.pop())
    return words


def party_names(sheet: Sheet, rows: Sequence[FindingRow]) -> list[str]:
    """The party organisations of some findings by their short names, each once."""
    wanted = dict.fromkeys(row.unit_id for row in rows)
    units = unit_queries.units_by_id(sheet.reader, wanted, sheet.request.issued_on.isoformat())
    return [unit.party_short or unit.name for unit in units]


def with_post(unit: UnitRow | None, name: str) -> str:
    """A name with its post before it, where it is the unit's head and the register of units knows the post."""
    if unit is None or not unit.leader_title or name != unit.leader:
        return name
    return f"{post_of(unit, unit.leader_title)}{name}"


def refused(sheet: Sheet) -> dict[str, Any]:
    """Overdue problems whose last claim of being done was refused, with the reasons of the refusals."""
    answers = refusals(sheet)
    rows = [row for row in late(sheet) if row.id in answers]
    if not rows:
        return {}
    reasons = dict.fromkeys(phrase for row in rows if (phrase := as_phrase(answers[row.id])))
    return {"自报完成数": sheet.shot.count("自报完成数", grouped(rows)), "不认定原因": list(reasons)}


def as_phrase(reason: str) -> str:
    """A reason as it stands behind 主要原因是 (P-16): without the verdict that the sentence has said already."""
    return _SAID_ALREADY.sub("", reason.strip())


def none_late(sheet: Sheet) -> bool | None:
    """没有逾期: nothing in the scope is overdue."""
    return not late(sheet) or None


def all_ahead(sheet: Sheet) -> bool | None:
    """均未到期: every finding that is still owed has a date, and none has passed; one that waits for the office may be past its own."""
    dates = [due_date(row) for row in sheet.scope if is_open(row)]
    return (bool(dates) and all(due is not None and due >= sheet.shot.as_of for due in dates)) or None


def late_units(sheet: Sheet) -> list[str] | None:
    """逾期单位: whose findings are overdue."""
    return party_names(sheet, late(sheet)) or None


WORDS = {"没有逾期": none_late, "均未到期": all_ahead, "逾期单位": late_units}
TOGETHER = (
    (("逾期数", "逾期具体表现数", "最长逾期天数", "延期次数", "责任领导"), counts),
    (("自报完成数", "不认定原因"), refused),
)
