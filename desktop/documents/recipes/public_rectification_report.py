"""整改情况公开稿: a unit's account to its members or to society, without leads, persons and what was exempted (papers/24)."""

from datetime import date
from typing import Any

from desktop.documents.lexicon.publishing import ANNOUNCEMENT
from desktop.documents.recipe import Issuer, Recipe, Rows


def example() -> dict[str, Any]:
    """An announcement of a department: ten problems told, nine closed out."""
    return {
        "单位": "青岩县农业农村局党组", "成文日期": date(2026, 10, 21), "轮次": "十四届县委第六轮巡察", "截止日期": date(2026, 9, 30),
        "公开方式": ANNOUNCEMENT, "公开完成": 9, "公开未完成": 1, "监督电话": "0000-6100001", "邮寄地址": "青岩县政务大楼3号楼", "公示天数": 15,
        "公开内容": [
            {"标题": "严格补贴审核", "做法": "建立乡镇初审、部门复审、张榜公示的补贴审核流程，把面积核对、合同核对、账户核对分到专人，对200户补贴档案复核更正"},
            {"标题": "加快农田建设", "做法": "由主要负责人领办，按月公布高标准农田建设进度，协调解决用地和资金拨付中的困难，累计完成1.0万亩"},
        ],
    }  # fmt: skip


RECIPE = Recipe(
    kind="public_rectification_report", title="整改情况公开稿", form="internal", addressee="unit", group="整改督办",
    issuers=(Issuer("office", ""),),
    per="unit", rows=Rows(always=True),
    no_cause="在本轮没有问题，没有可公开的",
    default={"公示天数": 15},
    uses=(
        "成文日期", "单位", "轮次", "截止日期", "公开方式", "公开问题数", "例外问题", "例外数", "例外批准", "公开完成", "公开整改率", "公开口径",
        "公开未完成", "公开全部完成", "公开内容", "公开制度", "公示天数", "监督电话", "邮寄地址",
    ),
    example=example,
)  # fmt: skip
