"""抽样: which units and findings are visited again, drawn from a frame by a seed that two people spoke (registers.md §5, page 13, M10)."""

from collections.abc import Iterator, Mapping
from typing import Any

from desktop.errors import Fault
from desktop.ledgers.column import Shape, Tone
from desktop.ledgers.field import Field, Holds
from desktop.ledgers.register import Register, Rule, State, Step
from desktop.rules.draws import STEPS_IN_WORDS
from desktop.rules.permissions import Right

PURPOSES = {"follow_up": "回访督查", "mid_term": "中期", "look_back": "回头看"}
DRAWN, LOCKED, REPLACED = "drawn", "locked", "replaced"
TWO_DIGITS = "种子要两位数字，由两个人各报一位。"
SHARES = {one: one for one in ("1/3", "2/5", "1/2", "3/5", "2/3", "3/4", "1/4", "1/5", "1")}
DIGITS = {one: one for one in "0123456789"}
_COMPUTED = "抽取时由台账填入。"
_SEALED = "锁定后由台账填入，锁定前只有抽取人能在抽样页看到；不进导出的文件。"


def check(draw: Mapping[str, Any], today: str) -> Iterator[Fault]:
    """Two digits spoken by two people; nothing left out without a reason and a witness; nothing drawn ahead of its day."""
    digits = [draw.get("seed_digits_a") or "", draw.get("seed_digits_b") or ""]
    given = [one for one in digits if one]
    if len(given) == 1:
        yield Fault("two_digits", TWO_DIGITS)
    speakers = [draw.get("spoken_by_a") or "", draw.get("spoken_by_b") or ""]
    if speakers[0] and speakers[0] == speakers[1]:
        yield Fault("two_digits", TWO_DIGITS)
    if given and not all(speakers):
        yield Fault("no_speakers", "没有写明两位数字由谁报出。请补写报数人，其中一人来自本办以外。")
    if draw.get("excluded") and not (draw.get("excluded_reason") and draw.get("supervisor")):
        yield Fault("unexplained", "事先排除的问题要写理由和监督人。请补写，或不排除。")
    if (draw.get("seed_date") or "") > today or (draw.get("as_of") or "") > today:
        yield Fault("in_future", f"抽样日期、截至日不能晚于今天 {today}。请核对日期。")
    if draw.get("state") == LOCKED and not draw.get("checked_by"):
        yield Fault("not_redrawn", "锁定了，但没有第二人重抽核对。请由另一人按种子重抽，核对结果校验码。")


DRAWS = Register(
    "draw", "抽样", "次", "抽样〔{年}〕{号}号",
    fields=(
        Field("seed_date", "抽样日期", Holds.DATE, width=90, mm=22, heads=("日期",)),
        Field("round", "轮次", Holds.ROUND, needed=True, width=150, mm=36),
        Field("purpose", "用途", Holds.CHOICE, choices=PURPOSES, width=80, mm=20),
        Field("share", "比例", Holds.CHOICE, choices=SHARES, width=56, mm=14, heads=("抽样比例",)),
        Field("as_of", "截至", Holds.DATE, width=90, mm=22, heads=("截至日",)),
        Field("seed_digits_a", "第一位数字", Holds.CHOICE, choices=DIGITS, width=70, hidden=True),
        Field("spoken_by_a", "第一位报数人", Holds.PERSON, width=90, hidden=True),
        Field("seed_digits_b", "第二位数字", Holds.CHOICE, choices=DIGITS, width=70, hidden=True),
        Field("spoken_by_b", "第二位报数人", Holds.PERSON, width=90, hidden=True),
        Field("seed", "种子", width=96, mm=24, heads=("抽样种子",)),
        Field("excluded", "事先排除", Holds.FINDINGS, width=110, hidden=True),
        Field("excluded_reason", "排除理由", Holds.LONG, width=140, hidden=True),
        Field("supervisor", "监督人", Holds.PERSON, width=80, hidden=True),
        Field("units_drawn", "抽中单位", Holds.INT, width=70, mm=16, reason=_COMPUTED),
        Field("units_of", "名单单位", Holds.INT, width=70, mm=16, reason=_COMPUTED),
        Field("findings_drawn", "抽中问题数", Holds.INT, width=80, mm=18, reason=_COMPUTED),
        Field("findings_of", "名单问题数", Holds.INT, width=80, mm=18, reason=_COMPUTED),
        Field("frame_sha256", "名单校验码", width=130, reason=_COMPUTED, hidden=True),
        Field("result_sha256", "结果校验码", width=130, reason=_COMPUTED, hidden=True),
        Field("drawn_at", "抽取时间", width=120, reason=_COMPUTED),
        Field("checked_by", "重抽核对人", Holds.PERSON, width=90, mm=20, set_by="第二人重抽核对"),
        Field("units", "抽中单位和问题", Holds.LONG, width=200, reason=_SEALED, hidden=True, internal=True),
        Field("findings", "抽中问题", Holds.FINDINGS, width=140, reason=_SEALED, hidden=True, internal=True),
        Field("former", "以往抽样", Holds.LONG, width=120, reason=_COMPUTED, hidden=True),
        Field("frame", "抽样名单", Holds.LONG, width=200, reason=_COMPUTED, hidden=True),
    ),
    states=(
        State(DRAWN, "已抽取", Shape.DOT, Tone.AMBER),
        State(LOCKED, "已锁定", Shape.CHECK, Tone.GREEN),
        State(REPLACED, "已作废", Shape.SLASH),
    ),
    add_right=Right.REVIEW,
    fixed=True,
    sheet_inside=("units", "findings"),
    add_title="新抽样",
    steps=(
        Step("lock", "锁定", (DRAWN,), LOCKED, right=Right.REVIEW, final=True),
        Step("replace", "作废另抽", (DRAWN, LOCKED), REPLACED, right=Right.REVIEW, reason=True, final=True),
        Step("check", "第二人重抽核对", (DRAWN, LOCKED), "", needs=("seed",), other=True),
    ),
    rules=(
        Rule("two_digits", "种子要两位数字，由两个人各报一位"),
        Rule("no_speakers", "要写明两位数字由谁报出", refuses=False),
        Rule("unexplained", "事先排除要写理由和监督人"),
        Rule("in_future", "抽样日期、截至日不晚于今天"),
        Rule("not_redrawn", "锁定的抽样要由第二人重抽核对", refuses=False),
        Rule("same_draw", "一个轮次一种用途只有一次有效的抽样，另抽先写明理由作废"),
        Rule("frame_changed", "名单在抽取后变了的不能锁定"),
        Rule("not_the_same", "重抽核对由抽取人以外的人做，结果校验码要相同"),
        Rule("sealed", "抽样抽取后不改、不入回收站，锁定后不撤销"),
    ),
    check=check,
    sheet_words=(("抽样方法", "\n".join(STEPS_IN_WORDS)),),
    signatures=("抽样人", "复核人", "监督人"),
)  # fmt: skip
