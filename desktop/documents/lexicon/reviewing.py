"""Words of the letter that hands on what the reviewing parties asked for (papers/12)."""

from desktop.documents.vocabulary import ASSERTION, BLOCKS, COUNT, FLAG, LEFT_OUT, LIST, MARKED, Field

_OPINIONS = (
    Field("编号", "number", missing=LEFT_OUT, source="所指问题的永久编号", example="06-01-003"),
    Field("内容", "text", source="意见", example="建议写明比对资料清单"),
)
WORDS = (
    Field("审核对象", "subject", source="报送台账：材料", example="整改方案"),
    Field("没有意见", "no_opinions", FLAG, LEFT_OUT, "联审通过的报送，最后一审没有一条意见", level=ASSERTION),
    Field("总评", "assessment", missing=MARKED, source="经办人填写：联审归纳", typed=True, when="意见数", example="责任分工清楚，部分措施针对性不强"),
    Field("等次", "grade", missing=LEFT_OUT, source="经办人填写：好、中、差", typed=True),
    Field("意见数", "opinion_count", COUNT, LEFT_OUT, "联审意见台账：最后一审的意见，不采纳的除外", "条", level="意见", example=3),
    Field("方数", "party_count", COUNT, LEFT_OUT, "有意见的联审方", "家", example=2),
    Field("分方", "parties", LIST, BLOCKS, "按联审方分组，没有意见的不列", when="意见数", items=(
        Field("名称", "name", source="联审方", example="县纪委监委"),
        Field("数", "count", COUNT, source="该方意见", unit="条", level="意见", example=1),
        Field("意见", "opinions", LIST, source="该方各条意见", items=_OPINIONS),
    )),
    Field("意见表", "opinion_rows", LIST, LEFT_OUT, "附件各行，一条意见一行", items=(
        Field("名称", "name", source="联审方", example="县纪委监委"), *_OPINIONS,
    )),
    Field("冲突数", "conflicts", COUNT, LEFT_OUT, "联审意见台账：各方说法相反的", "处", level=ASSERTION),
    Field("采用方", "prevailing", source="冲突的意见中确定采纳的一方；没有确定的先在台账中确定", when="冲突数", example="县委第三巡察组"),
    Field("未收方", "unheard", LIST, LEFT_OUT, "在审的报送，联审方中还没有交回意见表的", level=ASSERTION, example=("县委巡察组",)),
    Field("退回", "returned", FLAG, LEFT_OUT, "报送台账：已退回", level=ASSERTION),
    Field("批次", "attempt", COUNT, LEFT_OUT, "同一材料退回的次数，本次在内", "次"),
)  # fmt: skip
