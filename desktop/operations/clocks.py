"""The time of entry: the PC's clock, or in a demonstration the day on which its story ends."""

from __future__ import annotations

from datetime import date, datetime

from db.queries.register import setting
from db.store import Ledger


def keep_own_today(ledger: Ledger) -> None:
    """A demonstration ledger lives on its own day, at the PC's time of day."""
    day = setting(ledger.reader, "demo_today")
    if day:
        told, pc = date.fromisoformat(day), ledger.clock
        ledger.clock = lambda: datetime.combine(told, pc().time())


def today(ledger: Ledger) -> date:
    """Today as the ledger sees it."""
    return ledger.clock().date()
