"""The office's own fields (L8): what a clerk added to a book in a dialog, as fields like those of the program."""

from __future__ import annotations

PREFIX = "own_"
"""Their names begin so: own_1, own_2 …; the values of a record stand in its column `own` by these names."""


def is_own(name: str) -> bool:
    """Whether a field was added by the office."""
    return name.startswith(PREFIX)
