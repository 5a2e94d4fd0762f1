"""Words of the report on a round: its figures from the snapshot, and what the clerk writes about them (papers/17)."""

from desktop.documents.figures import PlainRate
from desktop.documents.lexicon.findings import COLUMNS
from desktop.documents.vocabulary import (
    ASSERTION,
    COUNT,
    DAY,
    FLAG,
    ITEM,
    LEFT_OUT,
    LIST,
    MARKED,
    MONEY,
    PICTURE,
    PROBLEM,
    RATE,
    RECORD,
    ZERO,
    Field,
)

_COUNTS = (
    Field("总数", "finding_count", COUNT, source="截止日口径分母", unit="个", level=PROBLEM, example=5),
    Field("销号", "closed_out", COUNT, ZERO, "核实销号", "个", level=PROBLEM, example=5),
)
_RATE = Field("整改率", "rate", RATE, source="销号除以总数", example=PlainRate(7, 8))
_FIGURES = (
    Field("口径", "counting_basis", source="统计口径，写成句子", example="按问题统计；分子为经县委巡察办核实销号的问题"),
    Field("汇报机关", "reporter", source="机关设置", example="中共青岩县委巡察工作领导小组办公室"),
    Field("联审方", "reviewers", LIST, source="联审设置", example=("县纪委监委", "县委组织部", "县委巡察组")),
    Field("反馈数", "given_count", COUNT, source="反馈时问题数（拆并核减之前）", unit="个", level=PROBLEM, example=8),
    Field("总数", "counted", COUNT, source="截止日口径分母", unit="个", level=PROBLEM, example=8),
    Field("总具体表现数", "counted_instances", COUNT, LEFT_OUT, "口径内的具体表现；与总数相同则不印", "个", level=ITEM),
    Field("自报", "claimed", COUNT, ZERO, "单位自报完成", "个", level=PROBLEM, example=8),
    Field("销号", "closed_out", COUNT, ZERO, "核实销号", "个", level=PROBLEM, example=7),
    Field("未销", "open_count", COUNT, ZERO, "总数减销号", "个", level=PROBLEM, example=1),
    Field("未销具体表现数", "open_instances", COUNT, LEFT_OUT, "未销清单的行数；与未销相同则不印", "个", level=ITEM),
    Field("逾期", "overdue", COUNT, ZERO, "未销中逾期", "个", level=PROBLEM, example=1),
    Field("长期", "long_term", COUNT, ZERO, "未销中长期坚持", "个", level=PROBLEM, example=0),
    Field("整改率", "rectification_rate", RATE, source="销号/总数", level=PROBLEM, example=PlainRate(7, 8)),
    Field("自报率", "claimed_rate", RATE, ZERO, "自报/总数", level=PROBLEM, example=PlainRate(8, 8)),
    Field("自报差", "gap", COUNT, ZERO, "自报减销号", "个", level=PROBLEM, example=1),
    Field("自报差原因", "gap_reasons", LIST, MARKED, "经办人撰写：核实意见归纳", typed=True, when="自报差"),
    Field("含基本完成率", "rate_with_basic", RATE, LEFT_OUT, "另一口径", level=PROBLEM),
    Field("基本完成数", "basic_done", COUNT, LEFT_OUT, "状态为基本完成", "个", level=PROBLEM),
    Field("上轮率", "previous_rate", RATE, LEFT_OUT, "上轮反馈后同等天数（或期满）、同一口径", level=PROBLEM),
    Field("上轮截止日", "previous_as_of", DAY, LEFT_OUT, "上轮比较的截止日"),
    Field("本轮比较率", "own_rate", RATE, LEFT_OUT, "本轮同等天数（或期满）的整改率", level=PROBLEM),
    Field("本轮比较日", "own_as_of", DAY, LEFT_OUT, "本轮比较的截止日"),
    Field("比较天数", "compared_days", COUNT, LEFT_OUT, "反馈后的天数；按期满比较的不印", "日"),
    Field("上轮同期率", "former_rate", RATE, LEFT_OUT, "首版模板用；不可比，不再取数，这一句不印", level=PROBLEM),
    Field("未销分项", "open_parts", LIST, source="依次归类；零的不列；和等于未销", when="未销", items=(
        Field("名称", "name", source="状态名", example="逾期"),
        Field("数", "count", COUNT, source="计数", unit="个", level=PROBLEM, example=1),
    )),
    Field("全部完成单位", "complete_units", LIST, LEFT_OUT, "整改率100%的单位", level=ASSERTION),
    Field("最低单位", "lowest_units", RECORD, LEFT_OUT, "整改率最低的单位，并列的都在内；全部相同或只有一个单位的不写", level=ASSERTION, items=(
        Field("单位", "units", LIST, source="机关简称"),
            Field("名称", "name", missing=LEFT_OUT, source="各单位用顿号连成一句（首版模板用）"),
        Field("个数", "count", COUNT, source="并列个数", unit="个"),
        Field("率", "rate", RATE, source="整改率"),
    )),
    Field("高档单位数", "full_units", COUNT, LEFT_OUT, "整改率100%的单位", "个", level="单位"),
    Field("低档单位数", "low_units", COUNT, LEFT_OUT, "整改率低于低档线的单位", "个", level="单位"),
    Field("高档线", "full_line", missing=LEFT_OUT, source="问题全部销号的整改率", example="100%"),
    Field("低档线", "low_line", missing=LEFT_OUT, source="整改率偏低的界线", example="80%"),
    Field("立行立改完成数", "immediate_done", COUNT, ZERO, "立行立改问题中已销号", "个", level=PROBLEM),
    Field("单位表", "units", LIST, source="逐单位，按名册次序", items=(
        Field("单位", "unit_short", source="机关简称（short）", example="县粮食和物资储备中心"),
        *_COUNTS,
        Field("自报", "claimed", COUNT, ZERO, "单位自报完成", "个", level=PROBLEM, example=5),
        _RATE,
        Field("逾期", "overdue", COUNT, ZERO, "逾期", "个", level=PROBLEM, example=0),
    )),
    Field("单位分类汇总", "units_by_kind", FLAG, LEFT_OUT, "单位太多，单位表按单位类别汇总"),
    Field("图列单位数", "charted_units", COUNT, LEFT_OUT, "单位太多时图1所列整改率最低的单位", "个", level="单位"),
    Field("图外同率单位数", "left_out_alike", COUNT, LEFT_OUT, "单位太多时，与图1所列最高的整改率相同而没有列入的单位", "个", level="单位"),
    Field("图外同率", "left_out_rate", RATE, LEFT_OUT, "这些单位的整改率"),
    Field("类别表", "categories", LIST, source="逐类；空类不列", items=(
        Field("类别", "category", source="一级分类", example="粮食购销监管方面"), *_COUNTS, _RATE,
    )),
    Field("类别评述", "category_remark", missing=LEFT_OUT, source="经办人撰写", typed=True),
    Field("图1", "rate_chart", PICTURE, LEFT_OUT, "各单位整改率"),
    Field("图2", "trend_chart", PICTURE, LEFT_OUT, "反馈以来自报、核实销号累计"),
    Field("退回数", "returned", COUNT, LEFT_OUT, "不予认定的件次", "件次"),
    Field("补证通过数", "resubmitted", COUNT, LEFT_OUT, "退回后通过", "件次"),
    Field("数量变化", "count_changes", LIST, LEFT_OUT, "拆、并、核减、新增记录；和等于总数减反馈数", items=(
        Field("事由", "cause", source="记录", example="核减1个问题"),
        Field("增减", "delta", source="“增加N个”“减少N个”", example="减少1个"),
    )),
    Field("未销清单", "open_findings", LIST, LEFT_OUT, "未销号的问题，有具体表现的逐条列", items=COLUMNS),
)  # fmt: skip

