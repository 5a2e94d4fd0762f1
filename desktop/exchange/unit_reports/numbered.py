"""The number a paragraph begins with, typed or automatic, and how deep it stands."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from desktop.exchange.normalise.plain_text import chinese_number

_DIGITS = "一二三四五六七八九十百〇零"
_STYLES: tuple[tuple[int, re.Pattern[str]], ...] = (
    (1, re.compile(rf"[{_DIGITS}]{{1,4}}[、.．]|第[{_DIGITS}]{{1,3}}(?:部分|章)[、：:\s]?")),
    (2, re.compile(rf"[（(][{_DIGITS}]{{1,4}}[)）][、.．]?")),
    (3, re.compile(r"\d{1,3}[.．、](?!\d)|(?:问题|第)[一二三四五六七八九十\d]{1,3}[、.．](?!\d)")),
    (4, re.compile(r"[（(]\d{1,3}[)）][、.．]?|\d{1,3}[)）]")),
    (5, re.compile(r"[①-⑳][、.．]?")),
)  # fmt: skip
_PLAIN = 3
_CLOSE = re.compile(r"(\d{1,3})[.．、](?=\d)(?P<year>(?=\d{4}年))?")
"""A plain number with digits right behind it: 3.2间闲置用房 is the third where the second stands before it, 2.5万元 is a sum."""


@dataclass(frozen=True)
class Numbered:
    """`depth` is 1 for 一、 to 5 for ①, 0 for none; `rest` the text behind the number; `ordinal` which one it is, 0 for none."""

    depth: int
    rest: str
    ordinal: int = 0


class Counting:
    """Which plain numbers may come next, as the paragraphs of a report are read in their order."""

    def __init__(self) -> None:
        self.expected: frozenset[int] = frozenset((1,))

    def after(self, mark: Numbered) -> None:
        """A paragraph was read: numbers go on with the next one, under a higher heading also with 1."""
        if mark.depth == _PLAIN:
            self.expected = frozenset((mark.ordinal + 1,))
        elif 0 < mark.depth < _PLAIN:
            self.expected |= {1}


def numbered(text: str, label: str = "", expected: Collection[int] = ()) -> Numbered:
    """A paragraph at its number; an automatic one (`label`) comes before a typed one, `expected` are the plain ones that may come next."""
    bare = text.strip()
    if label.strip():
        typed, printed = _typed(bare, frozenset()), _typed(label.strip() + "　字", frozenset())
        if not printed.depth:
            return typed
        return Numbered(printed.depth, typed.rest if typed.depth else bare, printed.ordinal)
    return _typed(bare, frozenset(expected))


@lru_cache(maxsize=16)  # each paragraph is asked for its number a few times, one after the other
def _typed(bare: str, expected: frozenset[int]) -> Numbered:
    if (found := _CLOSE.match(bare)) and (int(found[1]) in expected or found["year"] is not None):
        return Numbered(_PLAIN, bare[found.end() :].strip(), int(found[1]))
    for depth, style in _STYLES:
        if found := style.match(bare):
            return Numbered(depth, bare[found.end() :].strip(), _ordinal(found[0]))
    return Numbered(0, bare)


def _ordinal(number: str) -> int:
    if circled := re.search("[①-⑳]", number):
        return ord(circled[0]) - ord("①") + 1
    digits = re.sub(rf"[^{_DIGITS}\d]", "", number)
    return chinese_number(digits) or 0
