"""Days in the dresses that hands write them in: 2026年3月19日, 2026.3.19, 二〇二六年三月十九日, 3月19日."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

_DIGITS = {mark: str(at) for at, mark in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0", "Ｏ": "0"}
_HAN = "".join(_DIGITS)
_DAY = re.compile(
    rf"(?:(\d{{2,4}}|[{_HAN}]{{2,4}})\s*[年.。/\-—－])?\s*(\d{{1,2}}|[{_HAN}十]{{1,3}})\s*[月.。/\-—－]"
    rf"\s*(\d{{1,2}}|[{_HAN}十廿]{{1,3}})"
)
_TENS = re.compile(r"^([一二三])?十([一二三四五六七八九])?$")
_CENTURY = 100


def other_day(text: str, day: date) -> bool:
    """Whether a text states a day, in whatever dress, and another one than `day`. Without a year that of `day` is meant."""
    found = _DAY.search(unicodedata.normalize("NFKC", text))
    if found is None:
        return False
    year, month, on = (_number(piece) for piece in found.groups())
    return (month, on) != (day.month, day.day) or year not in (None, day.year, day.year % _CENTURY)


def _number(text: str | None) -> int | None:
    """A number in digits or in Chinese characters: 19, 十九, 二〇二六, 廿九."""
    if text is None:
        return None
    tens = _TENS.match(text.replace("廿", "二十"))
    if tens is not None:
        return 10 * int(_DIGITS[tens[1] or "一"]) + int(_DIGITS[tens[2] or "〇"])
    plain = "".join(_DIGITS.get(mark, mark) for mark in text)
    return int(plain) if plain.isdigit() else None
