"""一是…二是…三是…: the points of a clause; below a heading also 第一，… 第二，… at the beginning of lines."""

from __future__ import annotations

import re

from desktop.exchange.normalise.plain_text import chinese_number, squeezed, trimmed

_POINT = re.compile(r"(?:^|(?<=[。；;：:，,！!？?、\s\u3000]))(?P<n>[一二三四五六七八九十]{1,3})是(?!否)")

_ORDINAL = re.compile(r"^[\s\u3000]*(?:第|其)(?P<n>[一二三四五六七八九十]{1,3})[，,、:：]")
_PARAGRAPH_END = re.compile(r"(?<=[。；;！!？?])\n")


def starts_of(text: str, first: int = 1) -> list[tuple[int, int]]:
    """Where each point stands: place of its number and of its words; they count on from `first` without a gap."""
    found: list[tuple[int, int]] = []
    for one in _POINT.finditer(text):
        if chinese_number(one["n"]) == first + len(found):
            found.append((one.start(), one.end()))
    return found


def ordinal_of(text: str) -> tuple[int, int]:
    """2 of a line that begins with 第二， and how many characters that takes; 0 and 0 of any other."""
    found = _ORDINAL.match(text)
    return (chinese_number(found["n"]) or 0, found.end()) if found else (0, 0)


def _next_ordinal(text: str, first: int) -> list[tuple[int, int]]:
    """The same of a line that begins with 第二， where that is the next; points inside it are its own."""
    number, end = ordinal_of(text)
    return [(0, end)] if number == first else []


def points_of(text: str) -> list[str]:
    """The points without their numbers, each to the end of its sentence where a paragraph ends with it; none for fewer than two."""
    starts = starts_of(text)
    if len(starts) < 2:
        return []
    ends = [start for start, _words in starts[1:]] + [len(text)]
    said = (text[words:end] for (_start, words), end in zip(starts, ends, strict=True))
    return [trimmed(_PARAGRAPH_END.split(one)[0]) for one in said]


def parted(texts: list[str]) -> list[tuple[list[int], str]]:
    """Lines below a heading as points: the lines and the words of each; what goes on in later lines joins the point before it.

    Empty where the lines do not hold at least two points. Words before the first point introduce them and are left out.
    """
    found: list[tuple[list[int], str]] = []
    later: dict[int, list[str]] = {}
    counts = _next_ordinal if any(map(_ORDINAL.match, texts)) else starts_of
    for place, text in enumerate(texts):
        starts = counts(text, len(found) + 1)
        before = text[: starts[0][0]] if starts else text
        if found and squeezed(before):
            found[-1][0].append(place)
            later.setdefault(len(found) - 1, []).append(trimmed(before))
        ends = [start for start, _words in starts[1:]] + [len(text)]
        found += [([place], trimmed(text[words:end])) for (_start, words), end in zip(starts, ends, strict=False)]
    if len(found) < 2:
        return []
    return [(places, "\n".join((words, *later.get(at, ())))) for at, (places, words) in enumerate(found)]
