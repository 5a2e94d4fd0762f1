"""How text falls into lines: widths in characters, 禁则, and the number of lines a paragraph takes."""

from __future__ import annotations

import re
from functools import lru_cache

AUTO_SPACE = 0.2  # what the editors put between Chinese and a figure, on each side, where it is not taken back
_NOT_FIRST = frozenset("，。、；：！？）》」』”’】〕〉％…—,.;:!?)%·℃")
_NOT_LAST = frozenset("（《「『“‘【〔〈([")
_TOKEN = re.compile(r"[!-~]+|.", re.DOTALL)
_RUNS = re.compile(r"[!-~]+")
_NARROW = {".": 0.28, ",": 0.28, ":": 0.28, ";": 0.28, "-": 0.33, "(": 0.33, ")": 0.33, "%": 0.83}


def width(text: str, gap: float = AUTO_SPACE) -> float:
    """Width in characters of a line: Chinese 1, digits and letters 1/2, and the gap where they meet."""
    runs = _RUNS.findall(text)
    if not runs:
        return float(len(text))
    inside = len(text) - sum(map(len, runs))
    ends = text.startswith(runs[0]) + text.endswith(runs[-1])
    return inside + sum(map(_run_width, runs)) + gap * (2 * len(runs) - ends)


@lru_cache(maxsize=4096)
def _run_width(run: str) -> float:
    return sum(_NARROW.get(mark, 0.5) for mark in run)


def count_lines(text: str, measure: float, indent: float = 0.0, gap: float = AUTO_SPACE) -> int:
    """The lines that `text` takes in a column of `measure` characters; the first is `indent` shorter."""
    if not text:
        return 1
    if "\n" in text:
        first, *rest = text.split("\n")
        return count_lines(first, measure, indent, gap) + sum(count_lines(part, measure, 0.0, gap) for part in rest)
    whole = width(text, gap) + indent
    if whole <= measure:
        return 1
    fewest = _ceiling(whole / measure)
    # 禁则 and unbroken numbers cost a line about two characters at most: where that cannot matter, nothing is laid out
    if measure > 4 and _ceiling(whole / (measure - 1.8)) == fewest:
        return fewest
    return _laid_out(text, measure, indent, gap)


def _ceiling(value: float) -> int:
    return -int(-value // 1)


@lru_cache(maxsize=2048)
def _laid_out(text: str, measure: float, indent: float, gap: float) -> int:
    """Set the text word by word, as the editors do."""
    lines, at, before = 1, indent, ""
    for word, wide in _words(text):
        space = gap if before and (_is_latin(before[-1]) != _is_latin(word[0])) else 0.0
        if at + space + wide > measure + 0.01 and at > 0:
            lines, at, space = lines + 1, 0.0, 0.0
            while wide > measure:
                lines, wide = lines + 1, wide - measure
        at, before = at + space + wide, word
    return lines


def _is_latin(mark: str) -> bool:
    return "!" <= mark <= "~"


def _words(text: str) -> list[tuple[str, float]]:
    """Pieces that are never broken: a number with its sign, a mark with the character it clings to."""
    pieces: list[str] = []
    clings = False
    for token in _TOKEN.findall(text):
        if pieces and (clings or token[0] in _NOT_FIRST):
            pieces[-1] += token
        else:
            pieces.append(token)
        clings = token[-1] in _NOT_LAST
    return [(piece, width(piece)) for piece in pieces]
