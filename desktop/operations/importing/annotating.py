"""导出批注原表: a copy of the clerk's workbook with coloured cells and notes, entered in the register of exports (X4)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from db.store import Ledger
from desktop.exchange.list_reading.reading import ReadingFault
from desktop.ledgers.ways_out import ANNOTATED_COPY
from desktop.operations import outgoing
from desktop.operations.outgoing import Asked, Facts
from desktop.rules.permissions import Actor


def annotate(
    ledger: Ledger, actor: Actor, source: Path, faults: Sequence[ReadingFault], target: Path, asked: Asked = Asked()
) -> Path:
    """Write the copy beside the file itself, which stays as it is; its properties are those of the office."""
    from desktop.exchange.annotated_copy import write_annotated_copy

    return outgoing.registered(
        ledger, actor, ANNOTATED_COPY, asked, f"{source.name}（批注）", target,
        lambda final, properties: write_annotated_copy(source, final, faults, properties),
        lambda _path: Facts(len({(fault.sheet, fault.row) for fault in faults})),
    ).path  # fmt: skip
