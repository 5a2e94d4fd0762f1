"""Small workbooks as offices draw them, written for one test each."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from desktop.exchange.formats import finding_list
from desktop.exchange.formats.finding_list import FindingListReading, ReadingContext
from tests.exchange.sample_lists import register

Rows = Sequence[Sequence[Any]]
FEEDBACK = date(2025, 1, 10)


def workbook(
    folder: Path, sheets: Mapping[str, Rows], merges: Mapping[str, Sequence[str]] | None = None, name: str = "清单.xlsx"
) -> Path:
    """A workbook with the rows as they stand and the areas merged."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
        for area in (merges or {}).get(title, ()):
            sheet.merge_cells(area)
    path = folder / name
    book.save(path)
    return path


def read(path: Path, **known: Any) -> FindingListReading:
    """The reading with the sample county's register."""
    return finding_list.read(path, ReadingContext(units=register(), feedback_on=FEEDBACK, **known))


def read_rows(folder: Path, rows: Rows, merges: Sequence[str] = (), **known: Any) -> FindingListReading:
    """The reading of a workbook with one sheet."""
    return read(workbook(folder, {"Sheet1": rows}, {"Sheet1": merges}), **known)


def reasons(reading: FindingListReading) -> dict[int, str]:
    """Row → why it was left aside."""
    return {entry.row: entry.reason for entry in reading.ignored}


def kinds(reading: FindingListReading) -> list[tuple[int, str]]:
    """Row and kind of every fault."""
    return [(fault.row, fault.kind) for fault in reading.faults]
