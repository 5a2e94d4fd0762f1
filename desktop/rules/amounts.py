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


_DIGITS = {**dict(zip("零〇一二三四五六七八九", (0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9), strict=True)), "两": 2}
_DIGITS |= dict(zip("壹贰叁肆伍陆柒捌玖", range(1, 10), strict=True))
_SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}


def chinese_amount(text: str) -> int | None:
    """Whole yuan of an amount in Chinese numerals, to be proposed and never assumed: 二万三千 is 23000; None for anything else."""
    plain = re.sub(r"[\s整正]|人民币|[元圆]$", "", re.sub(r"[元圆][整正]?$", "", text.strip()))
    if not plain or any(sign not in _DIGITS and sign not in _SMALL and sign not in "万亿" for sign in plain):
        return None
    total = section = digit = 0
    for sign in plain:
        if sign in _DIGITS:
            digit = _DIGITS[sign]
        elif sign in _SMALL:
            section, digit = section + (digit or 1) * _SMALL[sign], 0
        elif sign == "万":
            total, section, digit = total + (section + digit) * 10_000, 0, 0
        else:
            total, section, digit = (total + section + digit) * 100_000_000, 0, 0
    return total + section + digit
