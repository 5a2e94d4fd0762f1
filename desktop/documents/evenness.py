"""Lines of Chinese alone keep the pitch of the grid: a line with figures, or the first, takes in one character more.

Where 禁则 sends two characters to the next line, the editors spread the rest out and 27 characters stand on the place of
28. GB/T 9704 lets the spacing be adjusted in such cases (7.3.5.5). Here a line before it, one that is not on the pitch
anyway because of its figures or its indent, is set closer by little more than half a point, so that the break falls elsewhere.
"""

from __future__ import annotations

import re
from functools import lru_cache

from desktop.documents.lines import Column, Line, set_lines
from desktop.documents.pen import insert_look

BODY = Column(442.25, 31.5, 16.0, -0.35, 0.0)
_CLOSEST = 12  # twentieths of a point
_TRACKING = -7
_SLACK = 10.0  # points: a line that ends further from the edge is visibly spread out
_FIGURE = re.compile("[!-~]")
_SAME = re.compile("[!-~]+|[^!-~]+")
_RUN = re.compile(r'<w:r>(<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t(?: xml:space="preserve")?>([^<]*)</w:t></w:r>')
_AFTER = "w|kern|position|sz|szCs|highlight|u|effect|bdr|shd|fitText|vertAlign|lang"


@lru_cache(maxsize=512)
def evened(inner: str) -> str:
    """The runs of a body paragraph, one line of it a little closer where that keeps the others on the grid."""
    if "<w:br/>" in inner or "&" in inner:
        return inner
    runs = list(_RUN.finditer(inner))
    text = "".join(run.group(2) for run in runs)
    lines = set_lines(text, BODY)
    if not _spread(text, lines):
        return inner
    closer = _closer(text, lines)
    return _applied(inner, runs, *closer) if closer else inner


def _spread(text: str, lines: tuple[Line, ...]) -> int:
    """How many whole lines of Chinese alone would be spread out; the first and the last do not count."""
    middle = [line for line in lines[1:-1] if not _FIGURE.search(text[line.start : line.end])]
    return sum(BODY.room - line.length > _SLACK for line in middle)


def _closer(text: str, lines: tuple[Line, ...]) -> tuple[int, int, int] | None:
    """The part of the text to set closer, and its tracking; the choice that leaves fewest lines spread out."""
    least, best = _spread(text, lines), None
    for number, line in enumerate(lines[:-2]):
        if number and not _FIGURE.search(text[line.start : line.end]):
            continue
        for taken in (1, 2):
            end = line.end + taken
            over = line.length + _length(text[line.end : end]) - BODY.room
            pieces = len(_SAME.findall(text[line.start : end]))  # LibreOffice sets the last of each at full width
            tracking = -int(-(over + 0.6 + 0.35 * pieces) * 20 // max(end - line.start - pieces, 1))
            if not 0 < tracking <= _CLOSEST:
                continue
            rest = set_lines(text[end:], Column(BODY.room, 0.0, BODY.size, BODY.tracking, 0.0))
            moved = tuple(Line(end + part.start, end + part.end, part.length) for part in rest)
            if not moved or set_lines(text[:end], BODY)[-1].start < line.start:
                continue
            spread = _spread(text, (*lines[:number], Line(line.start, end, BODY.room), *moved))
            if spread < least and _breaks_well(text, end):
                least, best = spread, (line.start, end, _TRACKING - tracking)
    return best


def _length(text: str) -> float:
    return set_lines(text, Column(10_000.0, 0.0, BODY.size, BODY.tracking, 0.0))[-1].length


def _breaks_well(text: str, at: int) -> bool:
    """Whether a line may end here: no mark begins the next one, no number is cut."""
    return len(set_lines(text[at - 1 : at + 1], Column(20.0, 0.0, BODY.size, BODY.tracking, 0.0))) == 2


def _applied(inner: str, runs: list[re.Match[str]], first: int, last: int, tracking: int) -> str:
    pieces, at, start = [], 0, 0
    for run in runs:
        text, look = run.group(2), run.group(1) or ""
        end = start + len(text)
        if first < end and last > start and text:
            a, b = max(first - start, 0), min(last - start, len(text))
            close = insert_look(re.sub(r"<w:spacing [^>]*/>", "", look), f'<w:spacing w:val="{tracking}"/>', _AFTER)
            parts = ((text[:a], look), (text[a:b], close), (text[b:], look))
            pieces += [inner[at : run.start()], *(_run(part, its) for part, its in parts)]
            at = run.end()
        start = end
    return "".join((*pieces, inner[at:]))


def _run(text: str, look: str) -> str:
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
