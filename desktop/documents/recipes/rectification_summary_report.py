"""整改综合情况汇报: the round's figures from one snapshot, and what the clerk writes about them."""

from datetime import date
from typing import Any

from desktop.documents.figures import PlainRate
from desktop.documents.lexicon import Use, report
from desktop.documents.recipe import Issuer, Recipe, Rows
from desktop.documents.recipes.letter_words import OFFICE
from desktop.documents.vocabulary import LEFT_OUT


def example() -> dict[str, Any]:
    """Two units, eight findings, seven closed out."""

    def row(key: str, name: str, total: int, closed: int) -> dict[str, Any]:
        return {key: name, "总数": total, "销号": closed, "整改率": PlainRate(closed, total)}

    return {
        "成文日期": date(2026, 8, 12),
        "主送": "县委书记专题会",
        "汇报机关": OFFICE,
        "附件清单": ["未销号问题一览表"],
        "轮次": "十四届县委第六轮巡察",
        "截止日期": date(2026, 7, 31),
        "口径": "按问题统计；分母为截止日前已反馈且未核减的问题；分子为经县委巡察办核实销号的问题；保留一位小数，四舍五入",
        "反馈日期": date(2026, 4, 20),
        "联审方": ["县纪委监委", "县委组织部", "县委巡察组"],
        "整改月数": 3,
        "期满日期": date(2026, 7, 20),
        "单位数": 2, "反馈数": 8, "总数": 8, "自报": 8, "销号": 7, "未销": 1, "逾期": 1, "长期": 0,
        "整改率": PlainRate(7, 8),
        "自报率": PlainRate(8, 8),
        "自报差": 1,
        "自报差原因": ["1个问题只有工作部署材料，缺少结果佐证"],
        "未销分项": [{"名称": "逾期", "数": 1}],
        "全部完成单位": ["县粮食和物资储备中心"],
        "最低单位": {"单位": ["县粮油购销公司"], "个数": 1, "率": PlainRate(2, 3)},
        "单位表": [
            {**row("单位", "县粮食和物资储备中心", 5, 5), "自报": 5, "逾期": 0},
            {**row("单位", "县粮油购销公司", 3, 2), "自报": 3, "逾期": 1},
        ],
        "类别表": [row("类别", "粮食领域主体责任方面", 5, 5), row("类别", "粮食购销监管方面", 3, 2)],
        "下步": [{"标题": "巩固整改成果", "内容": "第四季度对2个单位开展一次库存抽查，检验新建制度执行情况"}],
        "未销清单": [
            {"单位": "县粮油购销公司", "编号": "06-08-002", "表现": "库存盘点记录不全", "分项": "逾期",
             "原时限": date(2026, 7, 20), "逾期天数": 11, "领导": "沈叙言", "下步": "8月底前补齐盘点记录"},
        ],
    }  # fmt: skip


RECIPE = Recipe(
    kind="rectification_summary_report", title="整改综合情况汇报", form="internal", addressee="committee", group="汇报通报",
    issuers=(Issuer("office", "巡办报〔{年}〕{号}号"),),
    per="round", rows=Rows(), addressed_to="县委书记专题会",
    no_cause="还没有可统计的问题",
    annexes=("未销号问题一览表",),
    default={"联审方": ["县纪委监委", "县委组织部", "县委巡察组"]},
    uses=(
        "密级", "份号", "成文日期", "主送", "附件清单", "轮次", "截止日期", "反馈日期", "整改月数", "期满日期", "单位数",
        Use("立行立改数", missing=LEFT_OUT), *(one.name for one in report.WORDS if one.name != "未销清单"),
        Use("未销清单", columns=("单位", "编号", "表现", "分项", "状态", "原时限", "现时限", "逾期天数", "领导", "下步")),
    ),
    example=example, own_marks=("主送",), guarded=False,
)  # fmt: skip
