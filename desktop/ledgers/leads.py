"""线索: what points at a person and was moved to those who deal with it; kept in a room of its own (registers.md §7).

The book is not among `ledgers.books`, which every page, list, search, dump and check of the ledger walks: it is named by the room
alone. 件 and 人 always stand together; a name is sealed once more and stands in no column that a list shows.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from desktop.errors import Fault
from desktop.ledgers.column import Shape, Tone
from desktop.ledgers.facts_that_agree import IN_FUTURE, at_most, in_order, not_ahead
from desktop.ledgers.field import Field, Holds
from desktop.ledgers.register import Register, Rule, State, Step
from desktop.rules.permissions import Right

DISCIPLINES = {
    "political": "政治", "organisation": "组织", "integrity": "廉洁", "masses": "群众", "work": "工作", "life": "生活",
}  # fmt: skip
DISPOSITIONS = {"inquiry": "谈话函询", "verification": "初步核实", "shelved": "暂存待查", "concluded": "予以了结"}
UNDECIDED = {"": "（未定）"}
NAMES = "subject_names"
CODES = "subject_codes"
CLOSED = "closed"
_OPEN = ("moved", "in_hand", "filed")
_DONE = {"disposed_on": "处置日期", "filed_on": "立案日期", "closed_on": "办结日期"}


def check(lead: Mapping[str, Any], today: str) -> Iterator[Fault]:
    """What was done is of today or before and follows the transfer; parts are not more than the persons, and 件 not more than 人."""
    yield from not_ahead(lead, today, moved_on="移交日期", **_DONE)
    for name, title in {**_DONE, "handle_by": "办理期限"}.items():
        yield from in_order(lead, "before_transfer", moved_on="移交日期", **{name: title})
    for name, title in (("cases", "件数"), ("persons", "人数")):
        if not lead.get(name):
            yield Fault("no_count", f"“{title}”应为 1 以上的整数。请改正，件数和人数总是一并写明。")
    yield from at_most(lead, "parts", ("cases", "件数"), ("persons", "人数"))
    for part in (("filed_persons", "立案人数"), ("judicial", "移送司法人数")):
        yield from at_most(lead, "parts", part, ("persons", "人数"))


LEADS = Register(
    "lead", "线索", "件", "XS{年}-{号}",
    fields=(
        Field("moved_on", "移交日期", Holds.DATE, needed=True, width=92, mm=22),
        Field("cases", "件数", Holds.INT, needed=True, width=48, mm=14, summed=True),
        Field("persons", "人数", Holds.INT, needed=True, width=48, mm=16, summed=True),
        Field(CODES, "人员代号", width=104, mm=24, reason="代号由程序依次给定，与姓名一并登记；姓名只能逐件显示。"),
        Field(NAMES, "反映对象姓名", internal=True, hidden=True, width=0),
        Field("round", "轮次", width=120, mm=28),
        Field("source", "线索来源", width=80, mm=20),
        Field("matter", "反映事项类别", width=130, mm=38),
        Field("summary", "反映问题摘要", Holds.LONG, width=180, internal=True),
        Field("discipline", "涉嫌违反纪律", Holds.CHOICE, choices=UNDECIDED | DISCIPLINES, width=92, mm=20),
        Field("organ", "所在单位", internal=True, hidden=True),
        Field("post", "职务", internal=True, hidden=True),
        Field("rank", "职级", internal=True, hidden=True),
        Field("findings", "涉及问题编号", internal=True, hidden=True),
        Field("moved_to", "移交单位", needed=True, width=110, mm=28),
        Field("receiver", "接收人", width=80, internal=True),
        Field("handle_by", "办理期限", Holds.DATE, deadline=True, width=92, mm=22),
        Field("early", "边巡边移", Holds.FLAG, width=70, mm=16),
        Field("copies", "材料份数", Holds.INT, width=70, mm=14),
        Field("pages", "材料页数", Holds.INT, width=70, mm=14),
        Field("disposition", "处置方式", Holds.CHOICE, choices=UNDECIDED | DISPOSITIONS, width=88, mm=20),
        Field("disposed_on", "处置日期", Holds.DATE, width=92, mm=22),
        Field("filed_on", "立案日期", Holds.DATE, width=92, mm=22),
        Field("filed_persons", "立案人数", Holds.INT, width=70, mm=14),
        Field("sanctions", "党纪政务处分人数", Holds.INT, width=120, mm=16),
        Field("organisational_measures", "组织处理人数", Holds.INT, width=100, mm=16),
        Field("judicial", "移送司法人数", Holds.INT, width=100, mm=16),
        Field("recovered", "挽回损失", Holds.MONEY, width=100, mm=20),
        Field("progress", "办理进度", Holds.LONG, width=200, internal=True),
        Field("closed_on", "办结日期", Holds.DATE, width=92, mm=22),
        Field("answer_number", "反馈文号", width=120, internal=True),
    ),
    states=(
        State("moved", "已移交", Shape.EMPTY),
        State("in_hand", "在办", Shape.DOT, Tone.AMBER),
        State("filed", "已立案", Shape.DOT, Tone.AMBER),
        State(CLOSED, "已办结", Shape.CHECK, Tone.GREEN),
    ),
    add_title="登记线索",
    steps=(
        Step("receive", "登记签收", _OPEN, "", needs=("receiver",)),
        Step("dispose", "登记处置", _OPEN, "in_hand", needs=("disposition",), asks=("disposed_on",), dated_by="disposed_on"),
        Step("file", "登记立案", ("moved", "in_hand"), "filed", needs=("filed_persons",), asks=("filed_on",), dated_by="filed_on"),
        Step("note", "登记梳理", _OPEN, "", needs=("progress",), says="progress"),
        Step(
            "close", "登记办结", _OPEN, CLOSED, needs=("disposition",), dated_by="closed_on",
            asks=("closed_on", "sanctions", "organisational_measures", "judicial", "recovered", "answer_number"),
        ),
        Step("reopen", "恢复办理", (CLOSED,), "in_hand", right=Right.REVIEW, reason=True),
    ),
    rules=(
        IN_FUTURE,
        Rule("before_transfer", "处置、立案、办结日期和办理期限不早于移交日期"),
        Rule("no_count", "件数和人数都是 1 以上"),
        Rule("parts", "件数、立案人数、移送司法人数不多于涉及人数"),
        Rule("names", "登记的姓名不多于涉及人数"),
    ),
    check=check,
)  # fmt: skip
SHOWN = replace(LEADS, fields=tuple(one for one in LEADS.fields if one.name != NAMES))
"""The book as lists, searches and answers have it: without the names, which `operations/leads/book.py` shows one lead at a time."""
