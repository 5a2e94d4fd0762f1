"""专项检查问题移交函: to the organisation department and the publicity department, each with the findings of its field (papers/25a)."""

from datetime import date
from typing import Any

from desktop.documents.lexicon import Use
from desktop.documents.recipe import Due, Issuer, Organ, Recipe, Rows
from desktop.documents.recipes.letter_words import LETTER, sample_head
from desktop.documents.vocabulary import LEFT_OUT


def example() -> dict[str, Any]:
    """Two findings about posts and promotions, all of them fed back."""
    row = {"时限": date(2026, 9, 10)}
    return {
        **sample_head("青巡办函〔2026〕24号", date(2026, 3, 25)),
        "主送": "县委组织部", "专项": "选人用人", "检查单位数": 7, "问题总数": 2, "入反馈数": 2, "全部入反馈": True,
        "单位名单": ["县农业农村局党组", "石桥乡党委"], "回复期限": date(2026, 9, 25), "附件清单": ["选人用人专项检查问题清单"],
        "问题清单": [
            {**row, "编号": "06-01-009", "单位": "县农业农村局", "表现": "5个重点岗位任职超过8年未轮岗", "类别": "轮岗交流"},
            {**row, "编号": "06-06-004", "单位": "石桥乡", "表现": "发展党员程序不规范，2名缺考察记录", "类别": "党员发展"},
        ],
    }  # fmt: skip


RECIPE = Recipe(
    kind="special_check_referral", title="专项检查问题移交函", form="letter", addressee="organ", group="反馈移交",
    issuers=(Issuer("office", "巡办函〔{年}〕{号}号"),),
    per="organ",
    organs=(
        Organ("县委组织部", "on_organisation", {"专项": "选人用人"}),
        Organ("县委宣传部", "on_ideology", {"专项": "意识形态工作责任制"}),
    ),
    rows=Rows(always=True, order="category"),
    no_cause="没有可统计的问题，没有可移交的",
    reply_matter="专项检查问题督促整改情况",
    dues=(Due("回复期限", days=6, unit="month", listed=True),),
    annexes=("{专项}专项检查问题清单",),
    uses=(
        *(name for name in LETTER if name != "回复期限"), Use("回复期限", when="问题清单"), "主送", "专项", "检查单位数", "问题总数",
        "具体表现数", "没有专项问题", Use("单位名单", missing=LEFT_OUT), Use("入反馈数", missing=LEFT_OUT), "全部入反馈",
        Use("问题清单", missing=LEFT_OUT, columns=("编号", "单位", "表现", "类别", "时限")),
    ),
    example=example, own_marks=("主送",),
)  # fmt: skip
