"""合计: a line below a grid that says a sum under each column, as wide as the columns are."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.ledgers.column import Align
from desktop.ui.grid.ledger_table import LedgerTableView
from desktop.ui.theme import Theme
from desktop.ui.widgets.eliding import fitted

HEIGHT, INSET = 31, 8
"""In px at 100 %, as the rows and cells above it."""


class SumRow(QWidget):
    """`words`: what it says, by the field of the column that it stands under."""

    def __init__(self, theme: Theme, table: LedgerTableView) -> None:
        super().__init__()
        self._theme, self._table = theme, table
        self.words: dict[str, str] = {}
        self.setFixedHeight(theme.px(HEIGHT))
        table.grid.horizontalHeader().sectionResized.connect(self.update)
        table.definition_changed.connect(self.update)

    def show_words(self, words: Mapping[str, str]) -> None:
        """Say these sums; the last one may run on to the edge."""
        self.words = dict(words)
        self.setAccessibleName(" ".join(self.words.values()))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Each sum under its column."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("header"))
        painter.setPen(self._theme.colour("text"))
        painter.setFont(self._theme.font(13, 600))
        header, last = self._table.grid.horizontalHeader(), next(reversed(self.words), "")
        for section in range(header.count()):
            column = self._table.model.column_at(section)
            if column is None or column.field not in self.words or header.isSectionHidden(section):
                continue
            left = header.sectionViewportPosition(section) + INSET
            right = self.width() if column.field == last else left + header.sectionSize(section) - INSET
            box = QRect(left, 0, right - left, self.height())
            words = fitted(painter.fontMetrics(), self.words[column.field], box.width())
            to_right = column.align is Align.RIGHT and column.field != last
            if to_right:
                box.setRight(box.right() - INSET)
            side = Qt.AlignmentFlag.AlignRight if to_right else Qt.AlignmentFlag.AlignLeft
            painter.drawText(box, int(side | Qt.AlignmentFlag.AlignVCenter), words)
