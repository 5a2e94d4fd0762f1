"""A list leaves as the kind of file that its name says: .docx is a Word table, everything else a workbook."""

from pathlib import Path

from desktop.exchange.list_files.table import ListTable
from desktop.exchange.list_files.word_table import write_word_table
from desktop.exchange.workbook import write_workbook


def write_list(path: Path, table: ListTable) -> Path:
    """Write the list and return the final path, which is never one that existed."""
    return write_word_table(path, table) if path.suffix.lower() == ".docx" else write_workbook(path, table)
