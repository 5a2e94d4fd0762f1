"""A head that the clerk pointed at where none was found (X1): row and columns, remembered for lists with the same row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from db.queries import lists
from db.reader import Reader
from db.store import Ledger
from desktop.operations.change import Changes
from desktop.operations.importing import mappings
from desktop.rules.permissions import Actor

if TYPE_CHECKING:
    from desktop.exchange.list_reading.context import PointedHead

Pointed = Mapping[str, tuple[int, Mapping[int, str]]]
"""Sheet → row of the head and column number → field."""
MARK = "指认："
"""How the signature of a pointed row begins."""
_FIRST_ROWS = 30


def row_signature(sheet: Any, row: int) -> str:
    """What rows of heads with the same words have in common; empty for a blank row."""
    keys = _keys(sheet, row)
    return MARK + "|".join(keys[column] for column in sorted(keys)) if keys else ""


def remembered(reader: Reader, workbook: Any, form: str = "") -> dict[str, tuple[int, dict[int, str]]]:
    """The heads of a workbook that were pointed at before in a list with the same words, for the same book."""
    mark = mappings.of_book(form, MARK)
    known = {heads: mapping for _id, heads, mapping in lists.mappings(reader) if heads.startswith(mark)}
    found: dict[str, tuple[int, dict[int, str]]] = {}
    for sheet in workbook.sheets if known else ():
        for row in sorted(sheet.rows)[:_FIRST_ROWS]:
            mapping = known.get(mappings.of_book(form, row_signature(sheet, row)))
            if mapping is not None and sheet.name not in found:
                found[sheet.name] = (row, {int(column): field for column, field in mapping.items()})
    return found


def remember(ledger: Ledger, actor: Actor, workbook: Any, pointed: Pointed, form: str = "") -> Changes | None:
    """Keep what was pointed at."""
    changes = None
    for sheet in workbook.sheets:
        if sheet.name in pointed:
            row, columns = pointed[sheet.name]
            signature = row_signature(sheet, row)
            if signature:
                told = {str(column): field for column, field in columns.items()}
                changes = mappings.remember(ledger, actor, mappings.of_book(form, signature), told)
    return changes


def for_reader(pointed: Pointed) -> dict[str, PointedHead]:
    """As the list reader takes it."""
    from desktop.exchange.list_reading.context import PointedHead

    return {sheet: PointedHead(row, dict(columns)) for sheet, (row, columns) in pointed.items()}


def _keys(sheet: Any, row: int) -> dict[int, str]:
    from desktop.exchange.list_reading.header_words import header_key

    cells = sheet.rows.get(row, {})
    return {column: header_key(cell.text) for column, cell in cells.items() if cell.text.strip()}
