"""How a recorded moment is told: 2026-06-05 09:12, to the minute or to the second."""

from __future__ import annotations


def to_minute(moment: str) -> str:
    """An ISO 8601 moment of the ledger as day and time, without seconds; an empty one stays empty."""
    return moment[:16].replace("T", " ")


def to_second(moment: str) -> str:
    """The same with its seconds, where two steps of one minute must be told apart."""
    return moment[:19].replace("T", " ")
