"""The grid with its views and the detail pane: beside it, below it, or away (F4); the text column takes the room that is left."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from desktop.ui.grid.ledger_table import LedgerTableView
from desktop.ui.page import NARROW_BELOW
from desktop.ui.pages.findings.finding_pane import FindingPane
from desktop.ui.theme import Theme
from desktop.ui.widgets.properties import named

PANE_WIDTH, NARROW_PANE = 452, 410
PLACES = ("right", "below", "hidden")


class GridAndPane(QWidget):
    """One splitter whose second part turns."""

    def __init__(self, theme: Theme, above: QWidget, table: LedgerTableView, pane: FindingPane) -> None:
        super().__init__()
        self._theme, self._table, self._pane = theme, table, pane
        self.place = "right"
        left = named(QFrame(), "card")
        column = QVBoxLayout(left)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(above)
        column.addWidget(table, 1)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(10)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(left)
        self.splitter.addWidget(pane)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 0)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)
        self._fitting = QTimer(self, singleShot=True, interval=0)
        self._fitting.timeout.connect(self._fit_text)
        self.splitter.splitterMoved.connect(self._fitting.start)

    def turn(self) -> None:
        """Right, below, hidden."""
        self.place = PLACES[(PLACES.index(self.place) + 1) % len(PLACES)]
        self._arrange()

    def show_pane(self) -> None:
        """A command needs the pane."""
        if self.place == "hidden":
            self.turn()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The pane keeps its width; the grid takes the rest."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        below = self.place == "below"
        self._pane.setVisible(self.place != "hidden")
        self._pane.set_wide(below)
        self.splitter.setOrientation(Qt.Orientation.Vertical if below else Qt.Orientation.Horizontal)
        whole = self.height() if below else self.width()
        narrow = self.window().width() < self._theme.px(NARROW_BELOW)
        wanted = whole // 2 if below else self._theme.px(NARROW_PANE if narrow else PANE_WIDTH)
        self.splitter.setSizes([max(200, whole - wanted - 10), wanted])
        self._fitting.start()

    def _fit_text(self) -> None:
        self._table.stretch("text")
