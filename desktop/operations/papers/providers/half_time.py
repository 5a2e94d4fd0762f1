"""How a unit stands in the middle of its period: its rate, the parts of what is open, and earlier reminders (papers/08)."""

from __future__ import annotations

from datetime import date
from typing import Any

from db.queries import papers as queries
from desktop.documents.recipes.sent import REMINDER
from desktop.operations.papers import dates
from desktop.operations.papers.sheet import Sheet
from desktop.operations.papers.standing import (
    COMING,
    COMING_DAYS,
    LATE,
    LONG_TERM,
    UNDER_WAY,
    WAITING,
    open_items,
    part_of,
)

_PARTS = {
    "未完成逾期数": LATE, "未完成临期数": COMING, "未完成长期数": LONG_TERM, "未完成待核数": WAITING, "其他数": UNDER_WAY,
}  # fmt: skip


def period(sheet: Sheet) -> dict[str, Any]:
    """Whether half of the period lies behind, or all of it."""
    begin, end, on = sheet.day("反馈日期"), dates.day(sheet.occasion.round.ends_on), sheet.request.as_of
    if begin is None or end is None:
        return {}
    return {"已过半": (on <= end and on - begin >= end - on) or None, "已期满": on > end or None}


def counts(sheet: Sheet) -> dict[str, Any]:
    """The unit's own counts and rate; the parts of what is open sum to it."""
    shot = sheet.shot
    own = sheet.scope_problems
    whole, closed, claimed, still = shot.counted(own), shot.closed(own), shot.claimed(own), shot.open(own)
    same = {one.key for one in claimed} == {one.key for one in closed}
    rows = [row for one in still for row in open_items(one)]
    words: dict[str, Any] = {
        "纳入统计数": shot.count("纳入统计数", whole) if len(whole) != len(own) else None,
        "自报数": shot.count("自报数", claimed),
        "核实数": shot.count("核实数", closed),
        "单位整改率": shot.rate("单位整改率", closed, whole),
        "自报均已核实": (same and bool(closed)) or None,
        "单位全部销号": (bool(whole) and not still) or None,
        "未完成数": shot.count("未完成数", still),
        "未完成具体表现数": shot.moment.count("未完成具体表现数", rows) if len(rows) != len(still) else None,
    }
    if len(claimed) > len(closed):
        different = {one.key for one in claimed} ^ {one.key for one in closed}
        numbers = [number for one in whole if one.key in different for number in one.numbers]
        words["差数"] = shot.moment.figure("差数", len(claimed) - len(closed), numbers)
    parts = {name: [one for one in still if part_of(one, shot.as_of) == part] for name, part in _PARTS.items()}
    return words | {name: shot.count(name, found) for name, found in parts.items()}


def of_round(sheet: Sheet) -> dict[str, Any]:
    """The rate of the whole round, reckoned over all its problems; nothing where it has one unit only."""

    def compute() -> dict[str, Any]:
        shot = sheet.shot
        whole = shot.counted()
        units = {one.first.unit_id for one in whole}
        if len(units) < 2:
            return {}
        counted = shot.moment.figure("全县单位数", len(units), [number for one in whole for number in one.numbers])
        return {"全县单位数": counted, "全县整改率": shot.rate("全县整改率", shot.closed(), whole)}

    found: dict[str, Any] = sheet.occasion.once("rate of the round", compute)
    return found


def reminded(sheet: Sheet) -> dict[str, Any]:
    """How often the unit was reminded in the round, this time included; warnings of single dates are another kind of paper."""
    if sheet.unit is None:
        return {}
    before = queries.sent_before(sheet.reader, sheet.unit.id, sheet.occasion.round.id, sheet.request.place, (REMINDER,))
    words: dict[str, Any] = {"提醒次数": sheet.moment.figure("提醒次数", len(before) + 1)}
    if before:
        words["上次提醒日期"] = date.fromisoformat(before[-1].issued_on)
    return words


WORDS = {"临期天数": lambda sheet: sheet.moment.figure("临期天数", COMING_DAYS)}
TOGETHER = (
    (("已过半", "已期满"), period),
    (
        (
            "纳入统计数", "自报数", "核实数", "单位整改率", "自报均已核实", "单位全部销号", "未完成数", "未完成具体表现数", "差数", *_PARTS,
        ),
        counts,
    ),
    (("全县单位数", "全县整改率"), of_round),
    (("提醒次数", "上次提醒日期"), reminded),
)  # fmt: skip
