"""Ticks and boxes: a column that is ticked, and one cell with its choices (☑已完成 □未完成)."""

import re

from desktop.exchange.normalise.plain_text import squeezed

_TICKS = frozenset("√✓✔☑●○■是1")
_NOT_TICKED = frozenset("□☐▢×✕✗✘否")
_EMPTY_BOXES = "□☐▢"
_MARKS = f"{_EMPTY_BOXES}√✓✔☑■"
_CHOICE = re.compile(f"([{_MARKS}])([^{_MARKS}]*)")


def is_tick(text: str) -> bool:
    """Whether a cell is nothing but ticked."""
    return squeezed(text) in _TICKS


def is_empty_box(text: str) -> bool:
    """Whether a cell of a ticked column says that it is not ticked: □, ×."""
    return squeezed(text) in _NOT_TICKED


def chosen(text: str) -> str | None:
    """The words of the one ticked choice of a cell, the text itself where it offers none, None where not just one is ticked."""
    bare = squeezed(text)
    if len(bare) < 2 or not any(box in bare for box in _EMPTY_BOXES):
        return text
    leads = bare[0] in _MARKS
    choices = _CHOICE.findall(bare if leads else bare[::-1])
    words = [words if leads else words[::-1] for mark, words in choices if mark not in _EMPTY_BOXES]
    return ("".join(words) or None) if len(words) == 1 else None
