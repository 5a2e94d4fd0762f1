"""A record in plain words that is printed and signed (restore drill, rights): kept as text or printed, and entered in the register (A5)."""

from __future__ import annotations

import hashlib
from pathlib import Path

from db.store import Ledger
from desktop.ledgers.ways_out import SHEET_FILE, SHEET_PRINT
from desktop.operations import outgoing, recovery
from desktop.operations.change import Changes, change
from desktop.operations.outgoing import Asked, Facts
from desktop.rules.permissions import Actor


def keep(
    ledger: Ledger, actor: Actor, title: str, text: str, target: Path, asked: Asked = Asked()
) -> tuple[Path, Changes]:
    """Write the record as a text file; an existing one is not overwritten. Raises KnownError where the disk refuses."""
    left = outgoing.registered(
        ledger, actor, SHEET_FILE, asked, title, target,
        lambda final, _properties: recovery.write_sheet(final, marked(text, asked)),
        lambda _path: Facts(),
    )  # fmt: skip
    return left.path, left.changes


def enter_print(ledger: Ledger, actor: Actor, title: str, text: str, asked: Asked = Asked()) -> Changes:
    """The record goes to the printer: entered with the sum of its words."""
    with change(ledger, actor, SHEET_PRINT.action, f"打印 {title}", reason=asked.purpose) as changes:
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        outgoing.enter(changes, SHEET_PRINT, asked, title, Facts(), sha256=sha256)
    return changes


def marked(text: str, asked: Asked) -> str:
    """The record as it is printed: its mark stands above it."""
    return f"{asked.mark}\n\n{text}" if asked.mark else text
