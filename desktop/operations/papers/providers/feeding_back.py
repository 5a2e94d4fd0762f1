"""What a team's feedback tells of a unit: its stay, petitions that came, findings by category, villages that belong to it (papers/02)."""

from __future__ import annotations

from datetime import date
from typing import Any

from db.queries import papers as queries
from db.queries import tallies
from db.records import UnitRow
from desktop.operations.papers import dates
from desktop.operations.papers.providers import noticing
from desktop.operations.papers.providers.book_counts import day_by
from desktop.operations.papers.sheet import Sheet
from desktop.operations.papers.snapshot import Problem

_LOOKING_BACK = "回头看"
_ALONG = "延伸巡察"
_ENDS = "。；;，"


def inspection_kind(sheet: Sheet) -> str | None:
    """常规巡察, 巡察“回头看”; a village that is looked at together with its township is 延伸巡察."""
    if sheet.unit is not None and _is_village(sheet.unit) and _superior_is_here(sheet, sheet.unit):
        return _ALONG
    return kind_in_words(sheet.occasion.round.kind) or None


def kind_in_words(kind: str) -> str:
    """The kind of a round as a sentence says it; empty where it has none."""
    if kind == _LOOKING_BACK:
        return f"巡察“{_LOOKING_BACK}”"
    return f"{kind.removesuffix('巡察')}巡察" if kind else ""


def _is_village(unit: UnitRow) -> bool:
    return unit.kind.startswith("村")


def _names(unit: UnitRow) -> set[str]:
    return {unit.name, unit.party_short, unit.short} - {""}


def _superior_is_here(sheet: Sheet, unit: UnitRow) -> bool:
    return any(unit.superior in _names(other) for other in sheet.shot.units if other.id != unit.id)


def stay(sheet: Sheet) -> dict[str, Any]:
    """When the unit's team came and left, by the book of teams; else by the round's own days."""
    one, unit = sheet.occasion.round, sheet.unit
    came, left = one.on_site_from, one.on_site_to
    if unit is not None:
        name = queries.team_of(sheet.reader, one.id, unit.id)
        for team in sheet.occasion.records("team"):
            if team.stored["name"] == name or unit.id in (team.stored["units"] or ()):
                came, left = day_by(sheet, team, "entered_on") or came, day_by(sheet, team, "left_on") or left
                break
    return {"进驻日期": dates.day(came), "撤离日期": dates.day(left)}


def petitions(sheet: Sheet) -> Any:
    """信访件数: what the book of petitions holds of the unit in the round, of all in a paper that is to no unit."""
    unit = sheet.unit
    count = sum(unit is None or one.stored["unit"] == unit.id for one in sheet.occasion.records("petition"))
    return sheet.moment.figure("信访件数", count) if count else None


def categories(sheet: Sheet) -> list[dict[str, Any]]:
    """The problems that the feedback names, in the order of the round's categories; a category without any is not there."""
    groups: dict[str, list[Problem]] = {category: [] for category in sheet.shot.categories}
    for one in sheet.scope_problems:
        if any(row.in_feedback for row in one.rows):
            groups.setdefault(one.first.category1 or tallies.NO_CATEGORY, []).append(one)
    return [{"名称": name, "问题": [as_told(one) for one in own]} for name, own in groups.items() if own]


def as_told(problem: Problem) -> dict[str, Any]:
    """The characterisation as heading and the facts; a problem with items is headed by its own text and tells them all."""
    first = problem.first
    heading = first.parent_text or first.characterisation
    facts = "；".join(row.text.strip().rstrip(_ENDS) for row in problem.rows if row.in_feedback)
    return {"标题": heading if heading and heading != facts else None, "事实": facts}


def _deadline(name: str) -> Any:
    def provide(sheet: Sheet) -> date | None:
        return noticing.deadlines(sheet).get(name)

    return provide


def villages(sheet: Sheet) -> Any:
    """延伸村数: the villages of the round whose superior body the unit is."""
    unit = sheet.unit
    own = [one for one in sheet.shot.units if unit and _is_village(one) and one.superior in _names(unit)]
    return sheet.moment.figure("延伸村数", len(own)) if own else None


WORDS = {
    "巡察方式": inspection_kind,
    "书记专题会日期": lambda sheet: dates.day(sheet.occasion.round.secretary_meeting_on),
    "信访件数": petitions,
    "问题类别": categories,
    "方案期限": _deadline(noticing.PLAN_NODE),
    "报告期限": _deadline(noticing.REPORT_NODE),
    "延伸村数": villages,
}
TOGETHER = ((("进驻日期", "撤离日期"), stay),)
