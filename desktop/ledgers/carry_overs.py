"""结转: an open finding is followed on in a later round, under its number; its own round keeps it in its rate (registers.md §9, M4)."""

from collections.abc import Iterator, Mapping
from typing import Any

from db.queries.carry_overs import carry_faults
from db.reader import Reader
from desktop.errors import Fault
from desktop.ledgers.facts_that_agree import IN_FUTURE, not_ahead
from desktop.ledgers.field import Field, Holds
from desktop.ledgers.register import Register, Rule
from desktop.rules.permissions import Right

_TOLD = {
    "closed": "这条问题已销号或已移交，不用结转。",
    "same_round": "转入的轮次就是这条问题自己的轮次，或比它早。请改选后面的轮次。",
    "twice": "这条问题已经结转到同一轮次。请核对，多登记的移入回收站。",
}


def check(carried: Mapping[str, Any], today: str) -> Iterator[Fault]:
    """It was carried over."""
    yield from not_ahead(carried, today, on="结转日期")


def look(reader: Reader, carried: Mapping[str, Any], today: str) -> Iterator[Fault]:
    """The finding was open on the day, the round is a later one, and it was not carried there before."""
    finding, to_round = carried.get("finding"), carried.get("to_round")
    if isinstance(finding, int) and isinstance(to_round, int):
        day = str(carried.get("on") or today)
        for kind in carry_faults(reader, finding, to_round, day, carried.get("id")):
            yield Fault(kind, _TOLD[kind])


CARRY_OVERS = Register(
    "carry_over", "结转", "条", "结转〔{年}〕{号}号",
    fields=(
        Field("on", "结转日期", Holds.DATE, needed=True, width=90, mm=24, heads=("日期", "结转时间")),
        Field("finding", "问题", Holds.FINDING, needed=True, width=100, mm=28, heads=("问题编号",)),
        Field("to_round", "转入轮次", Holds.ROUND, needed=True, width=160, mm=50, heads=("结转到", "新轮次")),
        Field("new_owner", "新责任单位", Holds.UNIT, width=130, mm=40, heads=("责任单位", "承接单位")),
        Field("supervisor", "督办人", width=80, mm=20, heads=("督办人员",)),
        Field("reason", "理由", Holds.LONG, needed=True, width=220, mm=70, heads=("结转理由", "原因")),
    ),
    add_title="登记结转",
    add_right=Right.REVIEW,
    rules=(
        IN_FUTURE,
        Rule("closed", "结转的是未销号、未移交的问题"),
        Rule("same_round", "转入的是后面的轮次", refuses=False),
        Rule("twice", "一条问题转入同一轮次一次", refuses=False),
    ),
    check=check,
    look=look,
)  # fmt: skip
