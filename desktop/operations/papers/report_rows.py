"""The first part of the report: totals, table of units, table of categories, changes in number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from db.queries import tallies
from db.records import FindingRow, UnitRow
from desktop.operations.papers.snapshot import Snapshot
from desktop.rules.overdue import days_overdue

_CAUSES = (("merge", "合并"), ("split", "拆分"), ("withdraw", "核减"))


def counts(shot: Snapshot) -> dict[str, Any]:
    """Totals of the round and the rates over them."""
    whole, closed, claimed = shot.counted(), shot.closed(), shot.claimed()
    open_rows = _without(whole, closed)
    count = shot.moment.count
    given = _given_at_feedback(shot)
    gap = len(claimed) - len(closed)
    words: dict[str, Any] = {
        "单位数": shot.moment.figure("单位数", len({row.unit_id for row in whole}), [row.number for row in whole]),
        "反馈数": count("反馈数", given),
        "总数": count("总数", whole),
        "自报": count("自报", claimed),
        "销号": count("销号", closed),
        "未销": count("未销", open_rows),
        "整改率": shot.rate("整改率", closed, whole),
        "自报率": shot.rate("自报率", claimed, whole),
        "自报差": shot.moment.figure("自报差", gap, [row.number for row in _different(claimed, closed)])
        if gap
        else None,
        "自报核实一致": {row.id for row in claimed} == {row.id for row in closed} or None,
        **_with_basic(shot, whole, closed),
        **_immediate(shot, whole, closed),
        **_number_changes(shot, given, whole),
    }
    return {name: value for name, value in words.items() if value is not None}


def tables(shot: Snapshot) -> dict[str, Any]:
    """Table 1 by unit in the office's order, table 2 by category; their sums are the totals."""
    units = [_unit_row(shot, unit) for unit in shot.units if _rows_of(shot, unit)]
    words: dict[str, Any] = {"单位表": units, "类别表": _category_rows(shot)}
    complete = [row["单位"] for row in units if row["总数"] == row["销号"]]
    if complete:
        words["全部完成单位"] = complete
    if len(complete) < len(units):
        lowest = min((row for row in units if int(row["总数"])), key=lambda row: row["整改率"].number)
        words["最低单位"] = {"名称": lowest["单位"], "率": lowest["整改率"]}
    return words


def _unit_row(shot: Snapshot, unit: UnitRow) -> dict[str, Any]:
    rows = _rows_of(shot, unit)
    closed = shot.closed(rows)
    late = [row for row in _without(rows, closed) if days_overdue(row, shot.as_of)]
    count = shot.moment.count
    return {
        "单位": unit.short or unit.name,
        "总数": count("单位问题数", rows),
        "自报": count("单位自报", shot.claimed(rows)),
        "销号": count("单位销号", closed),
        "整改率": shot.rate("单位整改率", closed, rows),
        "逾期": count("单位逾期", late),
    }


def _category_rows(shot: Snapshot) -> list[dict[str, Any]]:
    """By first level in the order of the office's scheme; categories without findings are not there."""
    groups: dict[str, list[FindingRow]] = {category: [] for category in shot.categories}
    for row in shot.counted():
        groups.setdefault(row.category1 or tallies.NO_CATEGORY, []).append(row)
    found = []
    for category, rows in groups.items():
        if rows:
            closed = shot.closed(rows)
            whole, done = shot.moment.count("类别问题数", rows), shot.moment.count("类别销号", closed)
            rate = shot.rate("类别整改率", closed, rows)
            found.append({"类别": category, "总数": whole, "销号": done, "整改率": rate})
    return found


def _with_basic(shot: Snapshot, whole: list[FindingRow], closed: list[FindingRow]) -> dict[str, Any]:
    """The same rate with 基本完成 counted, where the basis does not count it and there is any."""
    if "basically_done" in shot.basis.numerator or "basically_done" in shot.basis.exclude:
        return {}
    lane = "verdict" if shot.basis.verified_only else "claim"
    basic = [row for row in whole if getattr(row, lane) == "basically_done"]
    if not basic:
        return {}
    return {
        "含基本完成率": shot.rate("含基本完成率", [*closed, *basic], whole),
        "基本完成数": shot.moment.count("基本完成数", basic),
    }


def _immediate(shot: Snapshot, whole: list[FindingRow], closed: list[FindingRow]) -> dict[str, Any]:
    rows = [row for row in whole if row.nature == "immediate"]
    if not rows:
        return {}
    done = [row for row in closed if row.nature == "immediate"]
    return {
        "立行立改数": shot.moment.count("立行立改数", rows),
        "立行立改完成数": shot.moment.count("立行立改完成数", done),
    }


def _given_at_feedback(shot: Snapshot) -> list[FindingRow]:
    """What was fed back: everything of the round but the parts that a split or merge made later."""
    made = {row.number for row in shot.every if row.given_on > (row.feedback_on or row.given_on)}
    basis = replace(shot.basis, exclude=())
    eligible = [row for row in shot.every if basis.include_immediate or row.nature != "immediate"]
    return [row for row in eligible if row.number not in made]


def _number_changes(shot: Snapshot, given: list[FindingRow], whole: list[FindingRow]) -> dict[str, Any]:
    """How the number fed back became the number counted; the parts sum to the difference."""
    if len(given) == len(whole) and {row.id for row in given} == {row.id for row in whole}:
        return {}
    changes, gone = [], [row for row in given if not row.present]
    added = [row for row in whole if row.id not in {one.id for one in given}]
    for kind, word in _CAUSES:
        left = [row for row in gone if row.presence_kind == kind]
        if left:
            changes.append(_change(shot, f"{word}{len(left)}个问题", -len(left), left))
    if added:
        changes.append(_change(shot, f"拆分、合并或补充形成{len(added)}个问题", len(added), added))
    excluded = _without([row for row in given if row.present], whole)
    if excluded:
        changes.append(_change(shot, "按口径不纳入统计", -len(excluded), excluded))
    return {"数量变化": changes, "核减批准": "县委巡察工作领导小组"} if changes else {}


def _change(shot: Snapshot, cause: str, delta: int, rows: list[FindingRow]) -> Mapping[str, Any]:
    word = f"增加{delta}个" if delta > 0 else f"减少{-delta}个"
    return {"事由": cause, "增减": shot.moment.figure("数量变化", delta, [row.number for row in rows]).worded(word)}


def _rows_of(shot: Snapshot, unit: UnitRow) -> list[FindingRow]:
    return [row for row in shot.counted() if row.unit_id == unit.id]


def _without(rows: list[FindingRow], others: list[FindingRow]) -> list[FindingRow]:
    gone = {row.id for row in others}
    return [row for row in rows if row.id not in gone]


def _different(left: list[FindingRow], right: list[FindingRow]) -> list[FindingRow]:
    return [*_without(left, right), *_without(right, left)]
