"""与上次抽样比对: both draws unit by unit, to read; a count opens its findings (page 13)."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

from desktop.ledgers.column import Align
from desktop.operations.follow_up.draws_compared import Compared
from desktop.ui.context import AppContext
from desktop.ui.pages.follow_up.draw_tables import prefix, rows
from desktop.ui.theme import dress
from desktop.ui.widgets.closing_row import ClosingRow
from desktop.ui.widgets.figure_cells import Cell, Head, Line, Shown
from desktop.ui.widgets.figure_table import FigureTable

_HEADS = (
    Head("单位"),
    Head("上次抽中", 72, Align.RIGHT),
    Head("本次抽中", 72, Align.RIGHT),
    Head("都抽中", 60, Align.RIGHT),
)
ROW, MOST_ROWS = 28, 12


class CompareDialog(QDialog):
    """`opens` after it closed: what a count opens, as the tables of the page hand it out; None where it was only read."""

    def __init__(
        self, context: AppContext, told: Compared, shorts: Mapping[str, str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        dress(self)
        self.setWindowTitle("与上次抽样比对")
        self.opens: object = None
        self.said = QLabel(f"上次：{told.title}\n{told.words}{told.frame_words}", wordWrap=True)
        self.table = FigureTable(context.theme, ROW)
        self.table.show_table(table_of(told, shorts))
        self.table.setFixedHeight(context.theme.px(min(len(told.units) + 1, MOST_ROWS) * ROW + 36))
        self.table.asked.connect(self._open)
        column = QVBoxLayout(self)
        column.addWidget(self.said)
        column.addWidget(self.table)
        column.addLayout(ClosingRow(self.reject))
        self.resize(context.theme.px(680), self.sizeHint().height())

    def _open(self, opens: object) -> None:
        self.opens = opens
        self.accept()


def table_of(told: Compared, shorts: Mapping[str, str]) -> Shown:
    """A line for each unit that one of the two took, and what they come to."""
    lines, begins = [], prefix(number for one in told.units for number in one.both)
    title = f"两次都抽中的问题编号（{begins}）" if begins else "两次都抽中的问题编号"
    for one in told.units:
        name = shorts.get(one.unit, one.unit)
        cells = (
            Cell(name, tip=one.unit), rows(f"{name} 上次抽中 {len(one.before)} 条", one.before),
            rows(f"{name} 本次抽中 {len(one.now)} 条", one.now), rows(f"{name} 两次都抽中 {len(one.both)} 条", one.both),
            Cell(" ".join(number.removeprefix(begins) for number in one.both) or "—", tip="\n".join(one.both), dense=True),
        )  # fmt: skip
        lines.append(Line(cells))
    sums = [
        sum(len(some) for some in column)
        for column in zip(*((u.before, u.now, u.both) for u in told.units), strict=True)
    ]
    total = Line((Cell(f"合计 {len(told.units)} 家"), *(Cell(str(one)) for one in sums), Cell()), total=True)
    return Shown((*_HEADS, Head(title, 260)), (*lines, total))
