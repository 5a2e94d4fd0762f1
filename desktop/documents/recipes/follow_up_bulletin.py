"""回访督查情况通报: the leading group's account of what the follow-up found, unit by unit (papers/16)."""

from datetime import date
from typing import Any

from desktop.documents.figures import PlainRate
from desktop.documents.lexicon import Use
from desktop.documents.recipe import Due, Issuer, Recipe, Rows
from desktop.documents.recipes.letter_words import GROUP, LETTER, sample_head
from desktop.documents.recipes.rectification_bulletin import EVERYBODY


def example() -> dict[str, Any]:
    """Two units, twelve findings, one of them not put right."""

    def row(grade: str, name: str, drawn: int, true: int) -> dict[str, Any]:
        return {"等次": grade, "单位": name, "抽": drawn, "到位": true, "到位率": PlainRate(true, drawn)}

    return {
        **sample_head("青巡组发〔2026〕10号", date(2026, 11, 25), GROUP),
        "主送": EVERYBODY, "截止日期": date(2026, 10, 30), "回复期限": date(2026, 12, 31), "抽单位": 2, "抽问题": 12, "属实": 11, "不到位": 1,
        "属实率": PlainRate(11, 12), "点名单位": ["县住房和城乡建设局"],
        "等次汇总": [{"名称": "好", "单位": ["云溪镇"]}, {"名称": "中", "单位": ["县住房和城乡建设局"]}],
        "结果表": [row("好", "云溪镇", 8, 8), row("中", "县住房和城乡建设局", 4, 3)],
        "督查问题": [{"标题": "以材料代替结果", "事实": "县住房和城乡建设局1个问题自报完成而现场未落实"}],
    }  # fmt: skip


RECIPE = Recipe(
    kind="follow_up_bulletin", title="回访督查情况通报", form="red", addressee="committee", group="汇报通报",
    issuers=(Issuer("leading_group", "巡组发〔{年}〕{号}号"),),
    per="round", rows=Rows(), addressed_to=EVERYBODY,
    no_cause="还没有可统计的问题",
    reply_matter="回访督查指出问题的整改情况",
    dues=(Due("回复期限", days=30),),
    uses=(
        *(name for name in LETTER if name not in ("回复期限", "附件清单")), Use("回复期限", when="点名单位"), "主送", "抄送", "截止日期",
        "督查起", "督查止", "抽单位", "抽问题", "单位比例", "问题比例", "属实", "属实率", "不到位", "核查重开数", "回访满意率", "等次汇总",
        Use("结果表", columns=("等次", "单位", "抽", "到位", "到位率")), "典型", "督查问题", "没有不属实", "督查要求", "点名单位",
    ),
    example=example, own_marks=("主送",), guarded=False,
)  # fmt: skip
