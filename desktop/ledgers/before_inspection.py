"""What is done before a team goes: contact points, what departments tell about a unit (巡前通报), and lectures (巡前党课) (registers.md §1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from desktop.errors import Fault
from desktop.ledgers.field import Field, Holds
from desktop.ledgers.register import Register, Rule

FORMS = {"written": "书面", "meeting": "会议", "oral": "当面"}


def check_contact(point: Mapping[str, Any], _today: str) -> Iterator[Fault]:
    """A point has somebody to call."""
    if not point.get("liaison") and not point.get("informants"):
        yield Fault("nobody", "没有写联络员，也没有写信息员。请补写其一。")


def check_held(one: Mapping[str, Any], today: str) -> Iterator[Fault]:
    """What was held is entered afterwards."""
    held = one.get("held_on")
    if held and held > today:
        yield Fault("in_future", f"日期 {held} 晚于今天 {today}。请办过后再登记。")


def check_lecture(one: Mapping[str, Any], today: str) -> Iterator[Fault]:
    """It was held, and before some people."""
    yield from check_held(one, today)
    if not one.get("people"):
        yield Fault("no_people", "没有写听课人数。请补写，统计时要用。")


CONTACT_POINTS = Register(
    "contact_point", "联络点", "个", "联络点{号}号",
    fields=(
        Field("unit", "单位", Holds.UNIT, needed=True, width=170, mm=50, heads=("单位名称", "乡镇", "乡镇（街道）", "联络点")),
        Field("liaison", "联络员", Holds.PERSON, width=90, mm=24, heads=("乡镇纪委书记", "联络人")),
        Field("informants", "信息员", Holds.PEOPLE, width=220, mm=60, wrap=True, heads=("信息员名单",)),
        Field("phone", "电话", width=120, mm=30, heads=("联系电话", "联系方式", "手机")),
    ),
    rules=(Rule("nobody", "要有联络员或信息员", refuses=False),),
    check=check_contact,
)  # fmt: skip
BRIEFINGS = Register(
    "briefing", "巡前通报", "次", "通报〔{年}〕{号}号",
    fields=(
        Field("held_on", "日期", Holds.DATE, needed=True, width=90, mm=22, heads=("通报日期", "通报时间", "时间")),
        Field("round", "轮次", Holds.ROUND, needed=True, width=150, mm=44),
        Field("unit", "单位", Holds.UNIT, width=140, mm=40, heads=("单位名称", "被通报单位", "被巡察单位")),
        Field("source", "通报部门", needed=True, width=120, mm=30, heads=("部门", "来源", "通报单位")),
        Field("form", "形式", Holds.CHOICE, choices=FORMS, width=70, mm=16, heads=("通报形式", "方式")),
        Field("summary", "内容", Holds.LONG, width=300, mm=90, heads=("通报内容", "情况摘要", "主要内容")),
        Field("secrecy", "密级", width=70, mm=16, hidden=True),
    ),
    rules=(Rule("in_future", "通报日期不晚于今天"),),
    check=check_held,
)  # fmt: skip
LECTURES = Register(
    "lecture", "巡前党课", "次", "党课〔{年}〕{号}号",
    fields=(
        Field("held_on", "日期", Holds.DATE, needed=True, width=90, mm=22, heads=("授课日期", "授课时间", "时间")),
        Field("round", "轮次", Holds.ROUND, width=150, mm=44),
        Field("unit", "单位", Holds.UNIT, width=140, mm=40, heads=("单位名称", "听课单位")),
        Field("place", "地点", width=130, mm=34, heads=("授课地点",)),
        Field("speaker", "授课人", Holds.PERSON, width=80, mm=18, heads=("主讲人", "宣讲人")),
        Field("sessions", "场次", Holds.INT, width=56, mm=12, summed=True, heads=("场数",)),
        Field("people", "人数", Holds.INT, width=60, mm=14, summed=True, heads=("听课人数", "参加人数", "受教育人数")),
    ),
    rules=(Rule("in_future", "授课日期不晚于今天"), Rule("no_people", "要写听课人数", refuses=False)),
    check=check_lecture,
)  # fmt: skip
