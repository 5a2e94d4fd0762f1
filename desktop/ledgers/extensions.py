"""延期申请: a later date asked for a finding; granting it moves the date, the first date is kept (registers.md §4)."""

from collections.abc import Iterator, Mapping
from typing import Any

from desktop.errors import Fault
from desktop.ledgers.column import Shape, Tone
from desktop.ledgers.field import Field, Holds
from desktop.ledgers.register import Register, Rule, State, Step
from desktop.rules.permissions import Right

SOURCES = {"window": "窗口登记", "list": "清单", "return_book": "回收表"}


def check(extension: Mapping[str, Any], _today: str) -> Iterator[Fault]:
    """What is asked for is later than what is in force."""
    first, wanted = extension.get("first_due"), extension.get("due_on")
    if first and wanted and wanted <= first:
        yield Fault("not_later", f"新期限 {wanted} 不晚于现定时限 {first}。请改成更晚的日期。")


EXTENSIONS = Register(
    "extension", "延期申请", "件", "延期〔{年}〕{号}号",
    fields=(
        Field("finding", "问题", Holds.FINDING, needed=True, width=96, mm=24, heads=("问题编号",)),
        Field("first_due", "原定时限", Holds.DATE, deadline=True, width=96, mm=24, reason="登记申请时由台账填入现定时限。", set_by="add"),
        Field("due_on", "新期限", Holds.DATE, needed=True, deadline=True, width=96, mm=24, heads=("延期至", "申请期限")),
        Field("reason", "理由", Holds.LONG, needed=True, width=280, mm=100, heads=("延期理由", "申请理由")),
        Field("applied_by", "申请人", Holds.PERSON, width=96, mm=22),
        Field("source", "来源", Holds.CHOICE, choices=SOURCES, width=80, hidden=True),
        Field("approver", "批准人", Holds.PERSON, width=96, mm=24, heads=("审批人",)),
    ),
    states=(
        State("applied", "待批", Shape.DOT, Tone.AMBER),
        State("granted", "已批准", Shape.CHECK, Tone.GREEN),
        State("refused", "不同意", Shape.CROSS, Tone.RED),
    ),
    add_title="申请延期",
    steps=(
        Step("grant", "批准延期", ("applied",), "granted", needs=("approver",), right=Right.REVIEW),
        Step("refuse", "不同意延期", ("applied",), "refused", right=Right.REVIEW, reason=True),
    ),
    rules=(Rule("not_later", "新期限晚于现定时限"),),
    check=check,
)  # fmt: skip
