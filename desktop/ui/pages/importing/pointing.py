"""Where no head is found: the clerk points at the row of the head, and says what each column is (X1, K14)."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop.exchange.list_reading.no_header import LikestRow
from desktop.ui.context import AppContext
from desktop.ui.pages.importing.sheet_view import MENDED, SheetView, letters_of
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.properties import named

_MOST_COLUMNS = 60
_LEAST = 2
"""So many columns must be known where no single one makes the list."""


class PointStep(QWidget):
    """The sheet at the left, its columns at the right; `ready` tells whether a problem column was named."""

    changed = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        self._sheets: list[Any] = []
        self._titles: dict[str, str] = {}
        self._why, self._key = "", "text"
        self.row = 0
        self.boxes: dict[int, QComboBox] = {}
        self.which = QComboBox()
        self.which.setAccessibleName("工作表")
        self.which.currentIndexChanged.connect(self._show_sheet)
        self.sheet = SheetView(context.theme)
        self.sheet.cell_chosen.connect(self._point)
        self.said = QLabel(wordWrap=True)
        self.said.setProperty("role", "secondary")
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._lay_out()

    def show_sheets(
        self, sheets: list[Any], nearest: LikestRow | None, titles: dict[str, str], why: str = "", key: str = "text"
    ) -> None:
        """Show the sheets and why they are asked about; the likest row is proposed. `key`: the field that must be named, else any two."""
        self._sheets, self._titles, self._why, self._key = sheets, titles, why, key
        self.which.blockSignals(True)
        self.which.clear()
        self.which.addItems([sheet.name or "清单" for sheet in sheets])
        likest = next((at for at, one in enumerate(sheets) if nearest and one.name == nearest.sheet), 0)
        self.which.setCurrentIndex(likest)
        self.which.blockSignals(False)
        self._show_sheet()
        rows = sorted(sheets[likest].rows)
        self._point(nearest.row if nearest else rows[0] if rows else 1, "A")

    @property
    def sheet_name(self) -> str:
        """The sheet in hand."""
        return str(self._sheets[self.which.currentIndex()].name)

    def columns(self) -> dict[int, str]:
        """Column number → field, as pointed at."""
        return {column: box.currentData() for column, box in self.boxes.items() if box.currentData()}

    def is_ready(self) -> bool:
        """Whether the column of the problems is named, and no field twice."""
        named = list(self.columns().values())
        enough = self._key in named if self._key else len(named) >= _LEAST
        return enough and len(named) == len(set(named))

    def _show_sheet(self, _place: int = 0) -> None:
        sheet = self._sheets[self.which.currentIndex()]
        last = min(max((max(cells, default=1) for cells in sheet.rows.values()), default=1), _MOST_COLUMNS)
        heads = [(letters_of(column), "") for column in range(1, last + 1)]
        tints = {(self.row, letters): MENDED for letters, _title in heads}
        self.sheet.sheet_model.show_sheet(sorted(sheet.rows), sheet.rows, heads, tints, {}, frozenset())
        self.sheet.fit_columns([150] * last)

    def _point(self, row: int, _letters: str) -> None:
        self.row = row
        self._show_sheet()
        sheet = self._sheets[self.which.currentIndex()]
        cells = sheet.rows.get(row, {})
        chosen = self.columns()
        self.boxes = {}
        inside = named(QWidget(), "paper")
        grid = QGridLayout(inside)
        grid.setColumnStretch(1, 1)
        for line, column in enumerate(sorted(cells)[:_MOST_COLUMNS]):
            title = QLabel(f"{letters_of(column)}　{cells[column].text.strip()[:40]}", wordWrap=True)
            box = QComboBox()
            box.setAccessibleName(f"{letters_of(column)} 列是哪一栏")
            box.addItem("保留原样", "")
            for field, word in self._titles.items():
                box.addItem(word, field)
            box.setCurrentIndex(max(0, box.findData(chosen.get(column, ""))))
            box.currentIndexChanged.connect(self._said)
            grid.addWidget(title, line, 0)
            grid.addWidget(box, line, 1)
            self.boxes[column] = box
        grid.setRowStretch(len(cells), 1)
        self.area.setWidget(inside)
        self._said()

    def _said(self, _place: int = 0) -> None:
        ready = self.is_ready()
        named = list(self.columns().values())
        twice = len(named) != len(set(named))
        lacks = f"还要指出哪一列是“{self._titles.get(self._key, '')}”" if self._key else "至少要指出两列"
        more = "" if ready else f"；{'同一栏指了两列' if twice else lacks}"
        self.said.setText(f"{self._why}\n表头是第 {self.row} 行{more}。指认会记住，同样表头的清单下次自动套用。")
        self.changed.emit()

    def _lay_out(self) -> None:
        left = Card("原表：点表头所在的那一行", "没有认出表头", " ")
        left.link.hide()
        left.head.addWidget(self.which)
        left.flush()
        left.body.addWidget(self.sheet, 1)
        right = Card("各列是什么")
        right.body.addWidget(self.said)
        right.body.addWidget(self.area, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(left, 2)
        column = QVBoxLayout()
        column.addWidget(right)
        layout.addLayout(column, 1)
        right.setMinimumWidth(self._context.theme.px(320))
        self.said.setAlignment(Qt.AlignmentFlag.AlignLeft)
