"""会议: the meetings that heard how rectification stands; the last one gives 截至 its choice 上次汇报日 (registers.md §2)."""

from collections.abc import Iterator, Mapping
from typing import Any

from desktop.errors import Fault
from desktop.ledgers.field import Field, Holds
from desktop.ledgers.register import Register, Rule

KINDS = {
    "secretary": "书记专题会",
    "leading_group": "领导小组会",
    "standing": "常委会",
    "joint": "联席会",
    "other": "其他",
}


def check(meeting: Mapping[str, Any], today: str) -> Iterator[Fault]:
    """A meeting is entered when it was held."""
    held = meeting.get("held_on")
    if held and held > today:
        yield Fault("in_future", f"会议日期 {held} 晚于今天 {today}。请开过会后再登记。")


MEETINGS = Register(
    "meeting", "会议", "次", "会议〔{年}〕{号}号",
    fields=(
        Field("held_on", "日期", Holds.DATE, needed=True, width=90, mm=22, heads=("会议日期", "会议时间", "时间")),
        Field("kind", "类型", Holds.CHOICE, choices=KINDS, width=100, mm=26, heads=("会议类型", "会议")),
        Field("round", "轮次", Holds.ROUND, width=150, mm=50),
        Field("topic", "议题", width=260, mm=80, wrap=True, heads=("会议议题", "主要议题")),
        Field("resolution", "议定事项", Holds.LONG, width=300, mm=90, heads=("会议决定", "决议")),
    ),
    rules=(Rule("in_future", "会议日期不晚于今天"),),
    check=check,
)  # fmt: skip
