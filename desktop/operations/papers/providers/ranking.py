"""Every unit of a round with its rank by rate, within its kind of unit; and what registers say of how the work was pressed (papers/19)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from db.queries import papers as queries
from desktop.documents.recipes.sent import STEPS
from desktop.ledgers.visits import VISITS
from desktop.operations.papers.providers import report_compared, report_rows
from desktop.operations.papers.providers.called_in import called_in
from desktop.operations.papers.providers.overdue import late, party_names
from desktop.operations.papers.sheet import Sheet
from desktop.operations.papers.snapshot import Problem, grouped

SMALL = 5
"""Units with fewer problems are not ranked, unless the paper says otherwise."""
OTHER = "其他单位"
_SENT = {"督办数": "督办", "提醒数": "中期提醒", "预警数": "预警提醒"}
"""By what each kind of chasing is called in sentences."""


def tables(sheet: Sheet) -> dict[str, Any]:
    """排名 by kind of unit in the order of the register, and 不排名: those with too few problems to be compared."""
    shot, least = sheet.shot, int(sheet.given("少数线") or sheet.recipe.default.get("少数线") or SMALL)
    grades = _grades(sheet)
    groups: dict[str, list[tuple[dict[str, Any], list[Problem]]]] = {}
    small: list[str] = []
    for unit in shot.units:
        own = [one for one in shot.counted() if one.first.unit_id == unit.id]
        if not own:
            continue
        row = {**report_rows.unit_row(shot, unit.short or unit.name, own), "等次": grades.get(unit.id)}
        row["未销"] = shot.count("单位未销", shot.open(own))
        if len(own) < least:
            small.append(_told(row))
        else:
            groups.setdefault(unit.kind or OTHER, []).append((row, own))
    ranked = [_group(sheet, name, rows) for name, rows in groups.items()]
    return {"排名": ranked or None, "不排名": small or None}


def _group(sheet: Sheet, name: str, rows: Sequence[tuple[dict[str, Any], list[Problem]]]) -> dict[str, Any]:
    shot = sheet.shot
    whole = [problem for _row, own in rows for problem in own]
    ordered = sorted((row for row, _own in rows), key=lambda row: -row["整改率"].number)
    numbers = [row["整改率"].number for row in ordered]
    for row in ordered:
        row["名次"] = 1 + sum(other > row["整改率"].number for other in numbers)
        del row["自报"]
    return {
        "类别": name,
        "小计": len(rows) > 1 or None,
        "行": ordered,
        "总数": shot.count("类别问题数", whole),
        "销号": shot.count("类别销号", shot.closed(whole)),
        "整改率": shot.rate("类别整改率", shot.closed(whole), whole),
    }


def _told(row: dict[str, Any]) -> str:
    total, closed = int(row["总数"]), int(row["销号"])
    said = "已全部销号" if closed == total else f"已销号{closed}个" if closed else "尚未销号"
    return f"{row['单位']}（{total}个问题，{said}）"


def _grades(sheet: Sheet) -> dict[int, str]:
    """The grade of the last graded visit to each unit."""
    visits = sorted(sheet.occasion.records("visit"), key=lambda one: (one.stored["on"], one.id))
    graded = [one for one in visits if VISITS.counts(one, "grade")]
    return {one.stored["unit"]: one.fields["grade"] for one in graded}


def visits(sheet: Sheet) -> dict[str, Any]:
    """How many units were visited again, and how many problems were opened again for what was found there."""
    figure, shot = sheet.moment.figure, sheet.shot
    units = {one.stored["unit"] for one in sheet.occasion.records("visit")}
    found = {one.stored["finding"] for one in sheet.occasion.records("check") if one.state == "reopened"}
    opened = grouped([row for row in shot.rows if row.id in found])
    return {
        "回访单位数": figure("回访单位数", len(units)) if units else None,
        "回访重开数": shot.count("回访重开数", opened) if opened else None,
    }


def pressed(sheet: Sheet) -> dict[str, Any]:
    """Opinions of the joint review, letters sent, talks held; what there is none of is not said."""
    until, figure = sheet.shot.as_of, sheet.moment.figure
    sent = [STEPS.get(kind) for kind in queries.kinds_sent(sheet.reader, sheet.occasion.round.id, until)]
    counts = {name: sent.count(step) for name, step in _SENT.items()}
    counts["审核意见数"] = len(sheet.occasion.records("opinion"))
    counts["约谈人次"] = len(called_in(sheet))
    return {name: figure(name, count) for name, count in counts.items() if count}


def extended(sheet: Sheet) -> dict[str, Any]:
    """延期数, and whether each extended problem has its first date and the one in force."""
    rows = [row for one in sheet.shot.counted() for row in one.rows if row.extensions]
    if not rows:
        return {}
    kept = all(row.first_due_on and row.due_on for row in rows)
    return {"延期数": sheet.shot.count("延期数", grouped(rows)), "时限均登记": kept or None}


def difference(sheet: Sheet) -> str | None:
    """同比差: the two rates as they are printed, one taken from the other (papers 00, 3)."""
    words = report_compared.words(sheet)
    if not words:
        return None
    own, other = (Decimal(str(words[name]).rstrip("%")) for name in ("本轮比较率", "上轮率"))
    if own == other:
        return "持平"
    return f"{'提高' if own > other else '降低'}{abs(own - other)}个百分点"


def to_report(sheet: Sheet) -> list[str] | None:
    """报告单位: those with anything overdue."""
    return party_names(sheet, late(sheet)) or None


WORDS = {"同比差": difference, "报告单位": to_report}
TOGETHER = (
    (("排名", "不排名"), tables),
    (("回访单位数", "回访重开数"), visits),
    (("督办数", "提醒数", "预警数", "审核意见数", "约谈人次"), pressed),
    (("延期数", "时限均登记"), extended),
)
