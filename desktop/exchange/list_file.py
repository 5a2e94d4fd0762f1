"""A list leaves as the kind of file that its name says: .docx is a Word table, everything else a workbook."""

from pathlib import Path

from desktop.exchange.list_files.skeleton import Skeleton
from desktop.exchange.list_files.table import ListTable
from desktop.exchange.list_files.word_table import write_word_table
from desktop.exchange.workbook import write_workbook

WORKBOOK, WORD = ".xlsx", ".docx"


def list_path(path: Path) -> Path:
    """The path with the ending of the kind of file that it means."""
    return path.with_suffix(WORD if path.suffix.lower() == WORD else WORKBOOK)


def write_list(path: Path, table: ListTable, look: Skeleton | None = None) -> Path:
    """Write the list, a workbook in the look that is given, and return the final path, which is never one that existed."""
    final = list_path(path)
    return write_word_table(final, table) if final.suffix == WORD else write_workbook(final, table, look)
