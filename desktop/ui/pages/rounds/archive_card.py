"""归档检查: the eight checks of the round in hand, each with its result and the page where it is mended (page 25)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from db.store import Ledger
from desktop.operations import archiving
from desktop.operations.health.line import Line, Opens
from desktop.ui.asks import AskTab
from desktop.ui.context import AppContext
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.check_rows import check_row, door_of
from desktop.ui.widgets.figure_cells import Head, Shown
from desktop.ui.widgets.figure_table import FigureTable
from desktop.ui.widgets.properties import named

_ROW = 46
"""Two lines of a result, in px at 100 %."""
_VERB = 3
HEADS = (Head("", 34), Head("检查", 192), Head("结果"), Head("", 70))


class ArchiveCard(Card):
    """Reads beside the window; changes nothing. `failed` hears what could not be read."""

    failed = Signal(object)
    carry_asked = Signal()
    """去结转: what is to be carried over stands on the same page."""
    shown = Signal(object)
    """The lines, whenever they were read anew; none while no round is chosen."""

    def __init__(self, context: AppContext) -> None:
        super().__init__("归档检查 8 项", " ")
        self.flush()
        self.context = context
        self.lines: tuple[Line, ...] = ()
        self.table = FigureTable(context.theme, _ROW, whole_rows=True)
        self.foot, self.detail = QLabel(wordWrap=True), QLabel(wordWrap=True)
        self.foot.setProperty("role", "secondary")
        self.detail.setContentsMargins(14, 8, 14, 8)
        self.again = QPushButton("再查 F5")
        self._round: int | None = None
        self._looks = 0
        foot = named(QWidget(), "foot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(12, 8, 12, 8)
        row.addWidget(self.foot, 1)
        row.addWidget(self.again)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.detail)
        self.body.addWidget(foot)
        self.table.asked.connect(self._open)
        self.table.selectionModel().currentRowChanged.connect(self._tell)
        self.again.clicked.connect(self.look_again)

    def show_round(self, round_id: int | None) -> None:
        """Check a round; none is asked for where not exactly one is chosen."""
        self._round = round_id
        self.look_again()

    def look_again(self) -> None:
        """再查"""
        self._looks += 1
        self.again.setEnabled(self._round is not None)
        if self._round is None:
            self._show(())
            return
        self.foot.setText("正在查，不影响使用")
        work = partial(_examined, self.context.ledger, self._round, self._looks)
        self.context.beside.start("正在查归档 8 项", work, done=self._take, failed=self.failed.emit)

    def _take(self, answer: tuple[int, tuple[Line, ...]]) -> None:
        number, lines = answer
        if number == self._looks:
            self._show(lines)

    def _show(self, lines: Sequence[Line]) -> None:
        self.lines = tuple(lines)
        self.table.show_table(Shown(HEADS, tuple(check_row(place, line) for place, line in enumerate(lines, 1))))
        self._tell()
        self.shown.emit(self.lines)
        told = archiving.sum_text(lines)
        self.foot.setText(f"{told}。只看不改，办理都在去的那一页做。" if told else "请在上面的“轮次”中只选一个轮次。")

    def _tell(self, _now: object = None, _before: object = None) -> None:
        """The line in hand, whole: the column shows its beginning."""
        row = self.table.currentIndex().row()
        line = self.lines[row] if 0 <= row < len(self.lines) else None
        self.detail.setText(f"{line.words}：{line.result}" if line is not None else "")

    def _open(self, opens: object) -> None:
        if not isinstance(opens, Opens):
            return
        line = self.table.currentIndex()
        if (
            line.column() == _VERB
            and 0 <= line.row() < len(self.lines)
            and self.lines[line.row()].key == archiving.CARRIED
        ):
            self.carry_asked.emit()
        elif opens.place == "print":
            self.context.open_page("print", AskTab("register"))
        elif (door := door_of(opens)) is not None:
            self.context.open_page(*door)


def _examined(ledger: Ledger, round_id: int, number: int) -> tuple[int, tuple[Line, ...]]:
    with ledger.apart() as own:
        return number, archiving.examined(own, round_id)
