"""预警提醒函: warns a unit of its findings that come due, green twenty days before, yellow ten (papers/26)."""

from datetime import date
from typing import Any

from desktop.documents.lexicon import Use
from desktop.documents.recipe import Copies, Issuer, Recipe, Rows
from desktop.documents.recipes.letter_words import LETTER, sample_head


def example() -> dict[str, Any]:
    """Two findings that come due on one day, one of them reported done."""
    due = date(2026, 9, 10)
    row = {"原时限": due, "时限": due, "剩余": 20, "责任人": "程知行"}
    return {
        **sample_head("青巡办函〔2026〕47号", date(2026, 8, 21)),
        "抄送": ["县纪委监委派驻县住房和城乡建设局纪检监察组"],
        "附件清单": ["临期问题一览表"],
        "单位": "青岩县住房和城乡建设局党组",
        "单位简称": "县住房和城乡建设局党组",
        "截止日期": date(2026, 8, 21),
        "临期数": 2,
        "预警天数": 20,
        "等级": "绿色",
        "最早日期": due,
        "未自报数": 1,
        "待核数": 1,
        "延期提前天数": 10,
        "问题清单": [
            {**row, "编号": "06-03-004", "表现": "老旧小区改造结余资金96.5万元未清理", "自报": "已完成"},
            {**row, "编号": "06-03-007", "表现": "施工许可事中检查记录不全", "自报": "正在推进"},
        ],
    }


RECIPE = Recipe(
    kind="due_warning_letter", title="预警提醒函", form="letter", addressee="unit", group="整改督办",
    issuers=(Issuer("office", "巡办函〔{年}〕{号}号"),),
    per="unit", rows=Rows(coming=20, order="due"),
    no_cause="没有20日内到期的问题，不用预警",
    copies=Copies(leader_within=10),
    annexes=("临期问题一览表",),
    uses=(
        *(name for name in LETTER if name != "回复期限"), "抄送", "单位", "单位简称", "截止日期", "临期数", "临期具体表现数", "预警天数",
        "等级", "最早日期", "未自报数", "待核数", "延期提前天数", "曾延期",
        Use("问题清单", columns=("编号", "表现", "原时限", "时限", "剩余", "自报", "责任人")),
    ),
    example=example,
)  # fmt: skip
