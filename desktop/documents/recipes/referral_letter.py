"""问题移交函: hands each department the findings of the round that it answers for as the one in charge (papers/05)."""

from datetime import date
from typing import Any

from desktop.documents.lexicon import Use
from desktop.documents.recipe import Copies, Due, Issuer, Recipe, Rows
from desktop.documents.recipes.letter_words import LETTER, sample_head
from desktop.documents.vocabulary import LEFT_OUT

ASKED_FOR = [
    "对移交问题逐一指导，帮助有关党组织把准政策界限",
    "查找本部门在备案审查、业务培训方面的薄弱处",
    "对同类问题在全县范围开展一次排查",
]


def example() -> dict[str, Any]:
    """Two findings of two townships about collective money."""
    texts = (("06-05-003", "云溪镇党委", "抽查资源发包合同27份，有8份未经村民代表会议讨论", "集体资产管理"),
             ("06-06-005", "石桥乡党委", "2023年以来备案合同27份，均无审查意见", "合同备案"))  # fmt: skip
    return {
        **sample_head("青巡办函〔2026〕21号", date(2026, 3, 24)),
        "主送": "青岩县农业农村局", "抄送": ["副县长秦望舒"], "附件清单": ["巡察问题清单"], "领域": "农村集体“三资”管理",
        "问题总数": 2, "清单列数": 2, "单位数": 2, "单位名单": ["云溪镇党委", "石桥乡党委"], "请办事项": ASKED_FOR, "回复期限": date(2026, 6, 24),
        "问题清单": [dict(zip(("编号", "单位", "表现", "类别"), text, strict=True)) for text in texts],
    }  # fmt: skip


RECIPE = Recipe(
    kind="referral_letter", title="问题移交函", form="letter", addressee="department", group="反馈移交",
    issuers=(Issuer("office", "巡办函〔{年}〕{号}号"),),
    per="department", rows=Rows(part=True),
    no_cause="没有登记行业主管部门的问题，没有可移交的",
    copies=Copies(team=False),
    reply_matter="移交问题办理情况",
    dues=(Due("回复期限", days=3, unit="month"),),
    annexes=("巡察问题清单",),
    default={"请办事项": ASKED_FOR},
    uses=(
        *(name for name in LETTER if name != "回复期限"), Use("回复期限", missing=LEFT_OUT), "主送", "抄送",
        Use("反馈日期", missing=LEFT_OUT), "领域", "问题总数", "具体表现数", "单位数", Use("单位名单", missing=LEFT_OUT), "清单列数",
        "往次移交", "请办事项", "脱名", Use("问题清单", columns=("编号", "单位", "表现", "类别", "备注")),
    ),
    example=example, own_marks=("主送",),
)  # fmt: skip
