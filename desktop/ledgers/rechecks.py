"""核对处理 and 复盘核对: what was decided of a difference between working paper, list and feedback, and each run of that check (pages.md §20, M3)."""

from collections.abc import Iterator, Mapping
from typing import Any

from desktop.errors import Fault
from desktop.ledgers.column import Shape, Tone
from desktop.ledgers.facts_that_agree import IN_FUTURE, not_ahead
from desktop.ledgers.field import Field, Holds
from desktop.ledgers.register import Register, Rule, State, Step
from desktop.rules.permissions import Right
from desktop.rules.rechecking import WORDS

CONFIRMED, CORRECTED, CORRECT = "confirmed", "corrected", "correct"
_COMPUTED = "核对时由台账填入。"


def check(record: Mapping[str, Any], today: str) -> Iterator[Fault]:
    """It was looked at already, and it is about something."""
    yield from not_ahead(record, today, on="日期")


def check_answer(answer: Mapping[str, Any], today: str) -> Iterator[Fault]:
    """It names what it is about."""
    yield from check(answer, today)
    if not any(answer.get(name) for name in ("finding", "paper", "item")):
        yield Fault("about_nothing", "没有写明核对的是哪一条。请补选问题、底稿或报告条目。")


RECHECK_ANSWERS = Register(
    "recheck_answer", "核对处理", "条", "核对处理〔{年}〕{号}号",
    fields=(
        Field("on", "处理日期", Holds.DATE, needed=True, width=90, mm=22, heads=("日期",)),
        Field("unit", "单位", Holds.UNIT, width=110, mm=30, heads=("单位名称",)),
        Field("finding", "清单问题", Holds.FINDING, width=100, mm=26, heads=("问题编号", "清单编号")),
        Field("paper", "底稿", Holds.RECORD, of="working_paper", width=110, mm=28, heads=("底稿编号",)),
        Field("item", "反馈条目", Holds.RECORD, of="report_item", width=110, mm=28, heads=("报告条目",)),
        Field("kind", "差在哪里", Holds.CHOICE, needed=True, choices={str(one): word for one, word in WORDS.items()}, width=96, mm=24, heads=("差异",)),
        Field("said", "当时各写作", width=200, mm=50),
        Field("reason", "理由或更正说明", Holds.LONG, needed=True, width=240, mm=70, heads=("理由", "说明")),
        Field("round", "轮次", Holds.ROUND, width=110, hidden=True),
    ),
    states=(
        State(CONFIRMED, "确认无误", Shape.CHECK, Tone.GREEN),
        State(CORRECTED, "以底稿为准", Shape.CHECK, Tone.BLUE),
    ),
    add_title="登记核对处理",
    steps=(Step(CORRECT, "以底稿为准，记更正说明", (CONFIRMED,), CORRECTED, right=Right.REVIEW, reason=True),),
    rules=(IN_FUTURE, Rule("about_nothing", "核对处理要写明是哪一条")),
    check=check_answer,
)  # fmt: skip

RECHECK_RUNS = Register(
    "recheck_run", "历次复盘核对", "次", "复盘核对〔{年}〕{号}号",
    fields=(
        Field("on", "核对日期", Holds.DATE, needed=True, width=90, mm=24, heads=("日期",)),
        Field("round", "轮次", Holds.ROUND, needed=True, width=170, mm=50),
        Field("papers", "底稿", Holds.INT, width=64, mm=16, reason=_COMPUTED),
        Field("listed", "清单", Holds.INT, width=64, mm=16, reason=_COMPUTED),
        Field("written", "写入反馈", Holds.INT, width=72, mm=18, reason=_COMPUTED),
        Field("unwritten", "未写入", Holds.INT, width=64, mm=16, reason=_COMPUTED),
        Field("differences", "不一致", Holds.INT, width=64, mm=16, reason=_COMPUTED),
        Field("open", "待处理", Holds.INT, width=64, mm=16, reason=_COMPUTED),
        Field("told", "差异明细", Holds.LONG, width=300, mm=90, reason=_COMPUTED),
    ),
    fixed=True,
    add_title="核对一遍",
    rules=(IN_FUTURE,),
    check=check,
    signatures=("核对人", "巡察组组长", "巡察办"),
)  # fmt: skip
