"""巡察情况通报: tells the department in charge of an inspected unit what was found there, and which of it is its own field (papers/28)."""

from datetime import date
from typing import Any

from desktop.documents.lexicon import Use
from desktop.documents.recipe import Copies, Due, Issuer, Recipe, Rows
from desktop.documents.recipes.letter_words import LETTER, sample_head
from desktop.documents.vocabulary import LEFT_OUT


def example() -> dict[str, Any]:
    """A village with three findings, two of them in the department's field."""
    return {
        **sample_head("青巡办函〔2026〕26号", date(2026, 3, 26)),
        "主送": "青岩县农业农村局党组", "抄送": ["副县长秦望舒"], "附件清单": [], "单位简称": "双河村党支部", "反馈日期": date(2026, 3, 10),
        "问题总数": 3, "问题数": 2, "协调期限": date(2026, 4, 27), "关系": "进行业务指导", "截止日期": date(2026, 3, 26),
        "单位类别表": [{"类别": "群众身边不正之风和腐败问题方面", "总数": 2}, {"类别": "基层党组织和干部队伍建设方面", "总数": 1}],
        "问题清单": [
            {"编号": "06-06-V01-001", "表现": "2024年租金42万元滞后7个月入账", "类别": "代理记账指导"},
            {"编号": "06-06-V01-002", "表现": "村务公开12项中5项未公开金额", "类别": "村务公开"},
        ],
    }  # fmt: skip


RECIPE = Recipe(
    kind="department_briefing", title="巡察情况通报", form="letter", addressee="department", group="反馈移交",
    issuers=(Issuer("office", "巡办函〔{年}〕{号}号"),),
    per="unit", rows=Rows(always=True, by_problem=True, in_text=8),
    no_cause="没有登记主管部门，没有可通报的",
    copies=Copies(team=False),
    dues=(Due("协调期限", days=1, unit="month"),),
    annexes=("与业务指导有关的问题清单",),
    default={"请办事项": ["指导完善业务制度", "在日常检查中关注整改落实"], "关系": "主管"},
    uses=(
        *(name for name in LETTER if name != "回复期限"), "主送", "抄送", "单位简称", "反馈日期", "关系", "问题总数",
        Use("问题数", missing=LEFT_OUT), "没有业务问题", "已期满", Use("截止日期", missing=LEFT_OUT), "核实数",
        Use("单位整改率", when="已期满"), Use("口径", when="已期满"), Use("逾期数", missing=LEFT_OUT), "请办事项", "协调期限", "单位类别表",
        Use("问题清单", missing=LEFT_OUT, columns=("编号", "表现", "类别", "备注")),
    ),
    example=example, own_marks=("主送",),
)  # fmt: skip
