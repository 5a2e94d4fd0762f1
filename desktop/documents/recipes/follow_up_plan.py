"""回访督查工作方案: for the teams alone, how much was drawn and who goes where; a unit never gets it (papers/14)."""

from datetime import date
from typing import Any

from desktop.documents.figures import PlainRate
from desktop.documents.recipe import Issuer, Recipe, Rows


def example() -> dict[str, Any]:
    """Two teams, two units, twelve findings."""
    return {
        "轮次": "十四届县委第六轮巡察", "成文日期": date(2026, 10, 12), "主送": "回访督查组", "框单位": 5, "框问题": 30, "应抽单位": 2, "应抽问题": 10,
        "拟抽单位": 2, "拟抽问题": 12, "拟抽单位比例": PlainRate(2, 5), "拟抽问题比例": PlainRate(12, 30),
        "回避": ["周见微"], "拟抽达标": True, "抽样比例": "三分之一",
        "分组": [
            {"名": "第一组", "长": "顾言之", "员": "方知远、陈述白", "单位": "县住房和城乡建设局", "时间": "10月19日至23日"},
            {"名": "第二组", "长": "陆星澜", "员": "许疏影、何见山", "单位": "云溪镇", "时间": "10月26日至30日"},
        ],
    }  # fmt: skip


RECIPE = Recipe(
    kind="follow_up_plan", title="回访督查工作方案", form="internal", addressee="own", group="整改督办",
    issuers=(Issuer("office", "巡办发〔{年}〕{号}号"),),
    per="round", rows=Rows(drawn=True), addressed_to="回访督查组",
    no_cause="没有可统计的问题，或者回访抽样还没有锁定",
    uses=(
        "密级", "份号", "成文日期", "轮次", "主送", "框单位", "框问题", "应抽单位", "应抽问题", "抽样比例", "锁定单号", "拟抽单位", "拟抽问题",
        "拟抽单位比例", "拟抽问题比例", "拟抽达标", "分组", "回避",
    ),
    example=example, own_marks=("轮次",), guarded=False,
)  # fmt: skip
