"""Export of what a page shows: written, then entered in the register of exports, in one piece of work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from db.store import Ledger
from desktop.operations.lists import exporting
from desktop.operations.lists.exporting import Exported
from desktop.operations.lists.looks import look_of
from desktop.operations.lists.view import View, renewed
from desktop.rules.permissions import Actor


@dataclass(frozen=True)
class Wish:
    """What the clerk asked: title, columns by key, a column to group by with subtotals, what it is for."""

    path: Path
    title: str
    keys: Sequence[str] = exporting.USUAL
    group_by: str = ""
    purpose: str = ""


def export_shown(ledger: Ledger, actor: Actor, shown: View, wish: Wish) -> Exported:
    """Write the file and register it; a ledger opened for reading has no register to write to."""
    reader = ledger.another_reader()
    try:
        shown = renewed(reader, shown)
        made = exporting.export(
            reader, shown, wish.path, wish.title, keys=wish.keys, group_by=wish.group_by, look=look_of(ledger, reader)
        )
    finally:
        reader.close()
    if ledger.writer is not None:
        exporting.record(ledger, actor, made, shown, wish.title, wish.purpose)
    return made
