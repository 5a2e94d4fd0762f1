"""Names of persons as a list writes them (RULES §4)."""

import re
from collections.abc import Iterable

from desktop.exchange.normalise.plain_text import CLOSING, OPENING, is_blank_word, squeezed

_BETWEEN_PERSONS = "、，,；;\n\r"
_GAP = re.compile("[\\s\u00a0\u3000\u200b]+")
_BEFORE_BRACKET = re.compile(f"[\\s\u00a0\u3000\u200b]+(?=[{re.escape(OPENING)}])")


def read_persons(text: str) -> tuple[str, ...]:
    """Each person of a cell, without the gaps inside a name; posts in brackets stay with their person."""
    if is_blank_word(text):
        return ()
    persons: list[str] = []
    for part in _split_outside_brackets(text):
        words = [word for word in _GAP.split(_BEFORE_BRACKET.sub("", part)) if word]
        persons += words if all(len(word) >= 2 for word in words) else ["".join(words)]
    return tuple(persons)


def joined(groups: Iterable[Iterable[str]]) -> str | None:
    """All different persons in their order, with 、 between; None where there is nobody."""
    seen: dict[str, str] = {}
    for group in groups:
        for person in group:
            seen.setdefault(squeezed(person), person)
    return "、".join(seen.values()) or None


def _split_outside_brackets(text: str) -> list[str]:
    parts: list[str] = []
    held: list[str] = []
    depth = 0
    for character in text:
        if character in OPENING:
            depth += 1
        elif character in CLOSING:
            depth = max(0, depth - 1)
        if depth == 0 and character in _BETWEEN_PERSONS:
            parts.append("".join(held))
            held = []
        else:
            held.append(character)
    parts.append("".join(held))
    return parts
