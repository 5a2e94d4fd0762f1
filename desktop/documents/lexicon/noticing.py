"""Words of the notice that begins a unit's work: its dates, worked out by the round's rules (papers/06)."""

from datetime import date

from desktop.documents.vocabulary import ASSERTION, COUNT, DAY, FLAG, LEFT_OUT, LIST, MARKED, Field

WORDS = (
    Field("节点", "nodes", LIST, source="轮次的时限规则和轮次节点逐条计算，按日期排列", items=(
        Field("名称", "name", source="节点名称", example="整改方案"),
        Field("日期", "on", DAY, source="按规则计算，遇节假日顺延", example=date(2026, 4, 10)),
        Field("材料", "papers", missing=MARKED, source="应报材料", example="整改方案、问题分解表"),
        Field("对象", "to", missing=MARKED, source="报送对象；村报上级党组织", example="县委巡察办"),
    )),
    Field("顺延", "shifted", FLAG, LEFT_OUT, "有节点因节假日顺延", level=ASSERTION),
    Field("申请提前天数", "asked_ahead", COUNT, source="规则，默认10", unit="日", typed=True, example=10),
)  # fmt: skip
