"""整改综合情况汇报: the round's figures from one snapshot, and what the clerk writes about them."""

from datetime import date
from typing import Any

from desktop.documents.figures import PlainRate
from desktop.documents.recipe import Recipe
from desktop.documents.recipes import letter_words as letter
from desktop.documents.vocabulary import (
    COUNT,
    DAY,
    FLAG,
    LEFT_OUT,
    LIST,
    MARKED,
    MONEY,
    PICTURE,
    RATE,
    RECORD,
    ZERO,
    Field,
)

_COUNTS = (
    Field("总数", "finding_count", COUNT, source="在册", unit="个"),
    Field("销号", "closed_out", COUNT, ZERO, "核实销号", "个"),
)
UNITS = Field("单位表", "units", LIST, source="逐单位，按名册次序", items=(
    Field("单位", "unit_short", source="机关简称（short）"),
    *_COUNTS,
    Field("自报", "claimed", COUNT, ZERO, "单位自报完成", "个"),
    Field("整改率", "rate", RATE, source="两数之比"),
    Field("逾期", "overdue", COUNT, ZERO, "逾期", "个"),
))  # fmt: skip
CATEGORIES = Field("类别表", "categories", LIST, source="逐类；空类不列", items=(
    Field("类别", "category", source="一级分类"),
    *_COUNTS,
    Field("整改率", "rate", RATE, source="两数之比"),
))  # fmt: skip
OPEN_FINDINGS = Field("未销清单", "open_findings", LIST, LEFT_OUT, "未销号问题，行数等于未销", items=(
    Field("单位", "unit_short", source="机关简称"),
    Field("编号", "number", source="永久编号"),
    Field("表现", "text", source="问题描述"),
    Field("状态", "status", source="依次归类，先中先得"),
    Field("原时限", "first_due_on", DAY, source="首次时限"),
    Field("现时限", "due_on", DAY, LEFT_OUT, "延期后"),
    Field("逾期天数", "overdue_days", COUNT, LEFT_OUT, "计算", "日"),
    Field("领导", "leader", missing=MARKED, source="责任领导"),
    Field("下步", "next", missing=LEFT_OUT, source="经办人；整栏不填的不印", typed=True),
))  # fmt: skip

LEDGER_FIELDS = (
    letter.CLASSIFICATION, letter.COPY_NUMBER, letter.ISSUED_ON,
    Field("主送", "addressee", source="县委常委会、县委书记专题会"),
    letter.ANNEXES, letter.ROUND, letter.AS_OF,
    Field("口径", "counting_basis", source="统计口径的名称和释义"),
    letter.FEEDBACK_ON,
    Field("汇报机关", "reporter", source="机关设置"),
    Field("联审方", "reviewers", LIST, source="联审设置"),
    Field("整改月数", "period_months", COUNT, source="轮次", unit="个月"),
    Field("期满日期", "period_ends_on", DAY, source="期限规则"),
    Field("单位数", "unit_count", COUNT, source="本轮单位", unit="个"),
    Field("反馈数", "given_count", COUNT, source="反馈时问题数（拆并核减之前）", unit="个"),
    Field("总数", "finding_count", COUNT, source="截止日口径分母", unit="个"),
    Field("自报", "claimed", COUNT, ZERO, "单位自报完成", "个"),
    Field("销号", "closed_out", COUNT, ZERO, "核实销号", "个"),
    Field("未销", "open_count", COUNT, ZERO, "总数减销号", "个"),
    Field("逾期", "overdue", COUNT, ZERO, "未销中逾期", "个"),
    Field("长期", "long_term", COUNT, ZERO, "未销中长期坚持", "个"),
    Field("长期已明确", "long_term_dated", FLAG, LEFT_OUT, "长期坚持的问题都有阶段目标和检查日期"),
    Field("整改率", "rectification_rate", RATE, source="销号/总数"),
    Field("自报率", "claimed_rate", RATE, ZERO, "自报/总数"),
    Field("自报差", "gap", COUNT, ZERO, "自报减销号", "个"),
    Field("自报差原因", "gap_reasons", LIST, MARKED, "核实意见归纳", typed=True, when="自报差"),
    Field("自报核实一致", "claims_agree", FLAG, LEFT_OUT, "自报完成与核实销号是同一批问题"),
    Field("含基本完成率", "rate_with_basic", RATE, LEFT_OUT, "另一口径"),
    Field("基本完成数", "basic_done", COUNT, LEFT_OUT, "状态为基本完成", "个"),
    Field("上轮同期率", "previous_rate", RATE, LEFT_OUT, "上轮同一节点、同一口径"),
    Field("未销分项", "open_parts", LIST, source="依次归类；零的不列；和等于未销", when="未销", items=(
        Field("名称", "name", source="状态名"),
        Field("数", "count", COUNT, source="计数", unit="个"),
    )),
    Field("全部完成单位", "complete_units", LIST, LEFT_OUT, "整改率100%的单位"),
    Field("最低单位", "lowest_unit", RECORD, LEFT_OUT, "整改率最低（并列取首个）", items=(
        Field("名称", "name", source="机关简称"),
        Field("率", "rate", RATE, source="整改率"),
    )),
    Field("立行立改数", "immediate_count", COUNT, LEFT_OUT, "立行立改问题", "个"),
    Field("立行立改完成数", "immediate_done", COUNT, ZERO, "其中已销号", "个"),
    UNITS, CATEGORIES,
    Field("类别评述", "category_remark", missing=LEFT_OUT, source="经办人撰写", typed=True),
    Field("图1", "rate_chart", PICTURE, LEFT_OUT, "各单位整改率"),
    Field("图2", "trend_chart", PICTURE, LEFT_OUT, "反馈以来自报、核实销号累计"),
    Field("退回数", "returned", COUNT, LEFT_OUT, "不予认定的件次", "件次"),
    Field("补证通过数", "resubmitted", COUNT, LEFT_OUT, "退回后通过", "件次"),
    Field("数量变化", "count_changes", LIST, LEFT_OUT, "拆、并、核减记录；和等于总数减反馈数", items=(
        Field("事由", "cause", source="记录"),
        Field("增减", "delta", source="“增加N个”“减少N个”"),
    )),
    Field("核减批准", "withdraw_approver", missing=LEFT_OUT, source="核减批准机关"),
)  # fmt: skip


