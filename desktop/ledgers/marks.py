"""From what the rules say to what is drawn: the chip of a finding's two lanes, and the deadline beside it."""

from __future__ import annotations

from desktop.ledgers.column import Mark, Shape, Tone
from desktop.rules.state_words import Chip

_DRAWN = {
    "○": (Shape.EMPTY, Tone.PLAIN),
    "◔": (Shape.QUARTER, Tone.BLUE),
    "◑": (Shape.HALF, Tone.BLUE),
    "◕": (Shape.THREE_QUARTERS, Tone.GREEN),
    "✗": (Shape.CROSS, Tone.PLAIN),
    "✓": (Shape.CHECK, Tone.GREEN),
    "→": (Shape.ARROW, Tone.PLAIN),
    "◉": (Shape.DOT, Tone.AMBER),
    "⊘": (Shape.SLASH, Tone.PLAIN),
    "⇢": (Shape.MERGE, Tone.PLAIN),
    "⇶": (Shape.SPLIT, Tone.PLAIN),
}
NEAR_DAYS = 3
"""Up to so many days before the due date the mark is a filled amber diamond (ux/design.md §4)."""


def mark_of(chip: Chip) -> Mark:
    """A state's chip as it is drawn."""
    shape, tone = _DRAWN[chip.shape]
    return Mark(shape, chip.word, tone)


def overdue_mark(days: int) -> Mark:
    """▲ 逾期 18 天."""
    return Mark(Shape.TRIANGLE, f"逾期 {days} 天", Tone.RED)


def remaining_mark(days: int) -> Mark:
    """◆ 剩 2 天 near the date, ◇ 剩 13 天 before; 今天到期 on the day."""
    word = f"剩 {days} 天" if days else "今天到期"
    if days <= NEAR_DAYS:
        return Mark(Shape.DIAMOND, word, Tone.AMBER)
    return Mark(Shape.DIAMOND_OUTLINE, word)


def quiet_mark(word: str) -> Mark:
    """— 6月2日 报, — 9月复查: no date presses."""
    return Mark(Shape.DASH, word)
