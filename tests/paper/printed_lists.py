"""Lists for the tests of paper: synthetic findings of a county that does not exist."""

from datetime import date

from desktop.paper.finding_list import Heading

TEXTS = (
    "违规发放值班补贴14.28万元，涉及36人，未经党组会研究且无政策依据",
    "“第一议题”制度落实不严，2024年以来7次党组会未安排学习，会议记录事后补记",
    "占道经营摊位费收缴不入账，抽查5个网格有2个网格票据断号",
    "城区公厕管护长期依赖临聘人员，群众投诉办结率低",
    "村集体机动地发包不公开（4个村合同期限超过10年），租金未评估；《章程》第51.6条未执行。",
)
UNITS = ("县城市管理局党组", "柳坪乡党委", "县融媒体中心党组")


def records(count, *, per_unit=8):
    return [
        {
            "unit": f"{UNITS[i // per_unit % 3]}{'甲乙丙丁'[i // per_unit // 3 % 4]}",
            "text": TEXTS[i % len(TEXTS)],
            "number": f"15-06-{i + 1:04d}",
            "responsible_leader": "陈卫东",
            "due": "2025-06-30",
            "state_word": "正在推进",
            "timing": "逾期18天" if i % 5 == 0 else "剩13天",
        }
        for i in range(count)
    ]


def heading(**changed):
    words = {
        "title": "十五届县委第六轮巡察未销号问题清单（会议用）",
        "as_of": date(2026, 6, 5),
        "scope": "未销号",
        "total": 5000,
        "basis": "县委口径2026（核实）第2版",
        "classification": "内部　会后收回",
        "printed": "打印：王敏 2026-06-05 10:32",
        "office": "云岭县委巡察办",
    }
    return Heading(**(words | changed))
