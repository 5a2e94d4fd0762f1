"""Words of the report on the work of a whole term: coverage, its rounds, what came of them (papers/18)."""

from datetime import date

from desktop.documents.figures import PlainRate
from desktop.documents.lexicon.feeding_back import ON_SITE, worded
from desktop.documents.lexicon.report import LEADS_STAY
from desktop.documents.vocabulary import (
    ASSERTION,
    COUNT,
    DAY,
    FLAG,
    LEFT_OUT,
    LIST,
    MARKED,
    MONEY,
    PICTURE,
    PROBLEM,
    RATE,
    ZERO,
    Field,
)

_UNITS = "单位"


def _named(name: str, count: str, example: str, number: int) -> tuple[Field, ...]:
    return (
        Field("名称", "name", source=name, example=example),
        Field("数", "count", COUNT, source=count, unit="个", example=number),
    )


def _typed(name: str, identifier: str, unit: str, source: str, why: str) -> Field:
    return Field(name, identifier, COUNT, LEFT_OUT, source, unit, typed=True, why=why)


def _computed(name: str, identifier: str, unit: str, source: str, level: str = "") -> Field:
    return Field(name, identifier, COUNT, LEFT_OUT, source, unit, level=level)


def _proven(name: str, identifier: str, source: str) -> Field:
    return Field(name, identifier, FLAG, LEFT_OUT, source, level=ASSERTION)


