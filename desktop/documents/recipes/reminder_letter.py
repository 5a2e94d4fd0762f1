"""整改中期提醒函: tells every unit in the middle of the period how it stands; one that has closed all is asked to keep it so (papers/08)."""

from datetime import date
from typing import Any

from desktop.documents.figures import PlainRate
from desktop.documents.lexicon import Use
from desktop.documents.recipe import Copies, Due, Issuer, Recipe, Rows
from desktop.documents.recipes.letter_words import LETTER, sample_head


def example() -> dict[str, Any]:
    """Six reported done, four recognised; three of the open ones under way, one late, two coming, one long-term."""
    row = {"自报": "正在推进", "核实": "正在推进", "时限": date(2026, 9, 10), "天数": "92", "进度": "推进"}
    return {
        **sample_head("青巡办函〔2026〕33号", date(2026, 6, 11)),
        "抄送": ["县纪委监委派驻县农业农村局纪检监察组"],
        "附件清单": ["未销号问题情况表"],
        "单位": "青岩县农业农村局党组",
        "单位简称": "县农业农村局党组",
        "截止日期": date(2026, 6, 10),
        "反馈日期": date(2026, 3, 10),
        "期满日期": date(2026, 9, 10),
        "口径": "按问题统计；分子为经县委巡察办核实销号的问题",
        "回复期限": date(2026, 6, 25),
        "已过半": True, "问题总数": 11, "自报数": 6, "核实数": 4, "单位整改率": PlainRate(4, 11), "差数": 2,
        "全县单位数": 7, "全县整改率": PlainRate(26, 70), "未完成数": 7, "未完成逾期数": 1, "最长逾期天数": 10,
        "未完成临期数": 2, "未完成长期数": 1, "未完成待核数": 0, "其他数": 3, "临期天数": 20, "提醒次数": 1,
        "问题清单": [
            {**row, "编号": "06-01-001", "表现": "项目结余资金未清理", "时限": date(2026, 5, 31), "天数": "逾10", "进度": "逾期"},
            {**row, "编号": "06-01-003", "表现": "补贴审核把关不严", "时限": date(2026, 6, 25), "天数": "15", "进度": "临期"},
            {**row, "编号": "06-01-007", "表现": "公示不全", "时限": date(2026, 6, 28), "天数": "18", "进度": "临期"},
            *({**row, "编号": f"06-01-00{number}", "表现": text} for number, text in (
                (2, "高标准农田建设进度偏慢"), (4, "农机购置补贴公示不全"), (5, "接待清单没有签字"))),
            {**row, "编号": "06-01-009", "表现": "制度执行检查不经常", "进度": "长期坚持"},
        ],
    }  # fmt: skip


RECIPE = Recipe(
    kind="reminder_letter", title="中期提醒函", form="letter", addressee="unit", group="整改督办",
    issuers=(Issuer("office", "巡办函〔{年}〕{号}号"),),
    per="unit", rows=Rows(unfinished=True, always=True, order="standing"),
    no_cause="在本轮没有可统计的问题，不用提醒",
    copies=Copies(leader=False),
    reply_matter="下一步整改安排",
    dues=(Due("回复期限", days=10, unit="workday", listed=True),),
    annexes=("未销号问题情况表",),
    uses=(
        *(name for name in LETTER if name != "回复期限"), Use("回复期限", when="未完成数"), "抄送", "单位", "单位简称", "截止日期", "口径",
        "反馈日期", "期满日期", "已过半", "已期满", "问题总数", "纳入统计数", "自报数", "核实数", "单位整改率", "自报均已核实", "差数",
        "差异原因", "全县单位数", "全县整改率", "单位全部销号", "未完成数", "未完成具体表现数", "未完成逾期数",
        Use("最长逾期天数", when="未完成逾期数"), "未完成临期数", "未完成长期数", "未完成待核数", "其他数", "临期天数", "提醒次数", "上次提醒日期",
        Use("问题清单", when="附件清单", columns=("编号", "表现", "时限", "自报", "核实", "天数", "进度")),
    ),
    example=example,
)  # fmt: skip
