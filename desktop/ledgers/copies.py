"""抄报移交: to whom the list went beside its unit, who signed for it, what was written on it and until when that is to be answered
(registers.md §6, page 15)."""

from collections.abc import Iterator, Mapping
from typing import Any

from desktop.errors import Fault
from desktop.ledgers.column import Shape, Tone
from desktop.ledgers.facts_that_agree import IN_FUTURE, in_order, not_ahead
from desktop.ledgers.field import Field, Holds
from desktop.ledgers.register import Register, Rule, State, Step

LEVELS = {
    "leader": "县领导",
    "department": "部门",
    "unit": "单位",
    "organisation": "组织部",
    "publicity": "宣传部",
    "superior": "上级巡察机构",
}


def check(copy: Mapping[str, Any], today: str) -> Iterator[Fault]:
    """It is sent, signed for, written on and answered in this order; what is to be done about it has an organ and a day."""
    yield from not_ahead(
        copy, today, sent_on="送达日期", receipt_on="签收日期", instruction_on="批示日期", answered_on="办结日期"
    )
    yield from in_order(copy, "before_dispatch", sent_on="送达日期", receipt_on="签收日期")
    yield from in_order(copy, "before_dispatch", sent_on="送达日期", instruction_on="批示日期", answered_on="办结日期")
    yield from in_order(copy, "before_instruction", instruction_on="批示日期", answer_due="批示办理期限")
    if copy.get("assigned_to") and not copy.get("answer_due"):
        yield Fault("no_answer_due", "批示写了承办单位，没有写办理期限。请补写“批示办理期限”，到期才会提醒。")
    if copy.get("answer_due") and not copy.get("assigned_to"):
        yield Fault("no_undertaker", "批示写了办理期限，没有写承办单位。请补写“承办单位”，写明由谁办。")


def asks_for_work(copy: Mapping[str, Any]) -> bool:
    """Whether what was written on a copy is a task: an organ or a day was named; 已阅 alone asks for nothing (page 15)."""
    return bool(copy.get("assigned_to") or copy.get("answer_due"))


COPY_REPORTS = Register(
    "copy_report", "抄报移交", "件", "抄报〔{年}〕{号}号",
    fields=(
        Field("level", "去向", Holds.CHOICE, choices=LEVELS, width=96, mm=24, heads=("去向层级", "层级", "类别")),
        Field("addressee", "收件人", needed=True, width=120, mm=34, heads=("对象", "主送", "抄报对象", "县领导", "部门", "收件单位")),
        Field("round", "轮次", Holds.ROUND, needed=True, width=120, mm=34),
        Field("findings", "问题", Holds.FINDINGS, width=120, mm=28, heads=("涉及问题", "问题编号")),
        Field("letter", "文书", Holds.LETTER, width=150, mm=36, heads=("文号",)),
        Field("sent_on", "送达日期", Holds.DATE, width=90, mm=22, heads=("送达日", "送达时间", "报送日期")),
        Field("receipt_by", "签收人", Holds.PERSON, width=80, mm=20, heads=("签收",)),
        Field("receipt_on", "签收日期", Holds.DATE, width=90, hidden=True, heads=("签收时间",)),
        Field("instruction", "批示", Holds.LONG, width=200, mm=56, heads=("批示内容", "批示原文", "领导批示")),
        Field("instruction_on", "批示日期", Holds.DATE, width=90, hidden=True, heads=("批示时间",)),
        Field("assigned_to", "承办单位", width=110, mm=26, heads=("承办部门", "承办", "批示承办单位", "办理单位")),
        Field("answer_due", "批示办理期限", Holds.DATE, deadline=True, width=104, mm=24, heads=("办理期限", "反馈期限")),
        Field("answered_on", "办结日期", Holds.DATE, width=90, mm=22, heads=("反馈日", "办结时间", "反馈日期")),
        Field("watch", "挂牌督办", Holds.FLAG, width=76, mm=16),
    ),
    states=(
        State("open", "待送达", Shape.EMPTY),
        State("sent", "已送达", Shape.QUARTER, Tone.BLUE),
        State("received", "已签收", Shape.HALF, Tone.BLUE),
        State("instructed", "有批示", Shape.DOT, Tone.AMBER),
        State("answered", "已办结", Shape.CHECK, Tone.GREEN),
    ),
    add_title="登记抄报",
    steps=(
        Step("send", "登记送达", ("open",), "sent", needs=("sent_on",), dated_by="sent_on"),
        Step("receipt", "登记签收", ("sent",), "received", needs=("receipt_on",), asks=("receipt_by",), dated_by="receipt_on"),
        Step("instruct", "登记批示", ("sent", "received"), "instructed", needs=("instruction_on", "instruction"), asks=("assigned_to", "answer_due", "watch"), dated_by="instruction_on"),
        Step("answer", "登记办结", ("instructed",), "answered", needs=("answered_on",), dated_by="answered_on"),
    ),
    rules=(
        IN_FUTURE,
        Rule("before_dispatch", "签收、批示和办结不早于送达"),
        Rule("before_instruction", "批示办理期限不早于批示日期"),
        Rule("no_answer_due", "有承办单位的批示要写办理期限", refuses=False),
        Rule("no_undertaker", "有办理期限的批示要写承办单位", refuses=False),
    ),
    check=check,
    by_step=("watch",),
)  # fmt: skip
