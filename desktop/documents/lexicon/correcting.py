"""Words of a paper that corrects figures of another one: which paper, each figure with both numbers, why (pages.md §23)."""

from desktop.documents.vocabulary import COUNT, LEFT_OUT, LIST, Field

WORDS = (
    Field("原件标题", "corrected_title", source="发文登记簿", example="关于督办十四届县委第六轮巡察逾期整改问题的函"),
    Field("更正号", "decision_numbers", source="对账处理的编号", example="对账处理〔2026〕1号"),
    Field("更正原因", "correction_reason", source="对账处理：更正的理由", example="9月20日的销号10月12日才补登"),
    Field("更正数", "figures_corrected", COUNT, source="对账处理：定为出更正的", unit="处", example=2),
    Field("更正事项", "corrected_figures", LIST, source="对账处理：文中写作和按文中日期重算的数", items=(
        Field("名", "figure", source="文中数字的名称", example="逾期数"),
        Field("原文", "quoted", missing=LEFT_OUT, source="这个数字所在的分句", example="有3个问题逾期未完成"),
        Field("原数", "printed", source="文中写作", example="3"),
        Field("改数", "recomputed", missing=LEFT_OUT, source="按文中日期重算；不再写的留空", example="2"),
    )),
)  # fmt: skip
