"""The two readings of a text that all rules share: without white space, and as half-width characters."""

import re
from functools import lru_cache

_WHITE = re.compile("[\\s\u00a0\u180e\u200b-\u200f\u2028-\u202f\u2060\u3000\ufeff]+")
_BLANK_WORDS = frozenset({"/", "／", "-", "—", "——", "–", "－", "无", "N/A", "空"})
_DITTO = frozenset({"同上", "〃"})
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_CHINESE_DIGITS = {
    "〇": 0,
    "零": 0,
    "○": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}

_LONGEST_NUMBER = 18

OPENING, CLOSING = "（([【〔［", "）)]】〕］"


@lru_cache(maxsize=1 << 16)
def squeezed(text: str) -> str:
    """The text without any white space, zero-width characters included (RULES §0)."""
    return _WHITE.sub("", text)


def trimmed(text: str) -> str:
    """The text without white space at its ends; line breaks inside stay."""
    start, end = 0, len(text)
    while start < end and _WHITE.match(text[start]):
        start += 1
    while end > start and _WHITE.match(text[end - 1]):
        end -= 1
    return text[start:end]


def is_blank_word(text: str) -> bool:
    """A whole cell that only says "nothing" (RULES §0)."""
    return (bare := squeezed(text)) == "" or bare in _BLANK_WORDS


def is_ditto(text: str) -> bool:
    """同上: the cell says what the one above said (RULES §0)."""
    return squeezed(text) in _DITTO


def half_width(text: str) -> str:
    """Full-width letters, digits and marks as half-width ones, for reading only: stored text keeps its own."""
    return text.translate(_HALF_WIDTH)


def without_brackets(text: str) -> tuple[str, list[str]]:
    """The text outside brackets, and what stood inside each outermost pair."""
    outside: list[str] = []
    inside: list[str] = []
    held: list[str] = []
    depth = 0
    for character in text:
        if character in OPENING:
            depth += 1
            if depth == 1:
                held = []
                continue
        elif character in CLOSING and depth:
            depth -= 1
            if depth == 0:
                inside.append("".join(held))
                continue
        (held if depth else outside).append(character)
    if depth:
        outside.extend(held)
    return "".join(outside), inside


def chinese_number(text: str) -> int | None:
    """二〇二五 → 2025, 十二 → 12, 二十 → 20; digits pass through; None where it is no such number."""
    if not text or len(text) > _LONGEST_NUMBER:
        return None
    if text.isascii() and text.isdecimal():
        return int(text)
    if "十" in text:
        tens, _, ones = text.partition("十")
        if len(tens) > 1 or len(ones) > 1 or any(part and part not in _CHINESE_DIGITS for part in (tens, ones)):
            return None
        return (_CHINESE_DIGITS[tens] if tens else 1) * 10 + (_CHINESE_DIGITS[ones] if ones else 0)
    if any(character not in _CHINESE_DIGITS for character in text):
        return None
    return int("".join(str(_CHINESE_DIGITS[character]) for character in text))
