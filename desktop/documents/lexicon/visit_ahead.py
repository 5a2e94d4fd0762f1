"""Words of the notice of a follow-up and of the plan of its teams: what is asked, what was drawn, who goes where and when (papers/14)."""

from desktop.documents.figures import PlainRate
from desktop.documents.vocabulary import ASSERTION, COUNT, FLAG, LEFT_OUT, LIST, PROBLEM, RATE, Field

WAYS = ("听取汇报", "查阅资料", "实地查看", "询问了解", "走访群众")
REQUESTS = ("准备整改台账、销号材料原件", "提供主要负责人领办问题说明", "安排不少于3名知情人员接受询问")

WORDS = (
    Field("督查组", "team_of_visit", source="督查方案", typed=True, example="县委巡察整改回访督查第一组"),
    Field("督查方式", "ways_in_words", LIST, source="督查方案", typed=True, example=WAYS),
    Field("测评范围", "survey_scope", missing=LEFT_OUT, source="同步测评的填写；不测评的不填", typed=True),
    Field("配合事项", "visit_requests", LIST, source="短语库", typed=True, example=REQUESTS),
    Field("抽查说明", "hidden_draw", FLAG, LEFT_OUT, "是否写明抽查问题现场确定、事先不通知；默认是"),
    Field("拟抽单位", "planned_units", COUNT, source="抽样台账：抽中单位", unit="个", level="单位", example=2),
    Field("拟抽问题", "planned_findings", COUNT, source="抽样台账：抽中问题", unit="个", level=PROBLEM, example=12),
    Field("拟抽单位比例", "planned_unit_share", RATE, source="抽中单位除以抽样名单的单位", example=PlainRate(2, 5)),
    Field("拟抽问题比例", "planned_finding_share", RATE, source="抽中问题除以抽样名单的问题", example=PlainRate(12, 30)),
    Field("拟抽达标", "draw_is_enough", FLAG, LEFT_OUT, "抽中的单位、问题都不少于应抽数", level=ASSERTION),
    Field("分组", "groups", LIST, source="督查分组；成员须先过回避检查", typed=True, items=(
        Field("名", "name", source="督查组名", example="第一组"),
        Field("长", "leader", source="组长", example="顾言之"),
        Field("员", "members", source="成员，回避后的", example="方知远、陈述白"),
        Field("单位", "units", source="该组督查的单位简称", example="县住房和城乡建设局"),
        Field("时间", "when", source="督查日程", example="10月19日至23日"),
    )),
    Field("回避", "recused_people", LIST, LEFT_OUT, "回避登记：因回避调整分组的人", typed=True),
)  # fmt: skip
