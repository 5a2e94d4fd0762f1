"""Counts over the findings of a paper: 问题 are problems, 具体表现 their items where these are more (P-4)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from db.records import FindingRow
from desktop.operations.papers.sheet import Sheet
from desktop.operations.papers.snapshot import grouped


def problems_with(name: str, fits: Callable[[FindingRow], Any], *, optional: bool = True) -> Callable[[Sheet], Any]:
    """How many problems of the scope have an item that fits; nought is left out where the word is optional."""

    def provide(sheet: Sheet) -> Any:
        found = [one for one in sheet.scope_problems if any(fits(row) for row in one.rows)]
        return sheet.shot.count(name, found) if found or not optional else None

    return provide


def total(sheet: Sheet) -> Any:
    """问题总数: the problems on the books of the paper's scope."""
    return sheet.shot.count("问题总数", sheet.scope_problems)


def instances(sheet: Sheet) -> Any:
    """具体表现数: their items, where these are not the same."""
    return sheet.moment.count("具体表现数", sheet.scope) if len(sheet.scope) != len(sheet.scope_problems) else None


def chosen(sheet: Sheet) -> Any:
    """问题数: the problems of the paper's own round that it is about."""
    own = _own(sheet)
    return sheet.shot.count("问题数", grouped(own)) if own else None


def chosen_instances(sheet: Sheet) -> Any:
    """Their items, where these are not the same."""
    own = _own(sheet)
    return sheet.moment.count("所附具体表现数", own) if len(own) != len(grouped(own)) else None


def earlier(sheet: Sheet) -> Any:
    """The problems of earlier rounds that the clerk chose beside them."""
    rows = [row for row in sheet.chosen if row.round_id != sheet.occasion.round.id]
    return sheet.shot.count("往轮问题数", grouped(rows)) if rows else None


def amount(sheet: Sheet) -> Any:
    """The sum of the amounts of the findings of the paper's own round."""
    rows = [row for row in _own(sheet) if row.amount_yuan]
    if not rows:
        return None
    return sheet.moment.figure("涉及金额", sum(row.amount_yuan or 0 for row in rows), [row.number for row in rows])


def listed_only(sheet: Sheet) -> Any:
    """Problems none of whose items is in the feedback."""
    found = [one for one in sheet.scope_problems if not any(row.in_feedback for row in one.rows)]
    return sheet.shot.count("清单另列数", found) if found else None


def carried_over(sheet: Sheet) -> Any:
    """Problems that bear the number of an earlier round."""
    code = sheet.occasion.round.code
    found = [one for one in sheet.scope_problems if not one.first.number.startswith(f"{code}-")]
    return sheet.shot.count("结转数", found) if found else None


def shared(sheet: Sheet) -> bool | None:
    """Whether a township shares its list with villages."""
    unit = sheet.unit
    return bool(unit and "乡镇" in unit.kind and any(row.responsibility_level for row in sheet.scope)) or None


def _own(sheet: Sheet) -> list[FindingRow]:
    return [row for row in sheet.chosen if row.round_id == sheet.occasion.round.id]


WORDS = {
    "问题总数": total,
    "具体表现数": instances,
    "问题数": chosen,
    "所附具体表现数": chosen_instances,
    "往轮问题数": earlier,
    "涉及金额": amount,
    "入反馈数": problems_with("入反馈数", lambda row: row.in_feedback, optional=False),
    "清单另列数": listed_only,
    "立行立改数": problems_with("立行立改数", lambda row: row.nature == "immediate"),
    "长期数": problems_with("长期数", lambda row: row.nature == "long_term"),
    "结转数": carried_over,
    "镇村共管": shared,
}
