"""Which rows stand on which page: whole rows, merged cells high enough for their text, bands never left behind."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from desktop.paper.composing import Composer, SetRow
from desktop.paper.table import Kind


@dataclass
class Filling:
    """The rows of one page, and the height that they may take."""

    capacity: float
    rows: list[SetRow] = field(default_factory=list)
    last: bool = False

    @property
    def room(self) -> float:
        """Height still free."""
        return self.capacity - sum(row.height for row in self.rows)


def fill(composer: Composer, first: float, later: float, end_note: float) -> Iterator[Filling]:
    """Pages of rows in order; the last one keeps `end_note` free below its rows."""
    page, index = Filling(first), 0
    while index < len(composer):
        row = composer.row(index)
        too_tall = row.height > later or (not page.rows and row.height > page.room)
        if too_tall and (not page.rows or page.room >= later / 3):
            *full, rest = composer.split(row, page.room, later)
            for piece in full:
                page.rows.append(piece)
                yield page
                page = Filling(later)
            page.rows.append(rest)
            index += 1
            continue
        height = _height_at_end_of_runs(composer, page, row, index)
        if page.rows and height > page.room:
            index -= _close(composer, page, row)
            yield page
            page = Filling(later)
            continue
        row.height = height
        page.rows.append(row)
        index += 1
    yield from _with_end_note(composer, page, later, end_note)


def _run(composer: Composer, page: Filling, column: int) -> list[SetRow]:
    """The rows at the foot of the page that share one merged cell."""
    start = len(page.rows) - 1
    while start > 0 and composer.shares(page.rows[start - 1], page.rows[start], column):
        start -= 1
    return page.rows[max(start, 0) :]


def _height_at_end_of_runs(composer: Composer, page: Filling, row: SetRow, index: int) -> float:
    """The height of the next row: more than its own where a merged cell ends with it and needs more."""
    if row.row.kind is not Kind.ROW:
        return row.height
    following = composer.row(index + 1) if composer.merged and index + 1 < len(composer) else None
    height = row.height
    for column in composer.merged:
        if following is None or not composer.shares(row, following, column):
            above = _run(composer, page, column) if page.rows and composer.shares(page.rows[-1], row, column) else []
            height = max(height, composer.merged_height(row, column) - sum(one.height for one in above))
    return height


def _close(composer: Composer, page: Filling, following: SetRow) -> int:
    """End a page before `following`: rows that must not stay behind are taken off. Returns how many."""
    taken = 0
    while len(page.rows) > 1:
        last = page.rows[-1]
        lonely_sum = following.row.kind is Kind.SUBTOTAL and taken == 0 and not last.piece
        short = _shortage(composer, page, following)
        if last.row.kind is not Kind.GROUP and not lonely_sum and short <= page.room:
            break
        if last.piece:
            break
        following = page.rows.pop()
        taken += 1
    page.rows[-1].height += max(0.0, min(_shortage(composer, page, following), page.room))
    return taken


def _shortage(composer: Composer, page: Filling, following: SetRow) -> float:
    """By how much the cells that are cut by the page's end are too low for their text."""
    last = page.rows[-1]
    return max(
        (
            composer.merged_height(last, column) - sum(row.height for row in _run(composer, page, column))
            for column in composer.merged
            if composer.shares(last, following, column)
        ),
        default=0.0,
    )


def _with_end_note(composer: Composer, page: Filling, later: float, end_note: float) -> Iterator[Filling]:
    """The last page, with its note; where the note has no room it goes on together with the last row."""
    if page.room < end_note:
        taken = 0
        if len(page.rows) > 1 and not page.rows[-1].piece:
            taken = 1 + _close(composer, page, page.rows.pop())
        yield page
        page = Filling(later)
        for index in range(len(composer) - taken, len(composer)):
            row = composer.row(index)
            row.height = _height_at_end_of_runs(composer, page, row, index)
            page.rows.append(row)
    page.last = True
    yield page
