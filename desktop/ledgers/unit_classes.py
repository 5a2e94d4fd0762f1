"""单位分类: how a unit is classed in a year, on what grounds, and by which five steps it came to that (registers.md §1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from db.queries import coverage
from db.reader import Reader
from desktop.errors import Fault
from desktop.ledgers.field import Field, Holds
from desktop.ledgers.register import Register, Rule

CLASSES = ("重点", "关注", "一般")
MODES = ("直接巡", "乡村一体巡", "其他")
STEPS = {
    "township_on": "乡镇初分", "office_on": "巡察办调研", "departments_on": "部门意见", "group_on": "领导小组", "approved_on": "市县委审定",
}  # fmt: skip
"""The five steps with the day of each, in their order."""


def check(one: Mapping[str, Any], today: str) -> Iterator[Fault]:
    """A class is of a year, on grounds; its steps follow one another and are done."""
    year = one.get("year")
    if year is not None and not 1949 <= int(year) <= 2100:
        yield Fault("year", f"年度“{year}”不对。请写成如 2026 的年份。")
    days = [(title, one[name]) for name, title in STEPS.items() if one.get(name)]
    for (earlier, day), (later, next_day) in zip(days, days[1:], strict=False):
        if next_day < day:
            yield Fault("order", f"“{later}”{next_day} 早于“{earlier}”{day}。请核对五步的日期。")
    if late := [title for title, day in days if day > today]:
        yield Fault("in_future", f"“{late[0]}”的日期晚于今天 {today}。请办完后再登记。")
    if not one.get("basis"):
        yield Fault("no_basis", "没有写分类依据。请补写，审定时要看。")


def look(reader: Reader, one: Mapping[str, Any], _today: str) -> Iterator[Fault]:
    """A unit has one class in a year."""
    if not one.get("unit") or one.get("year") is None:
        return
    number = coverage.class_of(reader, int(one["unit"]), int(one["year"]), one.get("id"))
    if number:
        yield Fault("classed", f"该单位 {one['year']} 年已分类（{number}）。请改那一条，不要重复登记。")


UNIT_CLASSES = Register(
    "unit_class", "单位分类", "条", "分类{号}号",
    fields=(
        Field("decided_on", "确定日期", Holds.DATE, width=90, mm=22, heads=("审定日期", "分类日期")),
        Field("unit", "单位", Holds.UNIT, needed=True, width=170, mm=50, heads=("单位名称", "村（社区）", "村名", "被巡察单位")),
        Field("year", "年度", Holds.INT, needed=True, width=60, mm=14, heads=("年份",)),
        Field("class", "分类", Holds.CHOICE, needed=True, choices={one: one for one in CLASSES}, open=True, width=70, mm=16,
              heads=("类别", "分类等次", "村级分类", "分类结果")),
        Field("mode", "巡察方式", Holds.CHOICE, choices={one: one for one in MODES}, open=True, width=100, mm=22, heads=("方式",)),
        Field("basis", "依据", Holds.LONG, width=220, mm=60, heads=("分类依据", "理由")),
        Field("decided_by", "确定机关", width=110, mm=26, heads=("审定机关", "确定人")),
        *(Field(name, title, Holds.DATE, width=90, mm=22, hidden=True, heads=(f"{title}日期",)) for name, title in STEPS.items()),
    ),
    add_title="登记分类",
    rules=(
        Rule("year", "年度是年份"),
        Rule("classed", "一个单位一年只有一个分类", refuses=False),
        Rule("order", "五步依次进行"),
        Rule("in_future", "五步办完再登记"),
        Rule("no_basis", "要写依据", refuses=False),
    ),
    check=check,
    look=look,
)  # fmt: skip
