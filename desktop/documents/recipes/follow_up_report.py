"""回访督查情况报告: what the teams report of a follow-up to the leading group, with the sample, the findings and proposals (papers/15)."""

from datetime import date
from typing import Any

from desktop.documents.figures import PlainRate
from desktop.documents.lexicon import Use, follow_up
from desktop.documents.recipe import Issuer, Recipe, Rows

TEAM = "巡察整改回访督查组"
WITH = ["县纪委监委", "县委组织部"]


def example() -> dict[str, Any]:
    """Two units, twelve findings, one of them only partly put right."""

    def row(grade: str, name: str, drawn: int, true: int) -> dict[str, Any]:
        parts = {"部分": drawn - true, "不实": 0, "推进": 0, "自报": drawn}
        return {"等次": grade, "单位": name, "抽": drawn, "到位": true, "到位率": PlainRate(true, drawn), **parts}

    stratum = {"类别": "县直部门", "框单位": 5, "抽单位": 2, "框问题": 30, "抽问题": 12, "比例": PlainRate(12, 30)}
    return {
        "督查组署名": TEAM, "成文日期": date(2026, 11, 9), "主送": "县委巡察工作领导小组", "会同单位": WITH, "组数": 1,
        "截止日期": date(2026, 10, 30), "附件清单": ["抽样锁定单", "现场核查记录"], "框单位": 5, "框问题": 30, "应抽单位": 2, "应抽问题": 10,
        "抽单位": 2, "抽问题": 12, "单位比例": PlainRate(2, 5), "问题比例": PlainRate(12, 30), "分层表": [stratum],
        "抽查自报": 12, "此前销号": 11, "属实": 11, "部分": 1, "不实": 0, "抽查推进": 0, "属实率": PlainRate(11, 12),
        "等次汇总": [{"名称": "好", "单位": ["云溪镇"]}, {"名称": "中", "单位": ["县住房和城乡建设局"]}],
        "结果表": [row("好", "云溪镇", 8, 8), row("中", "县住房和城乡建设局", 4, 3)],
        "督查问题": [{"标题": "以材料代替结果", "事实": "县住房和城乡建设局对施工许可事中检查记录不全的问题，补齐了被点到的项目的记录，但没有明确检查频次和责任分工，延伸查看的在建项目仍有缺记录的，说明问题根源没有消除，整改停留在被点到的个案"}],
        "建议": [{"标题": "适时巩固检查", "内容": "由县委巡察办提出各类问题的必备佐证目录，形成日期早于反馈日期、未注明问题编号的材料，审核时予以退回，第四季度随机抽查新制度执行情况"}],
    }  # fmt: skip


RECIPE = Recipe(
    kind="follow_up_report", title="回访督查情况报告", form="internal", addressee="committee", group="汇报通报",
    issuers=(Issuer("office", "巡办报〔{年}〕{号}号"),),
    per="round", rows=Rows(drawn=True), addressed_to="县委巡察工作领导小组",
    no_cause="没有可统计的问题，或者回访抽样还没有锁定",
    annexes=("抽样锁定单", "现场核查记录"),
    default={"督查组署名": TEAM, "会同单位": WITH},
    uses=(
        "密级", "份号", "成文日期", "主送", "附件清单", "轮次", "截止日期", "督查起", "督查止", "抽单位", "抽问题", "单位比例", "问题比例",
        "属实", "属实率", "没有不属实", "等次汇总", "结果表", "督查问题", "测评有效", "测评发出", "满意率",
        "锁定单号", "框单位", "框问题", "应抽单位", "应抽问题", *(one.name for one in follow_up.WORDS), Use("建议"),
    ),
    example=example, own_marks=("主送",), guarded=False,
)  # fmt: skip
