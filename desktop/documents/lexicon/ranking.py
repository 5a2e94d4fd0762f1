"""Words of the public account of a round: what was done to press the work, and the table of every unit with its rank (papers/19)."""

from desktop.documents.figures import PlainRate
from desktop.documents.vocabulary import (
    ASSERTION,
    COUNT,
    FLAG,
    LEFT_OUT,
    LIST,
    MARKED,
    PROBLEM,
    RATE,
    ZERO,
    Field,
)

_UNIT = "单位"
_ROWS = (
    Field("名次", "rank", COUNT, LEFT_OUT, "组内按未取舍的整改率，率相同的同名次，其后顺延", "名", example=1),
    Field("单位", "unit_short", source="机关简称", example="县农业农村局"),
    Field("总数", "finding_count", COUNT, source="截止日口径分母", unit="个", level=PROBLEM, example=11),
    Field("销号", "closed_out", COUNT, ZERO, "核实销号", "个", level=PROBLEM, example=10),
    Field("整改率", "rate", RATE, source="销号除以总数", example=PlainRate(10, 11)),
    Field("未销", "open_count", COUNT, ZERO, "总数减销号", "个", level=PROBLEM, example=1),
    Field("逾期", "overdue", COUNT, ZERO, "未销中逾期", "个", level=PROBLEM, example=0),
    Field("等次", "grade", missing=LEFT_OUT, source="督查台账：回访等次；没有抽到的为空", example="好"),
)
_BY_TEAMS = "派驻机构、乡镇纪委自己登记，报数给巡察办"
WORDS = (
    Field("少数线", "small_unit_below", COUNT, source="规则，默认5", unit="个", typed=True, example=5),
    Field("回访单位数", "visited_units", COUNT, LEFT_OUT, "督查台账：本轮回访的单位", "个", level=_UNIT),
    Field("回访重开数", "reopened_by_visits", COUNT, LEFT_OUT, "核查台账：不属实而重新打开的", "个", level=PROBLEM),
    Field("审核意见数", "opinions", COUNT, LEFT_OUT, "联审意见台账", "条", level="意见"),
    Field("退回原因", "return_reasons", LIST, MARKED, "经办人归纳退回意见", typed=True, when="退回数"),
    Field("督办数", "supervisions", COUNT, LEFT_OUT, "发文登记簿：督办函", "份"),
    Field("提醒数", "reminders", COUNT, LEFT_OUT, "发文登记簿：中期提醒函", "份"),
    Field("预警数", "warnings", COUNT, LEFT_OUT, "发文登记簿：预警提醒函", "份"),
    Field("约谈人次", "talks_held", COUNT, LEFT_OUT, "约谈台账：已约谈", "人次"),
    Field("延期数", "extended", COUNT, LEFT_OUT, "经批准延期的问题", "个", level=PROBLEM),
    Field("时限均登记", "dates_kept", FLAG, LEFT_OUT, "延期的问题都有原定时限和现定时限", level=ASSERTION),
    Field("派驻核查数", "checked_by_teams", COUNT, LEFT_OUT, "经办人填写：派驻机构和乡镇纪委参与核查的问题", "个", typed=True, why=_BY_TEAMS),
    Field("派驻不同意", "refused_by_teams", COUNT, MARKED, "经办人填写：不同意销号的意见", "条", typed=True, why=_BY_TEAMS, when="派驻核查数"),
    Field("派驻意见均采纳", "teams_heard", FLAG, LEFT_OUT, "经办人勾选：派驻机构的意见均已采纳", typed=True, level=ASSERTION),
    Field("同比差", "previous_difference", missing=LEFT_OUT, source="两次印出的率相减：提高（降低）N个百分点", example="提高5.7个百分点"),
    Field("上次通报", "previous_bulletin", missing=LEFT_OUT, source="文书登记簿：本轮上一份通报的日期"),
    Field("变化", "changes", LIST, MARKED, "上次通报以来未销号问题的增减，按原因", when="上次通报"),
    Field("排名", "rankings", LIST, LEFT_OUT, "按单位类别分组，组内按整改率排列", items=(
        Field("类别", "group", source="单位类别", example="县直部门"),
        Field("小计", "show_subtotal", FLAG, LEFT_OUT, "组内不止一个单位"),
        Field("行", "rows", LIST, source="组内各单位", items=_ROWS),
        Field("总数", "finding_count", COUNT, source="组内合计", unit="个", level=PROBLEM, example=11),
        Field("销号", "closed_out", COUNT, ZERO, "组内合计", "个", level=PROBLEM, example=10),
        Field("整改率", "rate", RATE, source="组内合并计算", example=PlainRate(10, 11)),
    )),
    Field("不排名", "unranked", LIST, LEFT_OUT, "问题数少于少数线的单位"),
    Field("好单位", "good_units", LIST, LEFT_OUT, "经办人撰写", typed=True, items=(
        Field("单位", "unit", source="经办人", example="县民政局党组"),
        Field("做法", "what_it_did", source="经办人，须含数据", example="9个问题全部销号"),
    )),
    Field("要求", "requirements", LIST, source="经办人撰写", typed=True, items=(
        Field("标题", "heading", source="经办人", example="严格销号标准"),
        Field("内容", "content", source="经办人", example="申请销号必须有反映结果的佐证"),
    )),
    Field("报告单位", "units_to_report", LIST, LEFT_OUT, "有逾期问题的单位", example=("县住房和城乡建设局党组",)),
)  # fmt: skip
