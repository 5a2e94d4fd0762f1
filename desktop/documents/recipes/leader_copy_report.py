"""抄报清单: tells each county leader what was found in the units in his charge, and after the period how it stands (papers/04)."""

from datetime import date
from typing import Any

from desktop.documents.figures import PlainRate
from desktop.documents.lexicon import Use
from desktop.documents.recipe import Issuer, Recipe, Rows
from desktop.documents.recipes.letter_words import LETTER, sample_head
from desktop.documents.vocabulary import LEFT_OUT


def example() -> dict[str, Any]:
    """Three findings of two units after the period, one of them late."""
    row = {"性质": "限期整改", "时限": date(2026, 9, 10)}
    housing, water = "县住房和城乡建设局党组", "县水务投资有限公司党支部"
    return {
        **sample_head("青巡办报〔2026〕19号", date(2026, 9, 30)),
        "主送": "程砚秋同志", "附件清单": ["分管领域问题清单"], "单位名单": [housing, water], "问题总数": 3,
        "已期满": True, "截止日期": date(2026, 9, 30), "核实数": 1, "单位整改率": PlainRate(1, 3), "逾期数": 1, "逾期单位": [housing],
        "重点问题": ["老旧小区改造资金结余未清理，逾期20天"],
        "问题清单": [
            {**row, "单位": housing, "编号": "06-03-004", "表现": "老旧小区改造结余资金96.5万元未清理", "备注": "已逾期"},
            {**row, "单位": housing, "编号": "06-03-007", "表现": "施工许可事中检查记录不全"},
            {**row, "单位": water, "编号": "06-07-002", "表现": "采购验收人与经办人同为一人"},
        ],
    }  # fmt: skip


RECIPE = Recipe(
    kind="leader_copy_report", title="抄报清单", form="letter", addressee="leader", group="反馈移交",
    issuers=(Issuer("office", "巡办报〔{年}〕{号}号"),),
    per="leader", rows=Rows(),
    no_cause="没有登记分管县领导的问题，没有可抄报的",
    annexes=("分管领域问题清单",),
    uses=(
        *(name for name in LETTER if name != "回复期限"), "主送", "反馈日期", "单位名单", "问题总数", "具体表现数", "挂牌数",
        "共性问题数", "拟发建议书部门", "重点问题", "无需协调", "已期满", Use("截止日期", missing=LEFT_OUT), "核实数",
        Use("单位整改率", when="已期满"), Use("逾期数", missing=LEFT_OUT), "逾期单位", "没有逾期", "列席单位", "列席日期",
        Use("问题清单", columns=("单位", "编号", "表现", "性质", "时限", "备注")),
    ),
    example=example, own_marks=("主送",),
)  # fmt: skip
