"""A small table of figures in which every number is a door to the rows that it counts."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from desktop.ui.theme import Theme
from desktop.ui.widgets.figure_cells import FigureModel, Index, Shown
from desktop.ui.widgets.figure_paint import FigureDelegate, GroupedHeader
from desktop.ui.widgets.whole_rows import UNSEEN, cover_cut_row

LEAST_STRETCHED, TIGHTEST, HEAD_INSET = 84, 0.72, 16
"""What a stretching column keeps, in px at 100 %, and how far the others may shrink for it."""


class FigureTable(QTableView):
    """Shows figures; `asked` hands out what a number opens (click, Enter or F2 on its cell)."""

    asked = Signal(object)
    copies_cell = False
    """Ctrl+C in the table takes the cell in hand, whatever the page around it does with the key."""

    def __init__(self, theme: Theme, row_height: int = 31, *, whole_rows: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self.figures = FigureModel()
        self._delegate = FigureDelegate(theme, self.figures)
        self._header = GroupedHeader(theme, self.figures)
        self.setHorizontalHeader(self._header)
        self.setModel(self.figures)
        self.setItemDelegate(self._delegate)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.px(row_height))
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        if whole_rows:
            self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setTabKeyNavigation(False)

    def show_table(self, shown: Shown) -> None:
        """Show other figures; the cell in hand stays in hand."""
        current = self.currentIndex()
        place = (current.row(), current.column())
        self._delegate.caption = shown.caption
        self.figures.show_lines(shown.heads, shown.lines)
        self._header.fit()
        header = self.horizontalHeader()
        for section, head in enumerate(shown.heads):
            mode = QHeaderView.ResizeMode.Fixed if head.width else QHeaderView.ResizeMode.Stretch
            header.setSectionResizeMode(section, mode)
        self._fit_columns()
        self.clearSpans()
        for at, line in enumerate(shown.lines):
            if line.is_band:
                self.setSpan(at, 0, 1, len(shown.heads))
        if self.figures.lines:
            row = min(max(place[0], 0), len(shown.lines) - 1)
            column = min(max(place[1], 0), len(shown.heads) - 1)
            self.setCurrentIndex(self.figures.index(row, column))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The columns share what room there is; the row in hand stays in sight."""
        super().resizeEvent(event)
        self._fit_columns()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def _fit_columns(self) -> None:
        """Columns as wide as they ask; somewhat less where a stretching one would be left with too little. Never rounded up: the sum fits."""
        heads, theme = self.figures.heads, self._theme
        asked = sum(theme.px(head.width) for head in heads if head.width)
        least = theme.px(LEAST_STRETCHED) * sum(not head.width for head in heads)
        share = min(1.0, max(TIGHTEST, (self.viewport().width() - least) / asked)) if asked else 1.0
        metrics, inset = self._header.fontMetrics(), HEAD_INSET
        for section, head in enumerate(heads):
            if head.width:
                title = metrics.horizontalAdvance(head.title) + inset
                own = min(theme.px(head.width), title)  # a head is never cut to make room
                self.horizontalHeader().resizeSection(section, max(int(theme.px(head.width) * share), own))

    def show_without_heads(self) -> None:
        """A line of its own below another table, such as the total."""
        self._header.hide()
        self.setFixedHeight(self.verticalHeader().defaultSectionSize() + 2)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def set_row_height(self, at_standard: int) -> None:
        """Rows as high as this, in px at 100 %."""
        self.verticalHeader().setDefaultSectionSize(self._theme.px(at_standard))

    def as_text(self, foot: str = "") -> str:
        """The whole table for the clipboard, with its heads and what is to stand under it."""
        heads = ["\t".join(f"{head.group} {head.title}".strip() for head in self.figures.heads)]
        lines = ["\t".join(cell.plain for cell in line.cells) for line in self.figures.lines]
        return "\n".join([*heads, *lines, *([foot] if foot else [])])

    def copy(self, foot: str = "") -> None:
        """Put the table on the clipboard."""
        QGuiApplication.clipboard().setText(self.as_text(foot))

    def open_cell(self, index: Index) -> None:
        """Hand out what a cell opens."""
        if index.isValid() and (opens := self.figures.opens(index)) is not None:
            self.asked.emit(opens)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Whole rows only."""
        super().paintEvent(event)
        cover_cut_row(self, self._theme.colour("surface"), UNSEEN)

    def event(self, event: QEvent) -> bool:
        """A table that copies its own cell keeps the key from the shortcuts around it."""
        copies = self.copies_cell and event.type() is QEvent.Type.ShortcutOverride
        if copies and isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Copy):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and F2 open the cell in hand."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.open_cell(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over what can be opened."""
        index = self.indexAt(event.position().toPoint())
        opens = index.isValid() and self.figures.opens(index) is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens."""
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton:
            self.open_cell(self.indexAt(event.position().toPoint()))
