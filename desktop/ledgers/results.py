"""追责与成效, 公开, 通报曝光, 专题报告: what came of an inspection (registers.md §6)."""

from collections.abc import Iterator, Mapping
from typing import Any

from desktop.errors import Fault
from desktop.ledgers.column import Shape, Tone
from desktop.ledgers.facts_that_agree import IN_FUTURE, at_most, not_ahead
from desktop.ledgers.field import Field, Holds
from desktop.ledgers.register import Register, Rule, State, Step
from desktop.rules.permissions import Right

OUTCOMES = {
    "money_recovered": "追缴资金",
    "money_repaid": "归垫资金",
    "refunded": "清退资金",
    "sanction_party": "党纪处分",
    "sanction_gov": "政务处分",
    "organisational": "组织处理",
    "admonished": "诫勉",
    "criticised": "批评教育",
    "inspected": "责令检查",
    "reminder": "提醒谈话",
    "institution": "机构职能调整",
}
OF_MONEY = frozenset({"money_recovered", "money_repaid", "refunded"})
OF_PERSONS = frozenset(OUTCOMES) - OF_MONEY - {"institution"}


def check_outcome(outcome: Mapping[str, Any], today: str) -> Iterator[Fault]:
    """Persons are never more than person-times; money has an amount, a sanction somebody."""
    yield from not_ahead(outcome, today, on="日期")
    yield from at_most(outcome, "persons_over_times", ("persons", "人数"), ("person_times", "人次"))
    if outcome.get("kind") in OF_MONEY and outcome.get("amount") is None:
        yield Fault("no_amount", "资金类成效没有写金额。请补写“金额”。")
    if outcome.get("kind") in OF_PERSONS and outcome.get("persons") is None:
        yield Fault("no_persons", "没有写人数。请补写“人数”和“人次”，两个数分别统计。")


OUTCOMES_BOOK = Register(
    "outcome", "追责与成效", "条", "成效〔{年}〕{号}号",
    fields=(
        Field("on", "日期", Holds.DATE, needed=True, width=90, mm=22, heads=("处理日期", "处分日期", "入账日期", "时间")),
        Field("unit", "单位", Holds.UNIT, needed=True, width=120, mm=38, heads=("单位名称", "被巡察单位")),
        Field("kind", "类型", Holds.CHOICE, needed=True, choices=OUTCOMES, width=96, mm=26, heads=("成效类型", "处理类型", "处理方式", "类别")),
        Field("persons", "人数", Holds.INT, width=60, mm=16, summed=True, heads=("处理人数", "处分人数")),
        Field("person_times", "人次", Holds.INT, width=60, mm=16, summed=True, heads=("处理人次",)),
        Field("amount", "金额", Holds.MONEY, width=106, mm=24, summed=True, heads=("涉及金额", "追缴金额", "清退金额")),
        Field("finding", "对应问题", Holds.FINDING, width=100, mm=26, heads=("涉及问题", "问题编号")),
        Field("person_key", "人员识别码", Holds.PERSON, internal=True, salted=True, width=110, hidden=True, heads=("姓名", "被处理人")),
        Field("round", "轮次", Holds.ROUND, width=110, hidden=True),
    ),
    add_title="登记成效",
    rules=(
        IN_FUTURE,
        Rule("persons_over_times", "人数不多于人次"),
        Rule("no_amount", "资金类成效要写金额", refuses=False),
        Rule("no_persons", "追责类要写人数", refuses=False),
    ),
    check=check_outcome,
)  # fmt: skip

NOTICE_CHANNELS = {"inner": "党内", "society": "社会"}
EXEMPT_GROUNDS = {
    "secret": "涉及国家秘密",
    "case": "涉及未公开的案件",
    "media": "可能引发舆情",
    "incident": "可能引发群体事件",
    "other": "其他敏感事项",
}


def check_notice(notice: Mapping[str, Any], today: str) -> Iterator[Fault]:
    """What is published has its day; what is not has a ground and somebody who agreed."""
    yield from not_ahead(notice, today, published_on="公开日期")
    exempt, approved = notice.get("exempt_ground"), notice.get("approved_by")
    if exempt and notice.get("published_on"):
        yield Fault("published_though_exempt", "既写了公开日期，又写了不公开的理由。请留下其中一项。")
    if exempt and not approved:
        yield Fault("not_approved", "不公开要经批准。请填写“批准人”。")
    if notice.get("state") == "published" and not exempt and not notice.get("published_on"):
        yield Fault("no_day", "没有公开日期，也没有不公开的理由。请填写其中一项。")


