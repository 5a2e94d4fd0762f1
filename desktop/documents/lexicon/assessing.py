"""Words of the sheet on which a unit's rectification is scored and graded (papers/13)."""

from datetime import date

from desktop.documents.figures import PlainRate
from desktop.documents.vocabulary import COUNT, DAY, LEFT_OUT, LIST, PROBLEM, RATE, ZERO, Field

WORDS = (
    Field("评估号", "assessment_number", source="成绩单的编号", example="评估〔2026〕3号"),
    Field("评估截止日", "assessed_on", DAY, source="成绩单的评分日期", example=date(2026, 10, 30)),
    Field("评估问题数", "assessed_findings", COUNT, source="评分日期口径内的问题", unit="个", level=PROBLEM, example=12),
    Field("评估销号数", "assessed_closed", COUNT, ZERO, "评分日期按口径算作完成的问题", "个", level=PROBLEM, example=9),
    Field("评估整改率", "assessed_rate", RATE, source="评分日期按本办口径的整改率", example=PlainRate(9, 12)),
    Field("测评满意率", "survey_satisfaction", RATE, LEFT_OUT, "满意度测评台账：满意、基本满意之和除以有效；没有测评的印“未测评”"),
    Field("评分", "items", LIST, source="成绩单，逐项；扣分的部分先列起评分", items=(
        Field("组", "group", source="评分模板：第一级", example="任务完成"),
        Field("名", "item", source="评分模板：评分项", example="问题销号"),
        Field("分值", "points", COUNT, source="评分模板；扣分、酌情的项为0", unit="分", example=45),
        Field("得分", "score", COUNT, source="成绩单", unit="分", example=34),
        Field("加减", "bonus", COUNT, ZERO, "成绩单：扣分为负", "分", example=0),
        Field("依据", "evidence", source="成绩单：事实、问题编号；没有写的先在成绩单中补上", example="12个销号9个"),
    )),
    Field("满分", "maximum", COUNT, source="分值之和", unit="分", example=100),
    Field("基本得分", "base_score", COUNT, source="得分之和", unit="分", example=77),
    Field("加减合计", "bonus_total", COUNT, ZERO, "加减之和", "分", example=2),
    Field("总分", "total", COUNT, source="成绩单的总分", unit="分", example=79),
    Field("否决", "vetoes", LIST, LEFT_OUT, "成绩单：成立的一票否决事项"),
    Field("等次标准", "cut_offs", source="评分模板：各等次的分数线", example="85分及以上为好，60分至84分为中，60分以下为差"),
    Field("评估等次", "assessed_grade", source="成绩单的等次", example="中"),
    Field("等次理由", "grade_reason", missing=LEFT_OUT, source="成绩单：等次与分数线不同的理由"),
    Field("后续", "grade_consequence", missing=LEFT_OUT, source="评分模板：该等次的结果运用", typed=True),
    Field("关注事项", "attention", LIST, LEFT_OUT, "评估组撰写", typed=True),
)  # fmt: skip
