"""全县巡察工作进展情况汇报: the work of a whole term told to the county committee, from one snapshot (papers/18)."""

from dataclasses import replace
from datetime import date
from typing import Any

from desktop.documents.figures import PlainRate
from desktop.documents.lexicon import Use, whole_term
from desktop.documents.recipe import TERM, Issuer, Recipe, Rows
from desktop.documents.recipes.letter_words import GROUP
from desktop.documents.vocabulary import BLOCKS, LEFT_OUT, MARKED

ANNEX = "巡察全覆盖进度表"


def example() -> dict[str, Any]:
    """A first round of eight units, one of eight problems still open."""
    round_row = {
        "名称": "十四届县委第一轮",
        "年份": "2022",
        "单位数": 8,
        "总数": 8,
        "销号": 7,
        "整改率": PlainRate(7, 8),
    }
    return {
        "署名": GROUP, "成文日期": date(2022, 12, 15), "主送": "县委常委会", "文种尾": "汇报", "附件清单": [ANNEX],
        "截止日期": date(2022, 11, 30), "口径": "按问题统计；分母为截止日前已反馈且未核减的问题；分子为经县委巡察办核实销号的问题；保留一位小数，四舍五入",
        "任务分类": [{"名称": "乡镇", "数": 12}, {"名称": "县直部门", "数": 28}],
        "覆盖表": [
            {"名称": "乡镇", "任务": 12, "已巡": 3, "覆盖率": PlainRate(3, 12), "待巡": 9},
            {"名称": "县直部门", "任务": 28, "已巡": 5, "覆盖率": PlainRate(5, 28), "待巡": 23},
        ],
        "届次": "十四届", "届末年份": "2027", "轮次表": [round_row], "总数": 8, "销号": 7, "未销": 1, "逾期": 0, "长期": 0, "整改率": PlainRate(7, 8), "没有逾期": True,
        "其余分项": [{"名称": "未到期正在推进", "数": 1}], "人均任务": "2.5", "取舍说明": "保留一位小数，四舍五入",
        "存在问题": [{"标题": "覆盖刚刚起步", "事实": "本届任务单位40个，巡察8个，占20.0%"}],
        "下步": [{"标题": "加快覆盖进度", "内容": "2023年安排第二轮巡察，计划覆盖10个党组织"}],
    }  # fmt: skip


RECIPE = Recipe(
    kind="inspection_progress_report", title="全县巡察工作进展情况汇报", form="internal", addressee="committee", group="汇报通报",
    issuers=(Issuer("leading_group", "巡组发〔{年}〕{号}号"),),
    per=TERM, rows=Rows(), addressed_to="县委常委会",
    no_cause="还没有可统计的问题",
    annexes=(ANNEX,),
    default={"文种尾": "汇报"},
    uses=(
        "密级", "份号", "署名", "成文日期", "主送", "附件清单", "截止日期", "口径", "总数", "销号", "未销", "整改率", "逾期", "长期", "没有逾期",
        *(one.name for one in whole_term.WORDS), Use("谈话人次", missing=LEFT_OUT), Use("资料份数", missing=MARKED, when="谈话人次"),
        "信访件数", Use("存在问题", missing=BLOCKS, columns=("标题", "事实")), "下步",
    ),
    example=example, own_marks=("主送",), guarded=False,
)  # fmt: skip


def upward() -> Recipe:
    """The same report as a red paper with a signatory to the superior committee's office."""
    own = {
        "文种尾": "报告",
        "主送": "市委巡察工作领导小组办公室",
        "签发人": "程砚秋",
        "发文机关标志": GROUP,
        "发文字号": "青巡组发〔2022〕12号",
    }
    return replace(
        RECIPE, kind="inspection_progress_upward_report", title="全县巡察工作进展情况报告", form="red", addressee="organ",
        addressed_to="市委巡察工作领导小组办公室", default={"文种尾": "报告"}, example=lambda: {**example(), **own},
        uses=(*RECIPE.uses, Use("签发人", missing=BLOCKS)),
    )  # fmt: skip
