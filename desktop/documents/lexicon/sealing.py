"""Words of the page that seals a closed period (papers/34); the figures are those that were frozen."""

from desktop.documents.figures import PlainRate
from desktop.documents.vocabulary import ASSERTION, COUNT, FLAG, LEFT_OUT, LIST, PROBLEM, RATE, ZERO, Field

WORDS = (
    Field("封存对象", "sealed", source="结账登记：轮次或结账期", example="2026年10月结账"),
    Field("封存口径", "sealed_basis", source="结账登记：冻结时的口径", example="按问题核实销号统计"),
    Field("内容", "contents", LIST, source="结账时各台账的记录", items=(
        Field("名", "name", source="台账名称", example="问题台账"),
        Field("数", "rows", COUNT, source="记录数", unit="条", level="记录", example=70),
        Field("首", "first_number", missing=LEFT_OUT, source="首号", example="06-01-001"),
        Field("末", "last_number", missing=LEFT_OUT, source="末号", example="06-07-007"),
        Field("备注", "note", missing=LEFT_OUT, source="缺号说明", example="另有核减1个留痕"),
    )),
    Field("封存总数", "sealed_count", COUNT, source="结账时在册的问题", unit="个", level=PROBLEM, example=70),
    Field("封存销号", "sealed_closed", COUNT, ZERO, "结账时核实销号的问题", "个", level=PROBLEM, example=64),
    Field("封存整改率", "sealed_rate", RATE, source="结账时的整改率", level=PROBLEM, example=PlainRate(64, 70)),
    Field("封存未销号", "sealed_open", COUNT, ZERO, "封存总数减封存销号", "个", level=PROBLEM, example=6),
    Field("结转", "carried_over", COUNT, ZERO, "结转记录：截止日前转入后面轮次的问题", "个", level=PROBLEM, example=6),
    Field("未结", "open_matters", LIST, LEFT_OUT, "结账时未销号的问题、未回复的文书", example=("6个问题未销号", "巡察建议书1份未回复")),
    Field("没有未结", "nothing_open", FLAG, LEFT_OUT, "结账时没有未销号的问题，没有未回复的文书", level=ASSERTION),
    Field("更正", "corrections", LIST, LEFT_OUT, "以前各期冻结后的调整"),
    Field("摘要", "sha256", source="结账登记：冻结的数字的校验码", example="3be07a51c0de11223344556677889900aabbccddeeff00112233445566778899"),
    Field("链末端", "chain_head", source="冻结时操作日志的链值", example="c91f20ee8899aabbccddeeff00112233445566778899aabbccddeeff00112233"),
    Field("存放", "stored_at", source="介质和位置", typed=True, example="光盘GP-11，档案柜3号"),
)  # fmt: skip
