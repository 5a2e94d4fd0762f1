"""整改监督手册: what two organs need to watch over the rectification of a round: each unit's dates, what to look at, a form to note it (papers/index, rule 14)."""

from datetime import date
from typing import Any

from desktop.documents.lexicon import Use
from desktop.documents.recipe import Issuer, Organ, Recipe, Rows
from desktop.documents.recipes.letter_words import LETTER, sample_head
from desktop.documents.vocabulary import LEFT_OUT

DATES, NOTES = "各党组织整改节点表", "日常监督记录表"


def example() -> dict[str, Any]:
    """Two units with their dates, for the organisation department."""
    ends = {
        "立改日": date(2026, 3, 31),
        "方案日": date(2026, 4, 10),
        "中期日": date(2026, 6, 10),
        "期满日": date(2026, 9, 10),
    }
    return {
        **sample_head("青巡办函〔2026〕6号", date(2026, 3, 12)),
        "主送": "县委组织部", "监督重点": ["班子建设和干部队伍问题整改", "选人用人问题整改"], "单位数": 2, "问题总数": 13, "立行立改数": 4,
        "期满日期": date(2026, 9, 10), "附件清单": [DATES, NOTES],
        "监督单位": [
            {**ends, "单位": "县农业农村局党组", "总数": 11, "报告日": date(2026, 9, 17)},
            {**ends, "单位": "石桥乡党委", "总数": 2, "报告日": date(2026, 9, 17)},
        ],
    }  # fmt: skip


RECIPE = Recipe(
    kind="supervision_handbook", title="整改监督手册", form="letter", addressee="organ", group="反馈移交",
    issuers=(Issuer("office", "巡办函〔{年}〕{号}号"),),
    per="organ",
    organs=(
        Organ("县纪委监委", "", {"监督重点": ["整改主体责任落实", "立行立改和限期整改进度", "款项追缴、清退", "移交问题办理", "虚假整改、敷衍整改"]}),
        Organ("县委组织部", "", {"监督重点": ["整改专题民主生活会", "班子建设和干部队伍问题整改", "选人用人问题整改", "基层党组织建设问题整改"]}),
    ),
    rows=Rows(),
    no_cause="在本轮没有问题，不用送监督手册",
    annexes=(DATES, NOTES),
    uses=(
        *(name for name in LETTER if name != "回复期限"), "主送", "监督重点", "单位数", "问题总数", Use("立行立改数", missing=LEFT_OUT), "长期数",
        "结转数", Use("期满日期", missing=LEFT_OUT), "监督单位",
    ),
    example=example, own_marks=("主送",),
)  # fmt: skip
