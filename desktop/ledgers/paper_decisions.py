"""对账处理: what was decided of each figure of an issued paper that was wrong already then: it stands with a reason, or is corrected (pages.md §23)."""

from collections.abc import Iterator, Mapping
from typing import Any

from desktop.errors import Fault
from desktop.ledgers.column import Shape, Tone
from desktop.ledgers.facts_that_agree import IN_FUTURE, not_ahead
from desktop.ledgers.field import Field, Holds
from desktop.ledgers.register import Register, Rule, State, Step
from desktop.rules.permissions import Right

KEPT, TO_CORRECT, CORRECTED = "kept", "to_correct", "corrected"
CORRECT, SEND = "correct", "send"


def check(decision: Mapping[str, Any], today: str) -> Iterator[Fault]:
    """It was decided already, and a paper is corrected by another one."""
    yield from not_ahead(decision, today, on="处理日期")
    if decision.get("correction") is not None and decision.get("correction") == decision.get("letter"):
        yield Fault("same_letter", "更正文书就是被更正的文书。请改选更正它的那一件。")
    if decision.get("state") == CORRECTED and not decision.get("correction"):
        yield Fault("no_correction", "已更正，没有写明更正文书。请补填“更正文书”。")


PAPER_DECISIONS = Register(
    "paper_decision", "对账处理", "条", "对账处理〔{年}〕{号}号",
    fields=(
        Field("on", "处理日期", Holds.DATE, needed=True, width=90, mm=22, heads=("日期",)),
        Field("letter", "文书", Holds.LETTER, width=150, mm=38, heads=("文号", "原文书")),
        Field("unit", "单位", Holds.UNIT, width=110, mm=28, heads=("主送单位",), past=True),
        Field("figure", "数字", needed=True, width=96, mm=24, heads=("数字名称",)),
        Field("quoted", "文中原句", Holds.LONG, width=180, mm=44, hidden=True, heads=("原句",)),
        Field("printed", "文中写作", needed=True, width=80, mm=20, heads=("文中", "原数")),
        Field("recomputed", "按文中日期重算", needed=True, width=104, mm=22, heads=("重算", "更正后")),
        Field("findings", "相差的问题", Holds.FINDINGS, width=120, mm=30, heads=("问题编号",), past=True),
        Field("reason", "理由", Holds.LONG, needed=True, width=220, mm=56, heads=("说明", "更正原因")),
        Field("correction", "更正文书", Holds.LETTER, width=150, mm=36, heads=("更正文号",)),
        Field("mark", "文中位置标记", width=90, hidden=True),
        Field("round", "轮次", Holds.ROUND, width=110, hidden=True, past=True),
    ),
    states=(
        State(KEPT, "作说明保留", Shape.CHECK, Tone.GREEN),
        State(TO_CORRECT, "待出更正", Shape.HALF, Tone.AMBER),
        State(CORRECTED, "已更正", Shape.CHECK, Tone.BLUE),
    ),
    steps=(
        Step(CORRECT, "出更正", (KEPT,), TO_CORRECT, right=Right.REVIEW, reason=True),
        Step(SEND, "登记更正文书", (TO_CORRECT, CORRECTED), CORRECTED, asks=("correction",)),
    ),
    add_title="登记对账处理",
    rules=(
        IN_FUTURE,
        Rule("same_letter", "更正文书是另一件文书"),
        Rule("no_correction", "已更正的写明更正文书", refuses=False),
    ),
    check=check,
)  # fmt: skip
