"""问题清单、整改台账: a workbook of findings in whatever layout an office drew it (RULES §§0–8)."""

from pathlib import Path

from desktop.errors import Refused
from desktop.exchange.list_reading.context import ReadingContext
from desktop.exchange.list_reading.header_words import FIELD_TITLES
from desktop.exchange.list_reading.no_header import no_header
from desktop.exchange.list_reading.reading import FindingListReading, ReadingFault
from desktop.exchange.list_reading.whole_file import read_workbook
from desktop.exchange.sheet_cells import Workbook
from desktop.exchange.workbook_source import open_workbook

__all__ = [
    "FIELD_TITLES",
    "FindingListReading",
    "ReadingContext",
    "ReadingFault",
    "read",
    "read_opened",
]


def read(path: Path, context: ReadingContext) -> FindingListReading:
    """Every finding of the file and an account of every row; raises `Refused` where the file is not taken."""
    return read_opened(open_workbook(path), path, context)


def read_opened(workbook: Workbook, path: Path, context: ReadingContext) -> FindingListReading:
    """The same for a workbook that is open already; `path` only gives its name."""
    reading = read_workbook(workbook, context)
    if not reading.sheets:
        text_file = workbook.kind == "csv" and path.suffix.lower() not in (".csv", ".txt", ".tsv")
        if text_file:
            raise Refused("not_a_workbook", f"“{path.name}”是文本文件，不是表格；请选择 .xlsx、.xlsm、.xls 或 .csv。")
        cards = [remark.text for remark in reading.remarks if remark.kind == "record_card"]
        raise Refused("record_card", cards[0]) if cards else no_header(workbook, path.name)
    return reading
