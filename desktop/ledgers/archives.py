"""归档: a round on its way into the archive: checked, packed, handed over, cleared (registers.md §9, S6; ux/pages.md §25)."""

from collections.abc import Iterator, Mapping
from typing import Any

from desktop.errors import Fault
from desktop.ledgers.column import Shape, Tone
from desktop.ledgers.facts_that_agree import IN_FUTURE, not_ahead
from desktop.ledgers.field import Field, Holds
from desktop.ledgers.register import Register, Rule, State, Step
from desktop.rules.permissions import Right

CHECKED, FORCED, PACKED, HANDED, WIPED = "checked", "forced", "packed", "handed", "wiped"
_BY_PACKING = "生成归档包时由台账填入。"


def reasons_of(text: str) -> dict[str, str]:
    """What was said of each open check: its words → why; a line each, 检查：理由."""
    lines = (line.replace(":", "：", 1).partition("：") for line in text.splitlines() if line.strip())
    return {words.strip(): reason.strip() for words, _colon, reason in lines}


def check(archive: Mapping[str, Any], today: str) -> Iterator[Fault]:
    """Nothing ahead of its day; every line of the reasons names a check and says why."""
    yield from not_ahead(archive, today, checked_on="检查日期", handed_on="移交日期")
    if (archive.get("handed_on") or "9999") < str(archive.get("checked_on") or ""):
        yield Fault("handed_before", f"移交日期早于检查日期 {archive['checked_on']}。请核对。")
    if bare := [words for words, reason in reasons_of(str(archive.get("reasons") or "")).items() if not reason]:
        yield Fault("no_reason_said", f"缺件理由没有写全：{'、'.join(bare)}。每项未通过的检查一行，写“检查：理由”。")


ARCHIVES = Register(
    "archive", "归档", "次", "归档〔{年}〕{号}号",
    fields=(
        Field("checked_on", "检查日期", Holds.DATE, needed=True, width=90, mm=24, heads=("日期",)),
        Field("round", "轮次", Holds.ROUND, needed=True, width=170, mm=50),
        Field("reasons", "缺件理由", Holds.LONG, width=220, mm=70, heads=("强行归档理由",)),
        Field("package_file", "归档包", width=170, mm=50, reason=_BY_PACKING),
        Field("package_sha256", "包校验值", width=140, reason=_BY_PACKING, hidden=True),
        Field("package_files", "包内文件", Holds.INT, width=76, mm=18, reason=_BY_PACKING),
        Field("handed_on", "移交日期", Holds.DATE, width=90, mm=24),
        Field("receiver", "接收方", width=130, mm=36, heads=("接收部门",)),
    ),
    states=(
        State(CHECKED, "已检查", Shape.DOT, Tone.AMBER),
        State(FORCED, "强行归档", Shape.DIAMOND, Tone.AMBER),
        State(PACKED, "已成包", Shape.DOT, Tone.GREEN),
        State(HANDED, "已移交", Shape.CHECK, Tone.GREEN),
        State(WIPED, "已清除", Shape.SLASH),
    ),
    steps=(
        Step("force", "强行归档", (CHECKED,), FORCED, needs=("reasons",), right=Right.REVIEW),
        Step("pack", "生成归档包", (CHECKED, FORCED, PACKED, HANDED), PACKED, right=Right.REVIEW, final=True,
             within="由“归档与结转”的“生成归档包”（命令 archive --pack）写出、重新打开核对后登记"),
        Step(
            "hand_over", "登记移交", (PACKED,), HANDED, needs=("receiver",), right=Right.REVIEW, dated_by="handed_on",
            final=True,
        ),
        Step("wipe", "清除本轮", (HANDED,), WIPED, right=Right.MANAGE, final=True,
             within="由“归档与结转”的“清除本轮”（命令 archive --wipe）两人同办"),
    ),
    add_title="登记归档检查",
    add_right=Right.REVIEW,
    fixed=True,
    rules=(
        IN_FUTURE,
        Rule("handed_before", "移交不早于检查"),
        Rule("no_reason_said", "缺件理由一行一项，写“检查：理由”", refuses=False),
        Rule("archived_twice", "一个轮次只有一次归档，另办先把没有成包的移入回收站"),
        Rule("not_through", "检查未通过又没有写理由的不能成包"),
        Rule("no_package", "归档包由台账写出、重新打开核对后登记，不能只改状态"),
        Rule("not_wiped", "清除由两人同办，归档包重新打开核对相符后才清除"),
    ),
    check=check,
)  # fmt: skip
