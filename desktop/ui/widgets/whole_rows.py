"""Tables show whole rows only: what has no room for all of itself at the foot is not shown in part."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QTableView

UNSEEN = 3
"""So many pixels of a row of one line are below its letters: a table of figures shows a row that lacks no more."""


def cover_cut_row(view: QTableView, ground: QColor, unseen: int = 0) -> None:
    """Paint over the row that lacks more than `unseen` px at the foot: the keys bring it whole."""
    height, row = view.viewport().height(), view.verticalHeader().defaultSectionSize()
    last = view.rowAt(height - 1)
    if last < 0 or height < 2 * row:
        return
    top = view.rowViewportPosition(last)
    if top + view.rowHeight(last) > height + unseen:
        QPainter(view.viewport()).fillRect(QRect(0, top, view.viewport().width(), height - top), ground)
