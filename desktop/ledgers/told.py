"""A record's fields as files tell them: cells of a workbook, texts of a printed list and of the command line."""

from __future__ import annotations

from datetime import date
from typing import Any

from desktop.ledgers.field import NO, YES, Field, Holds


def sheet_cell(field: Field, record: Any) -> Any:
    """The value in a workbook: dates and numbers as such, money in 万元, everything else in words; None is an empty cell."""
    if field.told is not None:
        return _day(field.told(record)) if field.holds is Holds.DATE else field.told(record)
    value = getattr(record, field.name)
    if field.holds is Holds.FLAG and field.stored:
        return YES if value else NO
    if value is None or value == "":
        return None
    if field.holds is Holds.DATE:
        return _day(value)
    if field.holds is Holds.MONEY:
        return value / 10_000 if value % 10_000 else value // 10_000
    if field.holds is Holds.INT:
        return None if field.zero_is_blank and not value else value
    return field.text(value)


def told_text(field: Field, record: Any) -> str:
    """The text on paper, or in a line of the command line."""
    teller = field.printed or field.told
    if teller is not None:
        return str(teller(record) or "")
    return field.text(getattr(record, field.name))


def _day(value: Any) -> Any:
    text = str(value or "")
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return text
