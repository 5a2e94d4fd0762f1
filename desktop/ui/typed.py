"""Typed letters against Chinese words: `xczj` finds 县城管局's initials, `mzj` finds 民政局."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=50_000)
def initials(text: str) -> str:
    """The first letters of the pinyin of a text, lower case; digits and Latin letters stay."""
    from pypinyin import Style, lazy_pinyin  # takes long to load, and most sessions never type letters

    letters = lazy_pinyin(text, style=Style.FIRST_LETTER, errors=str.split)
    return "".join(letters).lower()


def found_in(typed: str, text: str) -> bool:
    """Whether what was typed occurs in a text, as it stands or by pinyin initials."""
    wanted = typed.strip().lower()
    if not wanted:
        return True
    if wanted in text.lower():
        return True
    return wanted.isascii() and wanted.isalpha() and wanted in initials(text)
