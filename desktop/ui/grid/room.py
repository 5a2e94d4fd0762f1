"""Columns that do not fit by a little: each gives of the room that its words do not need, before anything is cut or the table has to be pushed sideways."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any

from PySide6.QtGui import QFontMetrics

from desktop.ledgers.column import Column, Kind
from desktop.ledgers.long_list import late_in
from desktop.ui.grid.header import FUNNEL
from desktop.ui.theme import Theme
from desktop.ui.widgets.state_chip import mark_width

LOOKED_AT = 60
"""Rows whose words are measured: what a screen shows, and some."""
NARROW = 60
"""A column that is not wider has no funnel, in px."""
CELL, TITLE = 18, 14
"""What stands beside the words of a cell, and beside a title, in px."""
_SPARED_AT_MOST = 0.5
"""Of the declared widths; a table that lacks more is meant to be pushed sideways, and nothing is measured."""


def needed(column: Column, records: Sequence[Any], theme: Theme) -> int:
    """How wide a column has to be for its title with the funnel and for what it shows, in px."""
    title = QFontMetrics(theme.font(12, 600)).horizontalAdvance(column.title) + TITLE
    title += FUNNEL if title + FUNNEL > NARROW else 0
    metrics = QFontMetrics(theme.font(13))
    words, marks = set[str](), set[int]()
    for record in islice(records, LOOKED_AT):
        mark = column.mark(record) if column.mark is not None else None
        if mark is not None:
            marks.add(mark_width(mark, theme, filled=column.kind is Kind.STATE) + CELL)
        else:
            words.add(column.text(record))
    return max((title, *marks, *(metrics.horizontalAdvance(word) + CELL for word in words)))


def spared(
    columns: Mapping[int, Column], widths: Mapping[int, int], room: int, told: Sequence[Any], theme: Theme
) -> dict[int, int]:
    """Section → its narrower width, so that all `widths` together fit into the `room`; nothing where they fit or cannot.

    `columns` are those that may give, by their sections; `told` the records that are shown.
    """
    lacking = sum(widths.values()) - room
    if lacking <= 0 or lacking > room * _SPARED_AT_MOST or not told or late_in(told) is not None:
        return {}
    spare = {
        section: more
        for section, column in columns.items()
        if (more := widths[section] - needed(column, told, theme)) > 0
    }
    whole = sum(spare.values())
    if whole < lacking:
        return {}
    given = {section: lacking * more // whole for section, more in spare.items()}
    rest = lacking - sum(given.values())
    for section in sorted(spare, key=lambda one: given[one] - spare[one])[:rest]:
        given[section] += 1
    return {section: widths[section] - some for section, some in given.items()}
