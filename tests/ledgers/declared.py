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


_MARKS = ("needed", "deadline", "internal", "hidden", "zero_is_blank", "merge", "summed", "counts_rows")
"""What a field may be beside its words; the mark itself is off where a book says nothing."""


def flags(register: Register) -> dict[str, str]:
    """For each mark the fields that bear it, in order; then those that are kept nowhere, and the steps that ask for a reason."""
    found = {mark: [field.name for field in register.fields if getattr(field, mark)] for mark in _MARKS}
    found["not stored"] = [field.name for field in register.fields if not field.stored]
    found["reason"] = [step.name for step in register.steps if step.reason]
    found["warns"] = [rule.kind for rule in register.rules if not rule.refuses]
    return {mark: " ".join(names) for mark, names in found.items() if names}
