"""A part's markup parted at its runs of text: from paper to paper hardly more than the texts between the marks differ.

Whoever reads the markup of one paper after another keeps what each piece of it says, and reads only the texts anew.
"""

from __future__ import annotations

from collections.abc import Iterator

_END = "</w:t>"


def parted(xml: str) -> Iterator[tuple[str, str]]:
    """Each run's text with all markup before it, as far as the mark that opens it; last what stands behind all runs, with no text.

    Put together again with the end of a run between two of them, the pieces are the part.
    """
    *pieces, rest = xml.split(_END)
    for piece in pieces:
        at = piece.find(">", max(piece.rfind("<"), 0)) + 1
        yield piece[:at], piece[at:]
    yield rest, ""
