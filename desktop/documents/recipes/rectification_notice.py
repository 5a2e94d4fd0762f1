"""整改通知: begins a unit's work after the feedback, with its own dates, an empty plan of its findings and the outlines of its reports (papers/06)."""

from datetime import date
from typing import Any

from desktop.documents.lexicon import Use
from desktop.documents.recipe import Copies, Issuer, Recipe, Rows
from desktop.documents.recipes.letter_words import LETTER, sample_head


def example() -> dict[str, Any]:
    """A department with two findings and four dates."""
    office = "县委巡察办"
    nodes = (("整改方案", date(2026, 4, 10), "整改方案、问题分解表", office), ("中期情况", date(2026, 6, 10), "进展情况表", office),
             ("集中整改期满", date(2026, 9, 10), "—", "—"), ("进展报告", date(2026, 9, 17), "进展情况报告", office))  # fmt: skip
    return {
        **sample_head("青巡办发〔2026〕5号", date(2026, 3, 12)),
        "单位": "青岩县农业农村局党组", "巡察组": "县委第一巡察组", "反馈日期": date(2026, 3, 10), "期满日期": date(2026, 9, 10),
        "整改月数": 6, "问题总数": 2, "立行立改数": 1, "附件清单": ["整改方案样表", "整改进展情况报告提纲", "主要负责人组织落实情况报告提纲"], "抄送": ["县委组织部"],
        "节点": [dict(zip(("名称", "日期", "材料", "对象"), node, strict=True)) for node in nodes],
        "问题清单": [
            {"编号": "06-01-002", "表现": "高标准农田2024年任务1.2万亩，进驻时完成0.8万亩"},
            {"编号": "06-01-003", "表现": "抽查补贴档案200户，有9户面积与承包合同不符"},
        ],
    }  # fmt: skip


RECIPE = Recipe(
    kind="rectification_notice", title="整改通知", form="red", addressee="unit", group="反馈移交",
    issuers=(Issuer("office", "巡办发〔{年}〕{号}号"),),
    per="unit", rows=Rows(by_problem=True),
    no_cause="在本轮没有问题，不用通知整改",
    copies=Copies(("县委组织部",), leader=False),
    annexes=("整改方案样表", "整改进展情况报告提纲", "主要负责人组织落实情况报告提纲"),
    along=("supervision_handbook",),
    default={"申请提前天数": 10},
    uses=(
        *(name for name in LETTER if name != "回复期限"), "抄送", "单位", "巡察组", "反馈日期", "整改月数", "期满日期", "问题总数",
        "立行立改数", "长期数", "结转数", "是村", "上级党组织", "节点", "顺延", "申请提前天数",
        Use("问题清单", when="附件清单", columns=("编号", "表现")),
    ),
    example=example,
)  # fmt: skip
