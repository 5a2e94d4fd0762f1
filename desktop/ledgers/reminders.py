"""提醒 and 存档数字: a day and a sentence on one finding, and published figures whose parts nobody has (registers.md §§4, 10)."""

from collections.abc import Iterator, Mapping
from typing import Any

from desktop.errors import Fault
from desktop.ledgers.facts_that_agree import IN_FUTURE, not_ahead
from desktop.ledgers.field import Field, Holds
from desktop.ledgers.register import Register

REMINDERS = Register(
    "reminder", "提醒", "条", "提醒〔{年}〕{号}号",
    fields=(
        Field("on", "提醒日期", Holds.DATE, needed=True, deadline=True, width=90, mm=24, heads=("日期", "时间")),
        Field("finding", "问题", Holds.FINDING, needed=True, width=100, mm=28, heads=("问题编号", "涉及问题")),
        Field("text", "提醒事项", Holds.LONG, width=320, mm=110, heads=("事项", "内容", "提醒内容")),
        Field("person", "提醒谁", Holds.PERSON, width=100, mm=28, heads=("经办人", "责任人")),
        Field("round", "轮次", Holds.ROUND, width=110, hidden=True),
    ),
    add_title="设提醒",
)  # fmt: skip


def check_figure(figure: Mapping[str, Any], today: str) -> Iterator[Fault]:
    """It was published."""
    yield from not_ahead(figure, today, as_of="截至日期")


STORED_FIGURES = Register(
    "stored_figure", "存档数字", "个", "存数〔{年}〕{号}号",
    fields=(
        Field("name", "名称", needed=True, width=200, mm=60, heads=("数字名称", "指标", "指标名称")),
        Field("value", "数值", needed=True, width=90, mm=26, heads=("值", "数字")),
        Field("unit", "计量单位", width=96, mm=20, heads=("单位",)),
        Field("as_of", "截至日期", Holds.DATE, needed=True, width=90, mm=24, heads=("截至", "日期", "时间")),
        Field("source", "出处", needed=True, width=260, mm=90, wrap=True, heads=("来源", "文件")),
    ),
    add_title="登记存档数字",
    rules=(IN_FUTURE,),
    check=check_figure,
)  # fmt: skip
