"""What a clerk types to narrow a list: a part of the word, or the initials of its pinyin."""

from __future__ import annotations

from desktop.rules.pinyin import matches


def found_in(typed: str, text: str) -> bool:
    """Whether what was typed occurs in a text, as it stands or by pinyin initials; nothing typed finds everything."""
    wanted = typed.strip().lower()
    return not wanted or wanted in text.lower() or matches(text, wanted)
