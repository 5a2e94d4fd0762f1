"""巡察后评估表: what the people of a unit say of the team that inspected it: a blank form, and its count once that was typed (papers/25c)."""

from typing import Any

from desktop.documents.recipe import Issuer, Recipe, Rows
from desktop.documents.recipes.close_out_approval import SHEET

ITEMS = ("政治素养", "问题把握", "工作作风", "廉洁自律", "保密纪律", "沟通方式")


def example() -> dict[str, Any]:
    """A blank form of two items."""
    return {"单位": "青岩县农业农村局党组", "轮次": "十四届县委第六轮巡察", "巡察组": "县委第一巡察组"}


RECIPE = Recipe(
    kind="post_inspection_assessment", title="巡察后评估表", form="sheet", addressee="unit", group="督查测评",
    issuers=(Issuer("office", ""),),
    per="unit", rows=Rows(always=True),
    no_cause="没有可统计的问题，不出评估表",
    default={"评估项目": list(ITEMS)},
    uses=(
        *SHEET, "轮次", "巡察组", "单位", "评估项目", "评估计票", "评估发出", "评估收回", "评估有效", "评估结果", "评估意见", "没有书面意见",
        "评估转核查",
    ),
    example=example,
)  # fmt: skip
