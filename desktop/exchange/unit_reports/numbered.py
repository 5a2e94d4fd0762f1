"""The number a paragraph begins with, typed or automatic, and how deep it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass

from desktop.exchange.normalise.plain_text import chinese_number

_DIGITS = "一二三四五六七八九十百〇零"
_STYLES: tuple[tuple[int, re.Pattern[str]], ...] = (
    (1, re.compile(rf"[{_DIGITS}]{{1,4}}[、.．]|第[{_DIGITS}]{{1,3}}(?:部分|章)[、：:\s]?")),
    (2, re.compile(rf"[（(][{_DIGITS}]{{1,4}}[)）][、.．]?")),
    (3, re.compile(r"\d{1,3}[.．、](?!\d)|(?:问题|第)[一二三四五六七八九十\d]{1,3}[、.．](?!\d)")),
    (4, re.compile(r"[（(]\d{1,3}[)）][、.．]?|\d{1,3}[)）]")),
    (5, re.compile(r"[①-⑳][、.．]?")),
)  # fmt: skip


@dataclass(frozen=True)
class Numbered:
    """`depth` is 1 for 一、 to 5 for ①, 0 for none; `rest` the text behind the number; `ordinal` which one it is, 0 for none."""

    depth: int
    rest: str
    ordinal: int = 0


def numbered(text: str, label: str = "") -> Numbered:
    """A paragraph at its number; an automatic one (`label`) comes before a typed one."""
    bare = text.strip()
    if label.strip():
        typed, printed = _typed(bare), _typed(label.strip() + "　字")
        if not printed.depth:
            return typed
        return Numbered(printed.depth, typed.rest if typed.depth else bare, printed.ordinal)
    return _typed(bare)


def _typed(bare: str) -> Numbered:
    for depth, style in _STYLES:
        if found := style.match(bare):
            return Numbered(depth, bare[found.end() :].strip(), _ordinal(found[0]))
    return Numbered(0, bare)


def _ordinal(number: str) -> int:
    if circled := re.search("[①-⑳]", number):
        return ord(circled[0]) - ord("①") + 1
    digits = re.sub(rf"[^{_DIGITS}\d]", "", number)
    return chinese_number(digits) or 0
