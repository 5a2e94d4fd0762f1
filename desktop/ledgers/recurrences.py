"""屡改屡犯: what was decided of two findings of a unit that say the same, remembered by pair (page 26, S5)."""

from collections.abc import Iterator, Mapping
from typing import Any

from db.queries.book_facts import places_of
from db.reader import Reader
from desktop.errors import Fault
from desktop.ledgers.facts_that_agree import IN_FUTURE, not_ahead
from desktop.ledgers.field import Field, Holds
from desktop.ledgers.register import Register, Rule

RECURRING, SIMILAR, TWICE = "recurring", "similar", "twice"
ANSWERS = {RECURRING: "是屡改屡犯", SIMILAR: "相近，不是同一件事", TWICE: "同一件事重复登记"}


def check(pair: Mapping[str, Any], today: str) -> Iterator[Fault]:
    """It was decided, of two findings."""
    yield from not_ahead(pair, today, on="认定日期")
    if pair.get("first") and pair.get("first") == pair.get("again"):
        yield Fault("one_finding", "两处写的是同一条问题。请改写其中一处。")


def look(reader: Reader, pair: Mapping[str, Any], _today: str) -> Iterator[Fault]:
    """The two are of one unit."""
    ids = [one for one in (pair.get("first"), pair.get("again")) if isinstance(one, int)]
    if len({unit for _round, unit in places_of(reader, ids).values()}) > 1:
        yield Fault("other_unit", "两条问题不是同一个单位的。请核对编号。")


RECURRENCES = Register(
    "recurrence", "屡改屡犯认定", "对", "屡犯〔{年}〕{号}号",
    fields=(
        Field("on", "认定日期", Holds.DATE, needed=True, width=90, mm=24, heads=("日期", "认定时间")),
        Field("first", "此前问题", Holds.FINDING, needed=True, width=104, mm=28, heads=("上轮问题", "此前编号")),
        Field("again", "再次出现", Holds.FINDING, needed=True, width=104, mm=28, heads=("本轮问题", "再次出现的问题")),
        Field("answer", "认定", Holds.CHOICE, needed=True, choices=ANSWERS, width=140, mm=40, heads=("认定结果", "结论")),
        Field("note", "说明", Holds.LONG, width=260, mm=90, heads=("理由", "认定说明")),
        Field("round", "轮次", Holds.ROUND, width=120, hidden=True),
    ),
    add_title="登记认定",
    rules=(
        IN_FUTURE,
        Rule("one_finding", "此前问题和再次出现是两条问题", refuses=False),
        Rule("other_unit", "两条问题属于同一单位", refuses=False),
    ),
    check=check,
    look=look,
)  # fmt: skip
