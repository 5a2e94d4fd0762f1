"""结账: a period that is closed with its figures; what is entered later into it stands beside them as 调整 (registers.md §9, R5)."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from desktop.errors import Fault
from desktop.ledgers.facts_that_agree import IN_FUTURE, not_ahead
from desktop.ledgers.field import Field, Holds
from desktop.ledgers.register import Register, Rule
from desktop.rules.permissions import Right

_COMPUTED = "冻结时由台账填入。"


def figures_told(sealed: str) -> str:
    """The sealed figures in words: 问题 189；已销号 109."""
    found = json.loads(sealed)["figures"]
    return "；".join(f"{one['title']} {'—' if one['value'] is None else one['value']}" for one in found)


def check(freeze: Mapping[str, Any], today: str) -> Iterator[Fault]:
    """A period is closed when it is over."""
    yield from not_ahead(freeze, today, as_of="截至日")


FREEZES = Register(
    "freeze", "结账", "期", "结账〔{年}〕{号}号",
    fields=(
        Field("as_of", "截至", Holds.DATE, needed=True, width=90, mm=24, heads=("截至日", "期末", "日期")),
        Field("name", "期名", needed=True, width=140, mm=40, heads=("名称", "结账期")),
        Field("basis", "口径", width=160, mm=50, heads=("统计口径",), notation=True),
        Field("round", "轮次", Holds.ROUND, width=160, mm=50),
        Field("frozen_at", "冻结时间", width=120, mm=32, reason=_COMPUTED),
        Field("digest", "数字校验码", width=140, reason=_COMPUTED, hidden=True),
        Field("figures", "冻结的数字", Holds.LONG, width=200, reason=_COMPUTED, hidden=True, internal=True, shows=figures_told),
    ),
    add_title="冻结本期",
    add_right=Right.REVIEW,
    add_final=True,
    fixed=True,
    rules=(
        IN_FUTURE,
        Rule("frozen_twice", "一期只冻结一次，期名不重复"),
        Rule("sealed", "冻结后不改、不撤销、不入回收站，以后的补登、更正列为调整"),
    ),
    check=check,
)  # fmt: skip
