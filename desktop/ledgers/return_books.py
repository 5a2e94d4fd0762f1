"""回收表登记: every return workbook that went out to a unit, when it was due, and what became of it (X7, X10; ux/pages.md §21)."""

from collections.abc import Iterator, Mapping
from typing import Any

from desktop.errors import Fault
from desktop.ledgers.column import Shape, Tone
from desktop.ledgers.field import Field, Holds
from desktop.ledgers.register import Register, Rule, State, Step

SENT, MERGED, REFUSED, REPLACED = "sent", "merged", "refused", "replaced"
RECEIVE, REFUSE, REPLACE = "receive", "refuse", "replace"
_BY_SENDING = "发出回收表时由台账填入。"


def check(book: Mapping[str, Any], today: str) -> Iterator[Fault]:
    """A book went out by today, is due after that, and comes back after that."""
    sent, due, back = book.get("sent_on"), book.get("due_on"), book.get("returned_on")
    if sent and sent > today:
        yield Fault("in_future", f"发出日期 {sent} 晚于今天 {today}。请改成今天或以前的日期。")
    if sent and due and due < sent:
        yield Fault("due_before_sent", f"交回期限 {due} 早于发出日期 {sent}。请核对两个日期。")
    if sent and back and back < sent:
        yield Fault("back_before_sent", f"收回日期 {back} 早于发出日期 {sent}。请核对两个日期。")


RETURN_BOOKS = Register(
    "return_book", "回收表", "份", "回收〔{年}〕{号}号",
    fields=(
        Field("unit", "单位", Holds.UNIT, needed=True, width=130, mm=40, heads=("单位名称", "被巡察单位")),
        Field("round", "轮次", Holds.ROUND, width=150, mm=46),
        Field("version", "版次", Holds.INT, width=52, mm=12, reason=_BY_SENDING),
        Field("sent_on", "发出日期", Holds.DATE, needed=True, width=90, mm=22),
        Field("due_on", "交回期限", Holds.DATE, deadline=True, width=90, mm=22),
        Field("rows", "条数", Holds.INT, width=52, mm=12, reason=_BY_SENDING),
        Field("returned_on", "收回日期", Holds.DATE, width=90, mm=22),
        Field("package", "表号", width=110, hidden=True, reason=_BY_SENDING),
    ),
    states=(
        State(SENT, "未交", Shape.EMPTY, Tone.AMBER),
        State(REFUSED, "已退回", Shape.CROSS, Tone.RED),
        State(MERGED, "已收回", Shape.CHECK, Tone.GREEN),
        State(REPLACED, "已换新版", Shape.DASH),
    ),
    add_title="登记发出",
    steps=(
        Step(RECEIVE, "登记收回", (SENT, REFUSED), MERGED, needs=("returned_on",), dated_by="returned_on"),
        Step(REFUSE, "退回", (SENT, REFUSED), REFUSED, reason=True),
        Step(REPLACE, "换新版", (SENT, REFUSED), REPLACED),
    ),
    rules=(
        Rule("in_future", "发出日期不晚于今天"),
        Rule("due_before_sent", "交回期限不早于发出日期"),
        Rule("back_before_sent", "收回日期不早于发出日期"),
    ),
    check=check,
)  # fmt: skip
