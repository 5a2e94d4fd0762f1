"""发文字号: read in any dress, told in one: 代字, year and sequence after NFKC, 青巡督〔2026〕7号."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_FORM = re.compile(r"(?P<word>\S{0,30}?)[〔\[(【〈《<「](?P<year>\d{4})年?[〕\])】〉》>」]第?0*(?P<seq>\d{1,6})号?")
_EARLIEST, _LATEST = 1949, 2199


@dataclass(frozen=True)
class NumberParts:
    """What makes two numbers the same one: 代字 without its dress, year, sequence."""

    word: str
    year: int
    seq: int

    @property
    def text(self) -> str:
        """The number as GB/T 9704 writes it: six-cornered brackets, no 第, no leading noughts."""
        return f"{self.word}〔{self.year}〕{self.seq}号"

    @property
    def pattern(self) -> str:
        """The series that it belongs to, as a pattern with {年} and {号}."""
        return f"{self.word}〔{{年}}〕{{号}}号"


@lru_cache(maxsize=4096)
def read_number(text: str) -> NumberParts | None:
    """The parts of a number in any dress (full-width, [2026], 007, spaces); None where it has no such form."""
    found = _FORM.fullmatch(plain(text))
    if found is None:
        return None
    year, seq = int(found["year"]), int(found["seq"])
    return NumberParts(found["word"], year, seq) if seq and _EARLIEST <= year <= _LATEST else None


def word_of(pattern: str) -> str:
    """The 代字 of a pattern like 青巡督〔{年}〕{号}号."""
    parts = read_number(pattern.replace("{年}", "2000").replace("{号}", "1"))
    return parts.word if parts else plain(pattern)


def plain(text: str) -> str:
    """NFKC without spaces, so that two ways of typing one number are one text."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
