"""巡察整改情况通报: the public account of a round with the table and rank of every unit (papers/19)."""

from datetime import date
from typing import Any

from desktop.documents.figures import PlainRate
from desktop.documents.lexicon import Use
from desktop.documents.recipe import Due, Issuer, Recipe, Rows
from desktop.documents.recipes.letter_words import GROUP, LETTER, sample_head
from desktop.documents.vocabulary import LEFT_OUT

EVERYBODY = "各乡镇党委，县直各单位党组（党委）"


def example() -> dict[str, Any]:
    """Two departments and eleven findings, one of them late."""

    def row(rank: int, name: str, total: int, closed: int, late: int) -> dict[str, Any]:
        return {"名次": rank, "单位": name, "总数": total, "销号": closed, "整改率": PlainRate(closed, total), "未销": total - closed,
                "逾期": late}  # fmt: skip

    return {
        **sample_head("青巡组发〔2026〕9号", date(2026, 11, 18), GROUP),
        "主送": EVERYBODY, "期满日期": date(2026, 9, 10), "截止日期": date(2026, 9, 30), "回复期限": date(2026, 12, 15), "少数线": 5,
        "联审方": ["县纪委监委", "县委组织部"], "单位数": 2, "总数": 11, "销号": 10, "未销": 1, "逾期": 1, "自报": 10, "自报核实一致": True,
        "整改率": PlainRate(10, 11), "逾期单位": ["县住房和城乡建设局党组"], "报告单位": ["县住房和城乡建设局党组"],
        "类别表": [{"类别": "粮食购销监管方面", "总数": 11, "销号": 10, "整改率": PlainRate(10, 11)}],
        "排名": [{"类别": "县直部门", "小计": True, "总数": 11, "销号": 10, "整改率": PlainRate(10, 11),
                "行": [row(1, "县民政局", 5, 5, 0), row(2, "县住房和城乡建设局", 6, 5, 1)]}],
    }  # fmt: skip


_RECORDS = (
    "回访单位数", "回访重开数", "类别表", "审核意见数", "联审次数", "退回数", "补证通过数", "退回原因", "督办数", "提醒数", "预警数",
    "约谈人次", "延期数", "时限均登记", "派驻核查数", "派驻不同意", "派驻意见均采纳", "上轮率", "本轮比较率", "同比差", "上次通报", "变化",
)  # fmt: skip
RECIPE = Recipe(
    kind="rectification_bulletin", title="整改情况通报", form="red", addressee="committee", group="汇报通报",
    issuers=(Issuer("leading_group", "巡组发〔{年}〕{号}号"),),
    per="round", rows=Rows(), addressed_to=EVERYBODY,
    no_cause="还没有可统计的问题",
    reply_matter="整改进展情况",
    dues=(Due("回复期限", days=30),),
    default={"联审方": ["县纪委监委", "县委组织部"], "少数线": 5},
    uses=(
        *(name for name in LETTER if name not in ("回复期限", "附件清单")), Use("回复期限", missing=LEFT_OUT), "主送", "抄送", "期满日期",
        "截止日期", "口径", "联审方", "单位数", "少数线", "总数", "销号", "整改率", "未销", "逾期", "逾期单位", "没有逾期", "均未到期", "长期",
        "阶段目标已明确", "自报", "自报差", "自报核实一致", "全部销号", *_RECORDS, "立行立改数", "立行立改完成数", "立行立改全部完成",
        "制度数", "废止数", "资金合计", "满意率", "测评拟开展", "排名", "不排名", "图1", "好单位", "存在问题", "没有存在问题", "要求", "报告单位",
    ),
    example=example, own_marks=("主送",), guarded=False,
)  # fmt: skip
