"""Money as a clerk types it into a field: yuan by default, 万元 where it says so; whole yuan are kept."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from desktop.errors import KnownError

_MONEY = re.compile(r"(\d+(?:\.\d+)?)(亿|万)?元?")
_TIMES = {"": 1, "万": 10_000, "亿": 100_000_000}


def yuan_of(text: str) -> int | None:
    """Whole yuan of `142800`, `14.28 万元`, `1,200元`; None for nothing; KnownError for anything else."""
    plain = re.sub(r"[\s,，]", "", text)
    if not plain:
        return None
    found = _MONEY.fullmatch(plain)
    if found is None:
        raise KnownError(f"“涉及金额”：“{text.strip()}”不是金额。请写成 142800 或 14.28 万元，或留空。")
    amount = Decimal(found[1]) * _TIMES[found[2] or ""]
    return int(amount.quantize(Decimal(1), rounding=ROUND_HALF_UP))