_ASSERTIONS = (
    Field("全部销号", "all_closed", FLAG, LEFT_OUT, "未销号为零", level=ASSERTION),
    Field("自报核实一致", "claims_agree", FLAG, LEFT_OUT, "自报完成与核实销号是同一批问题，没有退回过销号申请", level=ASSERTION),
    Field("立行立改全部完成", "immediate_all_done", FLAG, LEFT_OUT, "立行立改问题无一未销", level=ASSERTION),
    Field("立行立改均计入", "immediate_counted", FLAG, LEFT_OUT, "口径包括立行立改", level=ASSERTION),
    Field("没有长期问题", "no_long_term", FLAG, LEFT_OUT, "未销问题中没有长期坚持的", level=ASSERTION),
    Field("长期已明确", "long_term_dated", FLAG, LEFT_OUT, "长期坚持的问题都有检查日期", level=ASSERTION),
    Field("措施逐条落实", "measures_assigned", FLAG, LEFT_OUT, "每条措施都有责任领导（或责任人）和时限", level=ASSERTION),
)  # fmt: skip


def _ticked(name: str, identifier: str, said: str) -> Field:
    return Field(name, identifier, FLAG, LEFT_OUT, f"经办人勾选：{said}", typed=True, level=ASSERTION)


_TICKED = (
    _ticked("逐条审核", "all_examined", "对各单位的整改情况逐条作了审核"),
    _ticked("核减均经批准", "withdrawals_approved", "核减的问题均经批准"),
    _ticked("阶段目标已明确", "stages_set", "长期坚持的问题均已明确阶段目标"),
    _ticked("没有制度成果", "no_regulations", "没有形成新的制度成果，已要求有关单位研究"),
    _ticked("没有移交线索", "no_leads", "没有移交问题线索"),
    _ticked("没有存在问题", "no_problems", "全部销号，没有需要单列的问题"),
    _ticked("测评拟开展", "survey_planned", "满意度测评拟在回访督查时开展"),
    _ticked("公开已按规定", "published_by_rule", "整改情况已按规定公开"),
)


