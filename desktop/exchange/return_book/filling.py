"""A return workbook filled in by key and field, as a unit does it: for the demonstration, whose units are all invented."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import openpyxl

from desktop.exchange.return_book.columns import KEY, SHEET, TITLES


def fill(source: Path, target: Path, rows: Mapping[str, Mapping[str, str]]) -> Path:
    """Write a copy with cells filled in: rows by the finding's number, in them texts by field. KeyError where the book has no such row."""
    book = openpyxl.load_workbook(source)
    sheet = book[SHEET]
    head = next(row for row in sheet.iter_rows() if TITLES[KEY] in {cell.value for cell in row})
    columns = {cell.value: cell.column for cell in head}
    places = {row[columns[TITLES[KEY]] - 1].value: row[0].row for row in sheet.iter_rows(min_row=head[0].row + 1)}
    for number, cells in rows.items():
        for field, text in cells.items():
            sheet.cell(places[number], columns[TITLES[field]]).value = text
    book.save(target)
    return target
