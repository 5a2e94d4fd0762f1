"""Tables show whole rows only: what has no room for all of itself is not shown in part."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QListView, QTableView

UNSEEN = 3
"""So many pixels of a row of one line are below its letters: a table of figures shows a row that lacks no more."""


def cover_cut_row(view: QTableView, ground: QColor, unseen: int = 0) -> None:
    """Paint over the row that lacks more than `unseen` px at the foot: the keys bring it whole. One that is higher than the list stays."""
    height, row = view.viewport().height(), view.verticalHeader().defaultSectionSize()
    last = view.rowAt(height - 1)
    if last < 0 or height < 2 * row:
        return
    top = view.rowViewportPosition(last)
    if top > 0 and top + view.rowHeight(last) > height + unseen:
        QPainter(view.viewport()).fillRect(QRect(0, top, view.viewport().width(), height - top), ground)


def cover_cut_head(view: QTableView, ground: QColor) -> None:
    """Paint over the row that is cut at the top, as Qt leaves one where the end of a list of unlike rows is in sight."""
    first = view.rowAt(0)
    bottom = view.rowViewportPosition(first) + view.rowHeight(first) if first >= 0 else 0
    if first >= 0 and view.rowViewportPosition(first) < 0 and bottom < view.viewport().height():
        QPainter(view.viewport()).fillRect(QRect(0, 0, view.viewport().width(), bottom), ground)


def cover_cut_card(view: QListView, ground: QColor) -> None:
    """The same of a list of cards: the one that is cut at the foot is not shown in part."""
    height = view.viewport().height()
    place = view.visualRect(view.indexAt(QPoint(0, height - 1)))
    if place.isValid() and place.top() > 0 and place.bottom() >= height:
        QPainter(view.viewport()).fillRect(place, ground)
