"""How cells of a grid are drawn: two lines of text, marks, ticks, and the bar of the row in hand."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QComboBox, QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.ledgers.column import Align, Column, Kind, Tone
from desktop.ui.grid.ledger_model import DISPLAY, EDIT, MARK, LedgerModel
from desktop.ui.theme import Theme
from desktop.ui.widgets.eliding import fitted, two_lines
from desktop.ui.widgets.properties import ViewItem, view_item
from desktop.ui.widgets.state_chip import paint_mark

INSET = 8
REMEMBERED = 4000
Index = QModelIndex | QPersistentModelIndex


def paint_tick(painter: QPainter, rect: QRect, theme: Theme, *, on: bool) -> None:
    """A tick box in the middle of a cell."""
    side = 15
    box = QRectF(rect.center().x() - side / 2 + 0.5, rect.center().y() - side / 2 + 0.5, side, side)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("primary" if on else "disabled"), 1))
    painter.setBrush(theme.colour("primary" if on else "surface"))
    painter.drawRoundedRect(box, 3, 3)
    if on:
        painter.setPen(QPen(theme.colour("on_primary"), 1.8, c=Qt.PenCapStyle.RoundCap))
        left, top = box.left(), box.top()
        painter.drawPolyline(
            [QPointF(left + 3.5, top + 8), QPointF(left + 6.5, top + 11), QPointF(left + 11.5, top + 4.5)]
        )
    painter.restore()


class CellEditor(QLineEdit):
    """A line to type in that knows whether an input method is composing."""

    composing = False

    def inputMethodEvent(self, event: Any) -> None:
        """Remember whether there is a composition."""
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)


class GridDelegate(QStyledItemDelegate):
    """Draws and edits the cells of a LedgerModel."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._font, self._small = theme.font(13), theme.font(12)
        self._ink, self._grey, self._zero = theme.colour("text"), theme.colour("secondary"), theme.colour("disabled")
        self.lines = 2
        self.covered = 0  # so many columns lie under the frozen ones and need no paint
        self._broken: dict[tuple[str, int, int], list[str]] = {}
        self._colours = {name: theme.colour(name) for name in ("selection", "surface", "rail", "primary")}
        self._line_height = theme.px(17.5)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        if index.column() < self.covered:
            return
        item = view_item(option)
        self._paint_ground(painter, item, index)
        model = index.model()
        if not isinstance(model, LedgerModel):
            return
        column = model.column_at(index.column())
        if column is None:
            paint_tick(painter, item.rect, self._theme, on=model.shown[index.row()].id in model.ticked)
            return
        inner = item.rect.adjusted(INSET, 0, -INSET, 0)
        mark = model.data(index, MARK)
        if mark is not None:
            paint_mark(painter, QRectF(inner), mark, self._theme, filled=column.kind is Kind.STATE)
        else:
            self._paint_text(painter, inner, str(model.data(index, DISPLAY)), column)

    def _paint_ground(self, painter: QPainter, item: ViewItem, index: Index) -> None:
        chosen = bool(item.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(item.rect, self._colours["selection" if chosen else "surface"])
        painter.setPen(self._colours["rail"])
        painter.drawLine(item.rect.bottomLeft(), item.rect.bottomRight())
        if chosen and index.column() == 0:
            painter.fillRect(item.rect.adjusted(0, 0, 3 - item.rect.width(), 0), self._colours["primary"])
        if item.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(self._colours["primary"], 1))
            painter.drawRect(item.rect.adjusted(1, 1, -2, -2))

    def _paint_text(self, painter: QPainter, inner: QRect, text: str, column: Column) -> None:
        font = self._font
        painter.setFont(font)
        painter.setPen(self._ink_of(text, column))
        lines = self._lines_of(text, inner.width()) if column.wrap else [text]
        if len(lines) == 1:
            shown = fitted(painter.fontMetrics(), lines[0], inner.width())
            flag = {Align.RIGHT: Qt.AlignmentFlag.AlignRight, Align.CENTER: Qt.AlignmentFlag.AlignHCenter}
            side = flag.get(column.align, Qt.AlignmentFlag.AlignLeft)
            if column.ground is not None and shown != "—":
                self._paint_behind(painter, inner, shown, column.ground)
            painter.drawText(inner, int(side | Qt.AlignmentFlag.AlignVCenter), shown)
            return
        height = self._line_height
        top = inner.center().y() - height * len(lines) / 2 + 0.5
        for number, line in enumerate(lines):
            box = QRectF(inner.left(), top + number * height, inner.width() + 6, height)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), line)

    def _paint_behind(self, painter: QPainter, inner: QRect, words: str, tone: Tone) -> None:
        """The ground of words that stand at the left, no wider than they are."""
        metrics = painter.fontMetrics()
        width, height = metrics.horizontalAdvance(words) + 6, metrics.height() + 1
        painter.fillRect(inner.left() - 3, inner.center().y() - height // 2, width, height, self._theme.tone(tone)[1])

    def _lines_of(self, text: str, width: int) -> list[str]:
        """The lines of a text, broken once: rows come back while a clerk scrolls."""
        key = (text, width, self.lines)
        if key not in self._broken:
            if len(self._broken) > REMEMBERED:
                self._broken.clear()
            self._broken[key] = two_lines(text, self._font, width, self.lines)
        return self._broken[key]

    def _ink_of(self, text: str, column: Column) -> QColor:
        if text in ("0", "—"):
            return self._zero
        return self._ink

    # -- editing

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A line, or a list where the column has choices."""
        model = index.model()
        column = model.column_at(index.column()) if isinstance(model, LedgerModel) else None
        if column is not None and column.choices:
            box = QComboBox(parent)
            box.addItems(column.choices)
            return box
        return CellEditor(parent)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Fill the editor with the cell's value."""
        text = index.data(EDIT) or ""
        if isinstance(editor, QComboBox):
            editor.setCurrentText(text)
        elif isinstance(editor, QLineEdit):
            editor.setText(text)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: Any, index: Index) -> None:
        """Hand the typed value to the model."""
        assert isinstance(editor, QComboBox | QLineEdit), "createEditor makes no other"
        text = editor.currentText() if isinstance(editor, QComboBox) else editor.text()
        model.setData(index, text.strip(), EDIT)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter, Tab and Esc belong to the input method while it composes."""
        if isinstance(editor, CellEditor) and editor.composing and isinstance(event, QKeyEvent):
            return False
        return super().eventFilter(editor, event)
