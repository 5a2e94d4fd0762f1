"""The office's own lists, said once: categories, phrases, other ways to write a unit."""

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
