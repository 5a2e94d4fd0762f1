"""Rows of a list as an office has them, for the benches of workbooks: 20 columns, units and kinds that repeat, texts that do not."""

from datetime import date, timedelta
from random import Random

COLUMNS = (
    "序号", "编号", "轮次", "被巡察单位", "类别", "小类", "问题", "具体表现", "整改措施", "责任人", "责任领导", "整改时限",
    "状态", "整改进展", "涉及金额（元）", "追缴金额（元）", "完成日期", "牵头科室", "来源", "备注",
)  # fmt: skip
_WORDS = "党委理论学习中心组研究不深入制度执行不到位台账更新滞后项目资金拨付审核把关不严群众诉求回应不及时"


def office_rows(count: int) -> list[tuple[object, ...]]:
    """So many rows; the same every time."""
    chance = Random(20)
    return [_row(number, chance) for number in range(1, count + 1)]


def _row(number: int, chance: Random) -> tuple[object, ...]:
    begun = date(2025, 1, 6) + timedelta(chance.randrange(400))
    return (
        number, f"六-{number:05d}", "十四届县委第六轮巡察", f"青岩县第{chance.randrange(349):03d}单位党组", f"类别{chance.randrange(8)}",
        f"小类{chance.randrange(40)}", _text(chance, 24) + str(number), _text(chance, 60) + f"第{number}处", _text(chance, 40) + f"；{number}<项>",
        f"张{chance.randrange(300)}", f"李{chance.randrange(60)}", begun, ("整改中", "已完成", "已销号", "长期坚持")[chance.randrange(4)],
        _text(chance, 40) + f"&{number}" if number % 3 else None, round(chance.random() * 1e6, 2) if number % 4 == 0 else None,
        chance.randrange(100_000) if number % 8 == 0 else None, begun + timedelta(60) if number % 2 else None, f"第{chance.randrange(9)}科",
        "巡察反馈", "+1-2" if number % 50 == 0 else f"备注{number % 97}",
    )  # fmt: skip


def _text(chance: Random, length: int) -> str:
    start = chance.randrange(len(_WORDS))
    return (_WORDS * 3)[start : start + length]
