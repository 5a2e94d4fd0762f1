"""Words of a unit's account to the public: what may be told, how far it is put right, what was done (papers/24)."""

from desktop.documents.figures import PlainRate
from desktop.documents.vocabulary import ASSERTION, COUNT, FLAG, LEFT_OUT, LIST, MARKED, PROBLEM, RATE, ZERO, Field

NOTICE, ANNOUNCEMENT = "通报", "公告"

WORDS = (
    Field("公开方式", "channel", source="党内为通报，向社会为公告", typed=True, example=NOTICE),
    Field("公开问题数", "public_findings", COUNT, source="反馈问题减经批准不公开的", unit="个", level=PROBLEM, example=10),
    Field("例外问题", "exempt_findings", LIST, LEFT_OUT, "经批准不公开的问题，填永久编号；只用来计数，不印", typed=True),
    Field("例外数", "exempted", COUNT, LEFT_OUT, "例外问题的个数", "个", level=PROBLEM),
    Field("例外批准", "exempt_approver", source="公开台账：写了不公开理由的批准人", typed=True, when="例外数"),
    Field("公开完成", "public_closed_out", COUNT, ZERO, "公开的问题中核实销号的", "个", level=PROBLEM, example=9),
    Field("公开整改率", "public_rate", RATE, source="公开完成除以公开问题数", level=PROBLEM, example=PlainRate(9, 10)),
    Field("公开口径", "public_basis", source="口径的层级和分母，写成一句话", example="按问题统计"),
    Field("公开未完成", "public_open", COUNT, ZERO, "公开问题数减公开完成", "个", level=PROBLEM, example=1),
    Field("公开全部完成", "all_public_closed", FLAG, LEFT_OUT, "公开的问题个个核实销号", level=ASSERTION),
    Field("公开内容", "public_parts", LIST, source="经审核的文字，不写姓名、线索、金额明细", typed=True, items=(
        Field("标题", "heading", source="经办人", example="严格补贴审核"),
        Field("做法", "what_was_done", source="经办人，须含数据", example="对200户补贴档案逐户复核，更正差错9户"),
    )),
    Field("公开制度", "public_regulations", LIST, LEFT_OUT, "建章立制台账：该单位本轮新建、修订的制度"),
    Field("公示天数", "days_on_show", COUNT, MARKED, "默认15", "天", typed=True, when="监督电话", example=15),
    Field("监督电话", "hotline", missing=LEFT_OUT, source="单位对外电话", typed=True),
    Field("邮寄地址", "postal_address", missing=MARKED, source="单位地址", typed=True, when="监督电话"),
)  # fmt: skip
