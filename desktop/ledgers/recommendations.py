"""巡察建议书 and 共性问题: what many units have in common, and what was recommended, replied and taken up (registers.md §§2, 6)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from db.queries.book_facts import order_of_step, places_of
from db.queries.books import Record
from db.reader import Reader
from desktop.errors import Fault
from desktop.ledgers.column import Shape, Tone
from desktop.ledgers.facts_that_agree import IN_FUTURE, at_most, in_order, not_ahead
from desktop.ledgers.field import Field, Holds
from desktop.ledgers.register import Register, Rule, State, Step
from desktop.rules.permissions import Right

TAKEN_UP = ("adopted", "closed")
"""The states of a letter of which it was told what was taken up of it."""


def check(letter: Mapping[str, Any], today: str) -> Iterator[Fault]:
    """A reply follows the letter, and no more is taken up than was recommended."""
    yield from not_ahead(letter, today, issued_on="印发日期", replied_on="回复日期")
    yield from in_order(letter, "before_letter", issued_on="印发日期", replied_on="回复日期")
    yield from in_order(letter, "before_letter", issued_on="印发日期", reply_due="回复限期")
    yield from at_most(letter, "adopted_over_items", ("items_adopted", "采纳条数"), ("items", "建议条数"))
    if letter.get("items") is None:
        yield Fault("no_items", "没有写建议条数。请补写，采纳率以它为分母。")


RECOMMENDATIONS = Register(
    "recommendation", "巡察建议书", "份", "建议〔{年}〕{号}号",
    fields=(
        Field("letter", "文号", Holds.LETTER, width=142, mm=36, heads=("文书", "建议书文号", "发文字号")),
        Field("unit", "主送单位", Holds.UNIT, needed=True, width=120, mm=36, heads=("主送", "单位", "单位名称")),
        Field("title", "事由", width=200, mm=56, wrap=True, heads=("标题", "主题", "建议事项")),
        Field("issued_on", "印发日期", Holds.DATE, width=90, mm=22, heads=("发出日期", "日期", "印发日")),
        Field("items", "建议条数", Holds.INT, width=76, mm=16, summed=True, heads=("建议数", "建议条")),
        Field("reply_due", "回复限期", Holds.DATE, deadline=True, width=90, mm=22, heads=("回复期限", "限期")),
        Field("replied_on", "回复日期", Holds.DATE, width=90, mm=22, heads=("回复日", "回复时间")),
        Field("items_adopted", "采纳条数", Holds.INT, width=76, mm=16, summed=True, heads=("采纳条", "采纳数")),
        Field("measures", "办理措施", Holds.LONG, width=180, mm=50, heads=("措施", "落实情况")),
        Field("campaign", "专项整治", width=120, mm=30, heads=("专项整治名称",)),
        Field("groups", "共性问题", width=150, hidden=True, heads=("涉及共性问题",)),
        Field("findings", "涉及问题", Holds.FINDINGS, width=120, heads=("问题编号",)),
        Field("round", "轮次", Holds.ROUND, width=110, hidden=True),
    ),
    states=(
        State("issued", "待回复", Shape.EMPTY),
        State("replied", "已回复", Shape.HALF, Tone.BLUE),
        State("adopted", "已采纳", Shape.CHECK, Tone.GREEN),
        State("closed", "已办结", Shape.CHECK),
    ),
    add_title="登记建议书",
    steps=(
        Step("reply", "登记回复", ("issued",), "replied", needs=("replied_on",), asks=("measures",), dated_by="replied_on"),
        Step("adopt", "登记采纳", ("replied",), "adopted", needs=("items_adopted",), asks=("measures", "campaign")),
        Step("close", "办结", ("replied", "adopted"), "closed"),
    ),
    rules=(
        IN_FUTURE,
        Rule("before_letter", "回复限期和回复日期不早于印发日期"),
        Rule("adopted_over_items", "采纳条数不多于建议条数"),
        Rule("no_items", "建议书要写建议条数", refuses=False),
    ),
    check=check,
)  # fmt: skip

LEVELS = {"round": "本轮", "term": "本届"}


def check_group(group: Mapping[str, Any], _today: str) -> Iterator[Fault]:
    """A group names what is in it; what is printed has its own words."""
    if not group.get("findings"):
        yield Fault("no_findings", "没有写明包括哪些问题。请补选“问题”。")
    if group.get("state") == "confirmed" and not group.get("wording"):
        yield Fault("no_wording", "已列入负面清单，没有写清单表述。请补写“清单表述”，打印时用它。")


def derive_group(reader: Reader, groups: Sequence[Record]) -> dict[int, dict[str, Any]]:
    """单位数: how many units the findings of a group are of; 清单编号: its place in the 负面清单, by the order in which groups
    came into it. A number is never given to another group, also where the first one left the list.
    """
    places = places_of(reader, [finding for one in groups for finding in one.stored["findings"]])
    numbers = {record: place for place, record in enumerate(order_of_step(reader, "common_group", "confirm"), 1)}
    return {
        one.id: {
            "units_count": len({places[finding][1] for finding in one.stored["findings"] if finding in places}),
            "list_number": numbers.get(one.id) if one.state == "confirmed" else None,
        }
        for one in groups
    }


COMMON_GROUPS = Register(
    "common_group", "共性问题", "组", "共性〔{年}〕{号}号",
    fields=(
        Field("name", "名称", needed=True, width=180, mm=50, heads=("共性问题", "组名")),
        Field("matter", "事项", width=130, mm=34, heads=("问题事项", "类别")),
        Field("level", "范围", Holds.CHOICE, choices=LEVELS, width=60, mm=14),
        Field("findings", "问题", Holds.FINDINGS, width=160, mm=44, heads=("涉及问题", "问题编号")),
        Field("units_count", "单位数", Holds.INT, width=64, mm=14, stored=False, reason="由组内问题的单位算出，不能填写。"),
        Field("list_number", "清单编号", Holds.INT, width=76, mm=16, stored=False, reason="列入负面清单时按先后编号，编后不变，不能填写。"),
        Field("wording", "清单表述", Holds.LONG, width=240, mm=80, heads=("负面清单表述", "表述")),
        Field("rule", "归组依据", width=140, hidden=True),
        Field("round", "轮次", Holds.ROUND, width=110, hidden=True),
    ),
    states=(
        State("proposed", "待定", Shape.EMPTY),
        State("confirmed", "已列入", Shape.CHECK, Tone.GREEN),
        State("dropped", "不算", Shape.SLASH),
    ),
    add_title="登记共性问题",
    steps=(
        Step("confirm", "列入负面清单", ("proposed",), "confirmed", asks=("wording",), right=Right.REVIEW),
        Step("drop", "不算共性", ("proposed",), "dropped", reason=True),
        Step("rename", "改名", ("proposed", "confirmed"), "", needs=("name",), says="name"),
        Step("move", "移入、移出", ("proposed", "confirmed"), "", needs=("findings",)),
    ),
    rules=(
        Rule("no_findings", "共性问题要有问题", refuses=False),
        Rule("no_wording", "列入负面清单的要有清单表述", refuses=False),
    ),
    check=check_group,
    derive=derive_group,
)  # fmt: skip
