"""Words of the sheet on which a finding is approved to be closed out (papers/21)."""

from datetime import date

from desktop.documents.vocabulary import COUNT, DAY, FLAG, LEFT_OUT, LIST, RECORD, Field

WORDS = (
    Field("销号问题", "finding", RECORD, source="申请销号的问题，一件一个", items=(
        Field("编号", "number", source="问题永久编号", example="06-01-003"),
        Field("类别", "category", source="问题类别", example="补贴审核"),
        Field("性质", "term_kind", source="整改性质：立行立改、限期整改、长期坚持", example="限期整改"),
        Field("表现", "text", source="问题描述", example="抽查档案200户，有9户面积与承包合同不符"),
        Field("原时限", "first_due_on", DAY, source="首次时限；没有时限的先在台账中补上", example=date(2026, 9, 10)),
        Field("现时限", "due_on", DAY, LEFT_OUT, "经批准延期后的时限；没有延期的不印"),
        Field("延期次数", "extensions", COUNT, LEFT_OUT, "延期记录", "次"),
        Field("责任领导", "leader", source="责任领导", example="周柏川"),
        Field("责任人", "owner", source="责任人", example="韩予安"),
    )),
    Field("申请日期", "requested_on", DAY, source="单位报来这次自报的日期", typed=True, example=date(2026, 8, 28)),
    Field("完成措施", "measures_done", LIST, LEFT_OUT, "自报完成的整改措施", items=(
        Field("内容", "text", source="措施", example="9户逐户复核更正"),
        Field("日期", "on", DAY, source="自报完成的日期", example=date(2026, 6, 20)),
    )),
    Field("完成日期", "completed_on", DAY, source="单位自报完成的日期：不早于反馈日，不晚于申请日", example=date(2026, 7, 10)),
    Field("自报成效", "effect", source="单位自报时写的成效，须有数据或实例", typed=True, example="9户更正，多发补贴全部收回"),
    Field("佐证", "evidence", LIST, source="佐证材料，至少1份；没有的先在台账中挂上", items=(
        Field("名", "title", source="材料名称", example="复核登记表"),
        Field("类型", "kind", source="材料类型", example="凭证"),
        Field("日期", "formed_on", DAY, LEFT_OUT, "形成日期", example=date(2026, 6, 18)),
        Field("页", "pages", COUNT, LEFT_OUT, "页数", "页", example=9),
    )),
    Field("退回记录", "returns", LIST, LEFT_OUT, "以往不予认定的日期和理由"),
    Field("监督方", "supervisor", source="单位的派驻纪检监察组；乡镇、村为乡镇纪委", typed=True, example="县纪委监委派驻县农业农村局纪检监察组"),
    Field("涉组", "personnel_related", FLAG, LEFT_OUT, "问题标注为涉组涉干"),
    Field("报领导小组", "to_leading_group", FLAG, LEFT_OUT, "书记点人点事的问题；其他重大问题由经办人勾选", typed=True),
)  # fmt: skip
