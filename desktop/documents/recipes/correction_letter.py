"""更正函: figures of an issued paper that were wrong already on its own date, each with both numbers; the former paper stays (pages.md §23)."""

from datetime import date
from typing import Any

from desktop.documents.recipe import Issuer, Recipe
from desktop.documents.recipes.letter_words import LETTER, sample_head

LEADING_GROUP = "leading_group"
FIRST_ORGAN = "原发文机关"
"""Not printed: the organ that signed the former paper signs its correction too."""


def example() -> dict[str, Any]:
    """Two figures of a letter of supervision."""
    rows = (("逾期数", "有3个问题逾期未完成", "3", "2"), ("最长逾期天数", "逾期最长的25天", "25", "20"))
    return {
        **sample_head("青巡更〔2026〕1号", date(2026, 10, 12)),
        "主送": "青岩县住房和城乡建设局党组", "原函文号": "青巡督〔2026〕6号", "原函日期": date(2026, 10, 9), "更正数": 2,
        "更正事项": [dict(zip(("名", "原文", "原数", "改数"), row, strict=True)) for row in rows],
    }  # fmt: skip


RECIPE = Recipe(
    kind="correction_letter", title="更正函", form="letter", addressee="unit", group="归档内务",
    issuers=(Issuer("office", "巡更〔{年}〕{号}号"), Issuer(LEADING_GROUP, "巡组更〔{年}〕{号}号", when=(FIRST_ORGAN, LEADING_GROUP))),
    per="record", book="paper_decision", record_word="更正号",
    no_cause="没有定为“出更正”的数字，不用更正",
    uses=(
        *(name for name in LETTER if name not in ("轮次", "附件清单", "回复期限")), "主送", "原函文号", "原函日期", "原件标题", "更正号", "更正原因",
        "更正数", "更正事项",
    ),
    example=example, own_marks=("主送",),
)  # fmt: skip
