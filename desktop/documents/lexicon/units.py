"""Words of the unit, of what was sent to it before, and of what a clerk asks of it or of a department."""

from datetime import date

from desktop.documents.vocabulary import COUNT, DAY, FLAG, LEFT_OUT, LIST, Field

WORDS = (
    Field("单位数", "unit_count", COUNT, source="本件问题涉及的单位，去重", unit="个", level="单位", example=2),
    Field("单位名单", "unit_names", LIST, source="涉及单位简称，按名册次序", example=("云溪镇党委", "石桥乡党委")),
    Field("机关简称", "organ_short", source="机关简称，村为党组织简称", example="县住房和城乡建设局"),
    Field("是村", "is_village", FLAG, LEFT_OUT, "单位类别"),
    Field("上级党组织", "superior", source="单位的上级单位", when="是村", example="云溪镇党委"),
    Field("督办次数", "supervision_number", COUNT, source="督办台账，本次在内", unit="次", example=1),
    Field("往次措施", "earlier_steps", LIST, LEFT_OUT, "以往提醒、督办的日期和名称"),
    Field("后果", "consequence", missing=LEFT_OUT, source="督办级别表"),
    Field("报告天数", "report_days", COUNT, source="规则，默认3", unit="日", example=3),
    Field("分期", "stages", LIST, LEFT_OUT, "分批完成安排", items=(
        Field("日期", "on", DAY, source="分批完成安排", example=date(2026, 10, 20)),
        Field("个数", "count", COUNT, source="之和应等于逾期数", unit="个", example=1),
    )),
    Field("不能完成", "may_extend", FLAG, LEFT_OUT, "是否容许申请延期（再次督办默认否）"),
    Field("申请期限", "apply_by", DAY, source="不能完成时填", when="不能完成", example=date(2026, 11, 1)),
    Field("事由", "subject", source="经办人填写：办什么、为什么，带数", typed=True, example="加强农村集体资金资产资源管理"),
    Field("领域", "domain", source="共性问题组名称", typed=True, example="农村集体“三资”管理"),
    Field("审议日期", "deliberated_on", DAY, source="领导小组会日期", typed=True, example=date(2026, 2, 5)),
    Field("问题表现", "manifestations", LIST, source="共性问题分组，经办人改写", typed=True, items=(
        Field("标题", "heading", source="组内小类", example="资源发包程序不到位"),
        Field("事实", "facts", source="含数量、时间、地点", example="抽查合同27份，有8份未经讨论"),
    )),
    Field("原因", "reasons", LIST, LEFT_OUT, "经办人填写，短语库可选", typed=True),
    Field("建议", "recommendations", LIST, source="建议条目（条数入台账，供算采纳率）", typed=True, items=(
        Field("标题", "heading", source="经办人填写", example="建立合同备案审查清单"),
        Field("内容", "content", source="经办人填写", example="缺件不予备案"),
    )),
    Field("专项整治", "campaign", missing=LEFT_OUT, source="拟议专项整治名称", typed=True),
    Field("脱名", "anonymous", FLAG, LEFT_OUT, "签发人定；是则印单位类别"),
    Field("附回复表", "with_reply_form", FLAG, LEFT_OUT, "是否附办理情况回复表"),
)  # fmt: skip
