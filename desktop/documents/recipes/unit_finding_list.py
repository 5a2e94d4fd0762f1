"""问题清单（被巡察单位版）: a letter that hands the unit its findings, as a landscape annex with a signature line."""

from datetime import date
from typing import Any

from desktop.documents.lexicon import Use
from desktop.documents.recipe import Due, Issuer, Recipe, Rows
from desktop.documents.recipes.letter_words import LETTER, sample_head


def example() -> dict[str, Any]:
    """A department with four findings, one of them only on the list."""
    texts = (
        ("理论学习", "2024年以来党组会议学习上级部署14次，其中6次无落实措施"),
        ("项目建设", "高标准农田2024年任务1.2万亩，进驻时完成0.8万亩"),
        ("补贴审核", "抽查档案200户，有9户面积与承包合同不符"),
        ("公务接待", "抽查接待凭证30份，有6份无来函"),
    )
    row = {"性质": "限期整改", "要求": "查清原因，完善制度", "时限": date(2026, 9, 10)}
    return {
        **sample_head("青巡办函〔2026〕12号", date(2026, 3, 11)),
        "附件清单": ["问题清单"],
        "单位": "青岩县农业农村局党组",
        "单位简称": "县农业农村局党组",
        "反馈日期": date(2026, 3, 10),
        "回复期限": date(2026, 4, 10),
        "异议期限": date(2026, 3, 24),
        "问题总数": 4,
        "入反馈数": 3,
        "清单另列数": 1,
        "问题清单": [
            {**row, "编号": f"06-01-{number:03d}", "类别": category, "表现": text}
            for number, (category, text) in enumerate(texts, 1)
        ],
    }


RECIPE = Recipe(
    kind="unit_finding_list", title="问题清单", form="letter", addressee="unit", group="反馈移交",
    issuers=(Issuer("office", "巡办函〔{年}〕{号}号"),),
    per="unit", rows=Rows(order="category", by_problem=True),
    no_cause="在本轮没有问题，没有清单可发",
    reply_matter="整改方案",
    dues=(Due("回复期限", event="整改方案", base="反馈日期", of_round="plan_due_on"), Due("异议期限", event="提出异议", base="反馈日期")),
    annexes=("问题清单",),
    uses=(
        *LETTER, "单位", "单位简称", "反馈日期", "问题总数", "具体表现数", "入反馈数", "清单另列数", "立行立改数", "结转数", "异议期限",
        "镇村共管",
        Use("问题清单", columns=("编号", "类别", "责任层级", "表现", "具体表现", "性质", "要求", "时限")),
    ),
    example=example,
)  # fmt: skip
