"""A list of any declared book from a workbook: heads are found by the words that its declaration knows, every row is accounted for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from desktop.errors import Refused
from desktop.exchange.list_reading.header_words import header_key
from desktop.exchange.normalise.money import stated_unit
from desktop.exchange.sheet_cells import Cell, Sheet, column_letter
from desktop.exchange.workbook_source import open_workbook

_LEAST_HEADS = 2
_TOTAL = re.compile(r"^(?:合计|小计|总计|共计)")
_NOTE = re.compile(r"^(?:注|备注|说明|填表说明|填报人|制表人|审核人|负责人)[:：]")
_ROW_NUMBER_HEADS = frozenset({"序号", "编次"})


@dataclass(frozen=True)
class ListRow:
    """One row: texts by field as they stand, with their cells; `units` is 10,000 where a head says 万元."""

    sheet: str
    row: int
    texts: Mapping[str, str]
    cells: Mapping[str, str]
    units: Mapping[str, int]
    faults: Mapping[str, str] = field(default_factory=dict)


@dataclass
class ListReading:
    """The rows of a list, and those that were set aside with the reason."""

    rows: list[ListRow] = field(default_factory=list)
    ignored: list[tuple[str, int, str]] = field(default_factory=list)
    sheets: list[str] = field(default_factory=list)


def read(path: Path, words: Mapping[str, str], name: str) -> ListReading:
    """`words`: head as lists write it → field; `name`: what the book is called. Raises Refused where no sheet has two known heads."""
    keys = {header_key(head): one for head, one in words.items()}
    found = ListReading()
    for sheet in open_workbook(path).sheets:
        if _read_sheet(sheet, keys, found):
            found.sheets.append(sheet.name)
    if not found.sheets:
        raise Refused(
            "no_header_found", f"“{path.name}”里找不到{name}的表头。表头里至少要有两个：{'、'.join(list(words)[:8])}。"
        )
    return found


def _read_sheet(sheet: Sheet, keys: Mapping[str, str], found: ListReading) -> bool:
    """Whether the sheet has a head."""
    columns: dict[int, str] = {}
    units: dict[str, int] = {}
    for row, cells in sheet.numbered_rows():
        filled = {column: cell for column, cell in cells.items() if cell.fault or cell.text.strip()}
        if not filled:
            continue
        heads = _heads(filled, keys)
        if len(set(heads.values())) >= _LEAST_HEADS and len(heads) * 2 >= len(filled):
            columns, units = heads, {name: stated_unit(filled[column].text) or 1 for column, name in heads.items()}
            found.ignored.append((sheet.name, row, "head"))
        elif not columns:
            found.ignored.append((sheet.name, row, "title"))
        elif reason := _set_aside(filled, columns):
            found.ignored.append((sheet.name, row, reason))
        else:
            found.rows.append(_row(sheet.name, row, filled, columns, units))
    return bool(columns)


def _heads(filled: Mapping[int, Cell], keys: Mapping[str, str]) -> dict[int, str]:
    """The columns whose cells are known heads; the first column of a field counts."""
    heads: dict[int, str] = {}
    for column in sorted(filled):
        name = keys.get(header_key(filled[column].text))
        if name is not None and name not in heads.values():
            heads[column] = name
    return heads


def _set_aside(filled: Mapping[int, Cell], columns: Mapping[int, str]) -> str:
    """Why a row below the head is no record; '' where it is one."""
    texts = [filled[column].text.strip() for column in sorted(filled)]
    if _TOTAL.match(texts[0].replace(" ", "")):
        return "total"
    if _NOTE.match(texts[0]) and len(texts) <= 2:
        return "note"
    return "" if any(column in columns for column in filled) else "other"


def _row(
    sheet: str, row: int, filled: Mapping[int, Cell], columns: Mapping[int, str], units: Mapping[str, int]
) -> ListRow:
    known = {column: cell for column, cell in filled.items() if column in columns}
    return ListRow(
        sheet,
        row,
        {columns[column]: cell.text.strip() for column, cell in known.items()},
        {columns[column]: f"{column_letter(column)}{row}" for column in known},
        {columns[column]: units[columns[column]] for column in known},
        {columns[column]: cell.fault for column, cell in known.items() if cell.fault},
    )
