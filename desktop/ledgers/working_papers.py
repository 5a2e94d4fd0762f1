"""底稿 and 巡察报告条目: what the teams found and signed, and what their report says, from which the list comes (registers.md §2)."""

from collections.abc import Iterator, Mapping
from typing import Any

from desktop.errors import Fault
from desktop.ledgers.column import Shape, Tone
from desktop.ledgers.facts_that_agree import IN_FUTURE, not_ahead
from desktop.ledgers.field import Field, Holds
from desktop.ledgers.register import Register, Rule, State, Step

SOURCES = {
    "talk": "谈话",
    "petition": "信访",
    "files": "查阅资料",
    "visit": "走访",
    "survey": "问卷",
    "spot_check": "抽查",
    "last_round": "上轮整改",
    "other": "其他",
}


def check(paper: Mapping[str, Any], today: str) -> Iterator[Fault]:
    """It is signed in order, 经办 before 复核 before 审签, and rests on material."""
    yield from not_ahead(paper, today, made_on="编制日期")
    if paper.get("approver") and not paper.get("reviewer"):
        yield Fault("approved_first", "还没有复核，不能审签。请先由副组长复核，填写“复核人”。")
    if not paper.get("materials"):
        yield Fault("no_material", "没有写明佐证材料。请补写材料名称，审签时以它为凭。")


WORKING_PAPERS = Register(
    "working_paper", "底稿", "份", "底稿〔{年}〕{号}号",
    fields=(
        Field("title", "底稿名称", needed=True, width=240, mm=60, wrap=True, heads=("名称", "标题", "问题名称", "事项")),
        Field("unit", "单位", Holds.UNIT, needed=True, width=120, mm=34, heads=("单位名称", "被巡察单位", "被巡察党组织")),
        Field("source", "来源", Holds.CHOICE, choices=SOURCES, width=76, mm=18, heads=("问题来源", "发现途径")),
        Field("made_on", "编制日期", Holds.DATE, width=90, mm=22, heads=("日期", "编制时间", "制作日期")),
        Field("summary", "问题摘要", Holds.LONG, width=200, mm=60, heads=("摘要", "主要问题", "事实")),
        Field("amount", "涉及金额", Holds.MONEY, width=128, mm=20, summed=True, heads=("金额",)),
        Field("handler", "经办人", Holds.PERSON, width=76, mm=18, heads=("编制人", "制作人")),
        Field("reviewer", "复核人", Holds.PERSON, width=76, mm=18, heads=("副组长", "复核")),
        Field("approver", "审签人", Holds.PERSON, width=76, mm=18, heads=("组长", "审签", "审批人")),
        Field("findings", "入清单问题", Holds.FINDINGS, width=120, mm=26, heads=("对应问题", "问题编号", "清单编号")),
        Field("materials", "佐证材料", Holds.LONG, width=160, heads=("材料", "证据材料", "附件材料")),
        Field("round", "轮次", Holds.ROUND, needed=True, width=110, hidden=True),
        Field("team", "巡察组", Holds.TEAM, width=110, hidden=True, heads=("组别",)),
        Field("process", "核查经过", Holds.LONG, width=160, hidden=True, heads=("经过", "调查经过")),
        Field("basis", "定性依据", Holds.LONG, width=160, hidden=True, heads=("依据", "政策依据")),
        Field("responsible", "责任人员", width=110, hidden=True, heads=("责任人", "涉及人员")),
        Field("code", "原编号", width=90, hidden=True, heads=("底稿编号", "底稿号")),
    ),
    states=(
        State("drafted", "编制", Shape.EMPTY),
        State("reviewed", "已复核", Shape.QUARTER, Tone.BLUE),
        State("approved", "已审签", Shape.CHECK, Tone.GREEN),
        State("filed", "已归档", Shape.CHECK),
    ),
    add_title="登记底稿",
    steps=(
        Step("review", "登记复核", ("drafted",), "reviewed", asks=("reviewer",)),
        Step("approve", "登记审签", ("reviewed",), "approved", asks=("approver",)),
        Step("file", "归档", ("approved",), "filed"),
    ),
    rules=(
        IN_FUTURE,
        Rule("approved_first", "先复核，后审签"),
        Rule("no_material", "底稿要有佐证材料", refuses=False),
    ),
    check=check,
    signatures=("经办人", "副组长", "组长"),
)  # fmt: skip

LEVELS = {"part": "部分", "aspect": "方面", "problem": "问题", "item": "具体表现"}


def check_item(item: Mapping[str, Any], _today: str) -> Iterator[Fault]:
    """What the report says stands in the list."""
    if item.get("level") in ("", None, "item") and not item.get("findings"):
        yield Fault("not_in_list", "没有对应的清单问题。请补选“清单问题”，或把它列入清单。")


REPORT_ITEMS = Register(
    "report_item", "巡察报告条目", "条", "报告〔{年}〕{号}号",
    fields=(
        Field("unit", "单位", Holds.UNIT, needed=True, width=120, mm=36, heads=("单位名称", "被巡察单位")),
        Field("seq", "条次", Holds.INT, needed=True, width=56, mm=14, heads=("顺序",)),
        Field("level", "层级", Holds.CHOICE, choices=LEVELS, width=76, mm=18),
        Field("path", "所在部分", width=150, mm=44, heads=("分类", "类别")),
        Field("text", "内容", Holds.LONG, needed=True, width=320, mm=100, heads=("条目", "表述", "问题", "报告表述")),
        Field("findings", "清单问题", Holds.FINDINGS, width=130, mm=30, heads=("对应问题", "问题编号")),
        Field("round", "轮次", Holds.ROUND, width=110, hidden=True),
    ),
    add_title="登记条目",
    rules=(Rule("not_in_list", "报告写到的，清单里要有", refuses=False),),
    check=check_item,
)  # fmt: skip
