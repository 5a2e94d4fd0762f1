"""The people of the office as a book: who may do what; the command line tells it, 系统 · 用户 changes it."""

from __future__ import annotations

from desktop.ledgers.field import Field, Holds
from desktop.ledgers.register import Register, Rule, State
from desktop.rules.permissions import RIGHT_WORDS

USER_BOOK = Register(
    "user",
    "用户",
    "人",
    "",
    (
        Field("name", "姓名", Holds.PERSON, needed=True),
        Field("rights", "权限", Holds.CHOICE, needed=True, choices={str(right): word for right, word in RIGHT_WORDS.items()}),
    ),
    states=(State("active", "在用"), State("inactive", "停用")),
    rules=(
        Rule("last_manager", "至少留一名有口令的管理用户"),
        Rule("taken", "姓名不重复"),
    ),
)  # fmt: skip
