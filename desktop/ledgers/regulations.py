"""建章立制: rules that units made, revised or repealed in answer to findings (registers.md §6)."""

from collections.abc import Iterator, Mapping
from typing import Any

from desktop.errors import Fault
from desktop.ledgers.field import Field, Holds
from desktop.ledgers.register import Register, Rule

KINDS = {"new": "新建", "revised": "修订", "repealed": "废止"}


def check(regulation: Mapping[str, Any], today: str) -> Iterator[Fault]:
    """It is in force, and can be shown."""
    adopted = regulation.get("adopted_on")
    if adopted and adopted > today:
        yield Fault("in_future", f"印发日期 {adopted} 晚于今天 {today}。请改成今天或以前的日期。")
    if not regulation.get("file") and not regulation.get("document_number"):
        yield Fault("no_proof", "没有文号，也没有文本。请补登其一，备查时要用。")


REGULATIONS = Register(
    "regulation", "建章立制", "项", "制度〔{年}〕{号}号",
    fields=(
        Field("name", "制度名称", needed=True, width=240, mm=72, wrap=True, heads=("名称", "制度", "文件名称", "规章制度名称")),
        Field("document_number", "文号", width=152, mm=34, heads=("发文字号", "文件号")),
        Field("adopted_on", "印发日期", Holds.DATE, needed=True, width=90, mm=22, heads=("出台时间", "印发时间", "制定时间", "日期")),
        Field("kind", "类型", Holds.CHOICE, choices=KINDS, width=64, mm=14, heads=("制定或修订", "类别")),
        Field("field", "领域", width=100, mm=24, heads=("所属领域", "涉及领域")),
        Field("unit", "单位", Holds.UNIT, needed=True, width=120, mm=36, heads=("单位名称", "制定单位", "责任单位")),
        Field("findings", "对应问题", Holds.FINDINGS, width=140, mm=30, heads=("涉及问题", "问题编号")),
        Field("group", "共性问题", width=120, hidden=True),
        Field("file", "文本", Holds.FILE, width=120, hidden=True),
        Field("round", "轮次", Holds.ROUND, width=110, hidden=True),
    ),
    rules=(
        Rule("in_future", "印发日期不晚于今天"),
        Rule("no_proof", "要有文号或文本", refuses=False),
    ),
    check=check,
)  # fmt: skip
