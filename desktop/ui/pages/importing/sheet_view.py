"""The clerk's own sheet as it is in Excel: row numbers, column letters, and the cells in question tinted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from desktop.ui.theme import Theme
from desktop.ui.widgets.properties import view_item

MUST, ASK, MENDED = "must", "ask", "mended"
TINT = Qt.ItemDataRole.UserRole
_GROUNDS = {MUST: ("red_ground", "red"), ASK: ("amber_ground", "amber"), MENDED: ("blue_ground", "light_bar")}
_SIGNS = {MUST: "▲", ASK: "◆"}
Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class SheetModel(QAbstractTableModel):
    """Rows of one sheet under their own numbers. `tints` and `mended` are by row and column letters."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[int] = []
        self._cells: Mapping[int, Mapping[int, Any]] = {}
        self._heads: list[tuple[str, str]] = []
        self._tints: Mapping[tuple[int, str], str] = {}
        self._mended: Mapping[tuple[int, str], str] = {}
        self._quiet: frozenset[int] = frozenset()

    def show_sheet(
        self,
        rows: list[int],
        cells: Mapping[int, Mapping[int, Any]],
        heads: list[tuple[str, str]],
        tints: Mapping[tuple[int, str], str],
        mended: Mapping[tuple[int, str], str],
        quiet: frozenset[int],
    ) -> None:
        """Show these rows; `heads` are column letters with their titles, `quiet` rows are no findings."""
        self.beginResetModel()
        self._rows, self._cells, self._heads = rows, cells, heads
        self._tints, self._mended, self._quiet = tints, mended, quiet
        self.endResetModel()

    def row_place(self, row: int) -> int:
        """Where a row of the sheet stands here, -1 where it is not shown."""
        return self._rows.index(row) if row in self._rows else -1

    def column_place(self, letters: str) -> int:
        """Where a column stands, -1 where it is not shown."""
        return next((place for place, (letter, _title) in enumerate(self._heads) if letter == letters), -1)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Rows shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Columns of the sheet."""
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The cell as written, or as written over."""
        row, (letters, _title) = self._rows[index.row()], self._heads[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            if (row, letters) in self._mended:
                return self._mended[(row, letters)]
            cell = self._cells.get(row, {}).get(number_of(letters))
            text = cell.text if cell is not None else ""
            return text if role == Qt.ItemDataRole.ToolTipRole else text.replace("\n", " ")
        if role == TINT:
            return self._tints.get((row, letters)) or (MENDED if (row, letters) in self._mended else "")
        if role == Qt.ItemDataRole.UserRole + 1:
            return row in self._quiet
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """`B 被巡察单位`, and Excel's row numbers."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if orientation == Qt.Orientation.Horizontal:
            letters, title = self._heads[section]
            return f"{letters} {title}".strip()
        return str(self._rows[section])


class SheetDelegate(QStyledItemDelegate):
    """Tinted cells have a border in their colour and their sign at the right."""

    def __init__(self, theme: Theme, parent: QTableView) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, words, border, sign."""
        tint, quiet = index.data(TINT), index.data(Qt.ItemDataRole.UserRole + 1)
        theme, rect = self._theme, view_item(option).rect
        painter.save()
        if tint:
            painter.fillRect(rect, theme.colour(_GROUNDS[tint][0]))
        elif quiet:
            painter.fillRect(rect, theme.colour("header"))
        painter.setPen(theme.colour("secondary" if quiet else "text"))
        painter.setFont(theme.font(13))
        words = rect.adjusted(7, 0, -18 if tint in (MUST, ASK) else -5, 0)
        text = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideRight, words.width())
        side = Qt.AlignmentFlag.AlignRight if _is_number(text) else Qt.AlignmentFlag.AlignLeft
        painter.drawText(words, int(side | Qt.AlignmentFlag.AlignVCenter), text)
        painter.setPen(theme.colour("rail"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if tint:
            _frame(painter, rect, tint, theme, 18)
        painter.restore()


def paint_tint(painter: QPainter, rect: QRect, tint: str, theme: Theme, *, room: int) -> None:
    """A tinted cell without words; `room`: how much of it the sign has."""
    painter.fillRect(rect.adjusted(1, 1, -2, -2), theme.colour(_GROUNDS[tint][0]))
    _frame(painter, rect, tint, theme, room)


def _frame(painter: QPainter, rect: QRect, tint: str, theme: Theme, room: int) -> None:
    painter.setPen(QPen(theme.colour(_GROUNDS[tint][1]), 1.4))
    painter.drawRect(rect.adjusted(1, 1, -2, -2))
    if tint in _SIGNS:
        sign = rect.adjusted(rect.width() - room, 0, -4 if room < rect.width() - 4 else 0, 0)
        painter.drawText(sign, int(Qt.AlignmentFlag.AlignCenter), _SIGNS[tint])


class SheetView(QTableView):
    """The sheet; `cell_chosen` tells row and column letters."""

    cell_chosen = Signal(int, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.sheet_model = SheetModel()
        self.setModel(self.sheet_model)
        self.setItemDelegate(SheetDelegate(theme, self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().setDefaultSectionSize(theme.px(34))
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        sides = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag(int(sides) | int(Qt.TextFlag.TextWordWrap)))
        self.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideNone)
        self._theme = theme
        self.clicked.connect(self._clicked)

    def fit_columns(self, widths: list[int]) -> None:
        """Give each column its width in pixels at 100 %."""
        for place, width in enumerate(widths):
            self.setColumnWidth(place, self._theme.px(width))
        lines = max((self._lines_of_head(place) for place in range(len(widths))), default=1)
        self.horizontalHeader().setFixedHeight(
            lines * self.horizontalHeader().fontMetrics().lineSpacing() + self._theme.px(12)
        )

    def _lines_of_head(self, place: int) -> int:
        """How many lines a head takes in its column: heads are shown whole, up to six lines."""
        title = str(self.sheet_model.headerData(place, Qt.Orientation.Horizontal))
        room = max(1, self.columnWidth(place) - self._theme.px(10))
        return min(6, -(-self.horizontalHeader().fontMetrics().horizontalAdvance(title) * 11 // (room * 10)))

    def go_to(self, row: int, letters: str) -> None:
        """Bring a cell into sight."""
        place, column = self.sheet_model.row_place(row), max(0, self.sheet_model.column_place(letters))
        if place >= 0:
            index = self.sheet_model.index(place, column)
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
            self.setCurrentIndex(index)

    def _clicked(self, index: QModelIndex) -> None:
        model = self.sheet_model
        self.cell_chosen.emit(model._rows[index.row()], model._heads[index.column()][0])


def _is_number(text: str) -> bool:
    return text.replace(",", "").replace(".", "", 1).isdecimal() and text.isascii()


def number_of(letters: str) -> int:
    """A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def letters_of(column: int) -> str:
    """1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
