"""催办: each call, letter, visit or word at a meeting that asks a unit how its findings stand (registers.md §4)."""

from collections.abc import Iterator, Mapping
from typing import Any

from db.queries.chasing import waiting_on
from db.reader import Reader
from desktop.errors import Fault
from desktop.ledgers.field import Field, Holds
from desktop.ledgers.register import Register, Rule

CHANNELS = {"phone": "电话", "letter": "文书", "visit": "上门", "meeting": "会上"}


def check(chase: Mapping[str, Any], today: str) -> Iterator[Fault]:
    """A chase was made, and what was promised comes after it."""
    on, promised = chase.get("on"), chase.get("promised_on")
    if on and on > today:
        yield Fault("in_future", f"催办日期 {on} 晚于今天 {today}。请改成今天或以前的日期。")
    if on and promised and promised < on:
        yield Fault("promise_before_chase", f"答应日期 {promised} 早于催办日期 {on}。请核对两个日期。")
    if not chase.get("findings"):
        yield Fault("no_findings", "没有写明催的是哪些问题。请补选，问题的“督办”中才看得到这次催办。")


def look(reader: Reader, chase: Mapping[str, Any], _today: str) -> Iterator[Fault]:
    """What waited for the office on the day, as known on it, was not chased; what a unit reports of earlier days later breaks nothing."""
    on, findings = chase.get("on"), chase.get("findings")
    if on and findings and (waiting := waiting_on(reader, findings, on)):
        ends = "、".join(number.rpartition("-")[2] for number in waiting)
        yield Fault("waits_for_office", f"{ends} 待我方核实，不能催办。先去核实。")


CHASES = Register(
    "chase", "督办记录", "次", "催办〔{年}〕{号}号",
    fields=(
        Field("on", "日期", Holds.DATE, needed=True, width=90, mm=22, heads=("催办日期", "督办日期", "时间")),
        Field("channel", "方式", Holds.CHOICE, choices=CHANNELS, width=72, mm=16, heads=("催办方式", "督办方式")),
        Field("unit", "单位", Holds.UNIT, needed=True, width=120, mm=36, heads=("单位名称", "被巡察单位", "催办单位")),
        Field("findings", "涉及问题", Holds.FINDINGS, width=150, mm=34, heads=("问题编号",)),
        Field("person", "对方", Holds.PERSON, width=100, mm=24, heads=("联系人", "接听人", "对方人员")),
        Field("answered", "答复", wrap=True, width=260, mm=76, heads=("答复情况", "回复情况")),
        Field("promised_on", "答应日期", Holds.DATE, deadline=True, width=90, mm=22, heads=("承诺日期", "承诺时间")),
        Field("round", "轮次", Holds.ROUND, width=110, hidden=True),
    ),
    add_title="登记催办",
    rules=(
        Rule("in_future", "催办日期不晚于今天"),
        Rule("promise_before_chase", "答应日期不早于催办日期"),
        Rule("waits_for_office", "待我方核实的问题不催办"),
        Rule("no_findings", "催办要写明涉及的问题", refuses=False),
    ),
    check=check,
    look=look,
)  # fmt: skip
