"""Permanent numbers of records: by the pattern of the book, counted by year where the pattern names one, never given twice."""

from __future__ import annotations

from desktop.ledgers.register import Register
from desktop.operations.change import Changes

YEAR, COUNT = "{年}", "{号}"


def next_number(changes: Changes, register: Register, on: str) -> str:
    """The next number of a book for a record of the date `on`; counters are no part of undo."""
    pattern = register.number or f"{register.name}-{COUNT}"
    year = on[:4] if YEAR in pattern else ""
    count = changes.writer.next_number(f"record {register.name} {year}".strip())
    return pattern.replace(YEAR, year).replace(COUNT, str(count))
