"""A table of texts whose rows grow with what they say, up to four lines; a cell may carry a mark, and some can be typed in (F2)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QStyleOptionViewItem, QTableView, QWidget

from desktop.ledgers.column import Mark, Tone
from desktop.ledgers.long_list import Made
from desktop.ui.grid.ledger_model import EDIT, NO_PARENT, Index
from desktop.ui.grid.paint import INSET, CellEditor, GridDelegate, paint_tick
from desktop.ui.theme import Theme
from desktop.ui.widgets.eliding import two_lines
from desktop.ui.widgets.figure_cells import Head
from desktop.ui.widgets.properties import view_item
from desktop.ui.widgets.state_chip import paint_shape
from desktop.ui.widgets.whole_rows import cover_cut_head, cover_cut_row

MOST_LINES, LEAST_ROW, PADDING = 4, 34, 10
"""Lines of a cell; the lowest row, and what stands above and below its text, in px at 100 %."""
FITTED_AT_ONCE = 60
"""So many rows get their height when they are shown; of more each gets it as it comes into sight."""
_ROOM = "\u3000 "
"""What keeps the room of a mark before the first line, so that the others begin at the edge."""


@dataclass(frozen=True)
class TextCell:
    """What a cell says: `mark` gives shape and tone, `small` a grey line under the text; `field` is drawn as one that F2
    opens, with `hint` while it is empty; `wrong`: something is missing there; `tip` is more than the cell has room for;
    `tints` are words that stand on a tinted ground wherever the text has them."""

    text: str = ""
    mark: Mark | None = None
    small: str = ""
    strong: bool = False
    field: bool = False
    hint: str = ""
    wrong: bool = False
    tip: str = ""
    tints: tuple[str, ...] = ()
    tick: bool | None = None
    """Whether the box that the cell shows instead of a text is ticked; None: it has none."""
    most: int = MOST_LINES
    """In how many lines the text stands at most; `tip` has the whole."""


@dataclass(frozen=True)
class TextRow:
    """A row and what it stands for."""

    key: Any
    cells: tuple[TextCell, ...]


class TextModel(QAbstractTableModel):
    """Heads and rows as they are; `typed` tells the row and its new text."""

    typed = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self.heads: Sequence[Head] = ()
        self.rows: Sequence[TextRow] = ()
        self.editable = False

    def show_rows(self, heads: Sequence[Head], rows: Sequence[TextRow]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.heads, self.rows = heads, rows
        self.endResetModel()

    def place_of(self, key: Any) -> int | None:
        """Where the row of a key stands; None where it is not shown."""
        rows = self.rows
        keys = rows.keys if isinstance(rows, Made) else (row.key for row in rows)
        return next((place for place, one in enumerate(keys) if one == key), None)

    def cell(self, index: Index) -> TextCell:
        """The cell at an index."""
        return self.rows[index.row()].cells[index.column()]

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """Rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        """Heads."""
        return 0 if parent.isValid() else len(self.heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a cell, for people who hear them and for the clipboard."""
        if not index.isValid():
            return None
        cell = self.cell(index)
        if role == Qt.ItemDataRole.AccessibleTextRole and cell.tick is not None:
            return "已勾选" if cell.tick else "未勾选"
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return " ".join(part for part in (cell.text, cell.small) if part) or (cell.hint or "—")
        if role == EDIT:
            return cell.text
        return cell.tip or cell.text or None if role == Qt.ItemDataRole.ToolTipRole else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Column titles."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.heads):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.heads[section].title
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return left if role == Qt.ItemDataRole.TextAlignmentRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Fields may be typed in."""
        usual = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        typed = index.isValid() and self.editable and self.cell(index).field
        return usual | Qt.ItemFlag.ItemIsEditable if typed else usual

    def setData(self, index: Index, value: Any, role: int = EDIT) -> bool:
        """A new text is told to the page, whose operation decides."""
        if role != EDIT or not index.isValid() or str(value) == self.cell(index).text:
            return False
        self.typed.emit(self.rows[index.row()].key, str(value))
        return True


def tinted(line: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Where words stand in a line, from and to, overlapping ones as one; a word of several parts (`a+b`) is marked by each."""
    places = sorted(
        (found.start(), found.end())
        for word in words
        for part in word.split("+")
        if part
        for found in re.finditer(re.escape(part), line)
    )
    joined: list[tuple[int, int]] = []
    for start, end in places:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


class TextDelegate(GridDelegate):
    """Draws the texts in as many lines as they need."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._theme, self._plain, self._bold = theme, theme.font(13), theme.font(13, 600)
        self._fine = theme.font(12)

    def lines_of(self, cell: TextCell, width: int) -> list[str]:
        """The text broken for a column."""
        room = width - 2 * INSET - (8 if cell.field else 0)
        text = f"{_ROOM if cell.mark else ''}{cell.text or cell.hint or '—'}"
        return two_lines(text, self._bold if cell.strong else self._plain, max(room, 12), cell.most)

    def height_of(self, cell: TextCell, width: int) -> int:
        """How high the cell is, in px."""
        lines = len(self.lines_of(cell, width)) + (1 if cell.small else 0)
        return lines * QFontMetrics(self._plain).lineSpacing() + self._theme.px(PADDING) + (8 if cell.field else 0)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, frame of a field, mark, lines."""
        model = index.model()
        if not isinstance(model, TextModel):
            return
        item, cell, theme = view_item(option), model.cell(index), self._theme
        chosen = bool(item.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(item.rect, theme.colour("selection" if chosen else "surface"))
        painter.setPen(theme.colour("rail"))
        painter.drawLine(item.rect.bottomLeft(), item.rect.bottomRight())
        if chosen and index.column() == 0:
            painter.fillRect(item.rect.adjusted(0, 0, 3 - item.rect.width(), 0), theme.colour("primary"))
        inner = item.rect.adjusted(INSET, 0, -INSET, 0)
        if cell.field:
            inner = self._paint_field(painter, item.rect, cell)
        if cell.tick is None:
            self._paint_lines(painter, inner, cell, self.lines_of(cell, item.rect.width()), chosen=chosen)
        else:
            paint_tick(painter, item.rect, theme, on=cell.tick)
        if item.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.colour("primary"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(item.rect.adjusted(1, 1, -2, -2))
        painter.restore()

    def _paint_field(self, painter: QPainter, rect: QRect, cell: TextCell) -> QRect:
        height = min(self.height_of(cell, rect.width()) - 6, rect.height() - 9)
        box = QRect(rect.left() + 6, rect.center().y() - height // 2, rect.width() - 12, height)
        painter.setPen(self._theme.colour("red" if cell.wrong else "line"))
        painter.setBrush(self._theme.colour("surface"))
        painter.drawRoundedRect(QRectF(box), 3, 3)
        return box.adjusted(6, 0, -4, 0)

    def _paint_lines(self, painter: QPainter, inner: QRect, cell: TextCell, lines: list[str], *, chosen: bool) -> None:
        theme, step = self._theme, QFontMetrics(self._plain).lineSpacing()
        told = cell.mark is not None and (cell.strong or cell.mark.tone is Tone.RED)
        ink = theme.tone(cell.mark.tone)[0] if cell.mark is not None and told else theme.colour("text")
        if not cell.text:
            ink = theme.colour("secondary" if cell.hint else "disabled")
        top = inner.center().y() - step * (len(lines) + bool(cell.small)) / 2 + 0.5
        left = float(inner.left())
        if cell.mark is not None:
            side = theme.px(12)
            box = QRectF(left, top + (step - side) / 2, side, side)
            paint_shape(painter, cell.mark.shape, box, theme.tone(cell.mark.tone)[0], theme.colour("surface"))
        painter.setFont(self._bold if cell.strong else self._plain)
        for number, line in enumerate(lines if cell.tints else ()):
            at = QRectF(left, top + number * step + 1, 0, step - 2)
            self._paint_tints(painter, cell, line, at, "surface" if chosen else "blue_ground")
        painter.setPen(ink)
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for number, line in enumerate(lines):
            painter.drawText(QRectF(left, top + number * step, inner.right() - left + 6, step), flags, line)
        if cell.small:
            painter.setFont(self._fine)
            painter.setPen(theme.colour("secondary"))
            room = QRectF(left, top + len(lines) * step, inner.right() - left + 2, step)
            small = QFontMetrics(self._fine).elidedText(cell.small, Qt.TextElideMode.ElideRight, int(room.width()))
            painter.drawText(room, flags, small)

    def _paint_tints(self, painter: QPainter, cell: TextCell, line: str, at: QRectF, ground: str) -> None:
        """The ground of each word that is to stand out, where the line has it."""
        metrics = QFontMetrics(self._bold if cell.strong else self._plain)
        for start, end in tinted(line, cell.tints):
            left, right = metrics.horizontalAdvance(line[:start]), metrics.horizontalAdvance(line[:end])
            place = QRectF(at.left() + left, at.top(), right - left, at.height())
            painter.fillRect(place, self._theme.colour(ground))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A line over the field."""
        return CellEditor(parent)


class TextTable(QTableView):
    """Shows rows of texts; `current_changed` tells that another cell is in hand, `typed` the row and its new text,
    `toggled` the row whose box was clicked or on which Space was pressed."""

    current_changed = Signal()
    typed = Signal(object, str)
    toggled = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.texts = TextModel()
        self._delegate = TextDelegate(theme, self)
        self._fitted: set[int] = set()
        """The rows that are as high as their texts."""
        self.setModel(self.texts)
        self.setItemDelegate(self._delegate)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(theme.px(LEAST_ROW))
        self.horizontalHeader().setFixedHeight(theme.px(32))
        self.horizontalHeader().setSectionsClickable(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked)
        self.texts.typed.connect(self.typed)
        self.clicked.connect(self._clicked)
        self.verticalScrollBar().valueChanged.connect(self._fit_in_sight)

    def show_rows(self, heads: Sequence[Head], rows: Sequence[TextRow]) -> None:
        """Show other rows; the one in hand stays in hand where it is still shown. Rows that are `Made` are made as they come into sight."""
        current = self.current_key()
        self.texts.show_rows(tuple(heads), rows if isinstance(rows, Made) else tuple(rows))
        for section, head in enumerate(heads):
            mode = QHeaderView.ResizeMode.Fixed if head.width else QHeaderView.ResizeMode.Stretch
            self.horizontalHeader().setSectionResizeMode(section, mode)
            if head.width:
                self.horizontalHeader().resizeSection(section, self._theme.px(head.width))
        self.fit_rows()
        if rows:
            place = self.texts.place_of(current) or 0
            ticks = (cell.tick is not None for cell in rows[place].cells)
            words = next((column for column, tick in enumerate(ticks) if not tick), 0)
            self.setCurrentIndex(self.texts.index(place, words))  # on its words: Enter opens it, and does not on a box

    def current_row(self) -> TextRow | None:
        """The row in hand."""
        place = self.currentIndex().row()
        return self.texts.rows[place] if 0 <= place < len(self.texts.rows) else None

    def current_key(self) -> Any:
        """What it stands for."""
        row = self.current_row()
        return row.key if row is not None else None

    def choose(self, key: Any) -> bool:
        """Put a row in hand; False where it is not shown."""
        place = self.texts.place_of(key)
        if place is not None:
            self.setCurrentIndex(self.texts.index(place, max(self.currentIndex().column(), 0)))
        return place is not None

    def fit_rows(self) -> None:
        """Rows as high as their texts."""
        self._fitted.clear()
        if len(self.texts.rows) > FITTED_AT_ONCE:
            self._fit_in_sight()
            return
        for place in range(len(self.texts.rows)):
            self._fit(place)

    def _fit_in_sight(self) -> None:
        place, end = max(self.rowAt(0), 0), self.viewport().height()
        while place < len(self.texts.rows) and self.rowViewportPosition(place) < end:
            self._fit(place)
            place += 1

    def _fit(self, place: int) -> None:
        if place in self._fitted:
            return
        self._fitted.add(place)
        widths = [self.columnWidth(section) for section in range(len(self.texts.heads))]
        cells = zip(self.texts.rows[place].cells, widths, strict=True)
        height = max(self._delegate.height_of(cell, width) for cell, width in cells)
        self.setRowHeight(place, max(height, self._theme.px(LEAST_ROW)))

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Bring a cell into sight; of many rows those that will stand around it get their height first."""
        if index.isValid() and len(self.texts.rows) > FITTED_AT_ONCE:
            self._fit_around(index.row())
        super().scrollTo(index, hint)

    def _fit_around(self, row: int) -> None:
        height, count = self.viewport().height(), len(self.texts.rows)
        for places in (range(row, -1, -1), range(row + 1, count)):
            room = height
            for place in places:
                if room < 0:
                    break
                self._fit(place)
                room -= self.rowHeight(place)
        self.updateGeometries()  # how far one can scroll follows later else

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The texts are broken anew; the row in hand stays in sight."""
        super().resizeEvent(event)
        self.fit_rows()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows; the list turns by whole ones, and one that is cut is not shown."""
        super().paintEvent(event)
        cover_cut_row(self, self._theme.colour("surface"))
        cover_cut_head(self, self._theme.colour("surface"))

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Another cell is in hand."""
        super().currentChanged(current, previous)
        self.current_changed.emit()

    def _clicked(self, index: Index) -> None:
        if self.texts.cell(index).tick is not None:
            self.toggled.emit(self.texts.rows[index.row()].key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+C takes the row as plain text; Space turns its box."""
        row = self.current_row()
        if event.key() == Qt.Key.Key_Space and row is not None and any(cell.tick is not None for cell in row.cells):
            self.toggled.emit(row.key)
        elif event.matches(QKeySequence.StandardKey.Copy) and row is not None:
            QGuiApplication.clipboard().setText("\t".join(cell.text for cell in row.cells))
        else:
            super().keyPressEvent(event)
