"""The order of categories that carry a Chinese number in front: 一 before 二 before 三, which their code points do not give."""

from __future__ import annotations

import re

_DIGITS = "一二三四五六七八九"
_NUMBER = re.compile(r"^[（(]?([一二三四五六七八九]?十?[一二三四五六七八九]?)")
UNNUMBERED = 100


def category_place(name: str) -> int:
    """The number that a category begins with, `UNNUMBERED` where it has none."""
    found = _NUMBER.match(name.strip())
    written = found.group(1) if found else ""
    if not written:
        return UNNUMBERED
    tens, ten, ones = written.partition("十")
    if not ten:
        return _DIGITS.index(tens) + 1 if len(tens) == 1 else UNNUMBERED
    return (_DIGITS.index(tens) + 1 if tens else 1) * 10 + (_DIGITS.index(ones) + 1 if ones else 0)
