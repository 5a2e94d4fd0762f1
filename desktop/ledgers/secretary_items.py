"""点人点事: what the secretary named at his meeting, who sees to it, and how it goes on until it is done (registers.md §2)."""

from collections.abc import Iterator, Mapping
from typing import Any

from desktop.errors import Fault
from desktop.ledgers.column import Shape, Tone
from desktop.ledgers.field import Field, Holds
from desktop.ledgers.register import Register, Rule, State, Step


def check(item: Mapping[str, Any], _today: str) -> Iterator[Fault]:
    """Somebody is answerable."""
    if not item.get("responsible_unit") and not item.get("supervisor"):
        yield Fault("nobody", "没有写责任单位，也没有写督办人。请补写其一，到期才知道找谁。")


SECRETARY_ITEMS = Register(
    "secretary_item", "点人点事", "件", "点题〔{年}〕{号}号",
    fields=(
        Field("meeting", "会议", Holds.RECORD, needed=True, of="meeting", width=130, mm=34, heads=("会议编号", "专题会")),
        Field("matter", "点题内容", Holds.LONG, needed=True, width=260, mm=76, heads=("内容", "点名内容", "事项", "点题事项")),
        Field("persons", "涉及人员", width=110, mm=28, heads=("点名人员", "人员")),
        Field("units", "涉及单位", width=130, mm=34, heads=("点名单位",)),
        Field("responsible_unit", "责任单位", Holds.UNIT, width=120, mm=34, heads=("承办单位", "牵头单位")),
        Field("supervisor", "督办人", Holds.PERSON, width=80, mm=20, heads=("督办领导",)),
        Field("due_on", "办结时限", Holds.DATE, needed=True, deadline=True, width=90, mm=22, heads=("时限", "期限", "办理期限")),
        Field("text", "最新进展", Holds.LONG, width=220, mm=60, heads=("进展", "进展情况", "办理情况")),
        Field("findings", "涉及问题", Holds.FINDINGS, width=120, heads=("问题编号", "对应问题")),
        Field("round", "轮次", Holds.ROUND, width=110, hidden=True),
    ),
    states=(
        State("open", "办理中", Shape.EMPTY),
        State("reported", "已报", Shape.HALF, Tone.BLUE),
        State("done", "办结", Shape.CHECK, Tone.GREEN),
    ),
    add_title="登记点题",
    steps=(
        Step("report", "登记上报", ("open",), "reported", asks=("text",), says="text"),
        Step("finish", "登记办结", ("open", "reported"), "done", asks=("text",), says="text"),
        Step("note", "记进展", ("open", "reported", "done"), "", needs=("text",), says="text"),
    ),
    rules=(Rule("nobody", "点题要有责任单位或督办人", refuses=False),),
    check=check,
)  # fmt: skip
