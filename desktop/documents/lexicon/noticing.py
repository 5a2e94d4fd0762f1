"""Words of the notice that begins a unit's work and of the handbook beside it: its dates, worked out by the round's rules (papers/06)."""

from datetime import date

from desktop.documents.vocabulary import ASSERTION, COUNT, DAY, FLAG, LEFT_OUT, LIST, MARKED, PROBLEM, Field

WORDS = (
    Field("节点", "nodes", LIST, source="轮次的时限规则和轮次节点逐条计算，按日期排列", items=(
        Field("名称", "name", source="节点名称", example="整改方案"),
        Field("日期", "on", DAY, source="按规则计算，遇节假日顺延", example=date(2026, 4, 10)),
        Field("材料", "papers", missing=MARKED, source="应报材料", example="整改方案、问题分解表"),
        Field("对象", "to", missing=MARKED, source="报送对象；村报上级党组织", example="县委巡察办"),
    )),
    Field("顺延", "shifted", FLAG, LEFT_OUT, "有节点因节假日顺延", level=ASSERTION),
    Field("监督重点", "watched_matters", LIST, source="按收文机关职责设定", example=("选人用人问题整改",)),
    Field("监督单位", "watched_units", LIST, source="本轮有问题的各单位；日期同整改通知的节点", items=(
        Field("单位", "unit", source="党组织简称", example="县农业农村局党组"),
        Field("总数", "finding_count", COUNT, source="计数；和等于问题总数", unit="个", level=PROBLEM, example=11),
        Field("立改日", "immediate_on", DAY, LEFT_OUT, "立行立改期满；没有立行立改问题的不印", example=date(2026, 3, 31)),
        Field("方案日", "plan_on", DAY, LEFT_OUT, "整改方案", example=date(2026, 4, 10)),
        Field("中期日", "half_on", DAY, LEFT_OUT, "中期情况", example=date(2026, 6, 10)),
        Field("期满日", "ends_on", DAY, LEFT_OUT, "集中整改期满", example=date(2026, 9, 10)),
        Field("报告日", "report_on", DAY, LEFT_OUT, "进展报告", example=date(2026, 9, 17)),
    )),
    Field("申请提前天数", "asked_ahead", COUNT, source="规则，默认10", unit="日", typed=True, example=10),
)  # fmt: skip
