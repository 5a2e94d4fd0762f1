"""催报函: one for each paper that a unit did not answer by its day; more earnest the second time, copied to the discipline team the third (papers/27)."""

from datetime import date
from typing import Any

from desktop.documents.recipe import Copies, Due, Issuer, Recipe
from desktop.documents.recipes.letter_words import LETTER, sample_head


def example() -> dict[str, Any]:
    """The second reminder; one of the papers has come."""
    return {
        **sample_head("青巡办函〔2026〕52号", date(2026, 9, 21)),
        "主送": "青岩县水务投资有限公司党支部", "截止日期": date(2026, 9, 21), "回复期限": date(2026, 9, 28),
        "事项": "整改进展材料", "次数": 2, "原函文号": "青巡办发〔2026〕5号", "原函日期": date(2026, 3, 20),
        "原期限": date(2026, 9, 17), "超期天数": 4, "已报": ["进展情况报告"],
        "欠报": ["主要负责人组织落实情况报告", "整改台账"],
    }  # fmt: skip


RECIPE = Recipe(
    kind="reply_reminder_letter", title="催报函", form="letter", addressee="unit", group="整改督办",
    issuers=(Issuer("office", "巡办函〔{年}〕{号}号"),),
    per="letter",
    no_cause="没有超过回复期限而未回复的文书，不用催报",
    copies=Copies(leader=False, team_from=3),
    dues=(Due("回复期限", days=7),),
    default={"说明": True},
    uses=(
        *(name for name in LETTER if name not in ("轮次", "附件清单")), "主送", "抄送", "截止日期", "事项", "次数", "原函文号",
        "原函日期", "原期限", "超期天数", "已报", "欠报", "说明",
    ),
    example=example, own_marks=("主送",),
)  # fmt: skip
