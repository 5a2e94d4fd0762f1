"""会议用问题清单: what is open on a day, for the people of a meeting, each copy under its number (papers/22)."""

from datetime import date
from typing import Any

from desktop.documents.lexicon import Use
from desktop.documents.recipe import Issuer, Recipe, Rows
from desktop.documents.recipes.letter_words import sample_head
from desktop.documents.vocabulary import MARKED


def example() -> dict[str, Any]:
    """Three findings of two units."""
    texts = (("县农业农村局", "06-01-002", "项目建设", "高标准农田2024年任务1.2万亩，进驻时完成0.8万亩", "推进", "挂牌督办"),
             ("县农业农村局", "06-01-003", "补贴审核", "抽查200户，有9户面积不符", "完成", None),
             ("石桥乡", "06-06-002", "合同备案", "2023年以来备案合同27份，均无审查意见", "推进", None))  # fmt: skip
    names = ("单位", "编号", "类别", "表现", "自报", "备注")
    head = sample_head("青巡办材〔2026〕3号", date(2026, 10, 12))
    return {
        **head, "份号": "000007", "会议名称": "县委书记专题会", "会议日期": date(2026, 10, 15), "截止日期": date(2026, 9, 30),
        "筛选": "未销号", "清单数": 3, "单位数": 2,
        "问题清单": [
            {**dict(zip(names, one, strict=True)), "性质": "限期整改", "时限": date(2026, 9, 10), "核实": "推进"} for one in texts
        ],
    }  # fmt: skip


RECIPE = Recipe(
    kind="meeting_finding_list", title="会议用问题清单", form="table", addressee="committee", group="汇报通报",
    issuers=(Issuer("office", "巡办材〔{年}〕{号}号"),),
    per="committee", rows=Rows(open=True), addressed_to="领用人",
    no_cause="没有未销号的问题，没有清单可发",
    uses=(
        "密级", Use("份号", missing=MARKED, when="会议名称"), "成文日期", "轮次", "截止日期", "会议名称", "会议日期", "筛选", "清单数", "单位数",
        Use("问题清单", columns=("编号", "类别", "单位", "表现", "性质", "时限", "自报", "核实", "备注")),
    ),
    example=example, own_marks=("会议名称",), guarded=False,
)  # fmt: skip
