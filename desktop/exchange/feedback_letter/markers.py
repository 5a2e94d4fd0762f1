"""Numbers of clauses, typed or automatic: 一、 （一） 1. （1） ①, each with its rank among the levels of an official paper."""

from __future__ import annotations

import re
from dataclasses import dataclass

from desktop.exchange.normalise.plain_text import chinese_number, half_width

_NUMERALS = "〇零一二三四五六七八九十百"
_GAP = r"[\s\u3000]*"
_PATTERNS = (
    (0.0, re.compile(rf"第(?P<n>[{_NUMERALS}]{{1,4}})(?:部分|章)[、:：.．]?")),
    (1.0, re.compile(rf"(?P<n>[{_NUMERALS}]{{1,4}}){_GAP}[、．.]")),
    (2.0, re.compile(rf"[（(]{_GAP}(?P<n>[{_NUMERALS}]{{1,4}}){_GAP}[)）][、．.]?")),
    (3.0, re.compile(rf"问题{_GAP}(?P<n>[{_NUMERALS}]{{1,4}}|\d{{1,3}}){_GAP}[:：、.．]")),
    (4.0, re.compile(rf"[（(]{_GAP}(?P<n>[0-9０-９]{{1,3}}){_GAP}[)）][、．.]?")),
    (4.5, re.compile(r"(?P<n>[0-9０-９]{1,2})[)）][、．.]?")),
)
_PLAIN = re.compile(rf"(?P<n>[0-9０-９]{{1,3}}){_GAP}(?:[、．]|[.。](?![.。]))")
_SERIES = re.compile(r"(?P<n>\d{1,2}(?:[.．]\d{1,2}){1,3})(?:[、．.]|(?=[\s\u3000\u4e00-\u9fff“《]))")
_MEASURED = re.compile(r"\d*[\s\u3000]*(?:万|亿|元|%|％|‰|倍|米|公里|吨|亩|平方|公顷|个百分点|折|小时|度)")
PLAIN = 3.0
"""The rank of 1. 2. 3."""
_RANK_OF_SERIES, _RANK_OF_OTHERS = 3.1, 6.0
_DRAWN = (
    (0x2460, 20, 5.0),
    (0x2474, 20, 4.0),
    (0x2488, 20, 3.0),
    (0x3220, 10, 2.0),
    (0x3280, 10, 5.0),
    (0x2776, 10, 5.0),
)
"""First sign, how many, rank: ① ⑴ ⒈ ㈠ ㊀ ❶."""
_BULLET = re.compile(r"[^0-9A-Za-z\u3007\u4e00-\u9fff]*")


@dataclass(frozen=True)
class Marker:
    """A number before a clause: its rank (the smaller, the higher the level), its value, how many characters it takes."""

    rank: float
    value: int
    length: int


def typed_marker(text: str, expected: int, *, goes_on: bool = False) -> Marker | None:
    """The number a line begins with; `expected` is the next of the plain numbers, which tells 2.18个村 from a broken 2.18.

    A line that goes on after a soft break may begin with a measure (3.5万元), a paragraph does not.
    """
    start = len(text) - len(text.lstrip(" \t\u3000\xa0"))
    bare = text[start:]
    if drawn := _drawn(bare, start):
        return drawn
    for rank, pattern in _PATTERNS:
        if found := pattern.match(bare):
            return _marker(rank, found, start)
    if (found := _SERIES.match(bare)) and not _MEASURED.match(bare[found.end() :]):
        parts = re.split("[.．]", found["n"])
        behind = bare[found.end() :]
        if behind[:1].isspace() or int(parts[0]) == expected - 1:
            rank = _RANK_OF_SERIES + 0.1 * (len(parts) - 2)
            return Marker(rank, int(parts[-1]), start + found.end())
    found = _PLAIN.match(bare)
    if found is None:
        return None
    marker = _marker(PLAIN, found, start)
    behind = half_width(bare[found.end() :])
    if not behind[:1].isdigit() or re.match(r"\d{4}年", behind):
        return marker
    return None if marker.value != expected or (goes_on and _MEASURED.match(behind)) else marker


def automatic_marker(label: str) -> Marker | None:
    """The number that Word prints before a paragraph; None for bullets. It takes no characters of the text."""
    if _BULLET.fullmatch(label) and not _drawn(label, 0):
        return None
    found = typed_marker(label, 0) or typed_marker(f"{label} ", 0) or typed_marker(f"{label}、", 0)
    return Marker(found.rank, found.value, 0) if found else Marker(_RANK_OF_OTHERS, 0, 0)


def _drawn(text: str, start: int) -> Marker | None:
    sign = ord(text[0]) if text else 0
    for first, count, rank in _DRAWN:
        if first <= sign < first + count:
            length = 2 if text[1:2] in ("、", "．", ".") else 1
            return Marker(rank, sign - first + 1, start + length)
    return None


def _marker(rank: float, found: re.Match[str], start: int) -> Marker:
    return Marker(rank, chinese_number(half_width(found["n"])) or 0, start + found.end())
