"""The header of a grid: a click sorts, the funnel at its right opens the filter."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QTableView

from desktop.ui.grid.ledger_model import LedgerModel
from desktop.ui.grid.paint import paint_tick
from desktop.ui.theme import Theme

FUNNEL = 24


class GridHeader(QHeaderView):
    """Draws titles, sort arrows and funnels; tells what was clicked."""

    sort_asked = Signal(int)
    filter_asked = Signal(int)
    all_ticked = Signal()

    def __init__(self, theme: Theme, parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self._pressed = QPoint()
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionsMovable(False)
        self.setFixedHeight(theme.px(32))
        self.setMinimumSectionSize(34)

    def sizeHint(self) -> QSize:
        """32 px high, as wide as the columns; Qt would ask the words of every column for it, on each of fifty occasions."""
        return QSize(self.length(), self._theme.px(32))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """One title with its funnel, or the tick for all shown."""
        model = self.model()
        if not isinstance(model, LedgerModel):
            return
        theme, column = self._theme, model.column_at(section)
        painter.save()
        painter.fillRect(rect, theme.colour("header"))
        painter.setPen(theme.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.right(), rect.top() + 9, rect.right(), rect.bottom() - 9)
        if column is None:
            paint_tick(painter, rect, theme, on=model.all_ticked)
        else:
            self._paint_title(painter, rect, model, column.title, column.field)
        painter.restore()

    def _paint_title(self, painter: QPainter, rect: QRect, model: LedgerModel, title: str, field: str) -> None:
        theme = self._theme
        filtered, sorted_by = field in model.how.filters, model.how.sort == field
        painter.setFont(theme.font(12, 600))
        painter.setPen(theme.colour("text" if filtered or sorted_by else "secondary"))
        room = rect.adjusted(8, 0, -FUNNEL if rect.width() > 60 else -4, 0)
        if sorted_by:
            title += " ↓" if model.how.descending else " ↑"
        painter.drawText(
            room,
            int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter),
            painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, room.width()),
        )
        if rect.width() > 60:
            icon = theme.icon("funnel_filled", "primary") if filtered else theme.icon("chevron_down", "disabled")
            icon.paint(painter, rect.right() - 20, rect.center().y() - 6, 13, 13)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where, so that a drag of a width is not taken for a click."""
        self._pressed = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click sorts, filters or ticks."""
        super().mouseReleaseEvent(event)
        at = event.position().toPoint()
        resizing = self.cursor().shape() == Qt.CursorShape.SplitHCursor
        if event.button() != Qt.MouseButton.LeftButton or resizing or (at - self._pressed).manhattanLength() > 4:
            return
        section = self.logicalIndexAt(at)
        model = self.model()
        if section < 0 or not isinstance(model, LedgerModel):
            return
        right = self.sectionViewportPosition(section) + self.sectionSize(section)
        if model.column_at(section) is None:
            self.all_ticked.emit()
        elif self.sectionSize(section) > 60 and at.x() > right - FUNNEL:
            self.filter_asked.emit(section)
        else:
            self.sort_asked.emit(section)
