"""Rules that the declaration of every book of records obeys; each book's own test asks them of it."""

from __future__ import annotations

from desktop.ledgers.field import NUMBERS, Holds
from desktop.ledgers.register import Register

WIDE = 160
"""Pixels from which a column of free words takes two lines."""


def wrapped_wrongly(register: Register) -> list[str]:
    """Columns of words that are cut in one line though they are long, or wrap though they are short."""
    wrong = []
    for field in register.fields:
        long = field.holds is Holds.LONG or (field.holds is Holds.TEXT and field.width >= WIDE)
        if field.as_column().wrap is not long:
            wrong.append(field.name)
    return wrong


def summed_wrongly(register: Register) -> list[str]:
    """Subtotals add the numbers that are entered, and nothing that the program counts or numbers."""
    return [field.name for field in register.fields if field.summed and not (field.plain and field.holds in NUMBERS)]
