"""导出批注原表 of a returned workbook: the unit's own file once more, with a note in every cell that a person must look at (page 21)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from db.store import Ledger
from desktop.exchange.list_reading.reading import ReadingFault
from desktop.exchange.sheet_cells import column_letter
from desktop.operations.importing.annotating import annotate
from desktop.operations.outgoing import Asked
from desktop.operations.return_book.merge_lines import (
    ADDED,
    CHANGED,
    CONFLICT,
    UNMATCHED,
    UNREAD,
    MergeLine,
    merge_lines,
)
from desktop.operations.return_book.receiving import Received
from desktop.rules.permissions import Actor

_TOLD = (CONFLICT, CHANGED, UNREAD, ADDED, UNMATCHED)
_EMPTY = "空"


def write(ledger: Ledger, actor: Actor, source: Path, received: Received, target: Path, asked: Asked = Asked()) -> Path:
    """Write the copy, entered in the register of exports; the file that came back stays as it is."""
    return annotate(ledger, actor, source, list(notes_of(received)), target, asked)


def notes_of(received: Received) -> Iterator[ReadingFault]:
    """A note for every conflict, for what is not entered, and for every row that is not taken; what goes in silently has none."""
    for line in merge_lines(received, received.texts):
        if line.row and line.heading in _TOLD and (line.heading != CHANGED or line.hint):
            level = "error" if line.heading in (CONFLICT, UNMATCHED) else "warning"
            column = received.outcome.columns.get(line.field)
            cell = f"{column_letter(column)}{line.row}" if column else None
            sheet = received.outcome.sheet
            yield ReadingFault(sheet, line.row, line.title or None, cell, level, line.heading, _words(line))


def _words(line: MergeLine) -> str:
    """'责任人：发出时刘洋，本表填张莉，台账现在是刘洋、王芳。待定'."""
    sides = (("发出时", line.sent), ("本表填", line.unit), ("台账现在是", line.ledger))
    told = "，".join(f"{word}{value or _EMPTY}" for word, value in sides) if line.heading == CONFLICT else ""
    decided = ("取本表所填" if line.taken else "以台账为准") if line.decided else "待定"
    parts = [f"{line.title}：{told}" if told else line.title, decided if told and not line.blocked else "", line.hint]
    return "。".join(part for part in parts if part) + "。"
