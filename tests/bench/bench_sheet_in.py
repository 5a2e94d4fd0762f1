"""A list of 10,000 × 20 read beside openpyxl read-only, interleaved in one run, cells compared (demand: 4).

python -m tests.bench.bench_sheet_in [rounds]
"""

import io
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date, datetime
from typing import TypeVar

import openpyxl
import xlsxwriter

from desktop.exchange.sheet_cells import Sheet
from desktop.exchange.xlsx_source import read_xlsx
from tests.bench.office_rows import COLUMNS, office_rows

ROWS = 10_000
Table = list[tuple[object, ...]]
Read = TypeVar("Read")


def by_xlsxwriter(rows: Table) -> bytes:
    """As our own and most other programs write it: shared texts, dates by their style."""
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd"})
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(number, column, value, day)
                else:
                    sheet.write(number, column, value)
    return held.getvalue()


def by_openpyxl(rows: Table) -> bytes:
    """As scripts write it: texts inside the cells."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def ours(data: bytes) -> Sheet:
    """The first sheet with every cell at its place."""
    return read_xlsx(data, "清单.xlsx").sheets[0]


def peer(data: bytes) -> Table:
    """The values of the first sheet by openpyxl read-only."""
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    book.close()
    return rows


def values(sheet: Sheet) -> Table:
    """Our cells as the peer gives them."""
    places = range(1, len(COLUMNS) + 1)
    return [
        tuple(cells[column].value if column in cells else None for column in places)
        for _number, cells in sheet.numbered_rows()
    ]


def days(rows: Table) -> Table:
    """The peer's moments as days."""
    return [tuple(value.date() if isinstance(value, datetime) else value for value in row) for row in rows]


def clocked(work: Callable[[bytes], Read], data: bytes) -> tuple[float, Read]:
    begun = time.process_time()
    read = work(data)
    return time.process_time() - begun, read


def compared(name: str, data: bytes, rounds: int) -> None:
    """Both sides in turn; their cells are equal."""
    times: dict[str, list[float]] = {"ours": [], "peer": []}
    for _ in range(rounds):
        (mine, read), (theirs, known) = clocked(ours, data), clocked(peer, data)
        assert values(read) == days(known)
        times["ours"].append(mine)
        times["peer"].append(theirs)
    for side, seconds in times.items():
        print(f"{name:<12}{side:<6}{min(seconds):7.3f} {statistics.median(seconds):7.3f} {max(seconds):7.3f} s CPU")
    print(f"{name}: openpyxl read-only / ours = {statistics.median(times['peer']) / statistics.median(times['ours']):.1f} (demand 4)")  # fmt: skip


def main(rounds: int) -> None:
    rows = [COLUMNS, *office_rows(ROWS)]
    for write in (by_xlsxwriter, by_openpyxl):
        compared(write.__name__, write(rows), rounds)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
