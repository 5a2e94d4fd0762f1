"""What is read of a Word file: its paragraphs in order, each with the number Word would print and where it stands."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class TablePlace:
    """Where a paragraph stands in a table: table and row from 0, its column on the grid, whether its cell goes on from the row above."""

    table: int
    row: int
    column: int
    goes_on: bool = False


@dataclass
class Paragraph:
    """One paragraph with text (see word_reading)."""

    numbers: tuple[int, ...]
    text: str
    label: str = ""
    level: int = 0
    title: bool = False
    bold: int = 0
    centred: bool = False
    right: bool = False
    box: bool = False
    place: TablePlace | None = None
