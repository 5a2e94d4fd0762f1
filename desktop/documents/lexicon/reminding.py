"""Words of the record of a talk that reminds (papers/29)."""

from datetime import date

from desktop.documents.vocabulary import COUNT, DAY, LEFT_OUT, LIST, MARKED, Field

WORDS = (
    Field("谈话号", "talk_number", source="约谈登记的编号", example="约谈〔2026〕9号"),
    Field("谈话日期", "talk_on", DAY, source="约谈登记", example=date(2026, 7, 15)),
    Field("谈话对象", "talked_to", source="职务、姓名", example="县住房和城乡建设局党组成员程知行"),
    Field("谈话人", "talk_reminders", LIST, source="约谈登记：约谈人，至少2人", typed=True, example=("顾言之", "方知远")),
    Field("谈话地点", "talk_place", missing=MARKED, source="约谈登记", example="县委巡察办谈话室"),
    Field("提醒事由", "grounds", source="约谈登记：具体事由，带数、带日期", example="2个问题进度低于方案安排"),
    Field("提醒问题", "talk_findings", LIST, LEFT_OUT, "约谈登记：涉及问题"),
    Field("提醒要点", "points", LIST, source="约谈登记：整改要求，一行一点；短语库可选", typed=True, example=("逐条说明滞后原因", "明确每月节点，按时间倒排")),
    Field("前次谈话", "earlier_talks", LIST, LEFT_OUT, "同一对象、同一事项以往的谈话日期"),
    Field("谈话次数", "talk_count", COUNT, LEFT_OUT, "同一对象、同一事项的谈话，本次在内", "次"),
    Field("建议期限", "suggested_due_on", DAY, LEFT_OUT, "约谈登记：落实期限"),
)  # fmt: skip
