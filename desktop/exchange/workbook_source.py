"""The one door for workbooks from outside: any accepted kind, by content, bounded, never evaluated."""

from pathlib import Path

from desktop.errors import Refused
from desktop.exchange.csv_source import read_csv
from desktop.exchange.sheet_cells import Workbook
from desktop.exchange.untrusted_file import kind_by_content, read_bytes
from desktop.exchange.word_tables import read_word_tables
from desktop.exchange.xls_source import read_xls
from desktop.exchange.xlsx_source import read_xlsx

WORD = ".docx"
"""The one kind that its name tells: a Word file under the name of a workbook is a wrong file."""
_READERS = {"xlsx": read_xlsx, "xls": read_xls, "csv": read_csv}


def open_workbook(path: Path) -> Workbook:
    """The workbook at a path; raises `Refused` with the reason of RULES §8 and one sentence for the clerk."""
    data = read_bytes(path)
    if path.suffix.lower() == WORD:
        workbook = read_word_tables(data, path.name)
    else:
        workbook = _READERS[kind_by_content(data, path.name)](data, path.name)
    if all(sheet.is_empty for sheet in workbook.sheets):
        raise Refused("empty", f"“{path.name}”里没有任何内容；请核对是否选错文件。")
    return workbook
