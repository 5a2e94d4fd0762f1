"""Words of a talk (约谈): from the register of talks where it is kept there, else typed (papers/10)."""

from datetime import date

from desktop.documents.vocabulary import COUNT, DAY, LEFT_OUT, LIST, MARKED, Field

WORDS = (
    Field("批准人", "approver", source="审批记录", typed=True, example="县委巡察工作领导小组组长"),
    Field("被约谈职务", "post", source="单位＋职务", typed=True, example="县住房和城乡建设局党组书记"),
    Field("被约谈人", "person", source="职务、姓名", typed=True, example="县住房和城乡建设局党组书记程知行"),
    Field("约谈日期", "on", DAY, source="约谈台账", typed=True, example=date(2026, 11, 19)),
    Field("约谈时刻", "at", missing=MARKED, source="如“下午3时”", typed=True, example="下午3时"),
    Field("地点", "place", source="约谈台账", typed=True, example="县委机关二楼第3会议室"),
    Field("约谈人", "talkers", LIST, source="职务＋姓名", typed=True, example=("县委巡察工作领导小组组长顾怀远",)),
    Field("参加", "attendants", LIST, LEFT_OUT, "约谈台账", typed=True),
    Field("材料期限", "papers_due_on", DAY, source="约谈日前2个工作日", example=date(2026, 11, 17)),
    Field("第几次", "number", COUNT, source="约谈台账，本次在内；未登记的填", unit="次", typed=True, example=1, why="账本启用以前的约谈没有登记"),
    Field("上次约谈", "last_talk_on", DAY, LEFT_OUT, "约谈台账", typed=True),
    Field("类型", "talk_kind", source="书记约谈／领导小组约谈／联合约谈", typed=True, example="领导小组约谈"),
)  # fmt: skip
