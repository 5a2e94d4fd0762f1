"""The dates of a unit's work as its notice and the handbook tell them: by the round's rules, moved to working days (papers/06)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from db.records import FindingRow
from desktop.operations.papers import dates
from desktop.operations.papers.providers.overdue import party_names
from desktop.operations.papers.providers.units import is_village
from desktop.operations.papers.sheet import Sheet
from desktop.operations.papers.snapshot import grouped
from desktop.rules.deadlines import IMMEDIATE, PLAN, PROGRESS_REPORT

OFFICE = "县委巡察办"
PLAN_NODE, REPORT_NODE = "整改方案", "进展报告"
IMMEDIATE_NODE, HALF_NODE, END_NODE = "立行立改期满", "中期情况", "集中整改期满"
_NODE_WORDS = {
    "立改日": IMMEDIATE_NODE,
    "方案日": PLAN_NODE,
    "中期日": HALF_NODE,
    "期满日": END_NODE,
    "报告日": REPORT_NODE,
}
NONE = "—"
_PLAN_PAPERS = "整改方案、问题分解表"
_REPORTS = "进展情况报告、主要负责人组织落实情况报告"


def table(sheet: Sheet) -> dict[str, Any]:
    """节点 in the order of their dates; 顺延 where one of them was moved to a working day."""
    feedback = sheet.day("反馈日期")
    if feedback is None:
        return {}
    to = (sheet.unit.superior if is_village(sheet) and sheet.unit else "") or OFFICE
    rows, shifted = [], False
    for name, day, papers in _days(sheet, feedback):
        on = _workday(sheet, day)
        shifted |= on != day
        rows.append({"名称": name, "日期": on, "材料": papers, "对象": NONE if papers == NONE else to})
    return {"节点": sorted(rows, key=lambda row: row["日期"]), "顺延": shifted or None}


def deadlines(sheet: Sheet) -> dict[str, date]:
    """The dates of the work by their names, each on a working day; none before the feedback has its date."""
    feedback = sheet.day("反馈日期")
    return {name: _workday(sheet, day) for name, day, _papers in _days(sheet, feedback)} if feedback else {}


def watched(sheet: Sheet) -> list[dict[str, Any]]:
    """监督单位: each unit of the paper with its problems and the dates that its own notice tells."""
    by_unit: dict[int, list[FindingRow]] = {}
    for row in sheet.chosen:
        by_unit.setdefault(row.unit_id, []).append(row)
    found = []
    for rows in by_unit.values():
        [name] = party_names(sheet, rows)
        own = deadlines(replace(sheet, scope=rows, chosen=rows))
        days = {word: own[node] for word, node in _NODE_WORDS.items() if node in own}
        found.append({"单位": name, "总数": sheet.shot.count("总数", grouped(rows)), **days})
    return found


def _days(sheet: Sheet, feedback: date) -> Iterator[tuple[str, date, str]]:
    one, by = sheet.occasion.round, sheet.occasion.by_rule
    if any(row.nature == "immediate" for row in sheet.scope):
        yield IMMEDIATE_NODE, by(IMMEDIATE, feedback), "整改结果、佐证材料目录"
    yield PLAN_NODE, dates.day(one.plan_due_on) or by(PLAN, feedback), _PLAN_PAPERS
    if half := dates.day(one.reminder_on):
        yield HALF_NODE, half, "进展情况表"
    end = dates.day(one.ends_on)
    if end:
        yield END_NODE, end, NONE
    report = by(PROGRESS_REPORT, feedback)
    yield REPORT_NODE, max(report, end) if end else report, _REPORTS
    for node in sheet.occasion.records("round_node"):
        if due := dates.day(node.stored["due_on"]):
            yield node.fields["name"], due, NONE


def _workday(sheet: Sheet, day: date) -> date:
    while not sheet.occasion.calendar.is_workday(day.isoformat()):
        day += timedelta(days=1)
    return day


WORDS: dict[str, Any] = {"监督单位": watched}
TOGETHER = ((("节点", "顺延"), table),)
