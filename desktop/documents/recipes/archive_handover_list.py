"""巡察档案移交目录: what goes to the archive, volume by volume, with its sums and what is still lacking (papers/25b)."""

from datetime import date
from typing import Any

from desktop.documents.recipe import Issuer, Recipe
from desktop.documents.recipes.letter_words import sample_head


def example() -> dict[str, Any]:
    """Two volumes."""
    names = ("类", "题", "起止", "件", "页", "密级", "期限", "备注")
    rows = (("业务", "县农业农村局整改材料", "2026年3月—10月", 61, 540, None, "30年", None),
            ("文书", "巡察反馈和整改文件", "2026年2月—10月", 38, 206, None, "永久", "含建议书"))  # fmt: skip
    return {
        **sample_head("档案移交〔2026〕7号", date(2026, 11, 10)), "移交方": "县委巡察办", "接收方": "县委办公室档案室",
        "案卷": [dict(zip(names, one, strict=True)) for one in rows], "卷数": 2, "件数": 99, "页数": 746, "清点无缺": True,
    }  # fmt: skip


RECIPE = Recipe(
    kind="archive_handover_list", title="档案移交目录", form="table", addressee="own", group="归档内务",
    issuers=(Issuer("office", "档案移交〔{年}〕{号}号"),),
    per="own",
    no_cause="还没有可移交的档案",
    uses=(
        "密级", "份号", "发文字号", "轮次", "移交方", "接收方", "案卷", "卷数", "件数", "页数", "电子件数", "缺件", "补交期限", "清点无缺",
        "电子清单另附",
    ),
    example=example, own_marks=("移交方", "接收方"), guarded=False,
)  # fmt: skip
