"""One entry of the log of a copy, as the walk over it (`nodes`) reads it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from db.merge.travel import REMOVED


@dataclass
class Entry:
    """What an action wrote into one row; `after` is empty where nothing of it travels."""

    action: int
    table: str
    row: int
    verb: str
    after: dict[str, Any]
    hash: str


def moved(entries: Iterable[Entry], *, out: bool = False) -> frozenset[tuple[str, int]]:
    """The rows that went into the bin, or came out of it."""
    moved = (one for one in entries if one.verb == "update" and REMOVED in one.after or one.after.get(REMOVED))
    return frozenset((one.table, one.row) for one in moved if (one.after[REMOVED] is None) == out)


def first_name(unit: int, entries: Iterable[Entry]) -> str:
    """The name with which the same action entered a unit."""
    return next(
        (
            str(one.after["name"])
            for one in entries
            if one.table == "unit_name" and one.verb == "insert" and one.after.get("unit_id") == unit
        ),
        "",
    )
