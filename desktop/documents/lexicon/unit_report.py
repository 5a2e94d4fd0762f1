"""Words of the outline of a unit's report on its rectification: what the ledger has of each problem; the unit fills in the rest (papers/23)."""

from datetime import date

from desktop.documents.vocabulary import ASSERTION, COUNT, DAY, FLAG, LEFT_OUT, LIST, PROBLEM, ZERO, Field

_BY_UNIT = "提纲发给单位，由单位填写"
WORDS = (
    Field("报告党组织", "reporting_unit", source="党组织全称，前面没有“中共”的加上", example="中共青岩县农业农村局党组"),
    Field("研究次数", "unit_meetings", COUNT, LEFT_OUT, "民主生活会台账：该单位的专题研究；没有登记的单位填", "次"),
    Field("措施总数", "unit_measure_count", COUNT, LEFT_OUT, "整改措施表：该单位的措施", "条", level="措施", example=32),
    Field("班子人数", "unit_leaders", COUNT, LEFT_OUT, "单位填", "名", typed=True, why=_BY_UNIT),
    Field("报完成数", "reported_done", COUNT, ZERO, "该单位自报完成或已核实销号、移交的问题", "个", level=PROBLEM, example=1),
    Field("报推进数", "reported_in_progress", COUNT, ZERO, "其余正在整改的问题", "个", level=PROBLEM, example=1),
    Field("报未启动数", "reported_not_started", COUNT, LEFT_OUT, "没有自报过进展的问题", "个", level=PROBLEM),
    Field("报长期数", "reported_long_term", COUNT, LEFT_OUT, "长期坚持的问题", "个", level=PROBLEM),
    Field("逐条列出", "all_told", FLAG, LEFT_OUT, "逐条整改的条数等于问题总数", level=ASSERTION),
    Field("逐条整改", "problems_one_by_one", LIST, source="该单位在册的问题，逐条；条数等于问题总数", items=(
        Field("编号", "number", source="永久编号", example="06-01-003"),
        Field("表现", "text", source="问题描述", example="补贴审核不严"),
        Field("状态", "status", source="完成、推进、未启动、长期坚持", example="完成"),
        Field("措施", "measures", missing=LEFT_OUT, source="整改措施表；没有的留白", example="9户复核更正"),
        Field("结果", "result", missing=LEFT_OUT, source="单位最近一次自报；没有的留白", example="收回多发3.27万元"),
        Field("佐证", "evidence", missing=LEFT_OUT, source="佐证材料的名称", example="复核登记表、缴回单"),
        Field("未完成", "why_open", missing=LEFT_OUT, source="延期、不予认定的理由"),
        Field("预计", "due_on", DAY, LEFT_OUT, "现行时限，未完成的才印", example=date(2026, 12, 31)),
    )),
    Field("整改台账", "unit_ledger", LIST, LEFT_OUT, "逐条整改列成表，另加责任人和时限；行数等于问题总数", items=(
        Field("编号", "number", source="永久编号", example="06-01-003"),
        Field("表现", "text", source="问题描述", example="补贴审核不严"),
        Field("措施", "measures", missing=LEFT_OUT, source="整改措施表；没有的单位填", example="9户复核更正"),
        Field("责任人", "owner", missing=LEFT_OUT, source="责任领导，没有的用责任人；没有的单位填", example="沈叙言"),
        Field("时限", "due_on", DAY, LEFT_OUT, "现行时限", example=date(2026, 9, 10)),
        Field("状态", "status", source="完成、推进、未启动、长期坚持", example="完成"),
        Field("结果", "result", missing=LEFT_OUT, source="单位最近一次自报；空着的单位必填", example="收回多发3.27万元"),
    )),
    Field("线索办理", "leads_handling", missing=LEFT_OUT, source="单位填，不写个人情况", typed=True),
    Field("无线索办理", "no_leads", FLAG, LEFT_OUT, "经办人勾选：没有移交本单位办理的线索信访件", typed=True, level=ASSERTION),
    Field("未形成制度", "no_regulations", FLAG, LEFT_OUT, "经办人勾选：本期未形成新制度", typed=True, level=ASSERTION),
    Field("后续工作", "unit_next_steps", LIST, LEFT_OUT, "单位填：下一步工作", typed=True),
    Field("领办问题数", "unit_led_count", COUNT, LEFT_OUT, "单位填：主要负责人领办的重点问题", "个", typed=True, why=_BY_UNIT),
    Field("现场次数", "unit_visits", COUNT, LEFT_OUT, "单位填：主要负责人到现场核查", "次", typed=True, why=_BY_UNIT),
    Field("协调事项", "unit_coordination", missing=LEFT_OUT, source="单位填：需要上级协调的事项", typed=True),
    Field("无协调事项", "no_coordination", FLAG, LEFT_OUT, "经办人勾选：没有需要上级协调的事项", typed=True, level=ASSERTION),
)  # fmt: skip
