"""What was typed or pasted into a cell of a ledger, as the value to store."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from desktop.errors import KnownError
from desktop.ledgers.column import Column
from desktop.ledgers.field import Field, Holds
from desktop.rules.amounts import yuan_of

ReadDate = Callable[[str, date], date | None]
_BARE_NUMBER = re.compile(r"[\d,，.\s]+")


def typed_value(column: Column, text: str, today: date, read_date: ReadDate) -> Any:
    """The value; KnownError says what is wrong with it."""
    if column.declared is None:
        raise KnownError(column.reason or f"“{column.title}”一栏不能直接填写。")
    return read_field(column.declared, text, today, read_date)


def read_field(field: Field, text: str, today: date, read_date: ReadDate) -> Any:
    """The value of a field that links to nothing; money is read as 万元 where no unit is written, as its head says."""

    def lookup(holds: str, words: str) -> Any:
        if holds == Holds.MONEY:
            return _money(words)
        found = read_date(f"{words}-01" if holds == Holds.MONTH else words, today)
        if found is None:
            return None
        return f"{found:%Y-%m}" if holds == Holds.MONTH else found.isoformat()

    return field.read(text, lookup)


def _money(words: str) -> int | None:
    try:
        return yuan_of(f"{words}万元" if _BARE_NUMBER.fullmatch(words) else words)
    except KnownError:
        return None
