"""A check of a drawn finding as one part of the whole, the columns of a unit's row, and what people say of a unit (papers/15, 16)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from db.queries.books import Record
from desktop.documents.figures import Figure
from desktop.ledgers.visits import PARTLY, TRUE
from desktop.operations.papers.providers.satisfied import satisfied
from desktop.operations.papers.sheet import Sheet
from desktop.rules.state_words import STATE_WORDS

DONE = STATE_WORDS["done"]


def part_of(check: Record) -> str:
    """到位 where it is true, else 推进 where the unit had not called it done, else by how far it is true; the parts sum to the whole."""
    if check.stored["found"] == TRUE:
        return "到位"
    if check.stored["claimed"] != DONE:
        return "推进"
    return "部分" if check.stored["found"] == PARTLY else "不实"


def figure_of(sheet: Sheet, name: str, checks: Sequence[Record]) -> Figure:
    """How many checks, with the findings that they are of."""
    return sheet.moment.figure(name, len(checks), [one.fields["finding"] for one in checks])


def of_unit(sheet: Sheet, unit_id: int, checks: Sequence[Record]) -> dict[str, Any]:
    """The further columns of a unit's row: what it had claimed, the parts, and what people say of it."""
    return {
        "自报": figure_of(sheet, "单位抽查自报", [one for one in checks if one.stored["claimed"] == DONE]),
        **{
            name: figure_of(sheet, f"单位抽查{name}", [one for one in checks if part_of(one) == name])
            for name in ("部分", "不实", "推进")
        },
        "满意率": satisfied(
            sheet.shot, "单位满意率", [one for one in surveys_of(sheet) if one.stored["unit"] == unit_id]
        ),
    }


def surveys_of(sheet: Sheet) -> list[Record]:
    """The surveys of the round that have a valid answer."""
    return [one for one in sheet.occasion.records("survey") if one.stored["valid"]]
