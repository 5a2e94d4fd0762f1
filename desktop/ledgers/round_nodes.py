"""轮次节点: the days of a round beside those of its timetable, any number of them; the first day is kept when one is moved (registers.md §1)."""

from collections.abc import Iterator, Mapping
from typing import Any

from desktop.errors import Fault
from desktop.ledgers.column import Shape, Tone
from desktop.ledgers.field import Field, Holds
from desktop.ledgers.register import Register, Rule, State, Step


def check(node: Mapping[str, Any], today: str) -> Iterator[Fault]:
    """What is done was done by today; a node has a day."""
    done = node.get("done_on")
    if done and done > today:
        yield Fault("in_future", f"完成日期 {done} 晚于今天 {today}。请办完后再登记。")
    if not done and not node.get("due_on"):
        yield Fault("no_day", "节点没有应办日期。请补写，到期才会提醒。")


ROUND_NODES = Register(
    "round_node", "轮次节点", "个", "节点〔{年}〕{号}号",
    fields=(
        Field("name", "节点", needed=True, width=150, mm=44, heads=("节点名称", "事项")),
        Field("round", "轮次", Holds.ROUND, needed=True, width=150, mm=50),
        Field("due_on", "应办日期", Holds.DATE, deadline=True, width=90, mm=22, heads=("计划日期", "时间")),
        Field("done_on", "完成日期", Holds.DATE, width=90, mm=22),
        Field("first_due_on", "原定日期", Holds.DATE, set_by="改期", width=90, mm=22),
        Field("rule", "推算规则", width=140, hidden=True),
    ),
    states=(State("open", "待办", Shape.EMPTY), State("done", "已办", Shape.CHECK, Tone.GREEN)),
    add_title="登记节点",
    steps=(
        Step("finish", "登记完成", ("open",), "done", needs=("done_on",), dated_by="done_on"),
        Step("move", "改期", ("open",), "open", needs=("due_on",), reason=True),
    ),
    rules=(
        Rule("in_future", "完成日期不晚于今天"),
        Rule("no_day", "节点要有应办日期", refuses=False),
    ),
    check=check,
)  # fmt: skip
