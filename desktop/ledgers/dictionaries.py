"""The office's own lists, said once: categories, phrases, other ways to write a unit, working days, deadline rules."""

from __future__ import annotations

from desktop.ledgers.field import Field, Holds
from desktop.ledgers.register import Register

CATEGORY_BOOK = Register(
    "category",
    "分类",
    "项",
    "",
    (
        Field("sort", "序", Holds.INT, width=52, mm=12),
        Field("scheme", "分类方案", width=110, mm=24),
        Field("level1", "一级", width=220, mm=50),
        Field("level2", "二级", width=180, mm=44),
        Field("level3", "三级", width=160, mm=40),
        Field("short", "简称", width=120, mm=28),
    ),
)
PHRASE_BOOK = Register(
    "phrase",
    "短语",
    "条",
    "",
    (
        Field("kind", "用处", width=140, mm=30),
        Field("sort", "序", Holds.INT, width=52, mm=12),
        Field("text", "内容", Holds.LONG, width=520, mm=120),
    ),
)
ALIAS_BOOK = Register(
    "alias",
    "别名",
    "个",
    "",
    (
        Field("unit", "单位", Holds.UNIT, reason="请在“轮次与单位”中选定单位。", width=160, mm=40),
        Field("alias", "表里写成", reason="写错的请移除后重新记住。", width=260, mm=60),
    ),
)
DAY_WORDS = {"holiday": "放假", "workday": "上班"}
TERM_WORDS = {"day": "自然日", "workday": "工作日", "month": "个月"}
_ENTERED = "请用“录入放假与调休”，录错的请移除。"
_RULE = "请用“修改”。"
CALENDAR_BOOK = Register(
    "calendar_day",
    "工作日历",
    "天",
    "",
    (
        Field("day", "日期", Holds.DATE, reason=_ENTERED, width=120, mm=28),
        Field("kind", "安排", Holds.CHOICE, reason=_ENTERED, choices=DAY_WORDS, width=90, mm=20),
        Field("name", "名称", reason=_ENTERED, width=260, mm=80),
    ),
)
RULE_BOOK = Register(
    "deadline_rule",
    "时限规则",
    "条",
    "",
    (
        Field("event", "事项", reason=_RULE, width=180, mm=46),
        Field("days", "时限", Holds.INT, reason=_RULE, width=72, mm=14),
        Field("unit", "单位", Holds.CHOICE, reason=_RULE, choices=TERM_WORDS, width=90, mm=20),
        Field("warn_before", "提前提醒", reason=_RULE, width=150, mm=30),
        Field("round", "轮次", reason=_RULE, width=200, mm=50),
    ),
)
