"""信访: what people wrote, said or scanned while a team was there; who it came from stays inside (registers.md §8)."""

from collections.abc import Iterator, Mapping
from typing import Any

from desktop.errors import Fault
from desktop.ledgers.column import Shape, Tone
from desktop.ledgers.facts_that_agree import IN_FUTURE, in_order, not_ahead
from desktop.ledgers.field import Field, Holds
from desktop.ledgers.register import Register, Rule, State, Step

WAYS = {"letter": "来信", "phone": "来电", "visit": "来访", "net": "网络", "code": "扫码"}
SCOPES = {"accepted": "受理", "forwarded": "转办"}


def check(petition: Mapping[str, Any], today: str) -> Iterator[Fault]:
    """What came is of today or before, it is answered after it came, and what is passed on has a receiver."""
    yield from not_ahead(petition, today, on="收到日期", answered_on="答复日期")
    yield from in_order(petition, "before_petition", on="收到日期", answered_on="答复日期")
    yield from in_order(petition, "before_petition", on="收到日期", due_on="办理期限")
    if petition.get("scope") == "forwarded" and not petition.get("to"):
        yield Fault("no_receiver", "转办的信访没有写明转给谁。请补写“去向”。")


PETITIONS = Register(
    "petition", "信访", "件", "信访〔{年}〕{号}号",
    fields=(
        Field("on", "收到日期", Holds.DATE, needed=True, width=90, mm=22, heads=("日期", "来信日期", "登记日期", "来访时间", "时间")),
        Field("way", "方式", Holds.CHOICE, needed=True, choices=WAYS, width=64, mm=14, heads=("信访方式", "来源", "途径", "渠道")),
        Field("from", "反映人", Holds.PERSON, internal=True, width=80, heads=("来信人", "来访人", "信访人", "举报人")),
        Field("about", "反映对象", width=100, mm=28, heads=("被反映人", "对象")),
        Field("unit", "涉及单位", Holds.UNIT, width=120, mm=34, heads=("单位", "单位名称", "被反映单位")),
        Field("summary", "摘要", Holds.LONG, needed=True, width=260, mm=84, heads=("反映问题", "主要内容", "反映内容", "信访内容")),
        Field("scope", "受理范围", Holds.CHOICE, choices=SCOPES, width=76, mm=18, heads=("办理方式", "处理方式")),
        Field("to", "去向", width=110, mm=26, heads=("转往单位", "承办单位", "转办单位")),
        Field("due_on", "办理期限", Holds.DATE, deadline=True, width=90, mm=22, heads=("期限", "办结时限")),
        Field("result", "办理结果", Holds.LONG, width=200, mm=60, heads=("结果", "办理情况", "处理结果")),
        Field("answered_on", "答复日期", Holds.DATE, width=90, mm=22, heads=("答复日", "回复日期", "办结日期")),
        Field("findings", "涉及问题", Holds.FINDINGS, width=120, heads=("问题编号", "对应问题")),
        Field("round", "轮次", Holds.ROUND, width=110, hidden=True),
    ),
    states=(State("open", "办理中", Shape.EMPTY), State("answered", "已答复", Shape.CHECK, Tone.GREEN)),
    add_title="登记信访",
    steps=(Step("answer", "登记答复", ("open",), "answered", asks=("answered_on", "result"), dated_by="answered_on"),),
    rules=(
        IN_FUTURE,
        Rule("before_petition", "办理期限和答复日期不早于收到日期"),
        Rule("no_receiver", "转办的要写明去向", refuses=False),
    ),
    check=check,
)  # fmt: skip
