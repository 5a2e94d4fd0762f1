"""Lists drawn in a test, read without a file: None is an empty cell; as a CSV every value is its text."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from desktop.exchange.list_reading.context import ReadingContext
from desktop.exchange.list_reading.reading import FindingListReading
from desktop.exchange.list_reading.whole_file import read_workbook
from desktop.exchange.sheet_cells import Cell, Merge, Sheet, Workbook, text_cell
from desktop.ledgers.finding_draft import DRAFTED, FindingDraft
from tests.exchange.sample_lists import register

Rows = Sequence[Sequence[Any]]
FEEDBACK = date(2024, 3, 1)


def sheet_of(rows: Rows, merges: Sequence[Merge] = (), name: str = "清单", text_only: bool = False) -> Sheet:
    """A sheet of the rows."""
    sheet = Sheet(name, merges=list(merges))
    for number, row in enumerate(rows, 1):
        cells = {
            column: text_cell(str(value)) if text_only or isinstance(value, str) else Cell(value)
            for column, value in enumerate(row, 1)
            if value is not None and value != ""
        }
        if cells:
            sheet.rows[number] = cells
    return sheet


def read_sheet(
    rows: Rows, merges: Sequence[Merge] = (), text_only: bool = False, day: date = FEEDBACK, **known: Any
) -> FindingListReading:
    """The reading of one sheet with the sample county's register; `day` is that of the feedback."""
    sheet = sheet_of(rows, merges, "" if text_only else "清单", text_only)
    context = ReadingContext(units=register(), feedback_on=day, **known)
    return read_workbook(Workbook("csv" if text_only else "xlsx", [sheet]), context)


def both(rows: Rows, **known: Any) -> list[FindingListReading]:
    """The list as a workbook and as a CSV: numbers are numbers in the one and texts in the other."""
    return [read_sheet(rows, **known), read_sheet(rows, text_only=True, **known)]


def values(reading: FindingListReading, *names: str) -> list[Any]:
    """Fields of the findings; one name gives plain values, several give tuples."""
    found = [tuple(_plain(finding, name) for name in names) for finding in reading.findings]
    return [one[0] for one in found] if len(names) == 1 else found


def _plain(finding: FindingDraft, name: str) -> Any:
    value = finding.said(name) if name in DRAFTED else getattr(finding, name)
    return value.isoformat() if isinstance(value, date) else value
