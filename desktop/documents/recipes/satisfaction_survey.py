"""满意度测评表和汇总: the blank ballot of A5, and the count of each survey of a unit on a day (papers/30)."""

from typing import Any

from desktop.documents.recipe import Issuer, Recipe
from desktop.documents.recipes.close_out_approval import SHEET

QUESTIONS = ("整改态度", "问题解决情况", "制度执行情况")


def example() -> dict[str, Any]:
    """One audience."""
    return {"单位": "青岩县住房和城乡建设局党组", "机关简称": "县住房和城乡建设局"}


RECIPE = Recipe(
    kind="satisfaction_survey", title="满意度测评表和汇总", form="sheet", addressee="own", group="督查测评",
    issuers=(Issuer("office", ""),),
    per="record", book="survey", record_word="测评号",
    no_cause="没有登记的满意度测评，没有汇总可出",
    default={"测评问项": list(QUESTIONS)},
    uses=(
        *SHEET, "单位", "机关简称", "类别选项", "测评问项", "测评号", "测评日期", "发出", "收回", "有效", "满意", "基本满意", "不满意", "不了解",
        "无效票", "测评汇总", "满意率合计", "测评权重", "小样本", "测评意见",
    ),
    example=example, own_marks=("机关简称",),
)  # fmt: skip
