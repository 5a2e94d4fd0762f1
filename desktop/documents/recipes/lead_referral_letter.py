"""问题线索移交函和移交单 (papers/11): numbers and counts only, no name, post or unit. It is made in the room of leads and in no catalogue.

Its words are its own, for nothing outside the room may use them; what the paper is marked (密级) a person gives who may, never the program.
"""

from datetime import date
from typing import Any

from desktop.documents.lexicon import Use
from desktop.documents.recipe import Issuer, Recipe
from desktop.documents.recipes.letter_words import sample_head
from desktop.documents.vocabulary import BLOCKS, COUNT, DAY, FLAG, LEFT_OUT, LIST, MARKED, Field

ANNEX = "问题线索移交单"
_LEADS = "线索台账，只取显示号和件数、人数"
WORDS = (
    Field("件数", "leads", COUNT, source=_LEADS, unit="件", example=3),
    Field("人数", "persons", COUNT, source=_LEADS, unit="人", example=4),
    Field("边巡边移", "during_inspection", FLAG, LEFT_OUT, "进驻期间先行移交", typed=True),
    Field("审批依据", "approval", source="会议或审批文号", typed=True, example="县委巡察工作领导小组2026年2月9日会议审定意见"),
    Field("办理期限", "handle_by", DAY, source="默认成文日期加3个月，可改", typed=True, example=date(2026, 5, 11)),
    Field("月报", "monthly", FLAG, LEFT_OUT, "每月告知一次进展", typed=True),
    Field(
        "线索清单", "leads_list", LIST, source=_LEADS, typed=True,
        items=(
            Field("编号", "display_number", example="XS2026-1"), Field("类别", "matter", example="违反中央八项规定精神"),
            Field("件数", "cases", COUNT, unit="件", example=1), Field("人数", "persons", COUNT, unit="人", example=1),
            Field("材料", "materials", example="1份9页"), Field("备注", "note", missing=LEFT_OUT),
        ),
    ),
    Field("材料合计", "materials_total", missing=MARKED, source="各件合计", example="4份47页"),
)  # fmt: skip


def example() -> dict[str, Any]:
    """Three leads of four persons, told on every month."""
    rows = (
        ("XS2026-1", "违反中央八项规定精神", 1, 1, "1份9页"),
        ("XS2026-2", "违反群众纪律", 1, 2, "2份31页"),
        ("XS2026-4", "违反工作纪律", 1, 1, "1份7页"),
    )
    return {
        **sample_head("青巡移〔2026〕1号", date(2026, 2, 11)),
        "主送": "中共青岩县纪律检查委员会", "密级": "秘密★1年", "份号": "000001", "附件清单": [ANNEX], "月报": True,
        "线索清单": [dict(zip(("编号", "类别", "件数", "人数", "材料"), row, strict=True)) for row in rows],
    }  # fmt: skip


RECIPE = Recipe(
    kind="lead_referral_letter", title="移交函", form="letter", addressee="organ", group="线索",
    issuers=(Issuer("office", "巡移〔{年}〕{号}号"),), per="talk",
    no_cause="没有选定要移交的线索", annexes=(ANNEX,), own_marks=(), guarded=False,
    uses=(
        "发文机关标志", "发文字号", Use("密级", missing=BLOCKS), "份号", "署名", "成文日期", "主送", "附件清单", "联系人", "联系电话", "轮次",
    ),
    office_words=WORDS, example=example,
)  # fmt: skip
