"""约谈提醒: who of a unit was talked to, by whom, why, and what was asked of him until when (registers.md §5, page 17)."""

from collections.abc import Iterator, Mapping
from typing import Any

from desktop.errors import Fault
from desktop.ledgers.column import Shape, Tone
from desktop.ledgers.field import Field, Holds
from desktop.ledgers.register import Register, Rule, State, Step
from desktop.rules.permissions import Right

KINDS = {"secretary": "书记约谈", "leading_group": "领导小组约谈", "reminder": "提醒谈话", "admonition": "诫勉谈话"}
REASONS = {
    "low_rate": "整改率低",
    "low_satisfaction": "满意率低",
    "low_grade": "等次为差",
    "overdue": "逾期未整改",
    "false_close_out": "虚假销号",
    "prominent": "问题突出",
    "other": "其他",
}
HELD = ("held", "followed")
"""The states of a talk that took place."""
CALLED_IN = ("secretary", "leading_group")
"""The kinds that are 约谈; 提醒谈话 and 诫勉谈话 are talks of another weight and are counted apart."""
LAGGING = ("low_rate", "overdue")
"""The reasons that papers call 整改滞后: the rate is low, or what was due is not done."""


def check(talk: Mapping[str, Any], today: str) -> Iterator[Fault]:
    """A talk that took place is not of tomorrow, its follow-up comes after it, and it asked for something."""
    held, due = talk.get("held_on"), talk.get("follow_up_due")
    took_place = talk.get("state") in HELD
    if took_place and held and held > today:
        yield Fault("held_in_future", f"谈话日期 {held} 晚于今天 {today}。请改成今天或以前的日期。")
    if held and due and due < held:
        yield Fault("due_before_talk", f"落实期限 {due} 早于谈话日期 {held}。请核对两个日期。")
    if took_place and not talk.get("demands"):
        yield Fault("no_demands", "已谈话，没有写整改要求。请补写，落实时以它为准。")


TALKS = Register(
    "talk", "约谈提醒", "次", "约谈〔{年}〕{号}号",
    fields=(
        Field("held_on", "日期", Holds.DATE, width=90, mm=22, heads=("约谈日期", "谈话日期", "谈话时间", "约谈时间", "时间")),
        Field("kind", "类型", Holds.CHOICE, needed=True, choices=KINDS, width=96, mm=24, heads=("谈话类型", "约谈类型", "约谈形式")),
        Field("unit", "单位", Holds.UNIT, needed=True, width=120, mm=34, heads=("被约谈单位", "单位名称", "被巡察单位")),
        Field("matter", "具体事由", Holds.LONG, width=180, mm=52, heads=("为什么",)),
        Field("talker", "约谈人", Holds.PERSON, needed=True, width=90, mm=20, heads=("谈话人", "主谈人")),
        Field("talker_post", "约谈人职务", width=110, hidden=True),
        Field("talked_to", "被约谈人", Holds.PERSON, needed=True, width=90, mm=20, heads=("谈话对象", "约谈对象")),
        Field("post", "被约谈人职务", width=110, hidden=True, heads=("职务",)),
        Field("reason", "事由", Holds.CHOICE, needed=True, choices=REASONS, width=96, mm=24, heads=("约谈事由", "原因", "约谈原因")),
        Field("demands", "整改要求", Holds.LONG, width=180, mm=52, heads=("要求",)),
        Field("follow_up_due", "落实期限", Holds.DATE, deadline=True, width=90, mm=22),
        Field("findings", "涉及问题", Holds.FINDINGS, width=120),
        Field("round", "轮次", Holds.ROUND, width=110, hidden=True),
        Field("place", "地点", hidden=True, heads=("谈话地点", "约谈地点")),
        Field("content", "谈话内容", Holds.LONG, width=180, hidden=True),
        Field("attitude", "表态", Holds.LONG, width=150, hidden=True),
        Field("recorder", "记录人", Holds.PERSON, hidden=True),
    ),
    states=(
        State("proposed", "应约谈", Shape.TRIANGLE, Tone.AMBER),
        State("planned", "待约谈", Shape.EMPTY),
        State("notified", "已通知", Shape.DOT, Tone.AMBER),
        State("held", "已约谈", Shape.CHECK, Tone.GREEN),
        State("followed", "已落实", Shape.CHECK, Tone.GREEN),
        State("waived", "不约谈", Shape.SLASH),
    ),
    begins="planned",
    add_title="登记谈话",
    steps=(
        Step("plan", "列入约谈", ("proposed",), "planned"),
        Step("notify", "登记通知", ("planned",), "notified", asks=("held_on", "place")),
        Step("hold", "登记谈话", ("planned", "notified"), "held", needs=("held_on", "talker"), asks=("talker_post", "talked_to", "post", "place", "content", "attitude", "demands", "follow_up_due", "recorder"), dated_by="held_on"),
        Step("follow", "登记落实", ("held",), "followed"),
        Step("waive", "不约谈", ("proposed", "planned"), "waived", right=Right.REVIEW, reason=True),
    ),
    rules=(
        Rule("held_in_future", "谈话日期不晚于今天"),
        Rule("due_before_talk", "落实期限不早于谈话日期"),
        Rule("no_demands", "谈过话的要写整改要求", refuses=False),
    ),
    check=check,
    beside=True,
    summed_by="kind",
    signatures=("约谈人", "被约谈人", "记录人"),
)  # fmt: skip
