"""联审方 and 联审意见: who reviews what units hand in, and what each asked for; where two disagree it is shown, never settled by
the program (registers.md §3, page 12)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from db.queries import books as queries
from db.queries.book_facts import count_of
from db.queries.books import Record
from db.queries.facts import unit_of
from db.queries.history import fields_of
from db.queries.standing import EVER
from db.reader import Reader
from desktop.errors import Fault
from desktop.ledgers.column import Shape, Tone
from desktop.ledgers.field import Field, Holds
from desktop.ledgers.register import Register, Rule, State, Step
from desktop.rules.joint_review import Said, opposed
from desktop.rules.permissions import Right

MOST_PARTIES = 6


def look_at_parties(reader: Reader, party: Mapping[str, Any], _today: str) -> Iterator[Fault]:
    """The parties of a round fit on its table."""
    known = count_of(reader, "review_party", {"round_id": party.get("round")}, but=party.get("id"))
    if known >= MOST_PARTIES:
        yield Fault("too_many_parties", f"本轮已有 {known} 家联审方，不能再加。请先移走一家。")


REVIEW_PARTIES = Register(
    "review_party", "联审方", "家", "联审方{号}号",
    fields=(
        Field("name", "名称", needed=True, width=160, mm=50, heads=("联审单位", "审核方", "单位")),
        Field("order", "次序", Holds.INT, width=56, mm=16, heads=("顺序",)),
        Field("desk", "承办科室", width=120, mm=40, heads=("科室",)),
        Field("person", "联系人", Holds.PERSON, width=90, mm=26),
        Field("due_on", "意见期限", Holds.DATE, width=96, mm=26, heads=("反馈期限", "期限")),
        Field("round", "轮次", Holds.ROUND, width=140, mm=40),
    ),
    add_title="登记联审方",
    rules=(Rule("too_many_parties", f"一轮的联审方不多于 {MOST_PARTIES} 家"),),
    look=look_at_parties,
)  # fmt: skip

OPEN, SETTLED = "open", "settled"
STAGES = {"first": "一审", "second": "二审", "third": "三审", "fourth": "四审", "fifth": "五审"}
GRADES = {"good": "好", "fair": "中", "poor": "差"}
ADOPTED = {"yes": "采纳", "no": "不采纳", "part": "部分采纳"}
_PLACE = {stage: place for place, stage in enumerate(STAGES)}
PASSED = ("passed", "filed")
"""States of a submission that no opinion changes any more."""
_COMPUTED = "由台账算出，不能填写。"


def check(opinion: Mapping[str, Any], _today: str) -> Iterator[Fault]:
    """What is to be handed in again says what is to be changed."""
    if opinion.get("adopted") in ("yes", "part") and opinion.get("state") == SETTLED and not opinion.get("answer"):
        yield Fault("no_answer", "意见已采纳，没有写修改情况。请补写“修改情况”，复核时以它为准。")


def look(reader: Reader, opinion: Mapping[str, Any], _today: str) -> Iterator[Fault]:
    """It is about a finding of the unit that handed in, and comes before the submission has passed."""
    submission, finding = opinion.get("submission"), opinion.get("finding")
    if not submission:
        return
    about = fields_of(reader, "submission", int(submission))
    if not about:
        return  # the door tells a link that leads nowhere
    if finding and unit_of(reader, int(finding)) != about["unit_id"]:
        yield Fault("other_unit", "意见所指的问题不是报送单位的问题。请核对“问题”和“报送”。")
    if not opinion.get("id") and queries.state_now(reader, "submission", int(submission)) in PASSED:
        yield Fault("already_passed", f"{about['number']} 已通过，不再收意见。请登记到新一版报送。")


def look_at_open(reader: Reader, submission: Mapping[str, Any], _today: str) -> Iterator[Fault]:
    """It passes when no opinion of the last stage is open."""
    if submission.get("state") not in PASSED or not submission.get("id"):
        return
    every = queries.records(reader, OPINIONS.shape, EVER)
    left = [one.number for one in every if one.stored["submission"] == submission["id"] and one.stored["open"]]
    if left:
        told = "、".join(left[:3])
        yield Fault("opinions_open", f"还有 {len(left)} 条意见没有复核结论（{told}）。请先逐条填写“复核结论”。")


def derive(_reader: Reader, opinions: Sequence[Record]) -> dict[int, dict[str, Any]]:
    """未了: of the last stage of its submission, without a verdict. 冲突: another party says the opposite of the same thing."""
    last: dict[int, int] = {}
    about: dict[tuple[Any, ...], list[Record]] = {}
    for one in opinions:
        submission, stage = one.stored["submission"], one.stored["stage"]
        last[submission] = max(last.get(submission, 0), _PLACE[stage])
        about.setdefault((submission, stage, one.stored["finding"]), []).append(one)
    told: dict[int, dict[str, Any]] = {}
    for (submission, stage, _finding), same in about.items():
        every = [said(one) for one in same]
        for one, mine in zip(same, every, strict=True):
            is_open = _PLACE[stage] == last[submission] and not one.stored["verdict"]
            told[one.id] = {"open": int(is_open), "conflict": int(any(opposed(mine, other) for other in every))}
    return told


def said(one: Record) -> Said:
    """A record as the rules of joint review read it."""
    told = one.stored
    return Said(told["party"], told["finding"], bool(told["returns"]), told["adopted"] or "", one.state == SETTLED)


OPINIONS = Register(
    "opinion", "联审意见", "条", "意见〔{年}〕{号}号",
    fields=(
        Field("submission", "报送", Holds.RECORD, needed=True, of="submission", width=130, mm=32, heads=("报送编号",)),
        Field("unit", "单位", Holds.UNIT, width=110, mm=30, set_by="add", reason="由所审的报送带出。"),
        Field("party", "联审方", Holds.RECORD, needed=True, of="review_party", width=110, mm=28, heads=("审核方", "联审单位")),
        Field("stage", "审次", Holds.CHOICE, needed=True, choices=STAGES, width=60, mm=14, heads=("轮次审次", "审核轮次", "阶段")),
        Field("finding", "问题", Holds.FINDING, width=96, mm=24, heads=("问题编号",)),
        Field("text", "意见", Holds.LONG, needed=True, width=260, mm=76, heads=("审核意见", "联审意见", "意见内容")),
        Field("grade", "等次", Holds.CHOICE, choices=GRADES, width=52, mm=12),
        Field("returns", "要求退回", Holds.FLAG, width=76, mm=16, heads=("退回", "是否退回")),
        Field("conflict", "冲突", Holds.FLAG, width=56, mm=12, stored=False, reason=_COMPUTED),
        Field("open", "未了", Holds.FLAG, width=56, stored=False, reason=_COMPUTED),
        Field("adopted", "采纳", Holds.CHOICE, choices=ADOPTED, width=76, mm=18, right=Right.REVIEW, heads=("是否采纳", "采纳情况")),
        Field("merged", "合并意见", Holds.LONG, width=180, heads=("合并后意见",)),
        Field("answer", "修改情况", Holds.LONG, width=180, mm=50, heads=("修改说明", "答复")),
        Field("verdict", "复核结论", Holds.LONG, width=150, mm=40, right=Right.REVIEW, heads=("复核", "结论")),
        Field("round", "轮次", Holds.ROUND, width=110, hidden=True, set_by="add", reason="由所审的报送带出。"),
    ),
    states=(State(OPEN, "待定", Shape.EMPTY), State(SETTLED, "已定", Shape.CHECK, Tone.GREEN)),
    add_title="登记意见",
    steps=(
        Step("settle", "确定采纳", (OPEN,), SETTLED, needs=("adopted",), asks=("verdict",), right=Right.REVIEW, reason_where={"adopted": ("no", "part")}),
        Step("answer", "登记修改情况", (OPEN, SETTLED), "", needs=("answer",), says="answer"),
    ),
    rules=(
        Rule("other_unit", "意见所指的问题是报送单位的问题"),
        Rule("already_passed", "已通过的报送不再收意见"),
        Rule("no_answer", "采纳的意见要写修改情况", refuses=False),
    ),
    check=check,
    look=look,
    derive=derive,
)  # fmt: skip
