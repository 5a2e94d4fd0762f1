"""台账体检: the checks between the books and what else to look at, each line with its result and the remedy that opens its rows (page 26)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from desktop.operations.health.line import Examined, Line, Stands
from desktop.ui.theme import Theme
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.check_rows import PAIRS, check_row, has_door
from desktop.ui.widgets.figure_cells import Cell, Head, Shown
from desktop.ui.widgets.figure_cells import Line as Row
from desktop.ui.widgets.figure_table import FigureTable
from desktop.ui.widgets.properties import named

_ROW = 27


class ChecksTable(FigureTable):
    """↑↓ chooses a line, Enter opens its rows, a click on its remedy too."""

    chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _ROW, whole_rows=True)
        self.examined: Examined | None = None
        self._lines: list[Line | None] = []
        self.selectionModel().currentChanged.connect(lambda _now, _before: self.chosen.emit(self.line()))

    def show_examined(self, examined: Examined | None) -> None:
        """Show the outcome of a check; the line in hand stays."""
        self.examined = examined
        checks, further = (examined.checks, examined.further) if examined else ((), ())
        heads = (Head("", 34), Head(f"台账之间的 {len(checks)} 项检查"), Head("结果"), Head("", 74))
        self._lines = [*checks, None, *further] if examined else []
        rows = [check_row(place, line) for place, line in enumerate(checks, 1)]
        if examined:
            rows.append(Row((Cell(), Cell("还要留意"), Cell("结果"), Cell()), total=True))
        self.show_table(Shown(heads, (*rows, *(check_row(0, line) for line in further))))

    def line(self) -> Line | None:
        """The line in hand."""
        row = self.currentIndex().row()
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def choose(self, key: str) -> None:
        """Put a line in hand."""
        for row, line in enumerate(self._lines):
            if line is not None and line.key == key:
                self.setCurrentIndex(self.figures.index(row, 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the rows of the line, whatever its cell in hand."""
        line = self.line()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            if line is not None and has_door(line.opens):
                self.asked.emit(line.door)
        else:
            super().keyPressEvent(event)


class ChecksCard(Card):
    """The table with the sum of its marks below."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("台账体检", " ")
        self.flush()
        self.scope = QLabel()
        self.scope.setProperty("role", "secondary")
        self.print_button = QPushButton("打印体检表…")
        self.print_button.setIcon(theme.icon("printer", "text"))
        self.again = QPushButton("全部再查 F5")
        for widget in (self.scope, self.print_button, self.again):
            self.head.addWidget(widget)
        self.table = ChecksTable(theme)
        self.foot = QLabel(wordWrap=True)
        self.foot.setProperty("role", "secondary")
        self.foot.setContentsMargins(14, 8, 14, 8)
        holder: QWidget = named(self.foot, "foot")
        self.body.addWidget(self.table, 1)
        self.body.addWidget(holder)

    def show_examined(self, examined: Examined | None, at: str, scope: str, more: str = "") -> None:
        """Show the outcome, when it was found and of which rounds, and what is still being looked at (`more`); before the first check it says so."""
        self.table.show_examined(examined)
        self.scope.setText(f"范围 {scope}")
        if examined is None:
            self.note_label.set_full_text("正在查，不影响使用")
            self.foot.setText("体检只看不改。")
            return
        seconds = f"{examined.seconds:.1f} 秒"
        self.note_label.set_full_text(f"{examined.as_of} {at} 查 · 用时 {seconds}")
        agrees = not more and all(line.stands in (Stands.AGREES, Stands.ELSEWHERE) for line in examined.lines)
        whole = f"{len(examined.checks)} 项全部相符。" if agrees else ""
        self.foot.setText(f"{whole}{examined.sum_text()}{more}")


def pairs_of(examined: Examined | None, line: Line | None) -> Sequence[tuple[int, int]]:
    """The pairs that a line asks about, the earlier finding first."""
    if examined is None or line is None or line.opens.place != PAIRS:
        return ()
    ids = line.rows
    return tuple(zip(ids[::2], ids[1::2], strict=True))
