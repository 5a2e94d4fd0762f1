"""The term as a whole: what is covered, what each round found and what was put right (papers/18)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from db.queries import coverage as queries
from db.queries import tallies
from desktop.documents.figures import Figure, Picture
from desktop.operations import coverage
from desktop.operations.coverage import Coverage, Share, UnitCoverage
from desktop.operations.papers import dates
from desktop.operations.papers.figuring import PrintedRate
from desktop.operations.papers.providers import report_open
from desktop.operations.papers.providers.feeding_back import kind_in_words
from desktop.operations.papers.sheet import Sheet
from desktop.operations.papers.snapshot import Problem
from desktop.rules import basis as basis_rules
from desktop.rules.rate import chinese_date, scaled

FROM_ELSEWHERE = ("提级", "交叉")
UNDER_WAY = {"推进中": "未到期正在推进"}
_NO_TERM = "各届"
_DPI = 300


def covered(sheet: Sheet) -> Coverage:
    """The coverage of the term on the day, read once."""

    def read() -> Coverage:
        shot, term_id = sheet.shot, sheet.occasion.round.term_id
        term = next((one for one in queries.terms(sheet.reader) if one.id == term_id), None)
        return coverage.coverage(sheet.reader, shot.as_of, shot.known_at, term=term)

    found: Coverage = sheet.occasion.once("coverage", read)
    return found


def units(sheet: Sheet) -> dict[str, Any]:
    """How many units are due, done and left, by kind, and villages apart."""
    told = covered(sheet)
    whole, villages = told.whole, told.villages
    year = (told.term.to_on or "")[:4] if told.term else ""
    words: dict[str, Any] = {
        "任务单位": _count(sheet, "任务单位", whole.due),
        "任务分类": [{"名称": one.name, "数": _count(sheet, "任务分类", one.due)} for one in told.kinds],
        "已巡单位": _count(sheet, "已巡单位", whole.done),
        "覆盖率": _share(sheet, "覆盖率", whole.done, whole.due),
        "待巡单位": _count(sheet, "待巡单位", len(whole.left)),
        "已全覆盖": bool(whole.units and not whole.left) or None,
        "届末年份": year or None,
        "覆盖表": [_row(sheet, one) for one in told.kinds],
        "届次": told.title if told.title != _NO_TERM else None,
    }
    if villages.done:
        ids = {one.unit.id for one in villages.units}
        own = [one for one in sheet.shot.counted() if one.first.unit_id in ids]
        words["对村单位"] = _count(sheet, "对村单位", villages.done)
        words["对村覆盖率"] = _share(sheet, "对村覆盖率", villages.done, villages.due)
        words["对村问题"] = sheet.shot.count("对村问题", own) if own else None
    return words


def _row(sheet: Sheet, one: Share) -> dict[str, Any]:
    return {
        "名称": one.name,
        "任务": _count(sheet, "任务分类", one.due),
        "已巡": _count(sheet, "分类已巡", one.done),
        "覆盖率": _share(sheet, "分类覆盖率", one.done, one.due),
        "待巡": _count(sheet, "分类待巡", len(one.left)),
    }


def _count(sheet: Sheet, name: str, value: int) -> Figure:
    return sheet.moment.figure(name, value)


def _share(sheet: Sheet, name: str, part: int, whole: int, rows: Iterable[str] = ()) -> Figure:
    printed = basis_rules.rate(sheet.shot.basis, part, whole).on_paper
    return sheet.moment.figure(name, PrintedRate(part, whole, printed), rows)


def rounds(sheet: Sheet) -> dict[str, Any]:
    """Table 1: each round that gave feedback, in the order of it; its columns sum to the totals."""
    shot, done = sheet.shot, [one for one in covered(sheet).units if one.done]
    own: dict[int, list[Problem]] = {one.id: [] for one in sheet.occasion.rounds}
    for problem in shot.counted():
        own.setdefault(problem.first.round_id, []).append(problem)
    rows: list[dict[str, Any]] = []
    for one in sheet.occasion.rounds:
        problems, closed = own[one.id], shot.closed(own[one.id])
        rows.append({
            "名称": one.name, "年份": (one.feedback_on or "")[:4], "单位数": _count(sheet, "轮次单位数", _in_round(done, one.id)),
            "总数": shot.count("轮次问题数", problems), "销号": shot.count("轮次销号", closed),
            "整改率": shot.rate("轮次整改率", closed, problems),
        })  # fmt: skip
    first = min((one.mobilised_on or one.feedback_on or "" for one in sheet.occasion.rounds), default="")
    return {
        "轮次表": rows,
        "未录入轮次": [row["名称"] for row in rows if not int(row["总数"])] or None,
        "轮数": _count(sheet, "轮数", len(rows)),
        "各轮单位数": _count(sheet, "各轮单位数", sum(int(row["单位数"]) for row in rows)),
        "起始日期": dates.day(first),
        "方式分类": _kinds(sheet, done),
    }


def _in_round(done: list[UnitCoverage], round_id: int) -> int:
    return sum(any(seen.round_id == round_id for seen in one.rounds) for one in done)


def _kinds(sheet: Sheet, done: list[UnitCoverage]) -> list[dict[str, Any]] | None:
    """Units by the kind of the round that covered them first; not told where one is unknown or all are alike."""
    kinds = {one.id: kind_in_words(one.kind) for one in sheet.occasion.rounds}
    found: dict[str, int] = {}
    for one in done:
        name = kinds.get(one.rounds[0].round_id) or ""
        found[name] = found.get(name, 0) + 1
    if "" in found or len(found) < 2:
        return None
    return [{"名称": name, "数": _count(sheet, "方式分类", count)} for name, count in found.items()]


def findings(sheet: Sheet) -> dict[str, Any]:
    """What the findings of all rounds say beside totals and rates."""
    shot = sheet.shot
    whole = shot.counted()
    elsewhere = {one.id for one in sheet.occasion.rounds if one.kind in FROM_ELSEWHERE}
    raised = [one for one in whole if one.first.round_id in elsewhere]
    carried = [one for one in whole if not one.first.number.startswith(f"{one.first.round_code}-")]
    words: dict[str, Any] = {
        "每单位问题数": _per_unit(sheet, whole),
        "交叉提级": shot.count("交叉提级", raised) if raised else None,
        "各轮结转数": shot.count("各轮结转数", carried) if carried else None,
        "其余分项": _other_parts(sheet) or None,
    }
    return words | _categories(sheet, whole)


def _per_unit(sheet: Sheet, whole: list[Problem]) -> Any:
    """How many problems a unit has on average, rounded as the basis rounds.

    Not told where a round has units but no findings in the ledger: its units would be divided by, its findings not counted.
    """
    done, basis = covered(sheet).whole.done, sheet.shot.basis
    told = {one.first.round_id for one in whole}
    if not done or any(one.id not in told for one in sheet.occasion.rounds):
        return None
    value = scaled(len(whole), done, basis.rounding, basis.decimals)
    return sheet.moment.figure("每单位问题数", value).worded(str(value))


def _other_parts(sheet: Sheet) -> list[dict[str, Any]]:
    """The parts of what is open but 逾期 and 长期坚持; what is under way is said to be before its date."""
    told = (report_open.OVERDUE, report_open.LONG_TERM)
    parts = report_open.parts(sheet.shot)
    return [{"名称": UNDER_WAY.get(name, name), "数": count} for name, count in parts if name not in told]


def _categories(sheet: Sheet, whole: list[Problem]) -> dict[str, Any]:
    groups: dict[str, list[Problem]] = {category: [] for category in sheet.shot.categories}
    for one in whole:
        groups.setdefault(one.first.category1 or tallies.NO_CATEGORY, []).append(one)
    rows: list[dict[str, Any]] = [
        {
            "名称": name,
            "数": sheet.shot.count("类别分布", own),
            "占比": _share(sheet, "类别占比", len(own), len(whole), [number for one in own for number in one.numbers]),
        }
        for name, own in groups.items()
        if own
    ]
    if len(rows) < 2:
        return {}
    rates = [basis_rules.rate(sheet.shot.basis, int(row["数"]), len(whole)).printed or 0 for row in rows]
    return {"类别分布": rows, "占比有尾差": sum(rates) != 100 or None}


def chart(sheet: Sheet) -> Picture | None:
    """图1: a bar of findings and a point of the rate for each round; nothing for a single one."""
    rows = rounds(sheet)["轮次表"]
    if len(rows) < 2:
        return None
    from desktop.statistics import charts, round_chart

    bars = [
        round_chart.RoundBar(row["名称"], int(row["总数"]), row["整改率"].number, str(row["整改率"].value))
        for row in rows
    ]
    source = f"口径：{sheet.moment.basis}　截至{chinese_date(sheet.shot.as_of)}"
    drawn = round_chart.rounds(bars, title="各轮反馈问题数和整改率", source=source)
    return Picture(charts.png(drawn.figure, _DPI), "各轮反馈问题数和整改率柱线图，数值见表1")


def rounding(sheet: Sheet) -> str:
    """取舍说明: the last clause of the basis in words."""
    return basis_rules.sentence(replace(sheet.shot.basis, level="problem")).rsplit("；", 1)[-1]


WORDS = {"轮次图": chart, "取舍说明": rounding}
TOGETHER = (
    (
        (
            "任务单位", "任务分类", "已巡单位", "覆盖率", "待巡单位", "已全覆盖", "届末年份", "覆盖表", "届次", "对村单位", "对村覆盖率", "对村问题",
        ),
        units,
    ),
    (("轮次表", "未录入轮次", "轮数", "各轮单位数", "起始日期", "方式分类"), rounds),
    (("每单位问题数", "交叉提级", "各轮结转数", "其余分项", "类别分布", "占比有尾差"), findings),
)  # fmt: skip
