"""整改情况评估表: one for each score sheet of a round, with every item, its grounds and the grade (papers/13)."""

from typing import Any

from desktop.documents.recipe import Issuer, Recipe
from desktop.documents.recipes.close_out_approval import SHEET


def example() -> dict[str, Any]:
    """Two items that add up."""
    rows = (
        ("组织领导", "研究部署", 40, 36, 0, "3次会议无落实记录"),
        ("任务完成", "问题销号", 60, 43, 0, "12个销号9个"),
    )
    return {
        "单位": "青岩县住房和城乡建设局党组", "机关简称": "县住房和城乡建设局", "轮次": "十四届县委第六轮巡察", "口径": "按问题核实销号统计",
        "评分": [dict(zip(("组", "名", "分值", "得分", "加减", "依据"), one, strict=True)) for one in rows],
        "基本得分": 79, "加减合计": 0, "总分": 79,
    }  # fmt: skip


RECIPE = Recipe(
    kind="rectification_assessment", title="整改情况评估表", form="sheet", addressee="committee", group="销号评估",
    issuers=(Issuer("office", ""),),
    per="record", book="score_sheet", record_word="评估号",
    no_cause="没有登记的成绩单，没有评估表可出",
    uses=(
        *SHEET, "轮次", "单位", "机关简称", "口径", "评估号", "评估截止日", "评估问题数", "评估销号数", "评估整改率", "测评满意率", "评分", "满分",
        "基本得分", "加减合计", "总分", "否决", "等次标准", "评估等次", "等次理由", "后续", "关注事项",
    ),
    example=example,
)  # fmt: skip
