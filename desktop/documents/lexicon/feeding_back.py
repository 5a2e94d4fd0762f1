"""Words of the feedback that a team gives a unit: its stay, what it did there, its findings by category, its advice (papers/02)."""

from datetime import date

from desktop.documents.vocabulary import COUNT, DAY, LEFT_OUT, LIST, MARKED, Field

ON_SITE = "进驻期间由巡察组统计，没有账册登记"


def worded(name: str, identifier: str, source: str, heading: str, content: str, missing: str = "") -> Field:
    """A list of passages with a heading each, which a clerk writes."""
    items = (
        Field("标题", "heading", source="经办人", example=heading),
        Field("内容", "content", source="经办人", example=content),
    )
    rule = {"missing": missing} if missing else {}
    return Field(name, identifier, LIST, source=source, typed=True, items=items, **rule)


WORDS = (
    Field("巡察方式", "inspection_kind", source="轮次的方式，如常规巡察；随乡镇延伸到村的为延伸巡察", typed=True, example="常规巡察"),
    Field("进驻日期", "entered_on", DAY, source="巡察组的进驻日期，没有登记的用轮次的", example=date(2025, 11, 3)),
    Field("撤离日期", "left_on", DAY, source="巡察组的撤离日期，没有登记的用轮次的", example=date(2025, 12, 26)),
    Field("书记专题会日期", "secretary_meeting_on", DAY, source="轮次的书记专题会日期", example=date(2026, 2, 5)),
    Field("谈话人次", "talk_count", COUNT, MARKED, "巡察组工作统计", "人次", typed=True, example=86, why=ON_SITE),
    Field("资料份数", "paper_count", COUNT, MARKED, "巡察组工作统计", "份", typed=True, example=640, why=ON_SITE),
    Field("走访处数", "visit_count", COUNT, MARKED, "巡察组工作统计", "处", typed=True, example=32, why=ON_SITE),
    Field("信访件数", "petition_count", COUNT, LEFT_OUT, "信访台账", "件"),
    Field("总体评价", "assessment", source="巡察组撰写", typed=True, example="近年来，党组织推进高标准农田建设、农村人居环境整治等工作取得一定成效，但在项目管理、惠农资金审核、党内政治生活等方面还存在差距，责任传导逐级弱化"),
    Field("问题类别", "categories", LIST, source="写入反馈意见的问题，按轮次分类的次序；没有问题的类别不列", items=(
        Field("名称", "name", source="一级分类", example="基层党组织和干部队伍建设方面"),
        Field("问题", "findings", LIST, source="该类问题", items=(
            Field("标题", "heading", missing=LEFT_OUT, source="定性，有具体表现的用上级问题", example="组织生活记录失实"),
            Field("事实", "facts", source="问题描述，有具体表现的逐条", example="抽查支部会议记录24次，有3次签名与考勤不符"),
        ), example=({"标题": "组织生活记录失实", "事实": "抽查支部会议记录24次，有3次签名与考勤不符"},)),
    )),
    worded("意见", "opinions", "巡察组撰写，二至四条", "压实整改责任", "党组织要专题研究整改，主要负责人直接领办重点问题"),
    Field("方案期限", "plan_due_on", DAY, source="期限规则：整改方案", example=date(2026, 4, 10)),
    Field("报告期限", "report_due_on", DAY, source="期限规则：整改进展报告，不早于期满日期", example=date(2026, 9, 10)),
    Field("延伸村数", "village_count", COUNT, LEFT_OUT, "本轮中由该单位管的村（社区）党组织", "个", level="单位"),
)  # fmt: skip
