"""What a clerk types to narrow a list: a part of the word, or the initials of its pinyin, read as the office reads them."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.rules.pinyin import matches

_own: dict[str, str] = {}


def take_readings(own: Mapping[str, str]) -> None:
    """The readings of the office whose ledger is open."""
    _own.clear()
    _own.update(own)


def found_in(typed: str, text: str) -> bool:
    """Whether what was typed occurs in a text, as it stands or by pinyin initials; nothing typed finds everything."""
    wanted = typed.strip().lower()
    return not wanted or wanted in text.lower() or matches(text, wanted, _own)
