"""The letter line by line: soft line breaks part lines, numbers are taken off, and what the form of a line says is kept."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from desktop.exchange.feedback_letter.markers import PLAIN, Marker, automatic_marker, typed_marker
from desktop.exchange.normalise.plain_text import squeezed, trimmed
from desktop.exchange.word_reading.paragraphs import Paragraph

LONGEST_HEADING = 50
_SENTENCE_END = re.compile(r"[。；;！!？?]")
_LAST = re.compile(r"[。；;！!？?，,：:、]$")


@dataclass
class Line:
    """One line without its number. `lead` is the bold beginning of a line that is not bold as a whole."""

    paragraph: Paragraph
    text: str
    marker: Marker | None = None
    lead: str = ""
    all_bold: bool = False

    @property
    def numbers(self) -> tuple[int, ...]:
        """The paragraphs it comes from."""
        return self.paragraph.numbers

    @property
    def bare(self) -> str:
        """Its text without white space."""
        return squeezed(self.text)

    @property
    def is_short(self) -> bool:
        """No sentence, and short enough for a heading: nothing but its very end may be a full stop."""
        return len(self.bare) <= LONGEST_HEADING and not _SENTENCE_END.search(self.bare[:-1])

    @property
    def looks_like_heading(self) -> bool:
        """Short and without a mark at its end."""
        return self.is_short and not _LAST.search(self.bare)


def lines_of(paragraphs: Iterable[Paragraph]) -> list[Line]:
    """All lines with text, in order."""
    found: list[Line] = []
    expected = 1
    for paragraph in paragraphs:
        start, label = 0, paragraph.label
        for piece in paragraph.text.split("\n"):
            if squeezed(piece):
                line = _line(paragraph, piece, start, automatic_marker(label) if label else None, expected)
                label = ""
                found.append(line)
                if line.marker and line.marker.rank <= PLAIN:
                    expected = line.marker.value + 1 if line.marker.rank == PLAIN else 1
            start += len(piece) + 1
    return found


def _line(paragraph: Paragraph, piece: str, start: int, marker: Marker | None, expected: int) -> Line:
    """A piece of a paragraph; `marker` is its automatic number, `expected` the next of the plain numbers."""
    marker = marker or (None if paragraph.place else typed_marker(piece, expected, goes_on=start > 0))
    if marker and not squeezed(piece[marker.length :]):
        marker = None
    at = start + (marker.length if marker else 0)
    text = paragraph.text[at : start + len(piece)]
    at += len(text) - len(text.lstrip())
    end = min(paragraph.bold_from(at), start + len(piece))
    lead, whole = trimmed(paragraph.text[at:end]), trimmed(text)
    all_bold = squeezed(lead) == squeezed(whole)
    return Line(paragraph, whole, marker, "" if all_bold else lead, all_bold)
