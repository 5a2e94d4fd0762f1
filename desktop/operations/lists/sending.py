"""Export of what a page shows: written and entered in the register of exports, in one piece of work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from db.store import Ledger
from desktop.ledgers.ways_out import FINDING_BOOK
from desktop.operations import outgoing
from desktop.operations.lists import exporting
from desktop.operations.lists.exporting import Exported
from desktop.operations.lists.looks import look_of
from desktop.operations.lists.view import View, renewed
from desktop.operations.outgoing import Asked, Facts
from desktop.rules.permissions import Actor


@dataclass(frozen=True)
class Wish:
    """What the clerk asked: title, columns by key, a column to group by with subtotals, its mark and what it is for."""

    path: Path
    title: str
    keys: Sequence[str] = exporting.USUAL
    group_by: str = ""
    asked: Asked = Asked()


def export_shown(ledger: Ledger, actor: Actor, shown: View, wish: Wish) -> Exported:
    """Write the file and enter it; raises KnownError where the ledger is open for reading only."""
    from desktop.exchange.list_file import list_path

    outgoing.need_register(ledger, FINDING_BOOK)
    reader = ledger.another_reader()
    try:
        found, look = renewed(reader, shown), look_of(ledger, reader)
        return outgoing.registered(
            ledger, actor, FINDING_BOOK, wish.asked, wish.title, list_path(wish.path),
            lambda path, properties: exporting.export(
                reader, found, path, wish.title, keys=wish.keys, group_by=wish.group_by, look=look, properties=properties
            ),
            lambda made: facts_of(found, made.rows),
            said=f"导出 {wish.title}",
        ).made  # fmt: skip
    finally:
        reader.close()


def facts_of(shown: View, rows: int) -> Facts:
    """What the register tells of a view that left."""
    return Facts(rows, shown.scope, shown.as_of, shown.basis)
