"""Lines keep to 28 characters: one line of a paragraph is set a little closer or wider, so that the breaks fall well.

Where 禁则 or a number sends two characters to the next line, the editors spread the rest out and 26 or 27 characters
stand in the place of 28. GB/T 9704 lets the spacing be adjusted in such cases (5.2.3, 7.3.5.5). Here one line, the first or
one that is not on the pitch of the grid anyway because of its figures, takes in a character more or gives one away.
Editors do not agree where a line may end beside a figure (`lines.is_joined`): a break is moved to where both may end it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from desktop.documents.lines import Column, Line, is_joined, pieces, set_lines
from desktop.documents.pen import insert_look

BODY = Column(442.25, 31.5, 16.0, -0.35, 0.0)
_MOST = 12  # twentieths of a point
_UTMOST = 20  # where a line would else lose more than a character and a half to a number that is not broken
_SHORT = 2.0
_TRACKING = -7
_SLACK = 10.0  # points: a line that ends further from the edge is visibly spread out
_JUST = 2.0  # points: so little room is none in an editor that measures a hyphen otherwise
_FIGURE, _FIGURES = re.compile("[!-~]"), re.compile("[!-~]+")
_SAME = re.compile("[!-~]+|[^!-~]+")
_RUN = re.compile(r'<w:r>(<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t(?: xml:space="preserve")?>([^<]*)</w:t></w:r>')
_LONG = 5  # lines: a longer paragraph may have two of them changed
Change = tuple[int, int, int]
_AFTER = "w|kern|position|sz|szCs|highlight|u|effect|bdr|shd|fitText|vertAlign|lang"


@lru_cache(maxsize=512)
def evened(inner: str) -> str:
    """The runs of a body paragraph, one line of it a little closer or wider where that keeps the others on the grid."""
    if "<w:br/>" in inner or "&" in inner:
        return inner
    runs = list(_RUN.finditer(inner))
    text = "".join(run.group(2) for run in runs)
    lines = set_lines(text, BODY)
    if not _in_both(text, lines):
        return inner
    allowed = 2 if len(lines) >= _LONG else 1
    left, changes = _changes(text, lines, allowed)
    if left >= _SHORT:
        changes = min((left, changes), _changes(text, lines, allowed, limit=_UTMOST), key=lambda one: one[0])[1]
    for change in changes:
        inner = _applied(inner, list(_RUN.finditer(inner)), *change)
    return inner


def _in_both(text: str, lines: tuple[Line, ...]) -> float:
    """How uneven a paragraph is as most editors set it, and by half as LibreOffice does: nothing is made worse there for its sake."""
    return _uneven(text, lines) + _uneven(text, _as_joined(text, lines)) / 2


def _as_joined(text: str, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines in LibreOffice: they go apart at the first end where it does not break."""
    apart = next((at for at, line in enumerate(lines[:-1]) if is_joined(text, line.end)), None)
    if apart is None:
        return lines
    start = lines[apart].start
    return (*lines[:apart], *_rest(text, start, joined=True))


def _rest(text: str, start: int, *, joined: bool = False) -> tuple[Line, ...]:
    """The lines from a place on, with the places of the whole text."""
    indent = 0.0 if start else BODY.indent
    column = Column(BODY.room, indent, BODY.size, BODY.tracking, 0.0, joined)
    return tuple(Line(start + one.start, start + one.end, one.length) for one in set_lines(text[start:], column))


def _uneven(text: str, lines: tuple[Line, ...]) -> float:
    """How far the whole lines are from 28 characters; the first does not count, the last only where it just fits.

    What fills the last line to the point stands there in one editor and breaks in another, by the width of its hyphens.
    """
    last = lines[-1]
    spread = 0.35 * len(_SAME.findall(text[last.start : last.end]))  # as LibreOffice sets it
    just_fits = len(lines) > 1 and BODY.room - last.length < _JUST + spread
    return sum(_off(text, line) for line in lines[1:-1]) + (1.5 if just_fits else 0.0)


def _off(text: str, line: Line) -> float:
    part = text[line.start : line.end]
    figures = len("".join(_FIGURES.findall(part)))
    held = len(part) - figures / 2
    if not figures:
        return 3.0 if BODY.room - line.length > _SLACK else 0.0
    return 0.0 if 27.5 <= held <= 28.5 else 1.0 + (held < 26.5)


def _changes(
    text: str, lines: tuple[Line, ...], most: int, begin: int = 0, limit: int = _MOST
) -> tuple[float, tuple[Change, ...]]:
    """What to set otherwise, at most so many lines, and how uneven the paragraph then is."""
    best: tuple[float, tuple[Change, ...]] = (_in_both(text, lines), ())
    for number, line in enumerate(lines[:-1]):
        if number and is_joined(text, line.start):
            break  # from here on each editor has lines of its own
        if number < begin or (number and not _FIGURE.search(text[line.start : line.end])):
            continue
        for taken in (1, 2, -1, -2, 3):
            end = line.end + taken
            tracking = _tracking(text, line, end, limit)
            if tracking is None or not _breaks_well(text, end):
                continue
            after = (*lines[:number], Line(line.start, end, BODY.room), *_rest(text, end))
            change = (line.start, max(end, line.end), _TRACKING + tracking)
            found: tuple[float, tuple[Change, ...]] = (_in_both(text, after), (change,))
            if found[0] and most > 1:
                further = _changes(text, after, most - 1, number + 1, limit)
                found = (further[0], (change, *further[1]))
            best = min(best, found, key=lambda one: one[0])
            if not best[0]:
                return best
    return best


def _tracking(text: str, line: Line, end: int, limit: int) -> int | None:
    """The change of tracking, in twentieths of a point, with which a line ends there; None where it would be too much."""
    if not line.start < end < len(text):
        return None
    same = len(_SAME.findall(text[line.start : end]))  # LibreOffice sets the last of each at full width
    if end > line.end:
        over = line.length + _length(text[line.end : end]) - BODY.room
        closer = -int(-(over + 0.6 + 0.35 * same) * 20 // max(end - line.start - same, 1))
        return -closer if 0 < closer <= limit else None
    left = BODY.room - _length(text[line.start : end + 1]) - (BODY.indent if not line.start else 0.0)
    wider = int((left + 1.2) * 20 // max(line.end - line.start - same, 1)) + 1
    return wider if 0 < wider <= limit else None


def _length(text: str) -> float:
    return set_lines(text, Column(10_000.0, 0.0, BODY.size, BODY.tracking, 0.0))[-1].length


def _breaks_well(text: str, at: int) -> bool:
    """Whether a line may end here in any editor: no mark begins the next one, no bracket ends this one, no number is cut."""
    return len(pieces(text[at - 1 : at + 1])) == 2 and not is_joined(text, at)


def _applied(inner: str, runs: list[re.Match[str]], first: int, last: int, tracking: int) -> str:
    found, at, start = [], 0, 0
    for run in runs:
        text, look = run.group(2), run.group(1) or ""
        end = start + len(text)
        if first < end and last > start and text:
            a, b = max(first - start, 0), min(last - start, len(text))
            close = insert_look(re.sub(r"<w:spacing [^>]*/>", "", look), f'<w:spacing w:val="{tracking}"/>', _AFTER)
            parts = ((text[:a], look), (text[a:b], close), (text[b:], look))
            found += [inner[at : run.start()], *(_run(part, its) for part, its in parts)]
            at = run.end()
        start = end
    return "".join((*found, inner[at:]))


def _run(text: str, look: str) -> str:
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
