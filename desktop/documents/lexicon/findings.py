"""Words of findings: one row of a list with every column a paper may want, and the counts over a paper's findings."""

from datetime import date

from desktop.documents.vocabulary import (
    ASSERTION,
    COUNT,
    DAY,
    FLAG,
    ITEM,
    LEFT_OUT,
    LIST,
    MARKED,
    MONEY,
    PROBLEM,
    Field,
)

_INSTANCES = Field("具体表现", "instances", LIST, LEFT_OUT, "同一问题下的具体表现，各带编号", items=(
    Field("编号", "number", source="永久编号", example="06-03-004"),
    Field("表现", "text", source="问题描述", example="接待清单有4份没有签字"),
))  # fmt: skip
COLUMNS = (
    Field("编号", "number", source="问题永久编号；结转的用原编号", example="06-03-004"),
    Field("类别", "category", source="二级分类", example="资金管理"),
    Field("单位", "unit", source="单位简称；脱名的印单位类别", example="县住房和城乡建设局党组"),
    Field("责任层级", "level", missing=LEFT_OUT, source="乡镇／村／乡镇和村（镇村共管的清单）", example="村"),
    Field("表现", "text", source="问题描述（事实）", example="老旧小区改造结余资金96.5万元未清理"),
    _INSTANCES,
    Field("性质", "term_kind", source="立行立改／限期整改／长期坚持", example="限期整改"),
    Field("要求", "requirement", missing=LEFT_OUT, source="整改要求；空则“限期整改并报结果”", example="查清原因，完善制度"),
    Field("时限", "due_on", DAY, source="整改时限；长期坚持印复查日期", example=date(2026, 9, 10)),
    Field("原时限", "first_due_on", DAY, source="首次时限", example=date(2026, 9, 10)),
    Field("现时限", "due_now_on", DAY, LEFT_OUT, "现在管用的时限：延期的印延期后的，长期坚持印复查日期；与原时限相同则为空"),
    Field("延期", "extended", FLAG, LEFT_OUT, "现时限是经批准延期而来"),
    Field("逾期天数", "overdue_days", COUNT, LEFT_OUT, "截止日减现定（无则原定）时限", unit="日", example=20),
    Field("剩余", "days_left", COUNT, LEFT_OUT, "时限减截止日期；已逾期、长期坚持的没有", "日", example=20),
    Field("天数", "days", missing=LEFT_OUT, source="剩余天数，逾期的印“逾N”", example="15"),
    Field("进度", "standing", source="逾期、临期、长期坚持、待核实或推进（截止日）", example="临期"),
    Field("金额", "amount_yuan", MONEY, LEFT_OUT, "涉及金额，以元存，印万元", "元", example=965000),
    Field("自报", "claim", missing=MARKED, source="单位自报；退回的印“完成（未认定）”", example="推进"),
    Field("核实", "verdict", missing=MARKED, source="办公室认定", example="未完成"),
    Field("状态", "status", missing=MARKED, source="整改状态（截止日）", example="推进中"),
    Field("分项", "part", source="未销分项，依次归类，先中先得", example="逾期"),
    Field("领导", "leader", missing=MARKED, source="责任领导", example="周柏川"),
    Field("责任人", "owner", missing=LEFT_OUT, source="责任人", example="沈叙言"),
    Field("下步", "next", missing=LEFT_OUT, source="经办人", typed=True, example="10月底前补齐凭证"),
)  # fmt: skip

WORDS = (
    Field("问题清单", "findings", LIST, source="本件的问题行，一行一个问题；行数等于问题数", items=COLUMNS),
    Field("问题编号", "finding_numbers", LIST, LEFT_OUT, "涉及的问题，永久编号", example=("06-03-004", "06-03-007")),
    Field("问题总数", "finding_count", COUNT, source="该单位在册的问题（上级问题；无上级的按本条计）", unit="个", level=PROBLEM, example=12),
    Field("具体表现数", "instance_count", COUNT, LEFT_OUT, "在册的具体表现；与问题数相同则不印", "个", level=ITEM),
    Field("问题数", "chosen_count", COUNT, source="本件所附的问题", unit="个", level=PROBLEM, example=2),
    Field("所附具体表现数", "chosen_instances", COUNT, LEFT_OUT, "本件所附的具体表现；与问题数相同则不印", "个", level=ITEM),
    Field("往轮问题数", "earlier_finding_count", COUNT, LEFT_OUT, "所附问题中以往轮次的", "个", level=PROBLEM),
    Field("涉及金额", "amount_yuan", MONEY, LEFT_OUT, "所附问题涉及金额之和", "元", example=1268000),
    Field("入反馈数", "in_feedback", COUNT, source="“写入反馈意见”为是；未标的按是", unit="个", level=PROBLEM, example=3),
    Field("清单另列数", "listed_only_count", COUNT, LEFT_OUT, "问题总数减入反馈数", "个", level=PROBLEM),
    Field("立行立改数", "immediate_count", COUNT, LEFT_OUT, "整改性质为立行立改", "个", level=PROBLEM),
    Field("结转数", "carried_over", COUNT, LEFT_OUT, "结转记录", "个", level=PROBLEM),
    Field("镇村共管", "shared_with_villages", FLAG, LEFT_OUT, "单位类别为乡镇且有村级问题"),
    Field("逾期数", "overdue_count", COUNT, source="逾期的问题", unit="个", level=PROBLEM, example=2),
    Field("逾期具体表现数", "overdue_instances", COUNT, LEFT_OUT, "逾期的具体表现；与逾期数相同则不印", "个", level=ITEM),
    Field("最长逾期天数", "longest_overdue_days", COUNT, source="截止日减现定（无则原定）时限", unit="日", example=20),
    Field("延期次数", "extensions", COUNT, LEFT_OUT, "逾期问题中延期最多的一个的次数", "次"),
    Field("自报完成数", "claimed_count", COUNT, LEFT_OUT, "逾期问题中最后一次自报完成后被不予认定的个数", "个", level=PROBLEM),
    Field("不认定原因", "refused_reasons", LIST, MARKED, "核实意见短语", typed=True, when="自报完成数"),
    Field("没有进展", "no_progress", FLAG, LEFT_OUT, "首次提醒、督办之后所列问题没有一条新的自报、认定", level=ASSERTION),
    Field("责任领导", "responsible_leader", missing=LEFT_OUT, source="问题的责任领导（同一人时写出）"),
)  # fmt: skip
