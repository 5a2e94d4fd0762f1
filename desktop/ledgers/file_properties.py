"""What a file says about itself in its properties: title, author and mark, and nothing of the person or the program that wrote it.

The author is the office (product.md A6): a workbook or paper that leaves names no clerk, no editor and no PC.
"""

from __future__ import annotations

from dataclasses import dataclass

from db.queries.settings import setting
from db.reader import Reader


@dataclass(frozen=True)
class FileProperties:
    """Title, author (the office in full) and the mark as given; empty ones are left out."""

    title: str = ""
    office: str = ""
    mark: str = ""


def of_office(reader: Reader, title: str = "", mark: str = "") -> FileProperties:
    """The properties of a file of this ledger's office."""
    return FileProperties(title, setting(reader, "office") or setting(reader, "office_short"), mark)
