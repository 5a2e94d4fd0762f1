"""谈话提醒记录表: one for each talk of the register that reminds; what is said in it is written by hand (papers/29)."""

from desktop.documents.recipe import Issuer, Recipe
from desktop.documents.recipes.close_out_approval import SHEET

RECIPE = Recipe(
    kind="reminder_talk_record", title="谈话提醒记录表", form="sheet", addressee="own", group="督查测评",
    issuers=(Issuer("office", ""),),
    per="record", book="talk", record_word="谈话号",
    no_cause="没有登记的提醒谈话，没有记录表可出",
    uses=(
        *SHEET, "单位", "谈话号", "谈话日期", "谈话对象", "谈话人", "谈话地点", "提醒事由", "提醒问题", "提醒要点", "前次谈话", "谈话次数", "建议期限",
    ),
)  # fmt: skip