def _typed(name: str, identifier: str, unit: str, source: str, kind: str = COUNT) -> Field:
    """A word whose ledger does not exist yet: the clerk types it, or its sentence leaves."""
    return Field(name, identifier, kind, LEFT_OUT, source, unit, typed=True)


TYPED_FIELDS = (
    _typed("会议次数", "meetings", "次", "研究部署情况"),
    Field("措施数", "measure_count", COUNT, LEFT_OUT, "整改措施表", "条"),
    _typed("领办数", "led_count", "个", "主要负责人领办"),
    _typed("民主生活会数", "democratic_life_meetings", "次", "专题民主生活会"),
    _typed("领导到会数", "leaders_present", "次", "县级领导到会"),
    _typed("约谈数", "talks", "人次", "约谈情况"),
    Field("约谈单位", "talked_units", LIST, MARKED, "约谈情况", typed=True, when="约谈数"),
    _typed("联审次数", "joint_review_rounds", "次", "联审情况"),
    _typed("联审意见数", "opinions", "条", "联审意见"),
    Field("联审采纳数", "opinions_taken", COUNT, MARKED, "联审意见", "条", typed=True, when="联审意见数"),
    _typed("方案退回数", "plans_returned", "个", "联审退回"),
    _typed("资金合计", "money_yuan", "元", "清退、追缴、收回之和", MONEY),
    Field("资金分项", "money_parts", LIST, LEFT_OUT, "分项之和等于合计", typed=True, items=(
        Field("名称", "name", source="分项"),
        Field("数", "amount", MONEY, source="分项", unit="元", typed=True),
    )),
    Field("实例", "instances", LIST, LEFT_OUT, "经办人撰写，每条须含数据", typed=True),
    _typed("制度数", "regulations", "项", "建章立制情况"),
    _typed("新建数", "regulations_new", "项", "新建"),
    _typed("修订数", "regulations_revised", "项", "修订"),
    _typed("废止数", "regulations_repealed", "项", "废止"),
    Field("制度领域", "regulation_areas", LIST, LEFT_OUT, "领域去重", typed=True),
    Field("没有制度成果", "no_regulations", FLAG, LEFT_OUT, "经办人勾选“没有”"),
    Field("建议书数", "letters", COUNT, LEFT_OUT, "文书登记簿", "份"),
    Field("建议书部门", "letter_departments", LIST, MARKED, "主送单位", when="建议书数"),
    Field("建议条数", "recommendations", COUNT, LEFT_OUT, "文书登记簿", "条"),
    Field("建议回复数", "replies", COUNT, LEFT_OUT, "已回复", "份"),
    Field("采纳条数", "adopted", COUNT, LEFT_OUT, "已采纳", "条"),
    _typed("线索件数", "leads", "件", "线索移交（只填件数）"),
    _typed("线索人数", "persons", "人", "线索移交"),
    _typed("线索办结", "leads_done", "件", "线索办理"),
    _typed("立案数", "cases_filed", "件", "线索办理"),
    _typed("处分人数", "sanctioned", "人", "按人去重"),
    _typed("组织处理人数", "org_handled", "人", "按人去重"),
    _typed("谈话提醒人次", "talk_times", "人次", "与处分人数不同栏"),
    Field("没有移交线索", "no_leads", FLAG, LEFT_OUT, "经办人勾选“没有”"),
    _typed("测评有效", "survey_valid", "份", "测评情况"),
    Field("测评发出", "survey_sent", COUNT, MARKED, "测评情况", "份", typed=True, when="测评有效"),
    Field("测评单位数", "survey_units", COUNT, MARKED, "测评情况", "个", typed=True, when="测评有效"),
    Field("满意率", "satisfaction", RATE, MARKED, "（满意＋基本满意）/有效", typed=True, when="测评有效"),
    Field("最低满意单位", "lowest_satisfaction", RECORD, LEFT_OUT, "测评情况", typed=True, items=(
        Field("名称", "name", source="机关简称"),
        Field("率", "rate", RATE, source="满意率", typed=True),
    )),
    Field("测评拟开展", "survey_planned", FLAG, LEFT_OUT, "经办人勾选"),
    _typed("公开单位数", "published_units", "个", "公开情况"),
    _typed("公开例外", "publish_exempt", "个", "经批准不公开"),
    Field("没有存在问题", "no_problems", FLAG, LEFT_OUT, "经办人勾选“没有”（全部销号时）"),
    Field("存在问题", "problems", LIST, LEFT_OUT, "经办人撰写", typed=True, items=(
        Field("标题", "heading", source="经办人"),
        Field("事实", "facts", source="经办人"),
        Field("原因", "reason", missing=LEFT_OUT, source="经办人"),
    )),
    Field("下步", "next_steps", LIST, source="每条含对象、动作、日期", typed=True, items=(
        Field("标题", "heading", source="经办人"),
        Field("内容", "content", source="经办人"),
    )),
    Field("提请事项", "requests", LIST, LEFT_OUT, "需会议决定的", typed=True),
    OPEN_FINDINGS,
)  # fmt: skip


