"""What is read of a Word file: its paragraphs in order, each with the number Word would print and where it stands."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field


@dataclass(frozen=True)
class TablePlace:
    """Where a paragraph stands in a table: table, row and column on the grid, each from 0."""

    table: int
    row: int
    column: int


@dataclass
class Paragraph:
    """One paragraph with text, tracked changes accepted. Soft line breaks are line feeds.

    `numbers` are its places among all `w:p` of the file from 0 (RULES §9); two where a deleted paragraph mark joined two of them.
    `label` is the automatic number as Word prints it; `level` that of its heading style (1 is the highest, 0 none); `bold` holds the
    stretches (from, to) of the text that are bold.
    """

    numbers: tuple[int, ...]
    text: str
    label: str = ""
    level: int = 0
    title: bool = False
    bold: tuple[tuple[int, int], ...] = ()
    centred: bool = False
    right: bool = False
    box: bool = False
    place: TablePlace | None = None
    shown: tuple[tuple[str, str], ...] = ()
    """Where it was revised: its text with what was deleted (-) and inserted (+); empty elsewhere."""

    def bold_from(self, start: int) -> int:
        """Where the bold stretch ends that covers this place of the text; `start` itself where none does."""
        place = bisect_right(self.bold, start, key=lambda stretch: stretch[0]) - 1
        return max(start, self.bold[place][1]) if place >= 0 else start


@dataclass
class WordText:
    """All paragraphs with text in order, how many there are with the empty ones, and the notes that the text refers to.

    `continued` are the cells that go on from the row above (merged downwards).
    """

    paragraphs: list[Paragraph] = field(default_factory=list)
    count: int = 0
    footnotes: list[str] = field(default_factory=list)
    continued: frozenset[TablePlace] = frozenset()
    revisions: int = 0
    """How many stretches of text were inserted or deleted in it."""
