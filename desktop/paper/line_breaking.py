"""Chinese line breaking (禁则) by cached advances, without Qt.

Rules: GB/T 15834-2011 5.1 (closing marks never begin a line, opening marks never end one, —— and …… are not torn apart)
and the office's habit that numbers, dates, codes and Latin words stay whole where they fit the cell.
Widths are in whatever unit the advances are in.
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Callable
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

CLOSING = frozenset("、。，．：；！？…）》】〕〉」』〗”’］｝％‰℃·,.:;!?)]}%")
OPENING = frozenset("（《【〔〈「『〖“‘［｛([{￥¥＄$№＃#")
_TWINS = frozenset("—…─")
_JOINERS = frozenset(".,:-/_+&@#=~*'^\\|<>%‰℃．－／％")
_AMOUNTS = frozenset("万亿元％%‰℃")


class Line(NamedTuple):
    """One line as it is set: its text, and its width without trailing spaces."""

    text: str
    width: float


@lru_cache(maxsize=20_000)
def _is_word(char: str) -> bool:
    """Letters and digits of alphabets with spaces between words, ASCII and full-width."""
    if char < "\u2e80":
        return char.isalnum()
    return "０" <= char <= "９" or "Ａ" <= char <= "Ｚ" or "ａ" <= char <= "ｚ"


@lru_cache(maxsize=20_000)
def _clings(char: str) -> bool:
    """Marks that belong to the character before them: combining accents, variation selectors, joiners."""
    return char in "\u200d\u2060" or unicodedata.category(char) in ("Mn", "Me", "Mc")


def may_part(left: str, right: str) -> bool:
    """Whether punctuation lets a line end after `left` and the next begin with `right`."""
    if right == " ":
        return False
    return not (
        right in CLOSING
        or left in OPENING
        or _clings(right)
        or left in "\u200d\u2060\u00a0"
        or right == "\u00a0"
        or (left == right and left in _TWINS)
    )


def _splits_word(left: str, right: str) -> bool:
    """Whether a break here would tear a number, a date, a code, an amount or a Latin word apart."""
    if _is_word(left):
        return _is_word(right) or right in _JOINERS or (right in _AMOUNTS and left.isdigit())
    if left in _JOINERS:
        return _is_word(right) or right in _JOINERS
    return right == "元" and left in "万亿"


@lru_cache(maxsize=200_000)
def _may_break(left: str, right: str) -> bool:
    return may_part(left, right) and not _splits_word(left, right)


def break_paragraph(text: str, width: float, advances: list[float]) -> list[Line]:
    """Break one paragraph (no newline) into lines not wider than `width`; spaces at a line's end hang and do not count.

    A word wider than the line is torn where punctuation allows; a single character wider than the line stands alone.
    """
    ends = list(accumulate(advances))
    total = len(text)
    if total == 0 or ends[-1] <= width:
        return [_line(text, 0, total, ends)]
    lines: list[Line] = []
    start, before = 0, 0.0
    while start < total:
        stop = max(bisect_right(ends, before + width + 1e-6, start), start + 1)
        while stop < total and text[stop] == " ":
            stop += 1
        if stop < total:
            stop = _legal(text, start, stop)
        lines.append(_line(text, start, stop, ends))
        start, before = stop, ends[stop - 1]
    return lines


def _legal(text: str, start: int, stop: int) -> int:
    """The last permitted break in (start, stop]: between words, else inside a word, else before no clinging mark."""
    for test in (_may_break, may_part, _whole_character):
        for place in range(stop, start, -1):
            if test(text[place - 1], text[place]):
                return place
    return stop


def _whole_character(left: str, right: str) -> bool:
    return right != " " and not _clings(right) and left != "\u200d"


def _line(text: str, start: int, stop: int, ends: list[float]) -> Line:
    piece = text[start:stop]
    shown = len(piece.rstrip(" "))
    before = ends[start - 1] if start else 0.0
    return Line(piece, ends[start + shown - 1] - before if shown else 0.0)


def break_lines(text: str, width: float, advance: Callable[[str], float]) -> list[Line]:
    """Break a cell's text; every newline begins a new line. Joined again, the lines are the text without its newlines."""
    return [
        line
        for paragraph in text.split("\n")
        for line in break_paragraph(paragraph, width, [advance(char) for char in paragraph])
    ]
