"""立行立改通知书: a team hands a unit findings that can be put right at once, with a receipt to sign (papers/07)."""

from datetime import date
from typing import Any

from desktop.documents.lexicon import Use
from desktop.documents.recipe import Due, Issuer, Recipe, Rows
from desktop.documents.recipes.letter_words import LETTER, sample_head


def example() -> dict[str, Any]:
    """Three findings of a department."""
    texts = (
        "2024年农机购置补贴对象76户，公示71户",
        "二楼两间办公室长期闲置堆放杂物",
        "公章使用登记缺2025年8月至10月记录",
    )
    due = date(2025, 11, 26)
    return {
        **sample_head("青巡立改〔2025〕3号", date(2025, 11, 12), "中共青岩县委第一巡察组"),
        "单位": "青岩县农业农村局党组", "巡察组": "县委第一巡察组", "限期天数": 10,
        "完成期限": due, "整改要求": "查清经过，补齐记录，当期改正", "附件清单": [],
        "交办问题": [
            {"编号": f"06-01-00{number}", "表现": text, "要求": "立行立改并报结果", "时限": due}
            for number, text in enumerate(texts, 1)
        ],
    }  # fmt: skip


RECIPE = Recipe(
    kind="immediate_rectification_notice", title="立行立改通知书", form="letter", addressee="unit", group="反馈移交",
    issuers=(Issuer("team", "巡立改〔{年}〕{号}号"),),
    per="unit", rows=Rows(chosen=True, nature=("immediate",), in_text=5),
    no_cause="没有备好的立行立改通知书",
    dues=(Due("完成期限", days=10, unit="workday", days_word="限期天数"),),
    annexes=("立行立改问题表",),
    default={"限期天数": 10},
    uses=(
        *(name for name in LETTER if name not in ("轮次", "回复期限")), "单位", "巡察组", "限期天数", "完成期限", "整改要求",
        "涉及金额", "再次", Use("交办问题", columns=("编号", "表现", "要求", "时限")),
    ),
    example=example,
)  # fmt: skip
