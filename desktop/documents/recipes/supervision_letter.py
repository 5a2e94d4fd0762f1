"""督办函: names a unit's overdue findings, sets a new date and asks for a reply."""

from datetime import date
from typing import Any

from desktop.documents.lexicon import Use
from desktop.documents.recipe import Copies, Due, Issuer, Recipe, Rows
from desktop.documents.recipes.letter_words import LETTER, sample_head


def example() -> dict[str, Any]:
    """Two overdue findings, one claim refused."""
    due, new = date(2026, 9, 10), date(2026, 11, 10)
    row = {"原时限": due, "逾期天数": 20, "核实": "未完成", "领导": "周柏川"}
    return {
        **sample_head("青巡督〔2026〕6号", date(2026, 10, 9)),
        "抄送": ["副县长程砚秋", "县纪委监委", "县委组织部"],
        "附件清单": ["逾期问题督办清单"],
        "单位": "青岩县住房和城乡建设局党组",
        "单位简称": "县住房和城乡建设局党组",
        "截止日期": date(2026, 9, 30),
        "反馈日期": date(2026, 3, 10),
        "回复期限": date(2026, 10, 15),
        "问题总数": 12,
        "逾期数": 2,
        "最长逾期天数": 20,
        "自报完成数": 1,
        "不认定原因": ["只有会议记录，没有资金缴回凭证"],
        "督办次数": 1,
        "新期限": new,
        "分期": [{"日期": date(2026, 10, 20), "个数": 1}, {"日期": new, "个数": 1}],
        "报告天数": 3,
        "后果": "由县委巡察工作领导小组约谈主要负责人，并将有关情况向县委常委会报告",
        "问题清单": [
            {**row, "编号": "06-03-004", "表现": "老旧小区改造结余资金96.5万元未清理", "自报": "完成（未认定）"},
            {**row, "编号": "06-03-007", "表现": "施工许可事中检查记录不全", "自报": "推进"},
        ],
    }


RECIPE = Recipe(
    kind="supervision_letter", title="督办函", form="letter", addressee="unit", group="整改督办",
    issuers=(Issuer("office", "巡督〔{年}〕{号}号"),),
    per="unit", rows=Rows(overdue=True, order="overdue"),
    no_cause="没有逾期问题，不用督办",
    copies=Copies(("县纪委监委",)),
    reply_matter="督办事项办理情况",
    dues=(Due("回复期限", event="督办回复"), Due("新期限", event="督办新期限")),
    annexes=("逾期问题督办清单",),
    default={"报告天数": 3},
    uses=(
        *LETTER, "抄送", "单位", "单位简称", "截止日期", "反馈日期", "问题总数", "逾期数", "逾期具体表现数", "最长逾期天数",
        "延期次数", "自报完成数", "不认定原因", "督办次数", "往次措施", "没有进展", "新期限", "分期", "报告天数", "不能完成", "申请期限",
        "责任领导", "是村", "上级党组织", "后果",
        Use("问题清单", columns=("编号", "表现", "原时限", "现时限", "延期", "逾期天数", "自报", "核实", "领导")),
    ),
    example=example,
)  # fmt: skip
