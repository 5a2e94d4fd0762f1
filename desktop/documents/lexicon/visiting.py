"""Words of the account of a visit to what was drawn: counts, shares, grades and the table of units (papers/16)."""

from datetime import date

from desktop.documents.figures import PlainRate
from desktop.documents.vocabulary import ASSERTION, COUNT, DAY, FLAG, LEFT_OUT, LIST, PROBLEM, RATE, ZERO, Field

WORDS = (
    Field("督查起", "visited_from", DAY, source="督查台账：最早的开始日期", example=date(2026, 10, 19)),
    Field("督查止", "visited_to", DAY, source="督查台账：最晚的结束日期", example=date(2026, 10, 30)),
    Field("抽单位", "units_drawn", COUNT, source="督查台账：有核查的单位", unit="个", level="单位", example=2),
    Field("抽问题", "findings_drawn", COUNT, source="核查台账：核查的问题", unit="个", level=PROBLEM, example=12),
    Field("单位比例", "unit_share", RATE, source="抽查单位除以抽样名单的单位", example=PlainRate(2, 5)),
    Field("问题比例", "finding_share", RATE, source="抽查问题除以抽样名单的问题", example=PlainRate(12, 30)),
    Field("属实", "confirmed", COUNT, ZERO, "核查台账：属实", "个", level=PROBLEM, example=11),
    Field("属实率", "confirmed_rate", RATE, source="属实除以抽查问题", example=PlainRate(11, 12)),
    Field("不到位", "not_confirmed", COUNT, LEFT_OUT, "抽查问题减属实", "个", level=PROBLEM),
    Field("核查重开数", "opened_again", COUNT, LEFT_OUT, "核查台账：不属实（已重开）", "个", level=PROBLEM),
    Field("没有不属实", "none_untrue", FLAG, LEFT_OUT, "核查的问题个个属实", level=ASSERTION),
    Field("回访满意率", "satisfaction_of_visits", RATE, LEFT_OUT, "满意度测评台账：满意、基本满意之和除以有效"),
    Field("等次汇总", "grades", LIST, source="督查台账：各等次的单位", items=(
        Field("名称", "name", source="等次", example="好"),
        Field("单位", "units", LIST, source="机关简称", example=("云溪镇",)),
    )),
    Field("结果表", "results", LIST, source="逐单位，按等次排列", items=(
        Field("等次", "grade", source="回访等次；没有评定的先在督查台账评定", example="好"),
        Field("单位", "unit_short", source="机关简称", example="云溪镇"),
        Field("抽", "drawn", COUNT, source="核查的问题", unit="个", level=PROBLEM, example=8),
        Field("到位", "confirmed", COUNT, ZERO, "属实", "个", level=PROBLEM, example=8),
        Field("到位率", "rate", RATE, source="到位除以抽", example=PlainRate(8, 8)),
        Field("自报", "claimed", COUNT, ZERO, "核查时自报完成", "个", level=PROBLEM, example=8),
        Field("部分", "partly", COUNT, ZERO, "自报完成而部分属实", "个", level=PROBLEM, example=0),
        Field("不实", "untrue", COUNT, ZERO, "自报完成而不属实", "个", level=PROBLEM, example=0),
        Field("推进", "under_way", COUNT, ZERO, "没有自报完成、核查也不属实", "个", level=PROBLEM, example=0),
        Field("满意率", "satisfaction", RATE, LEFT_OUT, "该单位的满意度测评"),
    )),
    Field("典型", "good", LIST, LEFT_OUT, "经办人撰写", typed=True, items=(
        Field("单位", "unit", source="经办人", example="云溪镇"),
        Field("做法", "what_it_did", source="经办人，须含数据", example="合同备案实行清单审查，抽查8个问题全部到位"),
    )),
    Field("督查问题", "visit_problems", LIST, LEFT_OUT, "经办人撰写", typed=True, items=(
        Field("标题", "heading", source="经办人", example="以材料代替结果"),
        Field("事实", "facts", source="经办人", example="1个问题自报完成而现场未落实"),
    )),
    Field("督查要求", "visit_requirements", LIST, source="经办人撰写，短语库可选", typed=True, example=("对照自查", "12月15日前报送自查结果")),
    Field("点名单位", "named_units", LIST, LEFT_OUT, "回访等次不是好的单位"),
)  # fmt: skip
