"""Pinyin initials of Chinese names: 'cgj' finds 城管局; a character of several readings answers to each of them (S2)."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from typing import Any


@lru_cache(maxsize=20_000)
def readings(character: str) -> frozenset[str]:
    """The first letters a character may be read with; letters and digits stand for themselves."""
    if character.isascii():
        return frozenset({character.lower()})
    style, pinyin = _library()
    found = pinyin(character, style=style, heteronym=True, errors="ignore")
    return frozenset(letter for letters in found for letter in letters if letter)


@cache
def _library() -> tuple[Any, Callable[..., list[list[str]]]]:
    """The style of first letters and the function that reads, of the library without its phrases.

    Characters are asked one by one, so its 47,000 phrases say nothing and would take 44 MB and half a second; by its own switches it
    leaves them out, and makes no second copy of its characters.
    """
    for switch in ("PYPINYIN_NO_PHRASES", "PYPINYIN_NO_DICT_COPY"):
        os.environ.setdefault(switch, "1")
    from pypinyin import Style, pinyin

    return Style.FIRST_LETTER, pinyin


def matches(name: str, typed: str, own: Mapping[str, str] | None = None) -> bool:
    """Whether typed letters are the initials of characters that stand together in a name.

    `own` are the office's own readings, a character and the letters it may also be read with, such as {'乐': 'y'}.
    """
    letters = typed.strip().lower()
    if len(letters) < 2 or not letters.isascii() or not letters.isalnum():
        return False
    wanted = [readings(character) | frozenset((own or {}).get(character, "").lower()) for character in name]
    last = len(wanted) - len(letters)
    return any(
        all(letter in wanted[start + place] for place, letter in enumerate(letters)) for start in range(last + 1)
    )
