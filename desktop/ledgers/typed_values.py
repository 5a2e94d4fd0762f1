"""What was typed or pasted into a cell of the finding ledger, as the value to store."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from desktop.errors import KnownError
from desktop.ledgers.column import Column, Kind
from desktop.ledgers.terms import NATURE_WORDS

ReadDate = Callable[[str, date], date | None]


def typed_value(column: Column, text: str, today: date, read_date: ReadDate) -> Any:
    """The value; KnownError says what is wrong with it."""
    plain = text.strip()
    if column.field == "people":
        if plain and not plain.isdecimal():
            raise KnownError(f"“涉及人员”：“{plain}”不是人数。请写成 36，或留空。")
        return int(plain) if plain else None
    if column.field == "nature":
        return _nature(plain)
    if column.field == "text" and not plain:
        raise KnownError("“问题”一栏不能改成空白。")
    if column.kind is Kind.DATE and plain:
        found = read_date(plain, today)
        if found is None:
            raise KnownError(f"“{column.title}”：“{plain}”不是日期。请改成如 2026-06-18 的日期，或留空。")
        return found.isoformat()
    if column.kind is Kind.DATE:
        return None
    return plain


def _nature(plain: str) -> str:
    for code, word in NATURE_WORDS.items():
        if plain in (code, word):
            return code
    raise KnownError(f"“整改类型”：没有“{plain}”。请写成{'、'.join(NATURE_WORDS.values())}。")
