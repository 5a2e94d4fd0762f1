"""冻结本期: the periods, and of the one in hand every figure as it was known then and is known today (page 24, R5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from db.queries.findings import ids_by_number
from desktop.ledgers.column import Align, Tone
from desktop.operations.freeze_view import Compared, Period, sum_by_state
from desktop.rules.permissions import Action
from desktop.statistics.question import month_day
from desktop.ui.asks import AskFindings
from desktop.ui.context import AppContext
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.figure_cells import Cell, Head, Line, Shown
from desktop.ui.widgets.figure_table import FigureTable
from desktop.ui.widgets.properties import named

ROW = 30
PERIOD_HEADS = (Head("期末", 92), Head("核实整改率", 116), Head("冻结"), Head("调整", 48, Align.RIGHT))
LAW = "冻结后这一期的数字、名单和口径不再变，以后补登、更正列为“调整”。冻结不能撤销。"


class PeriodsCard(Card):
    """`chosen` tells which period is in hand, `wanted` that it is to be frozen, `asked` what a number opens."""

    chosen = Signal(int)
    wanted = Signal()
    asked = Signal(object)

    def __init__(self, context: AppContext) -> None:
        super().__init__("冻结本期")
        self.flush()
        self.context = context
        self.periods: tuple[Period, ...] = ()
        self.lines: tuple[Compared, ...] = ()
        self.place = -1
        self.table = FigureTable(context.theme, ROW, whole_rows=True)
        self.figures = FigureTable(context.theme, ROW)
        self.title, self.told, self.law = QLabel(), QLabel(), QLabel(wordWrap=True)
        self.scope, self.why = QLabel(wordWrap=True), QLabel(wordWrap=True)
        self.button = QPushButton("冻结…")
        self.button.setProperty("primary", True)
        self._looked = False
        self._lay_out()
        self.table.selectionModel().currentRowChanged.connect(self._turn)
        self.figures.asked.connect(self.asked)
        self.figures.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.button.clicked.connect(self.wanted)

    @property
    def period(self) -> Period | None:
        """The one in hand."""
        return self.periods[self.place] if 0 <= self.place < len(self.periods) else None

    def show_periods(self, periods: Sequence[Period], place: int) -> None:
        """All of them, one in hand."""
        self.periods, self.place = tuple(periods), place
        model = self.table.selectionModel()
        model.blockSignals(True)
        self.table.show_table(Shown(PERIOD_HEADS, tuple(self._line(one) for one in periods)))
        if self.period is not None:
            self.table.setCurrentIndex(self.table.figures.index(place, 0))
        model.blockSignals(False)
        height = self.context.theme.px(ROW) * (min(max(len(periods), 1), 5) + 1) + 6
        self.table.setFixedHeight(height)

    def show_figures(self, lines: Sequence[Compared]) -> None:
        """Those of the period in hand."""
        self.lines, self._looked = tuple(lines), False
        one = self.period
        if one is None:
            self.figures.show_table(Shown((), ()))
            self.title.setText("")
            self.told.setText("反馈后的第一个月过完，就可以冻结。")
            self.law.setText(LAW)
            self.judge()
            return
        then = "冻结时" if one.frozen else f"{month_day(one.as_of)}当时所知"
        heads = (
            Head("数字"),
            Head(then, 118, Align.RIGHT),
            Head("今天所知", 108, Align.RIGHT),
            Head("差", 44, Align.RIGHT),
        )
        numbers = {number for line in lines for number in line.rows}
        found = ids_by_number(self.context.reader, numbers) if numbers else {}
        self.figures.show_table(Shown(heads, tuple(self._figure(line, found) for line in lines)))
        self.title.setText(f"{one.name}（截至 {one.as_of}）")
        self.told.setText(self._told(one))
        self.law.setText(f"{sum_by_state(lines)}。{LAW}" if sum_by_state(lines) else LAW)
        self.figures.verticalScrollBar().setValue(0)
        self.judge()

    def differing(self) -> tuple[Compared, ...]:
        """The figures that come out otherwise today."""
        return tuple(line for line in self.lines if line.differs)

    def judge(self) -> None:
        """Why the period in hand cannot be frozen now, beside the button."""
        one = self.period
        why = self.context.why_not(Action.SEAL_RECORD, writes=True)
        if not why and one is None:
            why = "没有可冻结的期"
        if not why and one is not None and one.frozen is not None:
            why = "已冻结"
        if not why and not self.lines:
            why = "正在统计"
        if not why and self.differing() and not self._looked and self._hidden_rows():
            why = f"有 {len(self.differing())} 处差异，请先往下看完"
        self.button.setText(f"冻结{one.name}…" if one is not None and one.frozen is None else "冻结…")
        self.button.setEnabled(not why)
        self.button.setToolTip(why)
        self.why.setText(why)

    def _hidden_rows(self) -> bool:
        return self.figures.verticalScrollBar().maximum() > 0

    def _scrolled(self, value: int) -> None:
        if value >= self.figures.verticalScrollBar().maximum():
            self._looked = True
            self.judge()

    def _turn(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid() and now.row() != self.place:
            self.place = now.row()
            self.chosen.emit(self.place)

    def _told(self, one: Period) -> str:
        count = len(self.differing())
        if one.frozen is not None:
            causes = "；".join(dict.fromkeys(found.cause for found in one.adjustments))
            return f"调整 {len(one.adjustments)} 个数字：{causes}" if one.adjustments else "冻结后没有调整"
        return f"补登、更正使 {count} 个数字不同" if count else "补登 0 条，没有差异"

    def _line(self, one: Period) -> Line:
        rate = Cell(
            one.rate.on_screen,
            f" {one.rate.numerator}/{one.rate.denominator}" if one.rate.denominator else "",
        )
        if one.frozen is None:
            return Line((Cell(one.as_of), rate, Cell("还没有冻结", tone=Tone.AMBER), Cell("—", light=True)))
        said = f"{month_day(one.frozen.frozen_at)} {one.frozen.by}"
        count = len(one.adjustments)
        return Line(
            (Cell(one.as_of, tip=one.name), rate, Cell(said, tip=f"已冻结 {said}"), Cell(str(count), light=not count))
        )

    def _figure(self, line: Compared, found: Mapping[str, int]) -> Line:
        ids = tuple(found[number] for number in line.rows if number in found)
        opens = AskFindings(ids, f"{line.title} {line.then} → {line.now}") if ids else None
        difference = Cell(
            line.difference, opens=opens, light=not line.differs, tone=Tone.AMBER if line.differs else None
        )
        return Line((Cell(line.title), _cell(line.then), _cell(line.now), difference))

    def _lay_out(self) -> None:
        self.body.addWidget(self.table)
        head = QHBoxLayout()
        head.setContentsMargins(12, 8, 12, 6)
        self.title.setProperty("role", "strong")
        self.told.setProperty("role", "secondary")
        self.told.setWordWrap(True)
        head.addWidget(self.title)
        head.addWidget(self.told, 1)
        self.body.addLayout(head)
        self.body.addWidget(self.figures, 1)
        foot = named(QWidget(), "foot")
        rows = QVBoxLayout(foot)
        rows.setContentsMargins(12, 8, 12, 8)
        for label in (self.law, self.scope, self.why):
            label.setProperty("role", "secondary")
        rows.addWidget(self.law)
        row = QHBoxLayout()
        texts = QVBoxLayout()
        texts.addWidget(self.scope)
        texts.addWidget(self.why)
        row.addLayout(texts, 1)
        row.addWidget(self.button)
        rows.addLayout(row)
        self.body.addWidget(foot)


def _cell(said: str) -> Cell:
    """57.7% with its parts smaller behind it."""
    value, _, parts = said.partition("（")
    return Cell(value, f" {parts.removesuffix('）')}" if parts else "")
