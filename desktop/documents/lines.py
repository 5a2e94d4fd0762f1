"""How text falls into lines: widths, 禁则, and the lines that a paragraph takes. Lengths are in points."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

AUTO_SPACE = 0.2  # of a character: what editors put between Chinese and a figure, where it is not closed up
_NOT_FIRST = frozenset("，。、；：！？）》」』”’】〕〉％…—,.;:!?)%·℃")
_NOT_LAST = frozenset("（《「『“‘【〔〈([")
_CHINESE = "\u3400-\u4db5\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇"
BESIDE = re.compile(rf"[{_CHINESE}](?=[0-9A-Za-z])|[0-9A-Za-z](?=[{_CHINESE}])")
_TOKEN = re.compile(r"[!-~]+|.", re.DOTALL)
_RUNS = re.compile(r"[!-~]+")
_NARROW = {".": 0.28, ",": 0.28, ":": 0.28, ";": 0.28, "-": 0.33, "(": 0.33, ")": 0.33, "%": 0.83, "&": 0.75}


_JOINED = re.compile(
    r"[，、。）”》〕】」』’·℃%％](?=[0-9A-Za-z])"
    r"|[0-9A-Za-z][%％]?(?=[（《〔【「『‘〈“][0-9A-Za-z])"
    r"|[0-9A-Za-z](?=“)"
    r"|[0-9A-Za-z][，、。；）》〕—](?=“[0-9A-Za-z])"
)
"""Ends and beginnings between which LibreOffice 7.4 never breaks, and other editors do: measured of every pair of them."""


@dataclass(frozen=True)
class Column:
    """What text is set in: the width of a line, of its first indent, and of one character with its tracking."""

    room: float = 442.25
    indent: float = 0.0
    size: float = 16.0
    tracking: float = -0.35
    gap: float = AUTO_SPACE
    joined: bool = False
    """Whether figures hold to the marks beside them as in LibreOffice (`is_joined`)."""


@dataclass(frozen=True)
class Line:
    """One line as set: the part of the text, and its length with the indent."""

    start: int
    end: int
    length: float


def width(text: str, gap: float = AUTO_SPACE) -> float:
    """Width in characters: Chinese 1, digits and letters 1/2, and the gap where they meet."""
    runs = _RUNS.findall(text)
    if not runs:
        return float(len(text))
    gaps = gap * len(BESIDE.findall(text)) if gap else 0.0
    return len(text) - sum(map(len, runs)) + sum(map(_run_width, runs)) + gaps


@lru_cache(maxsize=4096)
def _run_width(run: str) -> float:
    return sum(_NARROW.get(mark, 0.5) for mark in run)


def count_lines(text: str, column: Column) -> int:
    """The lines that `text` takes in a column."""
    if not text:
        return 1
    if "\n" in text:
        return sum(count_lines(part, column) for part in text.split("\n"))
    whole = width(text, column.gap) * column.size + len(text) * column.tracking + column.indent
    if whole <= column.room:
        return 1
    fewest = -int(-whole // column.room)
    # 禁则 and unbroken numbers cost a line two characters or so: where that cannot matter, nothing is laid out
    shortest = column.room - 1.8 * column.size
    if shortest > 2 * column.size and -int(-whole // shortest) == fewest:
        return fewest
    return len(set_lines(text, column))


@lru_cache(maxsize=4096)
def set_lines(text: str, column: Column) -> tuple[Line, ...]:
    """Set the text word by word, as the editors do."""
    lines: list[Line] = []
    start, here, at, before = 0, 0, column.indent, ""
    for word in joined_pieces(text) if column.joined else pieces(text):
        alone = len(word) == 1 and not word.isascii()  # most are a single Chinese character: one wide
        wide = (1.0 if alone else width(word, column.gap)) * column.size + len(word) * column.tracking
        may_meet = column.gap and before and before[-1].isascii() != word[0].isascii()
        meets = may_meet and BESIDE.match(before[-1] + word[0])
        space = column.gap * column.size if meets else 0.0
        if at + space + wide > column.room + 0.1 and here > start:
            lines.append(Line(start, here, at))
            start, at, space = here, 0.0, 0.0
        at, before, here = at + space + wide, word, here + len(word)
        while at > column.room + 0.1 and len(word) > 1:  # a word longer than a line is broken where it must
            lines.append(Line(start, here - 1, column.room))
            start, at = here - 1, at - column.room
    return (*lines, Line(start, len(text), at))


def pieces(text: str) -> list[str]:
    """Pieces that are never broken: a number with its sign, a mark with the character it clings to."""
    found: list[str] = []
    clings = False
    for token in _TOKEN.findall(text):
        if found and (clings or token[0] in _NOT_FIRST):
            found[-1] += token
        else:
            found.append(token)
        clings = token[-1] in _NOT_LAST
    return found


def is_joined(text: str, at: int) -> bool:
    """Whether LibreOffice breaks no line at a place where others do: 。9 and %（6 stay together, 。（ and 个（ do not."""
    return any(found.end() == at for found in _JOINED.finditer(text, max(at - 3, 0), at + 2))


def joined_pieces(text: str) -> list[str]:
    """Pieces that LibreOffice never breaks: rates with their parts, figures with the mark before them."""
    found: list[str] = []
    at, ends = 0, {one.end() for one in _JOINED.finditer(text)}
    for piece in pieces(text):
        if found and at in ends:
            found[-1] += piece
        else:
            found.append(piece)
        at += len(piece)
    return found
