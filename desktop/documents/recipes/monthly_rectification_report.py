"""巡察整改月报: a month of a round in figures, with the table of all units, and what is late, came back or comes due (papers/index, rule 14)."""

from datetime import date
from typing import Any

from desktop.documents.figures import PlainRate
from desktop.documents.recipe import Issuer, Recipe, Rows
from desktop.documents.recipes.letter_words import LETTER, sample_head

MEMBERS = "县委巡察工作领导小组各成员单位"
UNITS, PRESSING = "各单位整改情况一览表", "反弹、逾期和下月到期问题明细表"


def example() -> dict[str, Any]:
    """Two departments; two problems closed in the month, one came back, one is late, one comes due."""

    def row(name: str, *figures: int) -> dict[str, Any]:
        names = ("总数", "销号", "未销", "本月销号", "本月反弹", "逾期", "下月到期")
        return {"单位": name, **dict(zip(names, figures, strict=True)), "整改率": PlainRate(figures[1], figures[0])}

    def change(what: str, problems: str, closed: str) -> dict[str, Any]:
        return {"事项": what, "问题数": problems, "销号": closed}

    return {
        **sample_head("青巡办函〔2026〕61号", date(2026, 10, 8)),
        "主送": MEMBERS, "截止日期": date(2026, 9, 30), "上月末": date(2026, 8, 31), "下月末": date(2026, 10, 31),
        "附件清单": [UNITS, PRESSING], "单位数": 2, "总数": 20, "销号": 16, "未销": 4, "整改率": PlainRate(16, 20),
        "上月整改率": PlainRate(15, 20), "本月销号": 2, "本月反弹": 1, "逾期": 1, "逾期单位": ["县农业农村局党组"],
        "下月到期": 1, "下月到期单位": ["县民政局党组"],
        "变化表": [change("2026年8月31日", "20", "15"), change("核实销号", "—", "增加2"), change("反弹、重新打开", "—", "减少1"),
                change("2026年9月30日", "20", "16")],
        "月报单位表": [row("县农业农村局", 11, 9, 2, 1, 1, 1, 0), row("县民政局", 9, 7, 2, 1, 0, 0, 1)],
        "重点问题清单": [
            {"情形": "反弹", "单位": "县农业农村局", "编号": "06-01-001", "表现": "往来款长期挂账又新增2笔", "时限": date(2026, 12, 10), "领导": "周柏川"},
            {"情形": "逾期", "单位": "县农业农村局", "编号": "06-01-002", "表现": "高标准农田建设推进偏慢", "时限": date(2026, 9, 10), "逾期天数": 20,
             "领导": "周柏川"},
            {"情形": "下月到期", "单位": "县民政局", "编号": "06-02-004", "表现": "动态调整滞后", "时限": date(2026, 10, 20), "领导": "沈叙言"},
        ],
    }  # fmt: skip


RECIPE = Recipe(
    kind="monthly_rectification_report", title="巡察整改月报", form="letter", addressee="committee", group="汇报通报",
    issuers=(Issuer("office", "巡办函〔{年}〕{号}号"),),
    per="round", rows=Rows(), addressed_to=MEMBERS,
    no_cause="还没有可统计的问题",
    annexes=(UNITS, PRESSING), annex_words={PRESSING: "重点问题清单"},
    uses=(
        *(name for name in LETTER if name != "回复期限"), "主送", "抄送", "截止日期", "口径", "单位数", "总数", "销号", "整改率", "未销",
        "全部销号", "逾期", "逾期单位", "没有逾期", "上月末", "下月末", "上月整改率", "本月销号", "本月反弹", "本月没有销号", "没有反弹", "变化表",
        "下月到期", "下月到期单位", "没有下月到期", "本月余下到期", "下月复查", "月报单位表", "重点问题清单",
    ),
    example=example, own_marks=("主送",), guarded=False,
)  # fmt: skip