_COVERAGE = (
    Field("文种尾", "paper_word", source="汇报或报告，按文种", example="汇报"),
    Field("届次", "term_title", missing=LEFT_OUT, source="届次名称，如“十四届”", example="十四届"),
    Field("起始日期", "since", DAY, source="本届首轮动员（没有的用反馈）日期", example=date(2022, 3, 1)),
    Field("取舍说明", "rounding_note", source="口径的小数位数和取舍", example="保留一位小数，四舍五入", when="人均任务"),
    Field("任务单位", "task_units", COUNT, source="全覆盖台账：名册中的单位", unit="个", level=_UNITS, example=40),
    Field("任务分类", "task_parts", LIST, source="按单位类别；之和等于任务单位", items=_named("单位类别", "计数", "乡镇", 40)),
    Field("轮数", "round_count", COUNT, source="本届已反馈的轮次", unit="轮", example=1),
    _computed("组次", "team_times", "个（次）", "巡察组台账"),
    Field("已巡单位", "inspected_units", COUNT, source="本届至少巡察一次的单位", unit="个", level=_UNITS, example=8),
    Field("覆盖率", "coverage", RATE, source="已巡单位除以任务单位", example=PlainRate(8, 40)),
    Field("待巡单位", "to_be_inspected", COUNT, ZERO, "任务单位减已巡单位", "个", level=_UNITS, example=32),
    _proven("已全覆盖", "all_covered", "任务单位个个已巡"),
    Field("届末年份", "term_end_year", missing=LEFT_OUT, source="届次的截止年份", example="2027"),
    Field("方式分类", "kind_parts", LIST, LEFT_OUT, "按首次巡察的方式；之和等于已巡单位，只有一种方式的不列", items=_named("巡察方式", "计数", "常规巡察", 8)),
    Field("覆盖表", "coverage_rows", LIST, LEFT_OUT, "按单位类别", items=(
        Field("名称", "name", source="单位类别", example="乡镇"),
        Field("任务", "due", COUNT, source="任务单位", unit="个", level=_UNITS, example=40),
        Field("已巡", "done", COUNT, ZERO, "已巡单位", "个", level=_UNITS, example=8),
        Field("覆盖率", "share", RATE, source="已巡除以任务", example=PlainRate(8, 40)),
        Field("待巡", "left", COUNT, ZERO, "任务减已巡", "个", level=_UNITS, example=32),
    )),
    _computed("对村单位", "village_units", "个", "已巡的村（社区）党组织", _UNITS),
    Field("对村方式", "village_method", missing=LEFT_OUT, source="单位分类台账：已巡的村各以什么方式，有一个没有登记的不写", level=ASSERTION),
    Field("对村覆盖率", "village_coverage", RATE, MARKED, "已巡村除以应巡村", when="对村单位"),
    _computed("对村问题", "village_findings", "个", "村（社区）党组织的问题", PROBLEM),
)  # fmt: skip
_FINDINGS = (
    Field("轮次表", "rounds", LIST, source="逐轮，按反馈先后", items=(
        Field("名称", "name", source="轮次", example="十四届县委第一轮"),
        Field("年份", "year", source="反馈年份", example="2022"),
        Field("单位数", "units", COUNT, source="该轮巡察的单位", unit="个", level=_UNITS, example=8),
        Field("总数", "findings", COUNT, source="截止日口径分母", unit="个", level=PROBLEM, example=8),
        Field("销号", "closed_out", COUNT, source="核实销号", unit="个", level=PROBLEM, example=7),
        Field("整改率", "rate", RATE, source="销号除以总数", example=PlainRate(7, 8)),
    )),
    Field("未录入轮次", "rounds_without_list", LIST, LEFT_OUT, "反馈过而台账里没有问题的轮次", level=ASSERTION),
    Field("各轮单位数", "units_of_rounds", COUNT, source="轮次表党组织数之和；巡察两次的算两次", unit="个", level=_UNITS, example=8),
    Field("轮次图", "rounds_chart", PICTURE, LEFT_OUT, "各轮反馈问题数和整改率"),
    Field("每单位问题数", "findings_per_unit", missing=LEFT_OUT, source="问题总数除以已巡单位，按口径取舍", level=ASSERTION, example="1.0"),
    Field("类别分布", "category_parts", LIST, LEFT_OUT, "按一级分类；之和等于问题总数", items=(
        *_named("一级分类", "计数", "基层党组织和干部队伍建设方面", 8),
        Field("占比", "share", RATE, source="除以问题总数", example=PlainRate(8, 8)),
    )),
    Field("占比有尾差", "shares_do_not_add_up", FLAG, LEFT_OUT, "各占比按印出的数相加不是100%"),
    _computed("交叉提级", "cross_count", "个", "提级、交叉轮次的问题", PROBLEM),
    Field("其余分项", "other_parts", LIST, LEFT_OUT, "未销分项中逾期、长期坚持以外的各项", items=_named("状态名", "计数", "未到期正在推进", 1)),
    _computed("各轮结转数", "carried_over", "个", "结转到下一轮的问题", PROBLEM),
    _computed("反弹", "reopened", "个", "回访核查后重新打开的问题", PROBLEM),
)  # fmt: skip
_WORK = (
    _typed("走访户数", "households", "户（处）", "巡察组统计之和", ON_SITE),
    _computed("受理件数", "petitions_accepted", "件", "信访台账：受理"),
    _proven("信访均已分办", "petitions_sorted", "受理以外的信访都已转办并写明去向"),
    _computed("底稿份数", "working_papers", "份", "底稿台账"),
    _proven("底稿逐题", "papers_for_all", "底稿台账：每个问题都有底稿写入"),
    _computed("核对差异", "check_differences", "处", "复盘核对：各轮最后一次核对的不一致"),
    _proven("底稿已核对", "differences_mended", "复盘核对：各轮都在撤离前核对，没有待处理的"),
    Field("领导责任", "leadership", missing=MARKED, source="经办人撰写，不超过60字", typed=True, example="县委书记专题会每轮听取汇报，常委会每年听取整改情况"),
    _computed("约谈书记", "secretary_talks", "人次", "约谈提醒台账：书记约谈"),
    _computed("提醒谈话", "reminder_talks", "次", "约谈提醒台账：提醒谈话"),
    Field("提醒谈话单位", "reminder_units", LIST, MARKED, "约谈提醒台账，去重", when="提醒谈话"),
    _computed("签字背书", "countersigners", "名", "报送台账：在整改报告上签字背书的县领导，去重"),
    _computed("联审轮", "joint_rounds", "轮", "联审意见台账：各轮有意见的审次，各种报送材料分开"),
    _computed("联审意见", "joint_opinions", "条", "联审意见台账"),
    _computed("回访轮次数", "followed_rounds", "轮", "督查台账"),
    _computed("回访单位", "followed_units", "个", "核查台账：各轮核查的单位之和", _UNITS),
    _computed("回访问题", "followed_findings", "个", "核查台账", PROBLEM),
    Field("回访单位基数", "frame_units", COUNT, MARKED, "各轮抽样名单之和", "个", when="比例均达标", level=_UNITS),
    Field("回访问题基数", "frame_findings", COUNT, MARKED, "各轮抽样名单之和", "个", when="比例均达标", level=PROBLEM),
    Field("回访属实", "confirmed_of_term", COUNT, ZERO, "核查台账：属实", "个", level=PROBLEM),
    Field("回访属实率", "confirmed_rate_of_term", RATE, MARKED, "属实除以回访问题", when="回访单位"),
    _proven("比例均达标", "shares_met", "各轮核查的单位、问题都不少于抽样名单的三分之一"),
    _proven("不实均已重开", "untrue_reopened", "核查不实、部分属实的都已重新打开"),
)  # fmt: skip
_RESULTS = (
    _computed("抄报领导", "copied_leaders", "名", "抄报移交台账：县领导，去重"),
    _computed("移交部门", "referred_departments", "个", "抄报移交台账：部门，去重"),
    _computed("批示", "instructions", "件", "抄报移交台账：批示"),
    _computed("共性问题", "common", "个", "共性问题台账"),
    _computed("建议书", "letters_of_term", "份", "文书登记簿"),
    _computed("建议条", "recommendations_of_term", "条", "文书登记簿"),
    _computed("回复建议书", "answered_letters_of_term", "份", "巡察建议书台账：已回复的；与全部相同的不另写"),
    _computed("回复建议条", "answered_items_of_term", "条", "巡察建议书台账：已回复的建议书提出的；与全部相同的不另写"),
    _computed("采纳条", "adopted_of_term", "条", "巡察建议书台账：已采纳"),
    Field("采纳率", "adoption_rate", RATE, MARKED, "采纳条数除以已回复的建议书提出的建议条数", when="采纳条"),
    _computed("专项整治数", "campaigns", "项", "巡察建议书台账：专项整治"),
    Field("整治领域", "campaign_areas", LIST, MARKED, "巡察建议书台账：专项整治", when="专项整治数"),
    _computed("制度", "regulations_of_term", "项", "建章立制台账：新建、修订"),
    _computed("负面清单", "negative_list", "项", "共性问题台账：已列入负面清单的"),
    _typed("线索件", "leads_of_term", "件", "线索移交（只填件数）", LEADS_STAY),
    _typed("线索人", "persons_of_term", "人", "线索移交", LEADS_STAY),
    _typed("立案件", "cases_of_term", "件", "线索办理", LEADS_STAY),
    Field("成案率", "case_rate", RATE, LEFT_OUT, "立案件数除以线索件数"),
    _computed("处分人", "sanctioned_of_term", "人", "追责与成效台账：党纪处分、政务处分"),
    _computed("组织处理人", "handled_of_term", "人", "追责与成效台账：组织处理"),
    Field("资金", "money_of_term", MONEY, LEFT_OUT, "追责与成效台账：追缴、归垫、清退资金之和", "元"),
    Field("协作", "cooperation", LIST, LEFT_OUT, "经办人撰写，每条写明机制或做法", typed=True),
    _computed("巡前通报", "briefings", "次", "巡前通报台账"),
    Field("通报单位数", "briefing_organs", COUNT, MARKED, "巡前通报台账，去重", "个", when="巡前通报"),
    _typed("通报信息", "briefing_items", "条", "各部门提供的信息条数", "一次通报登记一行，不登记其中几条信息"),
    _typed("采用信息", "briefing_used", "条", "其中转化为问题的", "一次通报登记一行，不登记哪条信息转化为问题"),
    _typed("联合督查", "joint_checks", "次", "会同部门的督查", "回访以外的日常督查没有账册登记"),
    _computed("列席次数", "attended_meetings", "次", "民主生活会台账：有列席人员的民主生活会"),
    _typed("指出事项", "pointed_out", "项", "列席时当场指出的", "列席人员的发言没有账册登记"),
    Field("编制", "posts", COUNT, MARKED, "机关设置：行政编制", "名", typed=True, example=16, why="机关设置里没有写的，在这里填"),
    Field("人均任务", "units_per_post", missing=LEFT_OUT, source="任务单位除以编制，按口径取舍", level=ASSERTION, example="2.5"),
    _computed("人才库", "talent_pool", "人", "人才库：在库"),
    _computed("组长库", "leader_pool", "人", "人才库：组长库在库"),
    _computed("参巡人次", "inspector_times", "人次", "巡察组台账：各组人数之和"),
    _computed("党课场次", "lectures", "场", "巡前党课台账"),
    _computed("党课人次", "lecture_audience", "人次", "巡前党课台账"),
    Field("内部制度", "own_rules", LIST, LEFT_OUT, "经办人填写：巡察机构出台的制度，带书名号", typed=True),
    worded("典型案例", "cases_shown", "经办人撰写，须含数据", "县民政局以改促治", "局党组按月比对信息，核减不符合条件对象37户", LEFT_OUT),
    Field("请示事项", "asked_of_superior", LIST, LEFT_OUT, "经办人撰写，上行文时填", typed=True),
)  # fmt: skip

WORDS = (*_COVERAGE, *_FINDINGS, *_WORK, *_RESULTS)
