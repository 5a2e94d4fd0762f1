"""满意度测评: sheets handed out, returned, valid, and how many were satisfied (registers.md §5, page 17, M5)."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from desktop.errors import Fault
from desktop.ledgers.field import Field, Holds
from desktop.ledgers.register import Register, Rule
from desktop.rules.satisfaction import AS_USUAL, Share, share, weights_of

AUDIENCES = {one: one for one in ("班子成员", "干部职工", "服务对象", "群众代表", "其他")}
ANSWERS = ("satisfied", "basically", "dissatisfied", "unknown")


def together(surveys: Iterable[Mapping[str, Any]]) -> Share:
    """What several surveys come to, as stored, each by its own weights: the one rate of grid, papers, scores and figures."""
    return share(
        ([int(one[name] or 0) for name in ANSWERS], int(one["valid"] or 0), str(one["weights"] or ""))
        for one in surveys
    )


def check(survey: Mapping[str, Any], today: str) -> Iterator[Fault]:
    """No more came back than went out, no more were valid than came back, and the answers are all of the valid."""
    out, back, valid = (survey.get(name) or 0 for name in ("handed_out", "returned", "valid"))
    answers = sum(survey.get(name) or 0 for name in ANSWERS)
    if (survey.get("on") or "") > today:
        yield Fault("in_future", f"测评日期晚于今天 {today}。请改成今天或以前的日期。")
    if back > out:
        yield Fault("more_returned", f"收回 {back} 份多于发出 {out} 份。请核对两个数。")
    if valid > back:
        yield Fault("more_valid", f"有效 {valid} 份多于收回 {back} 份。请核对两个数。")
    if answers != valid:
        yield Fault("does_not_add_up", f"四项之和 {answers} ≠ 有效 {valid}。请核对各数。")
    if weights_of(survey.get("weights") or "") is None:
        yield Fault(
            "weights", "权重请写四个 0 到 1 的数，依次是满意、基本满意、不满意、不了解，如 1 0.8 0 0；不加权的留空。"
        )


SURVEYS = Register(
    "survey", "满意度测评", "次", "测评〔{年}〕{号}号",
    fields=(
        Field("on", "测评日期", Holds.DATE, needed=True, width=90, mm=22, heads=("日期", "时间")),
        Field("unit", "单位", Holds.UNIT, needed=True, width=120, mm=36, heads=("单位名称", "被测评单位")),
        Field("audience", "对象", Holds.CHOICE, choices=AUDIENCES, width=80, mm=20, heads=("测评对象", "对象类别")),
        Field("handed_out", "发出", Holds.INT, needed=True, width=56, mm=14, heads=("发放", "发放份数", "发出份数")),
        Field("returned", "收回", Holds.INT, needed=True, width=56, mm=14, heads=("收回份数", "回收")),
        Field("valid", "有效", Holds.INT, needed=True, width=56, mm=14, heads=("有效份数", "有效票")),
        Field("satisfied", "满意", Holds.INT, needed=True, width=56, mm=14),
        Field("basically", "基本满意", Holds.INT, needed=True, width=72, mm=16),
        Field("dissatisfied", "不满意", Holds.INT, needed=True, width=64, mm=14),
        Field("unknown", "不了解", Holds.INT, needed=True, width=64, mm=14),
        Field("rate", "满意率", width=72, mm=18, reason=f"由台账计算：{AS_USUAL}，写了权重的按权重。"),
        Field("weights", "权重", notation=True, width=90, hidden=True),
        Field("round", "轮次", Holds.ROUND, width=110, hidden=True),
    ),
    add_title="登记测评",
    rules=(
        Rule("in_future", "测评日期不晚于今天"),
        Rule("more_returned", "收回不多于发出"),
        Rule("more_valid", "有效不多于收回"),
        Rule("does_not_add_up", "满意、基本满意、不满意、不了解之和等于有效"),
        Rule("weights", "权重是四个 0 到 1 的数"),
    ),
    check=check,
    beside=True,
    summed_by="audience",
)  # fmt: skip
