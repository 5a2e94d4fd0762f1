"""What the name of a round says: 十五届县委第六轮（常规） is term 15, round 6."""

from __future__ import annotations

import re

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_NUMBER = r"([0-9０-９零〇一二三四五六七八九十两]+)"


def chinese_number(text: str) -> int | None:
    """A whole number up to 99 in Chinese or Arabic digits, else None."""
    text = text.strip().translate(str.maketrans("０１２３４５６７８９", "0123456789"))
    if text.isdigit():
        return int(text)
    if not text or any(character not in _DIGITS and character != "十" for character in text):
        return None
    if "十" in text:
        tens, _, ones = text.partition("十")
        return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)
    value = 0
    for character in text:
        value = value * 10 + _DIGITS[character]
    return value


def read_round_name(name: str) -> tuple[int | None, int | None]:
    """Term and number of a round by its name; None for what the name does not say."""
    term = re.search(_NUMBER + r"届", name)
    number = re.search(r"第?" + _NUMBER + r"轮", name)
    return (chinese_number(term.group(1)) if term else None, chinese_number(number.group(1)) if number else None)


def short_round_name(name: str) -> str:
    """第六轮 of 十五届县委第六轮（常规）, for a narrow column; the whole name where it says no number."""
    found = re.search("第" + _NUMBER + "轮", name)
    return found.group() if found else name
