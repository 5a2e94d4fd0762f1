"""What the teams report of a follow-up beside its bulletin: the sample by stratum, the ways, the findings by what was found (papers/15)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil
from typing import Any

from db.queries.books import Record
from desktop.documents.figures import Picture
from desktop.documents.words import chinese_number
from desktop.ledgers.surveys import ANSWERS
from desktop.ledgers.visits import FOUND, PARTLY, REOPENED, WAYS
from desktop.operations.follow_up.frames import read_back, share_of
from desktop.operations.papers import dates
from desktop.operations.papers.figuring import PrintedRate
from desktop.operations.papers.providers import visiting
from desktop.operations.papers.providers.listing import REQUIREMENT, finding_row
from desktop.operations.papers.providers.satisfied import satisfied
from desktop.operations.papers.providers.visit_parts import DONE, figure_of, part_of, surveys_of
from desktop.operations.papers.sheet import Sheet
from desktop.rules import basis as basis_rules
from desktop.rules.rate import chinese_date

FEW = 5
_PARTS = ("认定到位", "部分到位", "整改不实", "推进中")
_VERDICTS = {PARTLY: "部分到位"}
_UNTRUE = "整改不实"
_DPI = 300
_TICK = "√"


def surveyed(sheet: Sheet) -> dict[str, Any]:
    """The answers of all surveys of the round; nothing where there was none."""
    surveys = surveys_of(sheet)
    if not surveys:
        return {}
    figure = sheet.moment.figure
    names = dict(zip(("满意", "基本满意", "不满意", "不了解"), ANSWERS, strict=True))
    return {
        "测评有效": figure("测评有效", sum(one.stored["valid"] for one in surveys)),
        "测评发出": figure("测评发出", sum(one.stored["handed_out"] or 0 for one in surveys)),
        "测评单位数": figure("测评单位数", len({one.stored["unit"] for one in surveys})),
        "满意率": satisfied(sheet.shot, "满意率", surveys),
        **{name: figure(name, sum(one.stored[key] or 0 for one in surveys)) for name, key in names.items()},
    }


def sample(sheet: Sheet) -> dict[str, Any]:
    """The frame and what of it was due; the strata sum to it."""
    one = visiting.draw_of(sheet)
    if one is None:
        return {}
    _visits, checks = visiting.visited(sheet)
    share = share_of(one.stored["share"])
    units, findings = int(one.stored["units_of"] or 0), int(one.stored["findings_of"] or 0)
    due = ceil(units * share), ceil(findings * share)
    figure = sheet.moment.figure
    enough = len({check.stored["unit"] for check in checks}) >= due[0] and len(checks) >= due[1]
    extra = [
        check for check in sheet.occasion.records("check") if check.stored["finding"] not in one.stored["findings"]
    ]
    return {
        "框单位": figure("框单位", units), "框问题": figure("框问题", findings),
        "应抽单位": figure("应抽单位", due[0]), "应抽问题": figure("应抽问题", due[1]),
        "抽样比例": f"{chinese_number(share.denominator)}分之{chinese_number(share.numerator)}", "锁定单号": one.number,
        "抽样达标": enough or None, "指定问题": figure_of(sheet, "指定问题", extra) if extra else None,
        "分层表": _strata(sheet, one.stored["frame"] or "", checks),
    }  # fmt: skip


def _strata(sheet: Sheet, frame: str, checks: Sequence[Record]) -> list[dict[str, Any]]:
    lines = read_back(frame) if frame else ()
    checked = {one.fields["finding"] for one in checks}
    rows = []
    for name in dict.fromkeys(one.stratum for one in lines):
        own = [one for one in lines if one.stratum == name]
        drawn = [one for one in own if one.number in checked]
        printed = basis_rules.rate(sheet.shot.basis, len(drawn), len(own)).on_paper
        figure, numbers = sheet.moment.figure, [one.number for one in drawn]
        rows.append({
            "类别": name,
            "框单位": figure("层框单位", len({one.unit for one in own})), "抽单位": figure("层抽单位", len({one.unit for one in drawn})),
            "框问题": figure("层框问题", len(own)), "抽问题": figure("层抽问题", len(drawn), numbers),
            "比例": figure("层比例", PrintedRate(len(drawn), len(own), printed), numbers),
        })  # fmt: skip
    return rows


def ways(sheet: Sheet) -> dict[str, Any]:
    """How the teams looked, as their checks and visits say; what no book holds they type."""
    visits, checks = visiting.visited(sheet)
    used = {way for one in checks for way in one.stored["ways"] or ()}
    teams = {one.stored["team"] for one in visits.values()} - {None, ""}
    sums = {
        name: sum(one.stored[key] or 0 for one in visits.values())
        for name, key in (("访谈人次", "talks"), ("入户数", "visits"))
    }
    figure = sheet.moment.figure
    return {
        "方式": [way for way in WAYS if way in used] or None,
        "组数": figure("组数", len(teams)) if teams else None,
        **{name: figure(name, value) for name, value in sums.items() if value},
    }


def found(sheet: Sheet) -> dict[str, Any]:
    """What was found of the sample, in parts that sum to it, and what had been closed out before."""
    _visits, checks = visiting.visited(sheet)
    if not checks:
        return {}
    closed = [one for one in checks if one.stored["stood"] == DONE]
    untrue = [one for one in closed if one.state == REOPENED]
    new = [one for one in checks if one.stored["new_problem"]]
    drawn: dict[int, int] = {}
    for one in checks:
        drawn[one.stored["unit"]] = drawn.get(one.stored["unit"], 0) + 1
    return {
        "抽查自报": figure_of(sheet, "抽查自报", [one for one in checks if one.stored["claimed"] == DONE]),
        "此前销号": figure_of(sheet, "此前销号", closed),
        **{
            name: figure_of(sheet, name, [one for one in checks if part_of(one) == part])
            for name, part in (("部分", "部分"), ("不实", "不实"), ("抽查推进", "推进"))
        },
        "销号不实": figure_of(sheet, "销号不实", untrue) if untrue else None,
        "新问题": figure_of(sheet, "新问题", new) if new else None,
        "没有新问题": not new or None,
        "小单位注": sheet.moment.figure("小单位注", FEW) if min(drawn.values()) < FEW else None,
    }


def remarks(sheet: Sheet) -> list[dict[str, Any]] | None:
    """分单位: what the teams wrote of a unit with the figures of its row; a remark on a unit that was not visited is left out."""
    typed = sheet.given("单位评价") or ()
    own = {str(one["单位"]): one for one in typed if isinstance(one, Mapping)}
    rows = visiting.words(sheet).get("结果表") or ()
    told = [
        {
            **{name: row[name] for name in ("单位", "抽", "到位", "到位率", "等次")},
            "变化": one.get("变化"),
            "不足": one.get("不足"),
        }
        for row in rows
        if (one := own.get(row["单位"])) is not None
    ]
    return told or None


def reopened(sheet: Sheet) -> dict[str, Any]:
    """The findings that were opened again, and every check with its ways."""
    visits, checks = visiting.visited(sheet)
    rows = {row.id: finding_row(sheet, row) | {"时限": None} for row in sheet.shot.rows}
    names = {unit.id: unit.short or unit.name for unit in sheet.shot.units}
    opened = [one for one in checks if one.state == REOPENED and one.stored["finding"] in rows]
    due = {row.id: row.due_on or row.first_due_on for row in sheet.shot.rows}
    return {
        "重开清单": [
            {
                "单位": names.get(one.stored["unit"], one.fields["unit"]),
                "编号": one.fields["finding"],
                "表现": rows[one.stored["finding"]]["表现"],
                "自报": one.stored["claimed"] or None,
                "认定": _VERDICTS.get(one.stored["found"], _UNTRUE),
                "要求": rows[one.stored["finding"]]["要求"] or REQUIREMENT,
                "时限": dates.day(visits[one.stored["visit"]].stored["deadline"] or due[one.stored["finding"]]),
            }
            for one in opened
        ]
        or None,
        "核查表": [_checked(one, names, rows) for one in checks] or None,
    }


def _checked(one: Record, names: Mapping[int, str], rows: Mapping[int, Mapping[str, Any]]) -> dict[str, Any]:
    used = set(one.stored["ways"] or ())
    row = rows.get(one.stored["finding"])
    return {
        "单位": names.get(one.stored["unit"], one.fields["unit"]),
        "编号": one.fields["finding"],
        "表现": row["表现"] if row else one.fields["finding"],
        **{way: _TICK if way in used else None for way in WAYS},
        "结果": FOUND[one.stored["found"]],
        "情况": one.stored["text"] or None,
    }


def chart(sheet: Sheet) -> Picture | None:
    """图1: a full bar a unit, its parts by what was found; nothing before a visit."""
    rows = visiting.words(sheet).get("结果表") or ()
    if not rows:
        return None
    from desktop.statistics import charts

    bars = [
        charts.StateBar(row["单位"], row["单位"], tuple(int(row[name]) for name in ("到位", "部分", "不实", "推进")))
        for row in rows
    ]
    source = f"截至{chinese_date(sheet.shot.as_of)}"
    drawn = charts.states_by_category(bars, title="各单位抽查结果构成", source=source, groups=_PARTS)
    return Picture(charts.png(drawn.figure, _DPI), "各单位抽查结果构成条形图，数值见表2")


WORDS = {"分单位": remarks, "结果图": chart}
TOGETHER = (
    (
        (
            "框单位", "框问题", "应抽单位", "应抽问题", "抽样比例", "锁定单号", "抽样达标", "指定问题", "分层表",
        ),
        sample,
    ),
    (("方式", "组数", "访谈人次", "入户数"), ways),
    (
        (
            "抽查自报", "此前销号", "部分", "不实", "抽查推进", "销号不实", "新问题", "没有新问题", "小单位注",
        ),
        found,
    ),
    (("测评有效", "测评发出", "测评单位数", "满意率", "满意", "基本满意", "不满意", "不了解"), surveyed),
    (("重开清单", "核查表"), reopened),
)  # fmt: skip