PUBLIC_NOTICES = Register(
    "public_notice", "公开", "次", "公开〔{年}〕{号}号",
    fields=(
        Field("unit", "单位", Holds.UNIT, needed=True, width=120, mm=40, heads=("单位名称", "公开单位")),
        Field("channel", "范围", Holds.CHOICE, choices=NOTICE_CHANNELS, width=64, mm=16, heads=("公开范围", "公开方式", "渠道")),
        Field("due_on", "应公开日期", Holds.DATE, deadline=True, width=96, mm=24, heads=("公开期限",)),
        Field("published_on", "公开日期", Holds.DATE, width=90, mm=22, heads=("公开时间", "日期")),
        Field("place", "公开载体", width=140, mm=44, heads=("载体", "公开渠道", "公开位置")),
        Field("exempt_ground", "不公开理由", Holds.CHOICE, choices=EXEMPT_GROUNDS, width=120, mm=34, heads=("不公开事由", "例外事由")),
        Field("approved_by", "批准人", width=96, mm=24, heads=("审批人", "批准")),
        Field("file", "公开稿", Holds.FILE, width=120, hidden=True),
        Field("round", "轮次", Holds.ROUND, needed=True, width=120, mm=36),
    ),
    states=(State("open", "待公开", Shape.EMPTY), State("published", "已办理", Shape.CHECK, Tone.GREEN)),
    add_title="登记公开",
    steps=(
        Step("publish", "登记公开", ("open",), "published", asks=("published_on", "place", "exempt_ground", "approved_by"), right=Right.REVIEW),
    ),
    rules=(
        IN_FUTURE,
        Rule("published_though_exempt", "已公开的不写不公开理由", refuses=False),
        Rule("not_approved", "不公开要写明批准人"),
        Rule("no_day", "办理公开要有公开日期或不公开理由"),
    ),
    check=check_notice,
    by_step=("exempt_ground",),
    told_by_day=True,
)  # fmt: skip


def check_exposure(exposure: Mapping[str, Any], today: str) -> Iterator[Fault]:
    """It was made, and is about something."""
    yield from not_ahead(exposure, today, on="通报日期")
    if not exposure.get("findings"):
        yield Fault("no_findings", "没有写明通报的是哪些问题。请补选“涉及问题”。")


EXPOSURES = Register(
    "exposure", "通报曝光", "次", "曝光〔{年}〕{号}号",
    fields=(
        Field("on", "通报日期", Holds.DATE, needed=True, width=90, mm=24, heads=("日期", "曝光日期", "时间")),
        Field("channel", "通报渠道", width=140, mm=50, heads=("渠道", "方式", "曝光渠道", "载体")),
        Field("findings", "涉及问题", Holds.FINDINGS, width=200, mm=60, heads=("问题编号", "对应问题")),
        Field("unit", "单位", Holds.UNIT, width=120, mm=40, heads=("单位名称", "被通报单位")),
        Field("round", "轮次", Holds.ROUND, width=120, mm=40),
    ),
    add_title="登记通报",
    rules=(IN_FUTURE, Rule("no_findings", "通报要写明涉及的问题", refuses=False)),
    check=check_exposure,
)  # fmt: skip


def check_special_report(report: Mapping[str, Any], today: str) -> Iterator[Fault]:
    """It went out, and its letter stands beside it."""
    yield from not_ahead(report, today, on="报送日期")
    if report.get("items_adopted") and not report.get("letter"):
        yield Fault("no_letter", "写了采纳条数，没有写对应的文书。请补选“文书”，或登记为发文。")


SPECIAL_REPORTS = Register(
    "special_report", "专题报告", "份", "专报〔{年}〕{号}号",
    fields=(
        Field("title", "题目", needed=True, width=260, mm=80, wrap=True, heads=("标题", "报告名称", "名称")),
        Field("to", "报送", needed=True, width=140, mm=40, heads=("报送对象", "主送", "报送单位")),
        Field("on", "报送日期", Holds.DATE, needed=True, width=90, mm=24, heads=("日期", "报送时间")),
        Field("letter", "文书", Holds.LETTER, width=150, mm=40, heads=("文号",)),
        Field("findings", "涉及问题", Holds.FINDINGS, width=120, mm=30, heads=("问题编号",)),
        Field("items_adopted", "采纳条数", Holds.INT, width=76, mm=18, summed=True, heads=("采纳建议数",)),
        Field("round", "轮次", Holds.ROUND, width=120, mm=36),
    ),
    add_title="登记专题报告",
    rules=(IN_FUTURE, Rule("no_letter", "采纳条数要有对应的文书", refuses=False)),
    check=check_special_report,
)  # fmt: skip
