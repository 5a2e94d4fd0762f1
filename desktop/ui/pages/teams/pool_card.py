"""Right of 人才编组: the pool as seen from the team in hand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel

from desktop.ledgers.column import Align, Mark, Shape, Tone
from desktop.ledgers.inspectors import SPECIALTIES
from desktop.operations.coverage import Load
from desktop.operations.team_board import Choice
from desktop.ui.context import AppContext
from desktop.ui.pages.teams.team_card import trade_cell
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.figure_cells import Cell, Head, Line, Shown
from desktop.ui.widgets.figure_table import FigureTable

HEADS = (Head("姓名", 72), Head("单位"), Head("专业", 64), Head("本届参巡", 76, Align.RIGHT), Head("", 58))
ANY = "全部"


class PoolTable(FigureTable):
    """Enter or a double click puts somebody into the team in hand."""

    chosen = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter places."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """So does a double click."""
        self.chosen.emit()


class PoolCard(Card):
    """Who is in the pool, by trade, with what keeps each out of the team."""

    place_asked = Signal(str)
    paste_asked = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__("人才库", " ", "登记、导入 ›")
        self.flush()
        self.link_clicked.connect(self.paste_asked)
        self._every: tuple[Choice, ...] = ()
        self.shown: tuple[Choice, ...] = ()
        self.trade = QComboBox()
        self.trade.addItems([ANY, *SPECIALTIES])
        self.trade.setAccessibleName("专业")
        self.free = QCheckBox("只看可编")
        self.trade.currentIndexChanged.connect(self._narrow)
        self.free.toggled.connect(self._narrow)
        row = QHBoxLayout()
        row.setContentsMargins(12, 6, 12, 6)
        row.addWidget(QLabel("专业"))
        row.addWidget(self.trade)
        row.addWidget(self.free)
        row.addStretch(1)
        self.table = PoolTable(context.theme, 27, whole_rows=True)
        self.table.chosen.connect(self._chosen)
        self.told = QLabel(wordWrap=True)
        self.told.setProperty("role", "secondary")
        self.told.setContentsMargins(14, 6, 14, 8)
        self.body.addLayout(row)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.told)

    def show_pool(self, every: Sequence[Choice], burden: Load) -> None:
        """Everybody in the pool, and the load of the office."""
        self._every = tuple(every)
        served = [len(one.served.rounds) for one in every]
        none, some, many = sum(n == 0 for n in served), sum(1 <= n <= 2 for n in served), sum(n >= 3 for n in served)
        cut, rounded = burden.value("truncate"), burden.value("half_up")
        told = (
            f"人均任务单位 {cut}（截尾）、{rounded}（四舍五入）：{burden.words}"
            if cut is not None
            else "没有设编制，人才库也没有人，算不出人均任务。"
        )
        self.told.setText(f"{told}\n本届参巡：{len(every)} 人 = 0 次 {none} + 1—2 次 {some} + 3 次以上 {many}")
        self._narrow()

    def _narrow(self, _changed: object = None) -> None:
        trade = self.trade.currentText()
        self.shown = tuple(
            one
            for one in self._every
            if trade in (ANY, one.served.record.fields["specialty"]) and not (self.free.isChecked() and one.mark)
        )
        self.note_label.set_full_text(
            f"在库 {len(self._every)} 人"
            + (f"，显示 {len(self.shown)} 人" if len(self.shown) < len(self._every) else "")
        )
        self.table.show_table(Shown(HEADS, tuple(_line(one) for one in self.shown)))

    def _chosen(self) -> None:
        row = self.table.currentIndex().row()
        if 0 <= row < len(self.shown):
            self.place_asked.emit(self.shown[row].served.record.number)


def _line(one: Choice) -> Line:
    said = one.served.record.fields
    mark = (
        Cell(mark=Mark(Shape.TRIANGLE, one.mark, Tone.RED), tip=one.why)
        if one.avoids
        else Cell(one.mark, light=True, tip=one.why)
    )
    return Line(
        (
            Cell(str(said["name"])),
            Cell(str(said["organ"] or "—")),
            trade_cell(said["specialty"]),
            Cell(str(len(one.served.rounds))),
            mark,
        )
    )
