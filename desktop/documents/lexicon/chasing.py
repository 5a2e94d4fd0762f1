"""Words of warnings and reminders: what comes due, how a unit stands at half-time, how often it was reminded (papers/08, 26)."""

from datetime import date

from desktop.documents.figures import PlainRate
from desktop.documents.vocabulary import ASSERTION, COUNT, DAY, FLAG, ITEM, LEFT_OUT, PROBLEM, RATE, ZERO, Field

_COMING = (
    Field("临期数", "due_soon_count", COUNT, source="未销号、剩余天数在预警天数内，长期坚持和已有逾期的问题不在内", unit="个", level=PROBLEM, example=2),
    Field("临期具体表现数", "due_soon_instances", COUNT, LEFT_OUT, "临期的具体表现；与临期数相同则不印", "个", level=ITEM),
    Field("预警天数", "warning_days", COUNT, source="规则：20日（绿色）、10日（黄色）", unit="日", example=20),
    Field("等级", "warning_level", source="绿色／黄色（红色走督办函）", example="绿色"),
    Field("最早日期", "earliest_due_on", DAY, source="临期最早时限", example=date(2026, 9, 10)),
    Field("未自报数", "unclaimed", COUNT, LEFT_OUT, "临期中未自报完成", "个", level=PROBLEM),
    Field("待核数", "to_verify", COUNT, LEFT_OUT, "临期中已自报待核", "个", level=PROBLEM),
    Field("延期提前天数", "extension_lead_days", COUNT, LEFT_OUT, "规则：10日，来不及的取5、3、1日；当日到期的没有", "日", example=10),
    Field("曾延期", "extended_before", COUNT, LEFT_OUT, "临期中有延期记录", "个", level=PROBLEM),
)  # fmt: skip
_HALF_TIME = (
    Field("已过半", "half_passed", FLAG, LEFT_OUT, "截止日在整改期后半段", level=ASSERTION),
    Field("已期满", "period_over", FLAG, LEFT_OUT, "截止日已过期满日期", level=ASSERTION),
    Field("纳入统计数", "counted_of_unit", COUNT, LEFT_OUT, "口径内的问题；与问题总数相同则不印", "个", level=PROBLEM),
    Field("自报数", "claimed_of_unit", COUNT, ZERO, "单位自报完成", "个", level=PROBLEM, example=6),
    Field("核实数", "closed_of_unit", COUNT, ZERO, "巡察办核实销号", "个", level=PROBLEM, example=4),
    Field("单位整改率", "rate_of_unit", RATE, source="核实数除以口径内的问题数", level=PROBLEM, example=PlainRate(4, 11)),
    Field("自报均已核实", "claims_all_closed", FLAG, LEFT_OUT, "自报完成与核实销号是同一批问题", level=ASSERTION),
    Field("差数", "gap_of_unit", COUNT, ZERO, "自报完成数－核实数；不大于0时不印", "个", level=PROBLEM),
    Field("差异原因", "gap_reason", missing=LEFT_OUT, source="核实意见，经办人选自短语库", typed=True),
    Field("全县单位数", "units_of_round", COUNT, LEFT_OUT, "本轮有反馈问题的单位；只有一个的不写", "个", level="单位", example=7),
    Field("全县整改率", "rate_of_round", RATE, LEFT_OUT, "轮次合计（合并计算，非单位平均）", level=PROBLEM, example=PlainRate(26, 70)),
    Field("单位全部销号", "unit_all_closed", FLAG, LEFT_OUT, "单位未销号为零", level=ASSERTION),
    Field("未完成数", "open_of_unit", COUNT, ZERO, "口径内的问题减核实数", "个", level=PROBLEM, example=7),
    Field("未完成具体表现数", "open_instances_of_unit", COUNT, LEFT_OUT, "附件的行数；与未完成数相同则不印", "个", level=ITEM),
    Field("未完成逾期数", "open_late", COUNT, ZERO, "未完成且过期", "个", level=PROBLEM, example=1),
    Field("未完成临期数", "open_coming", COUNT, ZERO, "未完成、未过期、在临期天数内", "个", level=PROBLEM, example=2),
    Field("未完成长期数", "open_long_term", COUNT, ZERO, "未完成中长期坚持", "个", level=PROBLEM, example=1),
    Field("未完成待核数", "open_waiting", COUNT, ZERO, "自报完成、待核实而时限不在临期内", "个", level=PROBLEM),
    Field("其他数", "on_track", COUNT, ZERO, "未完成减以上各项", "个", level=PROBLEM, example=3),
    Field("临期天数", "due_soon_days", COUNT, source="规则，20日", unit="日", example=20),
    Field("提醒次数", "reminder_number", COUNT, source="发文登记簿，本次在内", unit="次", example=1),
    Field("上次提醒日期", "last_reminded_on", DAY, LEFT_OUT, "发文登记簿；首次为空"),
)  # fmt: skip

WORDS = (*_COMING, *_HALF_TIME)
