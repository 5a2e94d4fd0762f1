"""Pinyin initials of Chinese names: 'cgj' finds 城管局; a character of several readings answers to each of them (S2)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache


@lru_cache(maxsize=20_000)
def readings(character: str) -> frozenset[str]:
    """The first letters a character may be read with; letters and digits stand for themselves."""
    if character.isascii():
        return frozenset({character.lower()})
    from pypinyin import Style, pinyin

    found = pinyin(character, style=Style.FIRST_LETTER, heteronym=True, errors="ignore")
    return frozenset(letter for letters in found for letter in letters if letter)


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
