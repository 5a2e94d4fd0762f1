"""The line of totals below a table of figures that scrolls: always in sight, each sum under its column."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.ui.theme import Theme
from desktop.ui.widgets.figure_cells import Head, Line, Shown
from desktop.ui.widgets.figure_table import FigureTable


class PinnedTotal(QWidget):
    """Stands below `table`; gives up the room of its scroll bar where it has one, so that the columns agree."""

    def __init__(self, theme: Theme, table: FigureTable, row_height: int) -> None:
        super().__init__()
        self._above = table
        self.figures = FigureTable(theme, row_height)
        self.figures.show_without_heads()
        self.figures.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.figures.setAccessibleName("合计")
        self._edge = QWidget()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.figures, 1)
        row.addWidget(self._edge)
        table.verticalScrollBar().rangeChanged.connect(self._fit)
        self._fit()

    def show_total(self, heads: Sequence[Head], line: Line | None) -> None:
        """Show the sums; None where there is nothing to add up."""
        self.setVisible(line is not None)
        if line is not None:
            self.figures.show_table(Shown(tuple(heads), (line,)))
            self.figures.clearSelection()

    def _fit(self, _least: int = 0, most: int = 0) -> None:
        self._edge.setFixedWidth(self._above.verticalScrollBar().sizeHint().width())
        self._edge.setVisible(most > 0)
