"""备份恢复演练记录: one for each drill that the ledger keeps, under the number of the drill (papers/33)."""

from typing import Any

from desktop.documents.recipe import Issuer, Recipe
from desktop.documents.recipes.close_out_approval import SHEET


def example() -> dict[str, Any]:
    """Three counts, all alike."""
    rows = (("轮次", 6), ("问题", 2353), ("佐证文件", 6104))
    return {
        "数量核对": [{"名": name, "备": count, "恢": count, "结果": "一致"} for name, count in rows],
        "演练抽查数": 20, "演练相符数": 20, "抽查全部相符": True, "演练无异常": True,
    }  # fmt: skip


RECIPE = Recipe(
    kind="restore_drill_record", title="备份恢复演练记录", form="sheet", addressee="own", group="归档内务",
    issuers=(Issuer("office", ""),),
    per="record", book="drill_record", record_word="演练号",
    no_cause="今年还没有做过恢复演练，没有记录可出",
    uses=(
        *SHEET, "演练年度", "演练号", "演练日期", "备份文件", "备份时间", "恢复位置", "演练用时", "备份摘要", "摘要核对", "数量核对",
        "演练抽查数", "演练相符数", "演练不符数", "抽查全部相符", "演练结论", "演练异常", "演练无异常",
    ),
    example=example, own_marks=("演练号",),
)  # fmt: skip
