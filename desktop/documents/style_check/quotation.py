"""Words that a paper only quotes: what the ledger says is printed as it was said, and usage has nothing to say of it.

A paper of this program knows at its making which words it took over (`Paper.quoted`); of a file from elsewhere only what
stands between quotation marks is known (what stands in cells beside others is no sentence and never read, see `writing`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator

from desktop.documents.pen import readable
from desktop.documents.style_check.remark import Remark
from desktop.documents.style_check.writing import Line

Spans = Callable[[str], Iterator[tuple[int, int]]]
"""Where in a line something is quoted: from, to."""
_MARKED = re.compile("“[^“”]*”")


def nothing(_line: str) -> Iterator[tuple[int, int]]:
    """A paper that quotes nothing."""
    return iter(())


def between_marks(line: str) -> Iterator[tuple[int, int]]:
    """What stands between quotation marks, the marks with it."""
    return (found.span() for found in _MARKED.finditer(line))


def taken_over(quoted: Collection[str]) -> Spans:
    """Wherever words stand that a paper took over; `quoted` are the values as they were given to it."""
    printed = dict.fromkeys(readable(one) for one in quoted)
    words = [one for one in printed if one]

    def spans(line: str) -> Iterator[tuple[int, int]]:
        for one in words:
            at = line.find(one)
            while at >= 0:
                yield at, at + len(one)
                at = line.find(one, at + 1)

    return spans


def is_quoted(remark: Remark, lines: Collection[Line], spans: Spans) -> bool:
    """Whether all that a remark is about lies inside one quotation of the lines of its place; where words of the paper itself belong to it, it is told."""
    for line in lines:
        quoted = list(spans(line.text))
        places = [remark.at] if remark.at is not None else _places(line.text, remark.found)
        if any(not any(start <= at and at + len(remark.found) <= end for start, end in quoted) for at in places):
            return False
        if places:
            return True
    return False


def _places(text: str, found: str) -> list[int]:
    return [one.start() for one in re.finditer(re.escape(found), text)] if found else []
