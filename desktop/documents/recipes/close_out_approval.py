"""问题整改销号审批表: one for each finding that its unit reports done and nobody has decided on; every opinion is written by hand (papers/21)."""

from datetime import date
from typing import Any

from desktop.documents.recipe import Issuer, Recipe, Rows

SHEET = ("密级", "份号")
"""What the shared frame of a form sheet prints at its head."""


def example() -> dict[str, Any]:
    """Two measures, three pieces of evidence."""
    pieces = (("复核登记表", "凭证", date(2026, 6, 18), 9), ("补贴资金缴回单", "凭证", date(2026, 6, 20), 2),
              ("审核办法", "制度文件", date(2026, 7, 10), 6))  # fmt: skip
    return {
        "销号问题": {
            "编号": "06-01-003", "类别": "补贴审核", "性质": "限期整改", "表现": "抽查档案200户，有9户面积与承包合同不符",
            "原时限": date(2026, 9, 10), "责任领导": "周柏川", "责任人": "韩予安",
        },
        "发文字号": "销号〔2026〕58号", "轮次": "十四届县委第六轮巡察", "单位": "青岩县农业农村局党组", "涉及金额": 32700,
        "完成措施": [{"内容": "9户逐户复核更正", "日期": date(2026, 6, 20)}, {"内容": "印发审核办法", "日期": date(2026, 7, 10)}],
        "佐证": [dict(zip(("名", "类型", "日期", "页"), one, strict=True)) for one in pieces],
    }  # fmt: skip


RECIPE = Recipe(
    kind="close_out_approval", title="问题整改销号审批表", form="sheet", addressee="own", group="销号评估",
    issuers=(Issuer("office", "销号〔{年}〕{号}号", plain=True),),
    per="record", book="finding", record_word="销号问题.编号", rows=Rows(part=True),
    no_cause="没有自报完成、待核实的问题，没有销号可审批",
    uses=(
        *SHEET, "发文字号", "轮次", "单位", "销号问题", "申请日期", "完成措施", "完成日期", "自报成效", "涉及金额", "佐证", "退回记录", "监督方",
        "涉组", "报领导小组",
    ),
    example=example,
)  # fmt: skip
