"""A block copied in Excel or WPS against the grid: which cell becomes what, and what cannot be taken (X11)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from desktop.errors import KnownError
from desktop.ledgers.column import Column
from desktop.ledgers.field import Field
from desktop.ledgers.findings import FindingLine
from desktop.ledgers.typed_values import typed_value
from desktop.ui.widgets.date_edit import read_date

if TYPE_CHECKING:
    from desktop.exchange.clipboard import Clip

MOST_ROWS = 5000


@dataclass(frozen=True)
class PastedCell:
    """One cell of the block: where it goes, what it will be, or why it cannot."""

    line: FindingLine
    field: str
    title: str
    text: str
    value: Any
    fault: str = ""
    declared: Field | None = None

    @property
    def differs(self) -> bool:
        """Whether the ledger holds something else now."""
        return not self.fault and getattr(self.line, self.field) != self.value

    @property
    def empties(self) -> bool:
        """An empty cell over a filled one: it is asked whether it means 不动 or 清空 (K10)."""
        return self.differs and not self.text.strip()

    @property
    def changes(self) -> bool:
        """Whether the cell is written without being asked."""
        return self.differs and not self.empties


@dataclass(frozen=True)
class PastePlan:
    """The whole block, blank rows in their place; `surplus` rows have no finding to go to."""

    rows: int
    columns: tuple[str, ...]
    cells: tuple[PastedCell, ...]
    surplus: int

    @property
    def faults(self) -> list[PastedCell]:
        """Cells that cannot be taken."""
        return [cell for cell in self.cells if cell.fault]

    @property
    def emptied(self) -> list[PastedCell]:
        """Empty cells over filled ones."""
        return [cell for cell in self.cells if cell.empties]

    def edits(self, *, clear: bool = False) -> dict[int, dict[str, Any]]:
        """What will be written, by finding; `clear`: empty cells empty what is there, else they leave it."""
        found: dict[int, dict[str, Any]] = {}
        for cell in self.cells:
            if cell.changes or (clear and cell.empties):
                found.setdefault(cell.line.id, {})[cell.field] = cell.value
        return found


def plan(
    block: Clip, lines: Sequence[FindingLine], columns: Sequence[Column], row: int, column: int, today: date
) -> PastePlan:
    """Lay a block over the shown lines from a cell on.

    A first row of column titles maps by title, and with 编号 among them each row goes to its own finding; else by place.
    """
    table = block.texts()[:MOST_ROWS]
    by_title = {word: one for one in columns for word in (one.title, *(one.declared.words if one.declared else ()))}
    words = [cell.strip() for cell in table[0] if cell.strip()] if table else []
    if words and all(word in by_title for word in words):
        heads: list[Column | None] = [by_title.get(cell.strip()) for cell in table[0]]
        table = table[1:]
    else:
        width = max((len(cells) for cells in table), default=0)
        reach = list(columns[max(column, 0) : max(column, 0) + width])
        heads = [*reach, *([None] * (width - len(reach)))]
    targets = _targets(table, heads, lines, row)
    found = [
        _cell(line, head, text, today)
        for cells, line in zip(table, targets, strict=True)
        if line is not None
        for head, text in zip(heads, cells, strict=False)
        if head is not None and head.field not in ("number", "seq")
    ]
    titles = tuple(head.title for head in heads if head is not None and head.field not in ("number", "seq"))
    surplus = sum(1 for cells, line in zip(table, targets, strict=True) if line is None and any(map(str.strip, cells)))
    return PastePlan(len(table), titles, tuple(found), surplus)


def _targets(
    table: Sequence[Sequence[str]], heads: Sequence[Column | None], lines: Sequence[FindingLine], row: int
) -> list[FindingLine | None]:
    place = next((at for at, head in enumerate(heads) if head is not None and head.field == "number"), None)
    if place is not None:
        by_number: Mapping[str, FindingLine] = {line.number: line for line in lines}
        return [by_number.get(cells[place].strip()) if place < len(cells) else None for cells in table]
    return [lines[row + at] if row + at < len(lines) else None for at in range(len(table))]


def _cell(line: FindingLine, head: Column, text: str, today: date) -> PastedCell:
    if not head.editable:
        same = head.text(line) == text.strip()
        fault = "" if same else head.reason or "此栏不能粘贴"
        return PastedCell(line, head.field, head.title, text, getattr(line, head.field), fault, head.declared)
    try:
        value = typed_value(head, text, today, read_date)
    except KnownError as error:
        return PastedCell(line, head.field, head.title, text, None, str(error), head.declared)
    return PastedCell(line, head.field, head.title, text, value, declared=head.declared)
