"""The type area as it came out: its edges, 22 lines of 28 characters."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from tests.tools.gbt9704.checking import Check
from tests.tools.gbt9704.seen import Line, cells
from tests.tools.gbt9704.standard import CHAR, CHARS, HEIGHT, LEFT, LINES, PT_MM, SIZE, TOL, TOP, WIDTH

MARKS = "，。；：、！？）》”’"
"""May hang at the end of a line."""
UNBROKEN = re.compile(r"[〔（《“]?[0-9A-Za-z&<]+|[〔（《“]")
SEAM = re.compile(r"(?<=[一-鿿])(?=[!-~])|(?<=[!-~])(?=[一-鿿])")
IDS = ("area.left", "area.right", "area.top", "area.bottom", "area.pitch", "area.lines", "area.chars", "area.charpitch")


def type_area(check: Check) -> None:
    if not check.seen:
        _unmeasured(check, "not rendered")
        return
    pages = [[] if n in check.seen.landscape else _main_lines(page) for n, page in enumerate(check.seen.pages)]
    lines = [line for page in pages for line in page]
    full = [line for line in lines if cells(line.text) >= 24]
    if len(full) < 3:
        _unmeasured(check, "too little text")
        return
    left = _edges(check, pages, full)
    pitch = _pitch(check, pages)
    _full_pages(check, pages, pitch)
    _characters(check, lines, full, left)


def _unmeasured(check: Check, why: str) -> None:
    for rule in IDS:
        check.add(rule, "rendered", why, None)


def _main_lines(page: Sequence[Line]) -> list[Line]:
    """Lines of the type area (page number, colophon and letterhead excluded)."""
    return [line for line in page if abs(line.size - SIZE["3"]) < 0.8 and line.base < 273.5]


def _edges(check: Check, pages: Sequence[Sequence[Line]], full: Sequence[Line]) -> float:
    """Left and right edge of full lines; gives the left one."""
    left = min(line.x0 for line in full)
    if LEFT + 10 < left < LEFT + 12.5:  # none but first lines of paragraphs: the edge is two characters before them
        left -= 2 * CHAR
    over = max(
        max((c["x1"] for c in line.chars if c["text"].strip() and c["text"] not in MARKS), default=0) * PT_MM
        for line in full
    )
    hang = max(line.x1 for line in full) - (LEFT + WIDTH)
    # a line that ends its paragraph ends where its words do: it says nothing of the edge where others do
    running = [a for page in pages for a, b in pairwise(page) if cells(a.text) >= 24 and b.x0 < left + 5]
    right = statistics.median(line.x1 for line in running or full)
    check.near("area.left", LEFT, left)
    check.add(
        "area.right",
        f"{LEFT + WIDTH:g}±{TOL:g} mm",
        f"{right:.2f} mm (max {over:.2f})",
        abs(right - LEFT - WIDTH) <= TOL and over <= LEFT + WIDTH + TOL,
    )
    check.add("area.hanging", "no ink right of the type area", f"{max(hang, 0):.2f} mm over", hang <= TOL)
    return left


def _pitch(check: Check, pages: Sequence[Sequence[Line]]) -> float | None:
    """From line to line, mm; None where no page has two lines of text under each other."""
    gaps = [b.base - a.base for page in pages for a, b in zip(page, page[1:], strict=False) if 7 < b.base - a.base < 13]
    pitch = statistics.median(gaps) if gaps else None
    if pitch:
        by_slot, by_ink = LINES * pitch, (LINES - 1) * pitch + 16 * PT_MM
        check.add(
            "area.pitch",
            "22 lines fill 225±2 mm (10.23 mm = 28.95 pt a line)",
            f"{pitch:.2f} mm = {pitch / PT_MM:.2f} pt; 22 lines = {by_slot:.1f} mm",
            abs(by_slot - HEIGHT) <= 2 or abs(by_ink - HEIGHT) <= 2,
        )
    return pitch


def _full_pages(check: Check, pages: Sequence[Sequence[Line]], pitch: float | None) -> None:
    """Lines of whole pages, and where the first and the last of them stand."""
    count, first, bottom = [], [], []
    for n in _whole(check, pages) if pitch else ():
        page = pages[n]
        # a heading kept with the next page or a page break leaves whole lines free: they count as lines
        free = max(0, int((TOP + HEIGHT + 0.6 - page[-1].base - 0.2 * pitch) / pitch))
        count.append(round((page[-1].base - page[0].base) / pitch) + 1 + free)
        if box := check.seen.ink(n, (LEFT - 3, 20, LEFT + WIDTH + 3, page[0].base + 3)):
            first.append(box[1])
        box = check.seen.ink(n, (LEFT - 3, page[-1].base - 6, LEFT + WIDTH + 3, page[-1].base + 2.5))
        if box and not free:
            bottom.append(box[3])
    if not count:
        fit = int((HEIGHT + 0.3) / pitch) if pitch else 0
        said = f"no full page; pitch would give {fit}"
        check.add("area.lines", f"{LINES} on a full page", said, fit == LINES if pitch else None)
        return
    said = f"{max(count)} (pages: {count})"
    check.add("area.lines", f"{LINES} on a full page", said, max(count) == LINES)
    if first:
        # ink sits inside the line slot: at most half the leading plus 1 mm below the edge
        wanted = "first line's ink 37 mm -1/+4.5 (inside the first line slot)"
        check.add("area.top", wanted, f"{min(first):.2f} mm", TOP - TOL <= min(first) <= TOP + 4.5)
    if bottom:
        fits = 257 <= max(bottom) <= TOP + HEIGHT + TOL
        check.add("area.bottom", "last line's ink <= 262 mm, >= 257", f"{max(bottom):.2f} mm", fits)


def _whole(check: Check, pages: Sequence[Sequence[Line]]) -> list[int]:
    """Pages of text alone between the first and the last one with text."""
    last = max((n for n, page in enumerate(pages) if page), default=0)
    tables = {n for n, page in enumerate(check.seen.pages) if any(_is_of_a_table(line) for line in page)}
    return [n for n, page in enumerate(pages) if n not in (0, last) and n not in tables and len(page) >= 5]


def _is_of_a_table(line: Line) -> bool:
    return abs(line.size - 16) > 0.8 and 40 < line.base < 255 and line.size < 16


def _characters(check: Check, lines: Sequence[Line], full: Sequence[Line], left: float) -> None:
    """Lines that start at the left edge and run to the right one.

    LibreOffice puts a quarter of an em between Chinese and Latin, so that lines with digits are looked at only where the others are
    too few.
    """
    pure, mixed, pitches = [], [], []
    after = {id(one): other.text for one, other in zip(lines, lines[1:], strict=False)}
    for line in full:
        text = line.text.rstrip()
        if line.x0 - left > 2 or LEFT + WIDTH - line.x1 > 8:
            continue
        # what may not be broken (a number, a word, a bracket with its year) goes over whole and leaves its cells at the end:
        # the line is then stretched to the right edge, and neither its count nor its steps tell of the grid
        over = UNBROKEN.match(after.get(id(line), "").lstrip()) if cells(text) < CHARS else None
        whole = min(cells(text) + min(cells(over.group()), 3), CHARS) if over else cells(text)
        is_pure = cells(text) == len(text)
        (pure if is_pure else mixed).append(
            whole if whole >= CHARS else min(CHARS, whole + len(SEAM.findall(text)) / 4)
        )
        if is_pure and not over and (step := _step(line)) is not None:
            pitches.append(step)
    _count(check, pure if len(pure) >= 3 else pure + mixed)
    if pitches:
        check.near("area.charpitch", round(CHAR, 2), statistics.median(pitches), 0.06)


def _step(line: Line) -> float | None:
    """From character to character, mm; None for a line of few."""
    starts = [c["matrix"][4] for c in line.chars if re.match(r"[一-鿿]", c["text"])]
    if len(starts) <= 20:
        return None
    steps = sum(1 for c in line.chars if starts[0] <= c["matrix"][4] < starts[-1])
    return (starts[-1] - starts[0]) / steps * PT_MM


def _count(check: Check, runs: Sequence[float]) -> None:
    if not runs:
        check.add("area.chars", f"{CHARS} in a full line", "no full line", None)
        return
    by_count = Counter(round(run) for run in runs)
    mode = by_count.most_common(1)[0][0]
    check.add(
        "area.chars",
        f"{CHARS} in a full line",
        f"{mode} (lines by count: {dict(sorted(by_count.items()))})",
        abs(mode - CHARS) <= (0 if len(runs) >= 3 else 1) and all(CHARS - 1.5 <= run <= CHARS + 1.5 for run in runs),
    )
