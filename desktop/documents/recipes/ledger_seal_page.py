"""台账封存页: what was frozen of a period, with the sum of its figures and the end of the log's chain, signed and sealed (papers/34)."""

from datetime import date
from typing import Any

from desktop.documents.figures import PlainRate
from desktop.documents.recipe import Issuer, Recipe
from desktop.documents.recipes.letter_words import sample_head


def example() -> dict[str, Any]:
    """A round with six open findings."""
    rows = (
        ("问题台账", 70, "06-01-001", "06-07-007", "另有核减1个留痕"),
        ("建议书台账", 3, "青巡建〔2026〕2号", "青巡建〔2026〕4号", None),
    )
    return {
        **sample_head("封存〔2026〕3号", date(2026, 12, 31)),
        "截止日期": date(2026, 12, 31), "封存口径": "按问题核实销号统计", "封存对象": "十四届县委第六轮巡察",
        "内容": [dict(zip(("名", "数", "首", "末", "备注"), one, strict=True)) for one in rows],
        "封存总数": 70, "封存销号": 64, "封存整改率": PlainRate(64, 70), "封存未销号": 6, "结转": 6,
        "未结": ["6个问题未销号", "巡察建议书1份未回复"],
        "摘要": "3be07a51……", "链末端": "c91f20ee……", "存放": "光盘GP-11，档案柜3号",
    }  # fmt: skip


RECIPE = Recipe(
    kind="ledger_seal_page", title="台账封存页", form="sheet", addressee="own", group="归档内务",
    issuers=(Issuer("office", "封存〔{年}〕{号}号"),),
    per="own",
    no_cause="还没有可统计的问题",
    uses=(
        "密级", "份号", "发文字号", "成文日期", "截止日期", "封存口径", "封存对象", "内容", "封存总数", "封存销号", "封存整改率", "封存未销号", "结转",
        "未结", "没有未结", "更正", "摘要", "链末端", "存放",
    ),
    example=example, own_marks=("封存对象",), guarded=False,
)  # fmt: skip
