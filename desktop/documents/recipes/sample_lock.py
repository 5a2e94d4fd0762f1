"""抽样锁定单: one for each locked draw of a round, with its frame and the steps, so that a third person draws the same (papers/31)."""

from typing import Any

from desktop.documents.recipe import Issuer, Recipe
from desktop.documents.recipes.close_out_approval import SHEET


def example() -> dict[str, Any]:
    """One unit of two was drawn."""
    return {
        "轮次": "十四届县委第六轮巡察", "两项达标": True,
        "抽中": [{"层": "县直部门", "单位": "县住房和城乡建设局", "在册": 12, "编号": ["06-03-001", "06-03-004"]}],
    }  # fmt: skip


RECIPE = Recipe(
    kind="sample_lock", title="抽样锁定单", form="sheet", addressee="own", group="督查测评",
    issuers=(Issuer("office", ""),),
    per="record", book="draw", record_word="锁定单号",
    no_cause="没有锁定的抽样，没有锁定单可出",
    uses=(
        *SHEET, "轮次", "抽样用途", "锁定单号", "锁定时间", "名单截至", "种子", "要求比例", "框单位", "框问题", "应抽单位", "应抽问题",
        "抽中单位数", "抽中问题数", "抽中单位比例", "抽中问题比例", "框摘要", "结果摘要", "两项达标", "重抽记录", "抽中", "排除", "排除经确认",
        "抽样框", "抽样步骤",
    ),
    example=example, own_marks=("锁定单号",),
)  # fmt: skip