def _typed(name: str, identifier: str, unit: str, source: str, why: str) -> Field:
    """A number that no book of the ledger holds: the clerk types it, or its sentence leaves."""
    return Field(name, identifier, COUNT, LEFT_OUT, source, unit, typed=True, why=why)


def _counted(name: str, identifier: str, unit: str, source: str, kind: str = COUNT) -> Field:
    """A number of a book; where the book has none, its sentence leaves."""
    return Field(name, identifier, kind, LEFT_OUT, source, unit)


def _proven(name: str, identifier: str, source: str) -> Field:
    return Field(name, identifier, FLAG, LEFT_OUT, source, level=ASSERTION)


LEADS_STAY = "线索只在线索室，不进汇报所用的账册"
_PRESSED = (
    _counted("会议次数", "meetings", "次", "民主生活会台账：专题研究"),
    _proven("均召开专题会", "all_met", "各党组织都有专题研究的会议"),
    Field("措施数", "measure_count", COUNT, LEFT_OUT, "整改措施表", "条", level="措施"),
    _typed("领办数", "led_count", "个", "主要负责人领办", "领办由单位报告写明，没有账册登记谁领办哪个问题"),
    _counted("民主生活会数", "democratic_life_meetings", "次", "民主生活会台账：民主生活会"),
    _typed("领导到会数", "leaders_present", "次", "县级领导到会", "列席人员不分级别"),
    _counted(
        "约谈数",
        "talks",
        "人次",
        "约谈提醒台账：书记约谈、领导小组约谈，事由为整改率低、逾期未整改，对象为主要负责人，已约谈",
    ),
    Field("约谈单位", "talked_units", LIST, MARKED, "约谈提醒台账：约谈数的单位，去重", when="约谈数"),
    _counted("联审次数", "joint_review_rounds", "次", "联审意见台账：有意见的审次，整改方案、整改进展报告等分开"),
    _counted("联审意见数", "opinions", "条", "联审意见台账"),
    Field("联审采纳数", "opinions_taken", COUNT, MARKED, "联审意见台账：采纳、部分采纳", "条", when="联审意见数"),
    _counted("方案退回数", "plans_returned", "个", "报送台账：已退回的整改方案，按单位"),
    _proven("意见均已说明", "opinions_explained", "没有采纳的联审意见都写明了修改情况"),
)
_RESULTS = (
    _counted("资金合计", "money_yuan", "元", "追责与成效台账：追缴、归垫、清退之和", MONEY),
    Field(
        "资金分项",
        "money_parts",
        LIST,
        LEFT_OUT,
        "追责与成效台账：按类型；之和等于合计，只有一类的不列",
        items=(
            Field("名称", "name", source="类型", example="清退"),
            Field("数", "amount", MONEY, source="该类之和", unit="元", example=50000),
        ),
    ),
    Field("实例", "instances", LIST, LEFT_OUT, "经办人撰写，每条须含数据", typed=True),
    _counted("制度数", "regulations", "项", "建章立制台账"),
    _counted("新建数", "regulations_new", "项", "建章立制台账：新建"),
    _counted("修订数", "regulations_revised", "项", "建章立制台账：修订"),
    _counted("废止数", "regulations_repealed", "项", "建章立制台账：废止"),
    Field("制度领域", "regulation_areas", LIST, LEFT_OUT, "建章立制台账：领域，去重"),
    _proven("制度均已对应", "regulations_matched", "各项制度都对应到具体问题编号"),
    Field("建议书数", "letters", COUNT, LEFT_OUT, "文书登记簿", "份"),
    Field("建议书部门", "letter_departments", LIST, MARKED, "主送单位", when="建议书数"),
    Field("建议条数", "recommendation_count", COUNT, LEFT_OUT, "文书登记簿", "条"),
    Field("建议回复数", "replies", COUNT, LEFT_OUT, "已回复", "份"),
    Field("采纳条数", "adopted", COUNT, LEFT_OUT, "已采纳", "条"),
    _typed("线索件数", "leads", "件", "线索移交（只填件数）", LEADS_STAY),
    _typed("线索人数", "persons", "人", "线索移交", LEADS_STAY),
    _typed("线索办结", "leads_done", "件", "线索办理", LEADS_STAY),
    _typed("立案数", "cases_filed", "件", "线索办理", LEADS_STAY),
    _counted("处分人数", "sanctioned", "人", "追责与成效台账：党纪处分、政务处分的人数"),
    _counted("组织处理人数", "org_handled", "人", "追责与成效台账：组织处理的人数"),
    _counted("谈话提醒人次", "talk_times", "人次", "追责与成效台账：提醒谈话、批评教育的人次；与处分人数不同栏"),
    _counted("测评有效", "survey_valid", "份", "满意度测评台账"),
    Field("测评发出", "survey_sent", COUNT, MARKED, "满意度测评台账", "份", when="测评有效"),
    Field("测评单位数", "survey_units", COUNT, MARKED, "满意度测评台账", "个", when="测评有效"),
    Field("满意率", "satisfaction", RATE, MARKED, "（满意＋基本满意）/有效", when="测评有效"),
    Field(
        "最低满意单位",
        "lowest_satisfaction",
        RECORD,
        LEFT_OUT,
        "满意度测评台账：最低的一个单位，并列的不写",
        items=(
            Field("名称", "name", source="机关简称"),
            Field("率", "rate", RATE, source="满意率"),
        ),
    ),
    _counted("公开单位数", "published_units", "个", "公开台账：已公开，按单位"),
    _counted("公开例外", "publish_exempt", "个", "公开台账：写明不公开理由，按单位"),
)
_UNFINISHED = (
    Field(
        "上次会议",
        "last_meeting",
        missing=LEFT_OUT,
        source="会议台账：本轮反馈以后、截止日以前最后一次向县委、领导小组的汇报",
    ),
    Field(
        "上次未销",
        "open_at_last_meeting",
        COUNT,
        ZERO,
        "上次会议那天的未销号问题",
        "个",
        level=PROBLEM,
        when="上次会议",
    ),
    _proven("会议以来没有变化", "unchanged_since_meeting", "上次会议以来未销号问题没有增减"),
    Field(
        "会议以来变化",
        "changes_since_meeting",
        LIST,
        LEFT_OUT,
        "上次会议以来未销号问题的增减，按原因；和等于总变化",
        items=(
            Field("事由", "cause", source="变化的原因", example="核实销号"),
            Field("增减", "delta", source="“增加N个”“减少N个”", example="减少3个"),
        ),
    ),
    Field(
        "原因分类",
        "reasons_by_class",
        LIST,
        LEFT_OUT,
        "未销号问题按最后登记的理由（批准延期、不予认定）归类，多的在前",
        items=(
            Field("依据", "given_for", source="批准延期、不予认定", example="批准延期"),
            Field("原因", "reason", source="登记的理由", example="等待上级批复"),
            Field("数", "count", COUNT, source="计数", unit="个", level=PROBLEM, example=2),
        ),
    ),
    Field("其他原因数", "other_reasons", COUNT, LEFT_OUT, "所列以外的理由", "个", level=PROBLEM),
    Field("没有原因数", "without_reason", COUNT, LEFT_OUT, "未销号而没有登记理由的", "个", level=PROBLEM),
    Field(
        "落后单位",
        "lagging_units",
        LIST,
        LEFT_OUT,
        "整改率低于低档线的单位，低的在前",
        items=(
            Field("单位", "unit_short", source="机关简称", example="县粮油购销公司"),
            Field("率", "rate", RATE, source="整改率", example=PlainRate(2, 3)),
            Field("原因", "reason", missing=LEFT_OUT, source="该单位未销号问题登记最多的理由", example="等待上级批复"),
        ),
    ),
    Field("其余落后单位数", "more_lagging_units", COUNT, LEFT_OUT, "所列以外的", "个", level="单位"),
    Field("屡改屡犯", "recurring", COUNT, LEFT_OUT, "屡改屡犯认定台账：再次出现的问题", "个", level=PROBLEM),
    Field("屡犯单位", "recurring_units", LIST, LEFT_OUT, "屡改屡犯认定台账，去重", when="屡改屡犯"),
)
_WRITTEN = (
    Field("核减批准", "withdraw_approver", missing=LEFT_OUT, source="经办人填写：核减批准机关", typed=True),
    Field("存在问题", "problems", LIST, LEFT_OUT, "经办人撰写", typed=True, items=(
        Field("标题", "heading", source="经办人", example="部分问题进展缓慢"),
        Field("事实", "facts", source="经办人", example="1个问题逾期"),
        Field("原因", "reason", missing=LEFT_OUT, source="经办人"),
    )),
    Field("下步", "next_steps", LIST, source="经办人撰写，每条含对象、动作，另填责任人和日期", typed=True, items=(
        Field("标题", "heading", source="经办人", example="巩固整改成果"),
        Field("内容", "content", source="经办人", example="第四季度对2个单位开展一次库存抽查"),
        Field("责任人", "owner", missing=LEFT_OUT, source="经办人填写：谁负责", typed=True),
        Field("完成日期", "by_day", missing=LEFT_OUT, source="经办人填写：哪天以前办完", typed=True),
    )),
    Field("提请事项", "requests", LIST, LEFT_OUT, "经办人撰写，需会议决定的", typed=True),
)  # fmt: skip

WORDS = (*_FIGURES, *_ASSERTIONS, *_TICKED, *_PRESSED, *_RESULTS, *_UNFINISHED, *_WRITTEN)
