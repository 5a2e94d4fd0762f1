"""A block copied in Excel or WPS over the shown cells of a book: by titles where it has a head, with 编号 to its own record, else by place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from db.queries.books import Record
from desktop.errors import KnownError
from desktop.exchange.clipboard import Clip
from desktop.ledgers.column import Column
from desktop.ledgers.field import Lookup

NUMBER = "number"


def pasted(
    block: Clip,
    records: Sequence[Record],
    shown: Sequence[Column],
    every: Sequence[Column],
    at: tuple[int, int],
    lookup: Lookup,
    *,
    clear: bool = False,
) -> dict[int, dict[str, Any]]:
    """What will be written, by record; KnownError names the first cell that cannot be taken, with its row and title.

    Blank rows keep their place; an empty cell leaves what is there, or empties it with `clear` (K10).
    A head maps by title over `every` column; else the block lies over the `shown` ones from row and column `at` on.
    """
    table = block.texts()
    row, column = at
    titled = bool(table) and _is_head(table[0], every)
    heads = _by_title(table[0], every) if titled else _by_place(table, shown, column)
    table = table[1:] if titled else table
    targets = _targets(table, heads, records, row)
    edits: dict[int, dict[str, Any]] = {}
    for place, (cells, record) in enumerate(zip(table, targets, strict=True), 1):
        if record is None and not any(cell.strip() for cell in cells):
            continue
        if record is None:
            raise KnownError(f"粘贴的第 {place} 行没有对应的记录。请核对行数，或连同“编号”一起复制。", "surplus")
        for head, text in zip(heads, cells, strict=False):
            if head is not None and head.field != NUMBER and (clear or text.strip()):
                value = _value(head, record, text, place, lookup)
                if value != record.stored.get(head.field):
                    edits.setdefault(record.id, {})[head.field] = value
    return edits


def _is_head(cells: Sequence[str], columns: Sequence[Column]) -> bool:
    words = {word for one in columns for word in (one.title, *(one.declared.words if one.declared else ()))}
    said = [cell.strip() for cell in cells if cell.strip()]
    return bool(said) and all(word in words for word in said)


def _by_title(cells: Sequence[str], columns: Sequence[Column]) -> list[Column | None]:
    by_title = {word: one for one in columns for word in (one.title, *(one.declared.words if one.declared else ()))}
    return [by_title.get(cell.strip()) for cell in cells]


def _by_place(table: Sequence[Sequence[str]], columns: Sequence[Column], column: int) -> list[Column | None]:
    width = max((len(cells) for cells in table), default=0)
    reach = list(columns[max(column, 0) : max(column, 0) + width])
    return [*reach, *([None] * (width - len(reach)))]


def _targets(
    table: Sequence[Sequence[str]], heads: Sequence[Column | None], records: Sequence[Record], row: int
) -> list[Record | None]:
    place = next((at for at, head in enumerate(heads) if head is not None and head.field == NUMBER), None)
    if place is None:
        return [records[row + at] if row + at < len(records) else None for at in range(len(table))]
    by_number = {record.number: record for record in records}
    return [by_number.get(cells[place].strip()) if place < len(cells) else None for cells in table]


def _value(head: Column, record: Record, text: str, place: int, lookup: Lookup) -> Any:
    if head.declared is None or not head.editable:
        if text.strip() in ("", head.text(record)):
            return record.stored.get(head.field)
        raise KnownError(f"粘贴的第 {place} 行“{head.title}”：{head.reason or '此栏不能粘贴。'}", "not_plain")
    try:
        return head.declared.read(text, lookup)
    except KnownError as error:
        raise KnownError(f"粘贴的第 {place} 行：{error}", error.kind) from error
