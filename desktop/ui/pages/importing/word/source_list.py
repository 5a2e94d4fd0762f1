"""The paragraphs of a Word file, whole: number, words with their revisions, and at the right what became of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QBrush, QPainter, QPen, QResizeEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.operations.importing.letter_lines import DELETED, INSERTED, POINT, SourceLine
from desktop.operations.importing.letter_marks import HEADING, OPEN, SOURCE
from desktop.ui.theme import Theme
from desktop.ui.widgets.properties import format_range, view_item

LINE = Qt.ItemDataRole.UserRole
NO_PARENT = QModelIndex()
Index = QModelIndex | QPersistentModelIndex
PLACE, LABEL, FATE, GAP = 36, 58, 92, 8
"""Widths of the columns beside the words, px at 100 %."""
_REMEMBERED = 4000


class _Lines(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.lines: list[SourceLine] = []

    def show(self, lines: Sequence[SourceLine]) -> None:
        self.beginResetModel()
        self.lines = list(lines)
        self.endResetModel()

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """The paragraphs."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words, the line itself, and all of it for a reader of screens."""
        line = self.lines[index.row()] if index.isValid() else None
        if line is None:
            return None
        if role == LINE:
            return line
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"第 {line.place} 段 {line.label} {line.text} {line.fate}"
        return line.text if role == Qt.ItemDataRole.DisplayRole else None


class _Painter(QStyledItemDelegate):
    """Breaks the words over as many lines as they need; a paragraph is never shortened."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view
        self._font, self._strong, self._small = theme.font(13), theme.font(13, 600), theme.font(12)
        self._heights: dict[tuple[object, ...], int] = {}
        """By words and width: what becomes of a paragraph does not change how high it is."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the words at the present width."""
        line, width = index.data(LINE), self._view.viewport().width()
        key = (line.stretches, line.kind == HEADING, width)
        if key not in self._heights:
            if len(self._heights) > _REMEMBERED:
                self._heights.clear()
            tall = self._laid_out(line, self._room(width)).boundingRect().height()
            self._heights[key] = max(round(tall) + self._theme.px(9), self._theme.px(28))
        return QSize(width, self._heights[key])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one paragraph."""
        item, line, theme = view_item(option), index.data(LINE), self._theme
        chosen = bool(item.state & QStyle.StateFlag.State_Selected)
        self._paint_ground(painter, item.rect, line, chosen=chosen)
        if item.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.colour("primary"), 1))
            painter.drawRect(item.rect.adjusted(1, 0, -2, -2))
        left, top = item.rect.left(), item.rect.top() + theme.px(4)
        wide = theme.px(PLACE)
        painter.setFont(self._small)
        painter.setPen(theme.colour("secondary"))
        high = theme.px(18)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRect(left, top, wide, high), int(right), line.place)
        painter.setFont(self._strong if line.kind == HEADING else self._font)
        label = QRect(left + wide + theme.px(GAP), top, theme.px(LABEL - GAP), high)
        words = painter.fontMetrics().elidedText(line.label, Qt.TextElideMode.ElideRight, label.width())
        painter.drawText(label, int(Qt.AlignmentFlag.AlignVCenter), words)
        layout = self._laid_out(line, self._room(item.rect.width()))
        painter.setPen(theme.colour("text"))
        layout.draw(painter, QPointF(label.right(), top))
        self._paint_fate(painter, item.rect, line, top)

    def _paint_fate(self, painter: QPainter, rect: QRect, line: SourceLine, top: int) -> None:
        theme = self._theme
        tone = "amber" if line.kind == OPEN or len(line.keys) > 1 else "link" if line.kind == SOURCE else "secondary"
        painter.setFont(theme.font(12, 400 if tone == "secondary" else 600))
        painter.setPen(theme.colour(tone))
        wide = theme.px(FATE)
        box = QRect(rect.right() - wide - theme.px(10), top, wide, theme.px(18))
        words = f"○ {line.fate}" if line.kind == OPEN else line.fate
        painter.drawText(box, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), words)

    def _paint_ground(self, painter: QPainter, rect: QRect, line: SourceLine, *, chosen: bool) -> None:
        theme = self._theme
        ground = {HEADING: "header", OPEN: "amber_ground"}.get(line.kind, "surface")
        painter.fillRect(rect, theme.colour("selection" if chosen else ground))
        painter.setPen(theme.colour("rail"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if chosen:
            painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height()), theme.colour("primary"))

    def _room(self, width: int) -> int:
        px = self._theme.px
        return max(width - px(PLACE) - px(LABEL) - px(FATE) - px(GAP) - px(10), px(80))

    def _laid_out(self, line: SourceLine, width: int) -> QTextLayout:
        text = "".join(words for words, _how in line.stretches).replace("\n", "\u2028")
        layout = QTextLayout(text, self._strong if line.kind == HEADING else self._font)
        option = QTextOption(Qt.AlignmentFlag.AlignLeft)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats(self._formats(line))
        layout.beginLayout()
        down = 0.0
        while (row := layout.createLine()).isValid():
            row.setLineWidth(width)
            row.setPosition(QPointF(0, down))
            down += max(row.height(), self._theme.px(17.5))
        layout.endLayout()
        return layout

    def _formats(self, line: SourceLine) -> list[QTextLayout.FormatRange]:
        found, at = [], 0
        for words, how in line.stretches:
            form = QTextCharFormat()
            if how == DELETED:
                form.setFontStrikeOut(True)
                form.setForeground(QBrush(self._theme.colour("secondary")))
            elif how == INSERTED:
                form.setFontUnderline(True)
                form.setForeground(QBrush(self._theme.colour("green")))
            elif how == POINT:
                form.setBackground(QBrush(self._theme.colour("amber_ground")))
                form.setForeground(QBrush(self._theme.colour("amber")))
            if how:
                found.append(format_range(at, len(words), form))
            at += len(words)
        return found


class SourceList(QListView):
    """`chosen` tells the paragraph in hand when the clerk goes to another one."""

    chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._lines, self._painter = _Lines(self), _Painter(theme, self)
        self._showing = False
        self.setAccessibleName("原文")
        self.setModel(self._lines)
        self.setItemDelegate(self._painter)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.selectionModel().currentChanged.connect(self._changed)

    def show_lines(self, lines: Sequence[SourceLine]) -> None:
        """Show other paragraphs; the one in hand stays in hand, where it stands on the screen."""
        if list(lines) == self._lines.lines:
            return
        current, scrolled = self.current(), self.verticalScrollBar().value()
        self._showing = True
        self._lines.show(lines)
        if current is not None:
            self.select(current.id)
        self._showing = False
        self.verticalScrollBar().setValue(scrolled)

    def lines(self) -> list[SourceLine]:
        """What is shown."""
        return list(self._lines.lines)

    def current(self) -> SourceLine | None:
        """The paragraph in hand."""
        line: SourceLine | None = self.currentIndex().data(LINE)
        return line

    def select(self, line_id: int) -> None:
        """Put a paragraph in hand and into sight, as if nobody had gone there."""
        row = next((row for row, one in enumerate(self._lines.lines) if one.id == line_id), -1)
        if row < 0 or self.currentIndex().row() == row:
            return
        before, self._showing = self._showing, True
        self.setCurrentIndex(self._lines.index(row))
        self.scrollTo(self._lines.index(row), QListView.ScrollHint.EnsureVisible)
        self._showing = before

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the words anew; the paragraph in hand stays in sight."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex(), QListView.ScrollHint.EnsureVisible)

    def _changed(self, _now: Index, _before: Index) -> None:
        if not self._showing and (line := self.current()) is not None:
            self.chosen.emit(line)
