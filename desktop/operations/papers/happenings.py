"""What is known of something that happened to a paper: one record and one rule for every way in, also for a reply that waits."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db.queries import papers as queries
from db.reader import Reader
from db.store import Ledger
from desktop.operations import evidence
from desktop.operations.change import Changes
from desktop.rules.paper_dates import PaperDates


@dataclass(frozen=True)
class Happening:
    """Dispatch, receipt, reply or remark: its day (ISO), who brought or took it, the reply's own number, how much was adopted."""

    on: str
    person: str = ""
    number: str = ""
    adopted: int | None = None
    note: str = ""
    scan: Path | None = None

    def fields(self, changes: Changes, ledger: Ledger) -> dict[str, Any]:
        """As the ledger keeps it; the scan goes into the pool."""
        told: dict[str, Any] = {
            "happened_on": self.on, "person": self.person, "number": self.number, "adopted": self.adopted, "note": self.note,
        }  # fmt: skip
        if self.scan is not None:
            told |= {"sha256": evidence.keep_file(changes, ledger.pool, self.scan).sha256, "file_name": self.scan.name}
        return told


def dates_of(reader: Reader, letter_id: int, today: str, kind: str, on: str, adopted: int | None = None) -> PaperDates:
    """What the rule of dates and bounds looks at where something happens to a paper of the register."""
    issued_on, state, typed = queries.letter_dates(reader, letter_id)
    return PaperDates(
        today, issued_on=issued_on, event=kind, happened_on=on, void=state == "void", adopted=adopted, advised=advised(typed),
    )  # fmt: skip


def advised(words: str) -> int | None:
    """How many recommendations a paper made, by what was typed for it; None where the register does not know."""
    items = json.loads(words or "{}").get("建议")
    return len(items) if isinstance(items, list) and items else None
