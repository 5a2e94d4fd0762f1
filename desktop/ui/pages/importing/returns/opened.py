"""A returned workbook that was opened and not entered yet: the file, how it was read, what the clerk decided."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from db.store import Ledger
from desktop.errors import Refused
from desktop.exchange.return_book.merging import Outcome
from desktop.exchange.sheet_cells import Workbook
from desktop.exchange.sheet_notes import notes_of
from desktop.exchange.workbook_source import open_workbook
from desktop.operations.return_book.receiving import Picks, Received, look_at

Place = tuple[int, int]
"""Round and unit."""


@dataclass(frozen=True)
class Opened:
    """One file; `workbook` is kept so that a decision does not read the file again."""

    path: Path
    received: Received
    workbook: Workbook | None = None
    not_taken: str = ""
    """Why the version is not taken, where the clerk looks at it all the same."""

    @property
    def place(self) -> Place | None:
        """Whose book it is, where the file says so and it is one of ours."""
        named = self.received.named
        return (named.round_id, named.unit_id) if named else None

    @property
    def refusal(self) -> str:
        """Why it is not taken, as sentences; empty where it is."""
        refused = self.received.outcome.refused
        return f"{refused}未导入任何内容。" if refused else ""


def open_all(ledger: Ledger, paths: tuple[Path, ...]) -> list[Opened]:
    """Read and merge several files; nothing is written."""
    return [_open_one(ledger, path) for path in paths]


def look_again(ledger: Ledger, opened: Opened, picks: Picks) -> Opened:
    """The same file under other decisions, or after the ledger changed."""
    if opened.workbook is None:
        return opened
    seen = look_at(ledger, opened.workbook, picks, replaced=bool(opened.not_taken))
    return replace(opened, received=replace(seen, notes=opened.received.notes))


def look_all_the_same(ledger: Ledger, opened: Opened, picks: Picks) -> Opened:
    """仍要看（只读）: a version that a later one replaced, beside what was sent then and what the ledger says now."""
    return look_again(ledger, replace(opened, not_taken=str(opened.received.outcome.refused or "")), picks)


def _open_one(ledger: Ledger, path: Path) -> Opened:
    try:
        workbook = open_workbook(path)
    except Refused as error:
        return Opened(path, Received(Outcome.not_taken(error)))
    return Opened(path, replace(look_at(ledger, workbook), notes=notes_of(path)), workbook)
