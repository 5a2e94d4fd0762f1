"""Words of the monthly account of a round: what changed since the end of the month before, what is late, what comes due (papers/index, rule 14)."""

from datetime import date

from desktop.documents.figures import PlainRate
from desktop.documents.vocabulary import ASSERTION, COUNT, DAY, FLAG, LEFT_OUT, LIST, PROBLEM, RATE, ZERO, Field

_UNIT_ROWS = (
    Field("单位", "unit_short", source="机关简称", example="县农业农村局"),
    Field("总数", "finding_count", COUNT, source="截止日口径分母", unit="个", level=PROBLEM, example=11),
    Field("销号", "closed_out", COUNT, ZERO, "核实销号", "个", level=PROBLEM, example=9),
    Field("整改率", "rate", RATE, source="销号除以总数", example=PlainRate(9, 11)),
    Field("未销", "open_count", COUNT, ZERO, "总数减销号", "个", level=PROBLEM, example=2),
    Field("本月销号", "closed_this_month", COUNT, ZERO, "本月核实销号", "个", level=PROBLEM, example=2),
    Field("本月反弹", "reopened_this_month", COUNT, ZERO, "本月反弹、重新打开", "个", level=PROBLEM, example=0),
    Field("逾期", "overdue", COUNT, ZERO, "未销中逾期", "个", level=PROBLEM, example=1),
    Field("下月到期", "due_next_month", COUNT, ZERO, "下一个自然月到期，已有逾期的问题不在内", "个", level=PROBLEM, example=1),
)  # fmt: skip
_CHANGE = (
    Field("事项", "cause", source="上月末、各项事由、截止日", example="核实销号"),
    Field("问题数", "findings", COUNT, LEFT_OUT, "当日的问题数，或增减", "个", level=PROBLEM),
    Field("销号", "closed_out", COUNT, LEFT_OUT, "当日的核实销号数，或增减", "个", level=PROBLEM),
)  # fmt: skip
_LISTED = (
    Field("情形", "why", source="反弹、逾期、下月到期", example="逾期"),
    Field("单位", "unit_short", source="机关简称", example="县农业农村局"),
    Field("编号", "number", source="永久编号", example="06-01-002"),
    Field("表现", "text", source="问题表现", example="高标准农田建设推进偏慢"),
    Field("时限", "due_on", DAY, LEFT_OUT, "现定时限", example=date(2026, 9, 10)),
    Field("逾期天数", "days_overdue", COUNT, LEFT_OUT, "截止日减现定时限", "天", example=20),
    Field("领导", "responsible_leader", missing=LEFT_OUT, source="责任领导", example="周柏川"),
)  # fmt: skip

WORDS = (
    Field("上月末", "former_month_end", DAY, source="截止日所在月的上一个月最后一天", example=date(2026, 8, 31)),
    Field("下月末", "next_month_end", DAY, source="截止日所在月的下一个月最后一天", example=date(2026, 10, 31)),
    Field("上月整改率", "former_rate", RATE, LEFT_OUT, "上月末的整改率，同一口径", level=PROBLEM),
    Field("本月销号", "closed_this_month", COUNT, ZERO, "上月末以后核实销号", "个", level=PROBLEM, example=2),
    Field("本月反弹", "reopened_this_month", COUNT, ZERO, "上月末以后反弹、重新打开", "个", level=PROBLEM, example=0),
    Field("本月没有销号", "none_closed_this_month", FLAG, LEFT_OUT, "上月末以后没有核实销号", level=ASSERTION),
    Field("没有反弹", "none_reopened_this_month", FLAG, LEFT_OUT, "上月末以后没有反弹、重新打开", level=ASSERTION),
    Field("变化表", "month_changes", LIST, LEFT_OUT, "上月末到截止日逐项变动，各项之和等于总变化", items=_CHANGE),
    Field("下月到期", "due_next_month", COUNT, ZERO, "下一个自然月到期，已有逾期的问题和长期坚持的不在内", "个", level=PROBLEM, example=1),
    Field("下月到期单位", "units_due_next_month", LIST, LEFT_OUT, "下月有到期问题的单位"),
    Field("没有下月到期", "none_due_next_month", FLAG, LEFT_OUT, "下月没有到期的问题", level=ASSERTION),
    Field("本月余下到期", "due_rest_of_month", COUNT, LEFT_OUT, "截止日以后、本月以内到期", "个", level=PROBLEM),
    Field("下月复查", "reviewed_next_month", COUNT, LEFT_OUT, "长期坚持的问题中下月复查", "个", level=PROBLEM),
    Field("月报单位表", "month_units", LIST, source="逐单位，按名册次序", items=_UNIT_ROWS),
    Field("重点问题清单", "pressing_findings", LIST, LEFT_OUT, "反弹、逾期、下月到期的问题，逐条列", items=_LISTED),
)  # fmt: skip
