"""联审意见反馈函: one for each plan or report under review, with what each party asked for, or that none asked for anything (papers/12)."""

from datetime import date
from typing import Any

from desktop.documents.lexicon import Use
from desktop.documents.recipe import Copies, Due, Issuer, Recipe
from desktop.documents.recipes.letter_words import LETTER, sample_head
from desktop.documents.vocabulary import LEFT_OUT


def example() -> dict[str, Any]:
    """A plan sent back with three opinions of two parties."""
    opinions = (("县委组织部", "06-06-004", "培养联系人应逐名补定"), ("县委第三巡察组", "06-06-001", "低保复核时限不能写“长期坚持”"),
                ("县委第三巡察组", "06-06-002", "合同审查责任人空缺"))  # fmt: skip
    rows = [dict(zip(("名称", "编号", "内容"), one, strict=True)) for one in opinions]
    inner = [{"编号": row["编号"], "内容": row["内容"]} for row in rows]
    return {
        **sample_head("青巡办函〔2026〕28号", date(2026, 4, 24)),
        "单位": "青岩县石桥乡党委", "单位简称": "石桥乡党委", "审核对象": "整改方案", "联审方": ["县纪委监委", "县委组织部", "县委第三巡察组"],
        "抄送": ["县纪委监委", "县委组织部"], "附件清单": ["联审意见及修改情况表"], "回复期限": date(2026, 5, 8), "意见数": 3, "方数": 2, "退回": True,
        "批次": 1, "总评": "多处以“加强管理”代替措施，时限、责任人不明", "意见表": rows,
        "分方": [{"名称": "县委组织部", "数": 1, "意见": inner[:1]}, {"名称": "县委第三巡察组", "数": 2, "意见": inner[1:]}],
    }  # fmt: skip


RECIPE = Recipe(
    kind="joint_review_letter", title="联审意见反馈函", form="letter", addressee="unit", group="反馈移交",
    issuers=(Issuer("office", "巡办函〔{年}〕{号}号"),),
    per="record", book="submission",
    no_cause="没有联审中或联审过而未发函的报送，没有意见可反馈",
    copies=Copies(leader=False, team=False, reviewers=True),
    reply_matter="修改后的文本和修改情况说明",
    dues=(Due("回复期限", days=7, when="意见数"),),
    annexes=("联审意见及修改情况表",), annex_when="意见数",
    default={"联审方": ["县纪委监委", "县委组织部", "县委巡察组"]},
    uses=(
        *(name for name in LETTER if name != "回复期限"), Use("回复期限", when="意见数"), "抄送", "单位", "单位简称", "审核对象",
        "联审方", "没有意见", "总评", "等次", "意见数", "方数", "分方", Use("意见表", missing=LEFT_OUT), "冲突数", "采用方", "退回", "批次", "未收方",
    ),
    example=example,
)  # fmt: skip
