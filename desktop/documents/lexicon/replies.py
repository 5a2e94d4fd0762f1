"""Words of a reminder of a reply: the paper that was not answered, what it asked for, how late that is (papers/27)."""

from datetime import date

from desktop.documents.vocabulary import COUNT, DAY, FLAG, LEFT_OUT, LIST, MARKED, Field

WORDS = (
    Field("事项", "reply_matter", source="文种所定的应报材料名称", example="整改方案"),
    Field("次数", "attempt", COUNT, source="发文登记簿：该函发出后催报同一事项的，本次在内", unit="次", example=2),
    Field("原函文号", "original_number", missing=LEFT_OUT, source="发文登记簿", example="青巡办函〔2026〕12号"),
    Field("原函日期", "original_on", DAY, LEFT_OUT, "发文登记簿，无文号时用", example=date(2026, 3, 11)),
    Field("原期限", "original_due_on", DAY, source="原函回复期限", example=date(2026, 9, 17)),
    Field("超期天数", "late_days", COUNT, source="截止日期减原期限", unit="日", example=4),
    Field("已报", "received", LIST, LEFT_OUT, "已经收到的材料", typed=True),
    Field("欠报", "outstanding", LIST, MARKED, "应报减已报", typed=True, when="已报", example=("整改台账",)),
    Field("说明", "may_have_sent", FLAG, LEFT_OUT, "默认是"),
)  # fmt: skip
