"""The page that a Word table takes: upright or across, A4 or A3, and how wide each column is on it."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.exchange.list_files.table import ListTable, SheetColumn

_SHORT, _LONG, _WIDE = 11_906, 16_838, 23_811
"""Edges of A4 and the long edge of A3, in twentieths of a point."""
MARGIN = 1_021  # 18 mm
_PADDING = 12
"""Points that a cell keeps beside its text."""
_FITS_AT = 0.72
"""A list goes on a page where its columns keep this part of the width they have in a workbook."""
_HEAD_LINES = 3
_WHOLE = {"date": 10, "int": 4, "money": 9, "percent": 6}
"""Signs that must stand in one line."""


@dataclass(frozen=True)
class WordPage:
    """Edges and column widths in twentieths of a point, letters in points."""

    width: int
    height: int
    columns: tuple[int, ...]
    size: float

    @property
    def landscape(self) -> bool:
        """Whether the page lies across."""
        return self.width > self.height

    @property
    def room(self) -> int:
        """What stands between the margins."""
        return self.width - 2 * MARGIN


_PAGES = ((_SHORT, _LONG, 10.5), (_LONG, _SHORT, 10.5), (_LONG, _SHORT, 9.0), (_WIDE, _LONG, 10.5), (_WIDE, _LONG, 9.0))
_LAST = (_WIDE, _LONG, 7.5)


def page_for(table: ListTable) -> WordPage:
    """The first page on which the columns have room: upright, across, then A3 across with ever smaller letters."""
    for width, height, size in _PAGES:
        wished = sum(column.width * size / 2 + _PADDING for column in table.columns) * 20
        if wished * _FITS_AT <= width - 2 * MARGIN and sum(_least(table.columns, size)) <= width - 2 * MARGIN:
            return _page(table.columns, width, height, size)
    return _page(table.columns, *_LAST)


def _page(columns: Sequence[SheetColumn], width: int, height: int, size: float) -> WordPage:
    return WordPage(width, height, _shared(columns, width - 2 * MARGIN, size), size)


def _least(columns: Sequence[SheetColumn], size: float) -> list[float]:
    """What each column needs at least: a day in one line, a head in three."""
    signs = [max(_WHOLE.get(one.kind, 4), 2 * len(one.title) / _HEAD_LINES) for one in columns]
    return [(each * size / 2 + _PADDING) * 20 for each in signs]


def _shared(columns: Sequence[SheetColumn], room: int, size: float) -> tuple[int, ...]:
    """The room by the widths in a workbook, none below what it needs; where that is too much, or all that is wished, all give way or grow alike."""
    least = _least(columns, size)
    more = [
        max(0.0, column.width * size * 10 + _PADDING * 20 - each) for column, each in zip(columns, least, strict=True)
    ]
    if sum(least) >= room or not any(more):
        return tuple(int(each * room / sum(least)) for each in least)
    part = (room - sum(least)) / sum(more)
    return tuple(int(each + extra * part) for each, extra in zip(least, more, strict=True))
