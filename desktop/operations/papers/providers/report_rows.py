"""The first part of the report: totals, table of units, table of categories, changes in number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from db.queries import tallies
from db.records import UnitRow
from desktop.operations.papers.providers.report_open import is_late
from desktop.operations.papers.sheet import Sheet
from desktop.operations.papers.snapshot import Problem, Snapshot
from desktop.operations.papers.standing import open_items
from desktop.rules import basis as basis_rules

LOW = Fraction(80, 100)
MOST_UNITS = 60
MOST_BARS = 30
OTHER = "其他"
MOST_NAMED = 3
_CAUSES = (("merge", "合并"), ("split", "拆分"), ("withdraw", "核减"))


def counts(sheet: Sheet) -> dict[str, Any]:
    """Totals of the round and the rates over them."""
    shot = sheet.shot
    whole, closed, claimed, still = shot.counted(), shot.closed(), shot.claimed(), shot.open()
    given = _given_at_feedback(shot)
    words: dict[str, Any] = {
        "反馈数": shot.count("反馈数", given),
        "总数": shot.count("总数", whole),
        "总具体表现数": _items(shot, "总具体表现数", whole),
        "自报": shot.count("自报", claimed),
        "销号": shot.count("销号", closed),
        "未销": shot.count("未销", still),
        "全部销号": bool(whole and not still) or None,
        "整改率": shot.rate("整改率", closed, whole),
        "自报率": shot.rate("自报率", claimed, whole),
        **_gap(shot, claimed, closed),
        **_with_basic(shot, whole, closed),
        **_number_changes(shot, given, whole),
    }
    return {name: value for name, value in words.items() if value is not None}


def tables(sheet: Sheet) -> dict[str, Any]:
    """Table 1 by unit in the office's order, table 2 by category; their sums are the totals."""
    shot = sheet.shot
    many = too_many(shot)
    units = kind_rows(shot) if many else unit_rows(shot)
    words = {"单位表": units, "单位分类汇总": many or None, "类别表": _category_rows(shot), **_extremes(shot)}
    if many:
        words["图列单位数"] = shot.moment.figure("图列单位数", len(charted(shot)))
    if left := left_out_alike(shot):
        words["图外同率单位数"] = shot.moment.figure("图外同率单位数", len(left))
        words["图外同率"] = left[0]["整改率"]
    return words


def too_many(shot: Snapshot) -> bool:
    """Whether the round has more units than a table of the report can name one by one (P-13)."""
    return len({one.first.unit_id for one in shot.counted()}) > MOST_UNITS


def charted(shot: Snapshot) -> list[dict[str, Any]]:
    """The rows that the chart of units shows: all of them, or the lowest where there are too many (P-13)."""
    rows = unit_rows(shot)
    return sorted(rows, key=lambda row: row["整改率"].number)[:MOST_BARS] if too_many(shot) else rows


def left_out_alike(shot: Snapshot) -> list[dict[str, Any]]:
    """P-2: units that the chart leaves out although their rate is that of its highest one; to call its units the lowest would be wrong."""
    if not too_many(shot):
        return []
    rows = sorted(unit_rows(shot), key=lambda row: row["整改率"].number)
    shown, rest = rows[:MOST_BARS], rows[MOST_BARS:]
    return [row for row in rest if row["整改率"].number == shown[-1]["整改率"].number]


def kind_rows(shot: Snapshot) -> list[dict[str, Any]]:
    """One row a kind of unit, in the order in which they first come."""
    groups: dict[str, list[Problem]] = {}
    for unit in shot.units:
        if own := _of_unit(shot, unit):
            groups.setdefault(unit.kind or OTHER, []).extend(own)
    return [unit_row(shot, kind, own) for kind, own in groups.items()]


def unit_rows(shot: Snapshot) -> list[dict[str, Any]]:
    """One row a unit that has anything counted, in the office's order."""
    return [unit_row(shot, unit.short or unit.name, own) for unit in shot.units if (own := _of_unit(shot, unit))]


