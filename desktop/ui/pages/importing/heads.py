"""Step 2 认表头: the program's guess above each column, mended by dropdown; remembered as 对应方案 (X1)."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop.ledgers import books
from desktop.operations.importing.review import Reviewed
from desktop.ui.context import AppContext
from desktop.ui.pages.importing.sheet_view import number_of
from desktop.ui.widgets.card import Card, ElidedLabel
from desktop.ui.widgets.properties import named

SAMPLES = 4
KEPT, NOT_TAKEN = "保留原样", "不收"


class HeadsStep(QWidget):
    """One column beside another: letters, head as written, field, and the first cells."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        self.boxes: dict[str, QComboBox] = {}
        self._guessed: dict[str, str] = {}
        self._none = KEPT
        self.card = Card("认表头", "程序的判断在每列上方，不对的请改；改过的会记住")
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.card.flush()
        self.card.body.addWidget(self.area, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.card)

    def show_reviewed(self, reviewed: Reviewed, titles: dict[str, str]) -> None:
        """Show the columns of every table of the list."""
        self.boxes, self._guessed = {}, {}
        self._none = NOT_TAKEN if books.is_declared(reviewed.reading.form) else KEPT
        inside = named(QWidget(), "paper")
        layout = QVBoxLayout(inside)
        for table in reviewed.layout:
            sheet = next(one for one in reviewed.sheets if one.name == table.sheet)
            layout.addWidget(QLabel(f"工作表“{table.sheet}”，表头第 {'、'.join(map(str, table.header_rows))} 行"))
            layout.addLayout(self._columns(table, sheet, titles))
        layout.addStretch(1)
        self.area.setWidget(inside)

    def mapping(self) -> dict[str, str]:
        """The heads that the clerk decided otherwise than the program."""
        chosen = {key: box.currentData() for key, box in self.boxes.items()}
        return {key: field for key, field in chosen.items() if field != self._guessed[key]}

    def _columns(self, table: Any, sheet: Any, titles: dict[str, str]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        below = [row for row in sorted(sheet.rows) if row > max(table.header_rows)][:SAMPLES]
        for place, head in enumerate(table.headers):
            title = QLabel(f"{head.column}　{head.header}".replace("\n", ""), wordWrap=True)
            title.setProperty("role", "strong")
            grid.addWidget(title, 0, place)
            if head.key not in self.boxes:
                grid.addWidget(self._box(head, titles), 1, place)
            for line, row in enumerate(below):
                cell = sheet.rows[row].get(number_of(head.column))
                grid.addWidget(ElidedLabel(cell.text.replace("\n", " ") if cell else "", "secondary"), 2 + line, place)
            grid.setColumnMinimumWidth(place, self._context.theme.px(120))
        return grid

    def _box(self, head: Any, titles: dict[str, str]) -> QComboBox:
        box = QComboBox()
        box.addItem(self._none, "")
        for field, title in titles.items():
            box.addItem(title, field)
        box.setCurrentIndex(max(0, box.findData(head.field or "")))
        box.setAccessibleName(f"{head.column} 列是哪一栏")
        self.boxes[head.key] = box
        self._guessed[head.key] = box.currentData()
        return box
