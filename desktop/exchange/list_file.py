"""A list leaves as the kind of file that its name says: .docx is a Word table, .json a list for programs, everything else a workbook."""

from pathlib import Path

from desktop.exchange.list_files.json_list import write_json_list
from desktop.exchange.list_files.skeleton import Skeleton
from desktop.exchange.list_files.table import ListTable
from desktop.exchange.list_files.word_table import write_word_table
from desktop.exchange.workbook import write_workbook

WORKBOOK, WORD, JSON = ".xlsx", ".docx", ".json"


def list_path(path: Path) -> Path:
    """The path with the ending of the kind of file that it means."""
    asked = path.suffix.lower()
    return path.with_suffix(asked if asked in (WORD, JSON) else WORKBOOK)


def write_list(path: Path, table: ListTable, look: Skeleton | None = None) -> Path:
    """Write the list, a workbook in the look that is given, and return the final path, which is never one that existed."""
    final = list_path(path)
    if final.suffix == JSON:
        return write_json_list(final, table)
    return write_word_table(final, table) if final.suffix == WORD else write_workbook(final, table, look)
