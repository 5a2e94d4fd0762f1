"""巡察反馈意见: what a team found in a unit, by category, with its advice and the dates that follow (papers/02)."""

from datetime import date
from typing import Any

from desktop.documents.recipe import Issuer, Recipe, Rows

TEAM = "中共青岩县委第一巡察组"


def example() -> dict[str, Any]:
    """Three findings of a department in two categories, one more on the list alone."""
    return {
        "署名": TEAM, "成文日期": date(2026, 3, 10), "反馈日期": date(2026, 3, 10), "整改月数": 6, "附件清单": ["问题清单"],
        "单位": "青岩县农业农村局党组", "单位简称": "县农业农村局党组", "巡察组": "县委第一巡察组", "入反馈数": 3, "清单另列数": 1,
        "问题类别": [
            {"名称": "群众身边不正之风和腐败问题方面", "问题": [
                {"标题": "惠农补贴审核把关不严", "事实": "抽查补贴档案200户，有9户面积与承包合同不符"},
                {"标题": "公务接待审批不规范", "事实": "抽查接待凭证30份，有6份缺来函"},
            ]},
            {"名称": "基层党组织和干部队伍建设方面", "问题": [
                {"标题": "组织生活记录失实", "事实": "抽查支部会议记录24次，有3次签名与考勤不符"},
            ]},
        ],
    }  # fmt: skip


RECIPE = Recipe(
    kind="feedback", title="巡察反馈意见", form="internal", addressee="unit", group="反馈移交",
    issuers=(Issuer("team", "巡反〔{年}〕{号}号"),),
    per="own", rows=Rows(order="category", by_problem=True),
    no_cause="在本轮没有问题，没有可反馈的",
    annexes=("问题清单",),
    uses=(
        "密级", "份号", "署名", "成文日期", "附件清单", "单位", "单位简称", "巡察组", "巡察方式", "进驻日期", "撤离日期", "书记专题会日期",
        "谈话人次", "资料份数", "走访处数", "信访件数", "总体评价", "立行立改数", "立行立改完成数", "立行立改全部完成", "入反馈数",
        "清单另列数", "结转数", "问题类别", "意见", "反馈日期", "方案期限", "整改月数", "期满日期", "报告期限", "延伸村数",
    ),
    example=example,
)  # fmt: skip
