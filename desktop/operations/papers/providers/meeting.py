"""What the list for a meeting says of itself: the meeting, the condition by which its rows were chosen, and how many they are (papers/22)."""

from __future__ import annotations

from datetime import date

from db.queries.books import Record
from desktop.documents.figures import Figure
from desktop.ledgers.meetings import KINDS
from desktop.operations.papers import dates
from desktop.operations.papers.sheet import Sheet

_WHOLE_NAME = "县委{}"


def _held(sheet: Sheet) -> Record | None:
    """The meeting of the round on the day of the paper, where one is entered."""
    day = sheet.request.issued_on.isoformat()
    return next((one for one in sheet.occasion.records("meeting") if one.stored["held_on"] == day), None)


def name(sheet: Sheet) -> str | None:
    """会议名称 of a meeting that was entered; of one to come the clerk types it."""
    held = _held(sheet)
    return _WHOLE_NAME.format(KINDS[held.stored["kind"]]) if held is not None and held.stored["kind"] in KINDS else None


def day(sheet: Sheet) -> date | None:
    """会议日期 of a meeting that was entered."""
    held = _held(sheet)
    return dates.day(held.stored["held_on"]) if held is not None else None


def condition(sheet: Sheet) -> str:
    """筛选: the conditions of the kind in words."""
    rows = sheet.recipe.rows
    moved = _moved(sheet) if rows.open else 0
    told = {
        "未销号": rows.open or rows.unfinished,
        f"不含已移交的{moved}个": bool(moved),
        "逾期": rows.overdue,
        f"{rows.due_within}日内到期": bool(rows.due_within),
    }
    words = [word for word, holds in told.items() if holds] + ([f"视图“{rows.view}”"] if rows.view else [])
    return "、".join(words) or "全部"


def _moved(sheet: Sheet) -> int:
    """What was handed over: not closed out in any count, and in no list of what is open, which says so."""
    return sum(bool(row.present) and row.verdict == "transferred" for row in sheet.scope)


def listed(sheet: Sheet) -> Figure:
    """清单数: the rows of the list."""
    return sheet.moment.count("清单数", [row for row in sheet.chosen if row.round_id == sheet.occasion.round.id])


WORDS = {"会议名称": name, "会议日期": day, "筛选": condition, "清单数": listed}