def unit_row(shot: Snapshot, name: str, own: list[Problem]) -> dict[str, Any]:
    """The counts and the rate of one unit, or of one kind of units, as a table shows them."""
    closed = shot.closed(own)
    return {
        "单位": name,
        "总数": shot.count("单位问题数", own),
        "自报": shot.count("单位自报", shot.claimed(own)),
        "销号": shot.count("单位销号", closed),
        "整改率": shot.rate("单位整改率", closed, own),
        "逾期": shot.count("单位逾期", [one for one in shot.open(own) if is_late(one, shot.as_of)]),
    }


def _category_rows(shot: Snapshot) -> list[dict[str, Any]]:
    """By first level in the order of the office's scheme; categories without problems are not there."""
    groups: dict[str, list[Problem]] = {category: [] for category in shot.categories}
    for one in shot.counted():
        groups.setdefault(one.first.category1 or tallies.NO_CATEGORY, []).append(one)
    return [
        {
            "类别": category,
            "总数": shot.count("类别问题数", own),
            "销号": shot.count("类别销号", shot.closed(own)),
            "整改率": shot.rate("类别整改率", shot.closed(own), own),
        }
        for category, own in groups.items()
        if own
    ]


def _extremes(shot: Snapshot) -> dict[str, Any]:
    """P-2: all units that share the lowest rate; none where all are alike or there is one unit only."""
    rows = unit_rows(shot)
    words: dict[str, Any] = {}
    complete = [row["单位"] for row in rows if row["整改率"].number == 1]
    low = [row for row in rows if row["整改率"].number < LOW]
    if complete:
        words["全部完成单位"] = complete
    if low:
        words["低档线"] = f"{LOW * 100}%"
    if len(rows) < 2 or len({row["整改率"].number for row in rows}) < 2:
        return words
    least = min(row["整改率"].number for row in rows)
    lowest = [row for row in rows if row["整改率"].number == least]
    named = [row["单位"] for row in lowest]
    said = "、".join(named) if len(named) <= MOST_NAMED else f"{named[0]}等{len(named)}个单位"
    words["最低单位"] = {"单位": named, "名称": said, "个数": len(lowest), "率": lowest[0]["整改率"]}
    if complete and low:
        words |= {"高档单位数": shot.moment.figure("高档单位数", len(complete)), "高档线": "100%"}
        words["低档单位数"] = shot.moment.figure("低档单位数", len(low))
    return words


def _gap(shot: Snapshot, claimed: list[Problem], closed: list[Problem]) -> dict[str, Any]:
    """How far the units' own word and the office's lie apart, with the problems on which they differ."""
    gap = len(claimed) - len(closed)
    different = [*_without(claimed, closed), *_without(closed, claimed)]
    if gap:
        return {"自报差": shot.moment.figure("自报差", gap, [number for one in different for number in one.numbers])}
    return {}


def _with_basic(shot: Snapshot, whole: list[Problem], closed: list[Problem]) -> dict[str, Any]:
    """The same rate with 基本完成 counted, where the basis does not count it and there is any."""
    if "basically_done" in shot.basis.numerator or "basically_done" in shot.basis.exclude:
        return {}
    lane = "verdict" if shot.basis.verified_only else "claim"
    good = {*shot.basis.numerator, "basically_done"}
    basic = [one for one in _without(whole, closed) if all(getattr(row, lane) in good for row in one.rows)]
    if not basic:
        return {}
    return {
        "含基本完成率": shot.rate("含基本完成率", [*closed, *basic], whole),
        "基本完成数": shot.count("基本完成数", basic),
    }


