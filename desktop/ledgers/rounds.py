"""The rounds, said once: list, timetable, edit and command line read it."""

from __future__ import annotations

from desktop.ledgers.book_table import editable, table_from
from desktop.ledgers.field import Field, Holds
from desktop.ledgers.register import Register, Rule

ROUND_KINDS = ("常规", "专项", "机动", "回头看", "提级", "交叉", "联动", "统配", "巡乡带村", "对村（社区）")
"""The usual kinds; an office may write another."""
_CODE = "轮次编号一次给定，永不改变。"

ROUND_BOOK = Register(
    "round",
    "轮次",
    "轮",
    "",
    (
        Field("code", "编号", reason=_CODE, width=62, mm=16),
        Field("name", "名称", needed=True, width=222, mm=44),
        Field("feedback_on", "反馈日", Holds.DATE, width=92, mm=22),
        Field(
            "kind",
            "方式",
            Holds.CHOICE,
            choices={one: one for one in ROUND_KINDS},
            open=True,
            hidden=True,
            width=72,
            mm=18,
        ),
        Field("batch", "批次", hidden=True, width=72, mm=16),
        Field("special_topic", "专项主题", hidden=True, width=120, mm=30),
        Field("scheme", "分类方案", hidden=True, width=100, mm=22),
        Field("mobilised_on", "动员部署", Holds.DATE, hidden=True, width=92, mm=22),
        Field("on_site_from", "进驻", Holds.DATE, hidden=True, width=92, mm=22),
        Field("on_site_to", "撤离", Holds.DATE, hidden=True, width=92, mm=22),
        Field("leading_group_on", "领导小组听取", Holds.DATE, hidden=True, width=92, mm=22),
        Field("secretary_meeting_on", "书记专题会", Holds.DATE, hidden=True, width=92, mm=22),
        Field("months", "整改期（月）", Holds.INT, hidden=True, width=80, mm=16),
        Field("plan_due_on", "整改方案报备", Holds.DATE, hidden=True, width=92, mm=22, deadline=True),
        Field("reminder_on", "中期提醒", Holds.DATE, hidden=True, width=92, mm=22, deadline=True),
        Field("ends_on", "集中整改期满", Holds.DATE, hidden=True, width=92, mm=22, deadline=True),
        Field("review_due_on", "回访督查", Holds.DATE, hidden=True, width=92, mm=22, deadline=True),
        Field("state", "状态", hidden=True, width=72, mm=16),
        Field("opening_closed", "期初完成", Holds.FLAG, hidden=True, width=72, mm=14),
    ),
    rules=(
        Rule("taken", "轮次的名称和编号不重复"),
        Rule("not_a_date", "节点是真实的日期"),
        Rule("needs", "反馈以后更改反馈日期或整改期满日，须有审核权限并写明理由"),
        Rule("has_findings", "在本轮已有问题的单位不移出轮次"),
    ),
)
ROUND_LINKS = (Field("parent_round", "所回头看的轮次", Holds.ROUND),)
"""The round at whose work another one looks again: told beside its fields."""
ROUNDS = table_from(ROUND_BOOK)
ROUND_EDITABLE = editable(ROUND_BOOK)
