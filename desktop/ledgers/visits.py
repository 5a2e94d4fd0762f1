"""督查 and 核查: a visit to a drawn unit with its grade, and what was found there of each finding (registers.md §5, page 13b, M9, M10)."""

from collections.abc import Iterator, Mapping
from typing import Any

from desktop.errors import Fault
from desktop.ledgers.column import Shape, Tone
from desktop.ledgers.field import Field, Holds
from desktop.ledgers.register import Register, Rule, State, Step
from desktop.rules.permissions import Right

GRADES = {one: one for one in ("好", "中", "差")}
WAYS = {one: one for one in ("听", "查", "看", "问", "访")}
TRUE, PARTLY, FALSE = "true", "partly", "false"
FOUND = {TRUE: "属实", PARTLY: "部分属实", FALSE: "不属实"}
DONE, WAITING, REOPENED = "done", "waiting_review", "reopened"


def check_visit(visit: Mapping[str, Any], today: str) -> Iterator[Fault]:
    """A visit took place, begins before it ends, and asks for something after it."""
    on, first, last = visit.get("on") or "", visit.get("from") or "", visit.get("to") or ""
    if max(on, first) > today:
        yield Fault("in_future", f"督查日期晚于今天 {today}。请改成今天或以前的日期。")
    if first and last and last < first:
        yield Fault("ends_before", f"结束日期 {last} 早于开始日期 {first}。请核对两个日期。")
    if on and (visit.get("deadline") or on) < on:
        yield Fault("due_before_visit", f"整改期限 {visit['deadline']} 早于督查日期 {on}。请核对两个日期。")


def check_check(found: Mapping[str, Any], today: str) -> Iterator[Fault]:
    """What is said to be true was looked into in some way; what is not says what was found."""
    if (found.get("on") or "") > today:
        yield Fault("in_future", f"核查日期晚于今天 {today}。请改成今天或以前的日期。")
    if found.get("found") == TRUE and not found.get("ways"):
        yield Fault("no_ways", "没有勾选任何方式，不能记“属实”。请在听、查、看、问、访中至少勾选一种。")
    if found.get("found") in (FALSE, PARTLY) and not found.get("text"):
        yield Fault("no_text", f"记“{FOUND[found['found']]}”要写核查情况。请补写。")


VISITS = Register(
    "visit", "督查", "次", "督查〔{年}〕{号}号",
    fields=(
        Field("on", "督查日期", Holds.DATE, needed=True, width=90, mm=22, heads=("日期", "回访日期")),
        Field("unit", "单位", Holds.UNIT, needed=True, width=120, mm=36, heads=("被督查单位", "单位名称")),
        Field("draw", "抽样", Holds.RECORD, of="draw", width=120, mm=30, heads=("抽样号",)),
        Field("team", "督查组", width=100, mm=26, heads=("回访组",)),
        Field("people", "督查人员", Holds.PERSON, width=110, mm=28),
        Field("from", "开始日期", Holds.DATE, width=90, hidden=True, heads=("进驻日期",)),
        Field("to", "结束日期", Holds.DATE, width=90, hidden=True, heads=("离开日期",)),
        Field("talks", "谈话次数", Holds.INT, width=70, mm=14, heads=("谈话",)),
        Field("visits", "走访次数", Holds.INT, width=70, mm=14, heads=("走访",)),
        Field("grade", "回访等次", Holds.CHOICE, choices=GRADES, width=80, mm=18, right=Right.REVIEW, heads=("等次",)),
        Field("grade_reason", "等次理由", Holds.LONG, width=160, mm=44),
        Field("deadline", "整改期限", Holds.DATE, deadline=True, width=90, mm=22),
        Field("round", "轮次", Holds.ROUND, width=110, hidden=True),
    ),
    states=(State("open", "督查中", Shape.EMPTY), State("graded", "已评等次", Shape.CHECK, Tone.GREEN)),
    add_title="登记督查",
    steps=(Step("grade", "评定等次", ("open", "graded"), "graded", needs=("grade",), asks=("grade_reason",), right=Right.REVIEW),),
    rules=(
        Rule("in_future", "督查日期不晚于今天"),
        Rule("ends_before", "结束日期不早于开始日期"),
        Rule("due_before_visit", "整改期限不早于督查日期"),
        Rule("draw_not_locked", "督查所依据的抽样要已锁定"),
    ),
    check=check_visit,
    by_step=("grade",),
)  # fmt: skip

CHECKS = Register(
    "check", "核查", "条", "核查〔{年}〕{号}号",
    fields=(
        Field("on", "核查日期", Holds.DATE, width=90, mm=22, heads=("日期",)),
        Field("visit", "督查", Holds.RECORD, of="visit", needed=True, width=120, mm=28, heads=("督查号",)),
        Field("unit", "单位", Holds.UNIT, width=110, mm=32, reason="由所属督查填入。"),
        Field("finding", "问题", Holds.FINDING, needed=True, width=96, mm=24, heads=("问题编号",)),
        Field("claimed", "自报", width=80, mm=18, reason="核查时的单位自报状态，由台账填入。"),
        Field("stood", "认定", width=80, mm=18, reason="核查时的认定状态，由台账填入。"),
        Field("ways", "核查方式", Holds.CHOICE, choices=WAYS, many=True, width=90, mm=22, heads=("方式", "听查看问访")),
        Field("found", "是否属实", Holds.CHOICE, needed=True, choices=FOUND, width=80, mm=18, heads=("核查结果",)),
        Field("text", "核查情况", Holds.LONG, width=240, mm=70, heads=("情况",)),
        Field("new_problem", "新发现", Holds.LONG, width=160, hidden=True, heads=("新发现的问题",)),
        Field("people_asked", "询问人数", Holds.INT, width=70, hidden=True),
        Field("round", "轮次", Holds.ROUND, width=110, hidden=True),
    ),
    states=(
        State(DONE, "已核", Shape.CHECK, Tone.GREEN),
        State(WAITING, "不属实（待审）", Shape.TRIANGLE, Tone.AMBER),
        State(REOPENED, "不属实（已重开）", Shape.CROSS, Tone.RED),
    ),
    add_title="登记核查",
    steps=(
        Step("reopen", "重新打开，记虚假销号", (WAITING,), REOPENED, right=Right.REVIEW, reason=True),
        Step("keep", "维持认定", (WAITING,), DONE, right=Right.REVIEW, reason=True),
    ),
    rules=(
        Rule("in_future", "核查日期不晚于今天"),
        Rule("no_ways", "记“属实”要勾选核查方式"),
        Rule("no_text", "记“不属实”“部分属实”要写核查情况", refuses=False),
        Rule("other_unit", "核查的问题属于所督查的单位"),
        Rule("checked_twice", "一次督查中一条问题只核查一次"),
    ),
    check=check_check,
)  # fmt: skip
