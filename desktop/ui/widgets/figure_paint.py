"""How a table of figures is drawn: grouped heads, heat, marks; a rate is drawn by RateText and nothing else."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.ledgers.column import Align
from desktop.rules.rate import Rate
from desktop.ui.theme import Theme
from desktop.ui.widgets.eliding import fitted, two_lines
from desktop.ui.widgets.figure_cells import ALIGN, Box, Caption, Cell, FigureModel, Head, Index
from desktop.ui.widgets.properties import view_item
from desktop.ui.widgets.rate_text import RateText
from desktop.ui.widgets.state_chip import mark_width, paint_mark

INSET = 8
HEAT = ("#FFFFFF", "#EDF2F7", "#D3DFEB", "#AAC0DA", "#7C9CC2")
HEAT_MOST = "#2F5D8A"


def _is_in_hand(view: QWidget | None) -> bool:
    """A single cell is tinted only where the keys would work on it; a whole row stays in hand."""
    rows = QAbstractItemView.SelectionBehavior.SelectRows
    return isinstance(view, QAbstractItemView) and (view.hasFocus() or view.selectionBehavior() is rows)


class GroupedHeader(QHeaderView):
    """Column titles, under the title of their group where there are groups."""

    def __init__(self, theme: Theme, model: FigureModel) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._theme, self._figures = theme, model
        self.setSectionsClickable(False)
        self.setMinimumSectionSize(theme.px(20))  # the style's own would widen columns of ticks
        self.setFixedHeight(theme.px(32))

    def fit(self) -> None:
        """Two lines where there are groups."""
        self.setFixedHeight(self._theme.px(56 if any(head.group for head in self._figures.heads) else 32))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """The title below, the group's title above, across all of its columns."""
        heads = self._figures.heads
        if not any(head.group for head in heads):
            super().paintSection(painter, rect, section)
            return
        theme, head = self._theme, heads[section]
        painter.save()
        painter.fillRect(rect, theme.colour("header"))
        painter.setPen(theme.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        middle = rect.top() + rect.height() // 2
        if head.group:
            same = [place for place, other in enumerate(heads) if other.group == head.group]
            left = self.sectionViewportPosition(same[0])
            whole = QRect(left + 4, rect.top(), sum(self.sectionSize(place) for place in same) - 8, rect.height() // 2)
            painter.drawLine(max(rect.left(), whole.left()), middle, min(rect.right(), whole.right()), middle)
            painter.setFont(theme.font(12, 600))
            painter.setPen(theme.colour("text"))
            painter.setClipRect(rect)
            text = painter.fontMetrics().elidedText(head.group, Qt.TextElideMode.ElideRight, whole.width())
            painter.drawText(whole, int(Qt.AlignmentFlag.AlignCenter), text)
        painter.setFont(theme.font(12))
        painter.setPen(theme.colour("secondary"))
        below = QRect(rect.left() + 3, middle, rect.width() - 6, rect.height() // 2)
        text = painter.fontMetrics().elidedText(head.title, Qt.TextElideMode.ElideRight, below.width())
        painter.drawText(below, int(Qt.AlignmentFlag.AlignCenter), text)
        painter.restore()


class FigureDelegate(QStyledItemDelegate):
    """Draws cells; a rate is drawn by RateText and nothing else."""

    def __init__(self, theme: Theme, model: FigureModel) -> None:
        super().__init__()
        self._theme, self._model = theme, model
        self._rates = {bar: RateText(theme, bar=bar) for bar in (False, True)}
        self.caption = Caption()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, then what the cell holds."""
        cell, line, head = self._model.cell(index), self._model.lines[index.row()], self._model.heads[index.column()]
        item, theme = view_item(option), self._theme
        rect = item.rect
        chosen = bool(item.state & QStyle.StateFlag.State_Selected) and _is_in_hand(item.widget)
        painter.save()
        dark = self._paint_ground(painter, rect, cell, line.total, chosen)
        if cell.box is not None:
            self._paint_box(painter, rect, cell.box)
        inner = rect.adjusted(INSET, 0, -INSET, 0)
        if cell.rate is not None:
            self.rate_text(cell.rate, head.bar).draw(painter, inner)
        elif cell.mark is not None:
            if head.align is Align.RIGHT:
                inner.setLeft(max(inner.left(), inner.right() - mark_width(cell.mark, theme, filled=cell.chip)))
            paint_mark(painter, QRectF(inner), cell.mark, theme, filled=cell.chip)
        else:
            self._paint_text(painter, inner, cell, head, bold=line.total or cell.link or bool(cell.small), dark=dark)
        if item.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(theme.colour("primary"))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        painter.restore()

    def rate_text(self, rate: Rate, bar: bool) -> RateText:
        """The widget that draws a rate."""
        shown = self._rates[bar]
        shown.show_rate(rate, self.caption.basis, self.caption.formula, self.caption.as_of)
        return shown

    def _paint_ground(self, painter: QPainter, rect: QRect, cell: Cell, total: bool, chosen: bool) -> bool:
        theme, dark = self._theme, False
        if cell.heat is not None:
            dark = cell.heat >= len(HEAT)
            colour = QColor(HEAT_MOST if dark else HEAT[cell.heat])
            painter.fillRect(rect.adjusted(1, 1, -1, -1), colour)
            painter.setPen(theme.colour("primary" if chosen else "line"))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
            return dark
        if chosen or total:
            painter.fillRect(rect, theme.colour("selection" if chosen else "header"))
        painter.setPen(theme.colour("rail"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        return dark

    def _paint_box(self, painter: QPainter, rect: QRect, box: Box) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._theme.colour("line"))
        painter.setBrush(self._theme.colour(box.value))
        painter.drawRoundedRect(QRectF(rect).adjusted(4.5, 2.5, -2.5, -3.5), 3, 3)
        painter.restore()

    def _paint_text(self, painter: QPainter, rect: QRect, cell: Cell, head: Head, *, bold: bool, dark: bool) -> None:
        theme = self._theme
        ink = "on_primary" if dark else "disabled" if cell.light else "link" if cell.link else "text"
        font = theme.font(12 if cell.dense else 13, 600 if bold and not cell.light else 400)
        painter.setFont(font)
        painter.setPen(theme.colour(ink) if cell.tone is None else theme.tone(cell.tone)[0])
        metrics = painter.fontMetrics()
        text = fitted(metrics, cell.text, rect.width())
        first = metrics.horizontalAdvance(text)
        if not cell.small:
            if cell.wrap and text != cell.text and rect.height() >= 2 * metrics.lineSpacing():
                text = "\n".join(two_lines(cell.text, painter.font(), rect.width()))
            painter.drawText(rect, int(ALIGN[head.align] | Qt.AlignmentFlag.AlignVCenter), text)
            return
        painter.setFont(theme.font(12))
        second = painter.fontMetrics().horizontalAdvance(cell.small)
        room = rect.width() - first - second
        left = rect.left() + (room if head.align is Align.RIGHT else room // 2 if head.align is Align.CENTER else 0)
        painter.setPen(theme.colour("on_primary" if dark else "disabled" if cell.light else "secondary"))
        painter.drawText(
            QRect(left + first, rect.top(), second + 2, rect.height()), Qt.AlignmentFlag.AlignVCenter, cell.small
        )
        painter.setFont(font)
        painter.setPen(theme.colour(ink))
        painter.drawText(QRect(left, rect.top(), first + 2, rect.height()), Qt.AlignmentFlag.AlignVCenter, text)