def immediate(sheet: Sheet) -> dict[str, Any]:
    """How many of the 立行立改 problems of the round, or of the paper's unit, are closed out, whether or not the basis counts them."""
    shot, unit = sheet.shot, sheet.unit
    own = [one for one in shot.problems if one.present and any(row.nature == "immediate" for row in one.rows)]
    own = [one for one in own if unit is None or one.first.unit_id == unit.id]
    if not own:
        return {}
    lane = "verdict" if shot.basis.verified_only else "claim"
    done = [one for one in own if all(getattr(row, lane) in shot.basis.numerator for row in one.rows)]
    return {
        "立行立改完成数": shot.count("立行立改完成数", done),
        "立行立改全部完成": len(done) == len(own) or None,
        "立行立改均计入": bool(shot.basis.include_immediate) or None,
    }


def _given_at_feedback(shot: Snapshot) -> list[Problem]:
    """What was fed back: every problem of the round but those that a split, a merge or an addition made later."""
    eligible = [one for one in shot.problems if shot.basis.include_immediate or one.first.nature != "immediate"]
    return [one for one in eligible if any(row.given_on <= (row.feedback_on or row.given_on) for row in one.rows)]


def _number_changes(shot: Snapshot, given: list[Problem], whole: list[Problem]) -> dict[str, Any]:
    """How the number fed back became the number counted; the parts sum to the difference (L-8)."""
    added, gone = _without(whole, given), _without(given, whole)
    if not added and not gone:
        return {}
    changes = []
    left = [one for one in gone if not one.present]
    for kind, word in _CAUSES:
        own = [one for one in left if one.rows[-1].presence_kind == kind]
        if own:
            changes.append(_change(shot, f"{word}{len(own)}个问题", -len(own), own))
    told = {kind for kind, _word in _CAUSES}
    rest = [one for one in left if one.rows[-1].presence_kind not in told]
    if rest:
        changes.append(_change(shot, f"其余{len(rest)}个问题不再统计", -len(rest), rest))
    if added:
        changes.append(_change(shot, f"拆分、合并或补充形成{len(added)}个问题", len(added), added))
    excluded = [one for one in gone if one.present]
    if excluded:
        changes.append(_change(shot, "按口径不纳入统计", -len(excluded), excluded))
    return {"数量变化": changes}


def _change(shot: Snapshot, cause: str, delta: int, own: Sequence[Problem]) -> Mapping[str, Any]:
    word = f"增加{delta}个" if delta > 0 else f"减少{-delta}个"
    numbers = [number for one in own for number in one.numbers]
    return {"事由": cause, "增减": shot.moment.figure("数量变化", delta, numbers).worded(word)}


def _items(shot: Snapshot, name: str, own: list[Problem]) -> Any:
    rows = [row for one in own for row in one.rows]
    return shot.moment.count(name, rows) if len(rows) != len(own) else None


def open_instances(sheet: Sheet) -> Any:
    """未销具体表现数: how many rows the list of what is open has, where these are not its problems."""
    shot = sheet.shot
    rows = [row for one in shot.open() for row in open_items(one)]
    return shot.moment.count("未销具体表现数", rows) if len(rows) != len(shot.open()) else None


def _of_unit(shot: Snapshot, unit: UnitRow) -> list[Problem]:
    return [one for one in shot.counted() if one.first.unit_id == unit.id]


def _without(problems: Sequence[Problem], others: Sequence[Problem]) -> list[Problem]:
    gone = {one.key for one in others}
    return [one for one in problems if one.key not in gone]


_COUNTED = (
    "反馈数", "总数", "总具体表现数", "自报", "销号", "未销", "全部销号", "整改率", "自报率", "自报差",
    "含基本完成率", "基本完成数", "数量变化",
)  # fmt: skip
WORDS = {
    "口径": lambda sheet: basis_rules.sentence(replace(sheet.shot.basis, level="problem")),
    "未销具体表现数": open_instances,
}
TOGETHER = (
    (_COUNTED, counts),
    (("立行立改完成数", "立行立改全部完成", "立行立改均计入"), immediate),
    (
        (
            "单位表",
            "单位分类汇总",
            "类别表",
            "全部完成单位",
            "最低单位",
            "高档单位数",
            "高档线",
            "低档单位数",
            "低档线",
            "图列单位数",
            "图外同率单位数",
            "图外同率",
        ),
        tables,
    ),
)
