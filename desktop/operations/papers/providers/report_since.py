"""What changed since the last meeting on a round, and since the last bulletin: cause by cause, so that they sum to the whole change (papers/index, rule 11)."""

from __future__ import annotations

from datetime import date
from typing import Any

from db.queries import report as queries
from desktop.documents.recipes import rectification_bulletin
from desktop.documents.vocabulary import chinese_date
from desktop.ledgers.meetings import KINDS as MEETINGS
from desktop.operations.papers.providers import since
from desktop.operations.papers.sheet import Sheet
from desktop.rules import change_causes as causes

_HEARD = ("secretary", "leading_group", "standing")
"""The meetings to which the office reports."""
_COUNTY = "县委"
_TOLD = {causes.CLOSED_OUT: "核实销号", causes.REPORTED: "单位自报完成", causes.GIVEN: "新反馈"}


def meeting(sheet: Sheet) -> dict[str, Any]:
    """上次会议 and how what is open went from its number then to that of now; nothing where no meeting heard of the round before."""
    first, until = sheet.occasion.round.feedback_on or "9", sheet.shot.as_of
    held = [
        one for one in sheet.occasion.records("meeting")
        if one.stored["kind"] in _HEARD and first <= one.stored["held_on"] < until
    ]  # fmt: skip
    if not held:
        return {}
    last = max(held, key=lambda one: (one.stored["held_on"], one.id))
    moved = [one for one in since.every(sheet, last.stored["held_on"]) if one.more or one.less]
    name = f"{_COUNTY}{MEETINGS[last.stored['kind']]}"
    words: dict[str, Any] = {
        "上次会议": f"{chinese_date(date.fromisoformat(last.stored['held_on']))}{name}",
        "上次未销": sheet.moment.figure("上次未销", _then(sheet, moved), since.numbers(sheet, moved)),
        "会议以来没有变化": not moved or None,
    }
    return words | ({"会议以来变化": _changes(sheet, moved)} if moved else {})


def _changes(sheet: Sheet, moved: list[causes.Cause]) -> list[dict[str, Any]]:
    """Each cause with what it did to the number of what is open; one whose own steps cancel is told with both numbers."""
    rows = []
    for name in causes.CAUSES:
        own = [one for one in moved if one.cause == name]
        if not own:
            continue
        more, less = sum(one.more for one in own), sum(one.less for one in own)
        told = sheet.moment.figure("会议以来变化", more - less, since.numbers(sheet, own))
        rows.append({"事由": _TOLD.get(name, name), "增减": told.worded(_moved(more, less))})
    return rows


def _moved(more: int, less: int) -> str:
    if more == less:
        return f"增加{more}个、减少{less}个，相抵"
    return f"增加{more - less}个" if more > less else f"减少{less - more}个"


def bulletin(sheet: Sheet) -> dict[str, Any]:
    """上次通报: the day of the last bulletin of the round that was issued before, and 变化 of the counts since its own date."""
    sent = queries.last_of_kind(
        sheet.reader, rectification_bulletin.RECIPE.kind, sheet.occasion.round.id, sheet.request.place
    )
    if sent is None:
        return {}
    day = date.fromisoformat(sent.issued_on)
    moved = [one for one in since.every(sheet, sent.as_of or sent.issued_on) if one.more or one.less]
    said = f"{day.month}月{day.day}日" if day.year == sheet.request.issued_on.year else chinese_date(day)
    if not moved:
        return {"上次通报": said, "变化": ["未销号的问题没有增减"]}
    then, now = _then(sheet, moved), len(sheet.shot.open())
    first = sheet.moment.figure("通报以来变化", now - then, since.numbers(sheet, moved))
    whole = f"未销号的问题仍为{now}个" if then == now else f"未销号的问题由{then}个变为{now}个"
    told = [first.worded(whole)]
    told += [row["增减"].worded(f"{row['事由']}{row['增减'].shown}") for row in _changes(sheet, moved)]
    return {"上次通报": said, "变化": told}


def _then(sheet: Sheet, moved: list[causes.Cause]) -> int:
    """How many were open before these changes."""
    return len(sheet.shot.open()) - sum(one.denominator - one.numerator for one in moved)


WORDS: dict[str, Any] = {}
TOGETHER = (
    (("上次会议", "上次未销", "会议以来变化", "会议以来没有变化"), meeting),
    (("上次通报", "变化"), bulletin),
)
