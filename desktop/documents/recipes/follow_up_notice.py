"""回访督查通知: tells a drawn unit when a team comes and what to have ready, and never which findings were drawn (papers/14)."""

from datetime import date
from typing import Any

from desktop.documents.lexicon.visit_ahead import REQUESTS, WAYS
from desktop.documents.recipe import Copies, Issuer, Recipe, Rows
from desktop.documents.recipes.letter_words import LETTER, sample_head


def example() -> dict[str, Any]:
    """A department with one long-term finding, and a survey."""
    return {
        **sample_head("青巡办发〔2026〕22号", date(2026, 10, 12)),
        "单位": "青岩县住房和城乡建设局党组", "长期数": 1, "测评范围": "干部职工和服务对象", "抽查说明": True,
    }  # fmt: skip


RECIPE = Recipe(
    kind="follow_up_notice", title="回访督查通知", form="letter", addressee="unit", group="整改督办",
    issuers=(Issuer("office", "巡办发〔{年}〕{号}号"),),
    per="unit", rows=Rows(drawn=True),
    no_cause="没有抽中，或者本轮回访抽样还没有锁定",
    copies=Copies(("县纪委监委", "县委组织部"), leader=False),
    default={"督查方式": list(WAYS), "配合事项": list(REQUESTS), "抽查说明": True},
    uses=(
        *(name for name in LETTER if name not in ("回复期限", "附件清单")), "单位", "督查起", "督查止", "督查组", "长期数", "督查方式",
        "测评范围", "配合事项", "抽查说明", "是村", "上级党组织",
    ),
    example=example,
)  # fmt: skip