def sample() -> dict[str, Any]:
    """Two units, eight findings, seven closed out."""

    def row(key: str, name: str, total: int, closed: int) -> dict[str, Any]:
        return {key: name, "总数": total, "销号": closed, "整改率": PlainRate(closed, total)}

    return {
        "成文日期": date(2026, 8, 12),
        "主送": "县委书记专题会",
        "汇报机关": letter.OFFICE,
        "附件清单": ["未销号问题一览表"],
        "轮次": "十四届县委第六轮巡察",
        "截止日期": date(2026, 7, 31),
        "口径": "按问题统计；分母为截止日前已反馈且未核减的问题；分子为经县委巡察办核实销号的问题；保留一位小数，四舍五入",
        "反馈日期": date(2026, 4, 20),
        "联审方": ["县纪委监委", "县委组织部", "县委巡察组"],
        "整改月数": 3,
        "期满日期": date(2026, 7, 20),
        "单位数": 2, "反馈数": 8, "总数": 8, "自报": 8, "销号": 7, "未销": 1, "逾期": 1, "长期": 0,
        "整改率": PlainRate(7, 8),
        "自报率": PlainRate(8, 8),
        "自报差": 1,
        "自报差原因": ["1个问题只有工作部署材料，缺少结果佐证"],
        "未销分项": [{"名称": "逾期", "数": 1}],
        "全部完成单位": ["县粮食和物资储备中心"],
        "最低单位": {"名称": "县粮油购销公司", "率": PlainRate(2, 3)},
        "单位表": [
            {**row("单位", "县粮食和物资储备中心", 5, 5), "自报": 5, "逾期": 0},
            {**row("单位", "县粮油购销公司", 3, 2), "自报": 3, "逾期": 1},
        ],
        "类别表": [row("类别", "粮食领域主体责任方面", 5, 5), row("类别", "粮食购销监管方面", 3, 2)],
        "下步": [{"标题": "巩固整改成果", "内容": "第四季度对2个单位开展一次库存抽查，检验新建制度执行情况"}],
        "未销清单": [
            {"单位": "县粮油购销公司", "编号": "06-08-002", "表现": "库存盘点记录不全", "状态": "逾期",
             "原时限": date(2026, 7, 20), "逾期天数": 11, "领导": "沈叙言", "下步": "8月底前补齐盘点记录"},
        ],
    }  # fmt: skip


RECIPE = Recipe(
    "rectification_summary_report", "整改综合情况汇报", "internal", "committee", (*LEDGER_FIELDS, *TYPED_FIELDS), sample,
    own_marks=("主送",), guarded=False,
)  # fmt: skip
