"""The number a paragraph begins with, typed or automatic, and how deep it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass

_DIGITS = "一二三四五六七八九十百〇零"
_STYLES: tuple[tuple[int, re.Pattern[str]], ...] = (
    (1, re.compile(rf"[{_DIGITS}]{{1,4}}[、.．]|第[{_DIGITS}]{{1,3}}(?:部分|章)[、：:\s]?")),
    (2, re.compile(rf"[（(][{_DIGITS}]{{1,4}}[)）][、.．]?")),
    (3, re.compile(r"\d{1,3}[.．、](?!\d)|(?:问题|反馈问题|第)[一二三四五六七八九十\d]{1,3}(?:个问题|条|项)?[：:、.．](?=\S{4})")),
    (4, re.compile(r"[（(]\d{1,3}[)）][、.．]?|\d{1,3}[)）]")),
    (5, re.compile(r"[①-⑳][、.．]?")),
)  # fmt: skip


@dataclass(frozen=True)
class Numbered:
    """`depth` is 1 for 一、 to 5 for ①, 0 for none; `rest` the text behind the number."""

    depth: int
    rest: str


def numbered(text: str, label: str = "") -> Numbered:
    """A paragraph at its number; an automatic one (`label`) comes before a typed one."""
    bare = text.strip()
    if label.strip():
        typed = _typed(bare)
        return Numbered(_typed(label.strip() + "字字字字").depth or typed.depth, typed.rest if typed.depth else bare)
    return _typed(bare)


def _typed(bare: str) -> Numbered:
    for depth, style in _STYLES:
        if found := style.match(bare):
            return Numbered(depth, bare[found.end() :].strip())
    return Numbered(0, bare)
