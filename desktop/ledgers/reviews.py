"""报送 and 民主生活会: what units hand in for joint review, in its versions, and the meetings that they hold (registers.md §3)."""

from collections.abc import Iterator, Mapping
from typing import Any

from desktop.errors import Fault
from desktop.ledgers.column import Shape, Tone
from desktop.ledgers.facts_that_agree import IN_FUTURE, not_ahead
from desktop.ledgers.field import Field, Holds
from desktop.ledgers.opinions import GRADES, look_at_open
from desktop.ledgers.register import Register, Rule, State, Step
from desktop.rules.permissions import Right

KINDS = {
    "plan": "整改方案",
    "report": "整改进展报告",
    "leader_report": "主要负责人报告",
    "meeting_material": "民主生活会材料",
    "public": "公开稿",
}


def check_submission(submission: Mapping[str, Any], today: str) -> Iterator[Fault]:
    """It came in, in time or late, and somebody answers for it."""
    yield from not_ahead(submission, today, received_on="收到日期")
    received, due = submission.get("received_on"), submission.get("due_on")
    if received and due and received > due:
        yield Fault("late", f"收到日期 {received} 晚于应报日期 {due}，为迟报。请核对日期；确属迟报的，评估时计入。")
    if not submission.get("signed_by"):
        yield Fault("not_signed", "没有写签字背书人。请补写“签字背书”，报告要由负责人签字。")


SUBMISSIONS = Register(
    "submission", "报送", "份", "报送〔{年}〕{号}号",
    fields=(
        Field("received_on", "收到日期", Holds.DATE, needed=True, width=90, mm=22, heads=("报送日期", "日期", "收到时间", "报送时间")),
        Field("unit", "单位", Holds.UNIT, needed=True, width=120, mm=40, heads=("单位名称", "报送单位", "被巡察单位")),
        Field("kind", "报送材料", Holds.CHOICE, needed=True, choices=KINDS, width=120, mm=34, heads=("材料", "材料类型", "类型", "报送内容")),
        Field("version", "版次", Holds.INT, width=60, mm=14, heads=("第几版", "稿次")),
        Field("due_on", "应报日期", Holds.DATE, width=90, mm=22, heads=("报送期限", "期限")),
        Field("signed_by", "签字背书", Holds.PERSON, width=96, mm=24, heads=("签字人", "背书人")),
        Field("grade", "审核等次", Holds.CHOICE, choices=GRADES, width=76, mm=18, right=Right.REVIEW, heads=("等次", "联审等次")),
        Field("file", "材料", Holds.FILE, width=120, hidden=True),
        Field("round", "轮次", Holds.ROUND, needed=True, width=120, mm=36),
    ),
    states=(
        State("received", "已收", Shape.EMPTY),
        State("in_review", "联审中", Shape.HALF, Tone.BLUE),
        State("returned", "已退回", Shape.BACK, Tone.AMBER),
        State("passed", "已通过", Shape.CHECK, Tone.GREEN),
        State("filed", "已备案", Shape.CHECK),
    ),
    add_title="登记报送",
    steps=(
        Step("review", "送联审", ("received",), "in_review"),
        Step("pass", "联审通过", ("in_review",), "passed", right=Right.REVIEW),
        Step("return", "退回", ("received", "in_review"), "returned", right=Right.REVIEW, reason=True),
        Step("file", "备案", ("passed",), "filed"),
    ),
    rules=(
        IN_FUTURE,
        Rule("opinions_open", "联审意见都有复核结论才通过"),
        Rule("late", "报送不晚于应报日期", refuses=False),
        Rule("not_signed", "报送要有负责人签字背书", refuses=False),
    ),
    check=check_submission,
    look=look_at_open,
)  # fmt: skip

MEETING_KINDS = {"democratic_life": "民主生活会", "study": "专题研究", "mobilise": "动员", "feedback": "反馈会"}


def check_meeting(meeting: Mapping[str, Any], today: str) -> Iterator[Fault]:
    """It was held."""
    yield from not_ahead(meeting, today, held_on="日期")


UNIT_MEETINGS = Register(
    "unit_meeting", "民主生活会", "次", "单会〔{年}〕{号}号",
    fields=(
        Field("held_on", "日期", Holds.DATE, needed=True, width=90, mm=22, heads=("会议日期", "会议时间", "时间")),
        Field("unit", "单位", Holds.UNIT, needed=True, width=120, mm=40, heads=("单位名称", "召开单位")),
        Field("kind", "类型", Holds.CHOICE, choices=MEETING_KINDS, width=96, mm=26, heads=("会议类型", "会议名称", "会议")),
        Field("host", "主持人", Holds.PERSON, width=90, mm=22, heads=("主持",)),
        Field("attended", "列席人员", width=140, mm=44, heads=("列席", "督导人员", "参加人员")),
        Field("people", "参会人数", Holds.INT, width=76, mm=18, summed=True, heads=("人数",)),
        Field("criticisms", "批评意见条数", Holds.INT, width=104, mm=22, summed=True, heads=("批评意见", "相互批评条数", "批评帮助人数")),
        Field("file", "材料", Holds.FILE, width=120, hidden=True),
        Field("round", "轮次", Holds.ROUND, needed=True, width=120, mm=36),
    ),
    add_title="登记会议",
    rules=(IN_FUTURE,),
    check=check_meeting,
)  # fmt: skip
