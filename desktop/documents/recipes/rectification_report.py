"""整改进展情况报告（单位用提纲）: what the ledger has of a unit's problems, one by one, with blanks for what only the unit knows; two reports in one file (papers/23)."""

from datetime import date
from typing import Any

from desktop.documents.recipe import Issuer, Recipe, Rows


def example() -> dict[str, Any]:
    """Two problems of a department, one done and one under way."""
    rows = (
        ("06-01-003", "补贴审核不严", "完成", "9户复核更正", "收回多发3.27万元", "复核登记表、缴回单"),
        ("06-01-002", "高标准农田偏慢", "推进", "调整施工组织", "完成累计1.0万亩", "施工月报"),
    )
    names = ("编号", "表现", "状态", "措施", "结果", "佐证")
    return {
        "报告党组织": "中共青岩县农业农村局党组", "轮次": "十四届县委第六轮巡察", "截止日期": date(2026, 9, 10), "问题总数": 2, "报完成数": 1, "报推进数": 1, "逐条列出": True,
        "逐条整改": [dict(zip(names, row, strict=True)) for row in rows], "附件清单": ["整改台账"],
        "整改台账": [
            {**dict(zip(names[:-1], row[:-1], strict=True)), "责任人": "沈叙言", "时限": date(2026, 9, 10)} for row in rows
        ],
    }  # fmt: skip


RECIPE = Recipe(
    kind="rectification_report", title="整改进展情况报告", form="internal", addressee="own", group="整改督办",
    issuers=(Issuer("office", ""),),
    per="unit", rows=Rows(always=True),
    no_cause="在本轮没有问题，没有可报告的",
    annexes=("整改台账",),
    uses=(
        "报告党组织", "轮次", "截止日期", "问题总数", "研究次数", "措施总数", "班子人数", "报完成数", "报推进数", "报未启动数", "报长期数", "逐条列出", "逐条整改", "附件清单", "整改台账",
        "线索办理", "无线索办理", "公开制度", "未形成制度", "后续工作", "领办问题数", "现场次数", "协调事项", "无协调事项",
    ),
    example=example, own_marks=("报告党组织",),
)  # fmt: skip
