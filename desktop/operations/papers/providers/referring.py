"""Words of papers that tell leaders and departments what was found in their field: 04, 05 and 28 of the catalogue."""

from __future__ import annotations

from typing import Any

from db.queries import papers as queries
from desktop.documents.figures import Figure
from desktop.operations.papers.providers.book_counts import count
from desktop.operations.papers.providers.listing import watched
from desktop.operations.papers.rows import NO_CATEGORY, category
from desktop.operations.papers.sheet import Sheet
from desktop.operations.papers.snapshot import Problem, grouped

_NONE = "dropped"
MOST_NAMED = 3
"""A title names so many fields."""


def field_of_findings(sheet: Sheet) -> str | None:
    """领域 of a paper that the ledger makes for each department: the categories of its findings; a clerk names it on a composed one."""
    if not sheet.recipe.each:
        return None
    named = list(dict.fromkeys(category(row) for row in sheet.scope if category(row) != NO_CATEGORY))
    if not named:
        return None
    return "、".join(named) if len(named) <= MOST_NAMED else "、".join(named[: MOST_NAMED - 1]) + "等"


def referred_before(sheet: Sheet) -> Any:
    """往次移交: earlier papers of the kind to the same addressee, of any round, whose title names the same field."""
    field = str(sheet.given("领域") or field_of_findings(sheet) or "")
    sent = queries.titles_sent_to(sheet.reader, sheet.addressee, sheet.recipe.kind, sheet.request.place)
    count = sum(bool(field) and field in title for title in sent)
    return sheet.moment.figure("往次移交", count) if count else None


def listed(sheet: Sheet) -> Any:
    """清单列数: the problems of the annex."""
    return sheet.shot.count("清单列数", sheet.problems)


def to_be_watched(sheet: Sheet) -> Any:
    """挂牌数: problems that the leader is asked to watch."""
    found = [one for one in sheet.problems if any(row.id in watched(sheet.occasion) for row in one.rows)]
    return sheet.shot.count("挂牌数", found) if found else None


def none_of_field(sheet: Sheet) -> bool | None:
    """没有业务问题, 没有专项问题: the paper is about no finding."""
    return (not sheet.chosen) or None


def categories(sheet: Sheet) -> list[dict[str, Any]]:
    """单位类别表: the problems of the unit by their first level, in the order of the office's scheme."""
    groups: dict[str, list[Problem]] = {one: [] for one in sheet.shot.categories}
    for problem in grouped(sheet.scope):
        groups.setdefault(problem.first.category1 or NO_CATEGORY, []).append(problem)
    return [{"类别": name, "总数": sheet.shot.count("单位类别问题数", own)} for name, own in groups.items() if own]


def checked_units(sheet: Sheet) -> Any:
    """检查单位数: the units of the round; the special checks go with it."""
    return sheet.moment.figure("检查单位数", len(sheet.shot.units))


def all_in_feedback(sheet: Sheet) -> bool | None:
    """全部入反馈: every problem of the paper is in the feedback."""
    return bool(sheet.problems) and all(any(row.in_feedback for row in one.rows) for one in sheet.problems) or None


def common_groups(sheet: Sheet) -> Figure | None:
    """共性问题数: groups of common findings that hold one of this paper and one of a unit that the paper does not name."""
    own = {row.id for row in sheet.chosen}
    named = {row.unit_id for row in sheet.chosen}
    others = {row.id for row in sheet.shot.rows if row.unit_id not in named}
    groups = [one for one in sheet.occasion.records("common_group") if one.state != _NONE]
    found = [
        one for one in groups if own & set(one.stored["findings"] or ()) and others & set(one.stored["findings"] or ())
    ]
    return count(sheet, "共性问题数", found)


WORDS = {
    "共性问题数": common_groups,
    "检查单位数": checked_units,
    "没有专项问题": none_of_field,
    "全部入反馈": all_in_feedback,
    "领域": field_of_findings,
    "往次移交": referred_before,
    "清单列数": listed,
    "挂牌数": to_be_watched,
    "没有业务问题": none_of_field,
    "单位类别表": categories,
}
