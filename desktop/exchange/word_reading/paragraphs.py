"""What is read of a Word file: its paragraphs in order, each with the number Word would print and where it stands."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class TablePlace:
    """Where a paragraph stands in a table: table and row from 0, its column on the grid, whether its cell goes on from the row above."""

    table: int
    row: int
    column: int
    goes_on: bool = False


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

    def bold_from(self, start: int) -> int:
        """Where the bold stretch ends that covers this place of the text; `start` itself where none does."""
        return next((end for begin, end in self.bold if begin <= start < end), start)


@dataclass
class WordText:
    """All paragraphs with text in order, how many there are with the empty ones, and the notes that the text refers to."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    count: int = 0
    footnotes: list[str] = field(default_factory=list)
