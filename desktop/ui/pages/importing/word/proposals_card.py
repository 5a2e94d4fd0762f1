"""The right pane: what was read of a paper, row by row with a tick, and below it the row in hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QVBoxLayout, QWidget

from desktop.ledgers.column import LedgerTable
from desktop.ui.context import AppContext
from desktop.ui.grid.ledger_table import LIST_ROW, LedgerTableView
from desktop.ui.widgets.card import Card

_ROOMY = 590
"""From this width on all columns stand beside one another, px at 100 %."""


class Line(Protocol):
    """A row; those with an `id` below 0 have nothing to decide."""

    @property
    def id(self) -> int:
        """What it is known by."""

    @property
    def taken(self) -> bool:
        """采纳"""


class ProposalsCard(Card):
    """`chosen` tells the row that the clerk goes to, `ticked` ids and whether they are taken, `link_clicked` 全部采纳."""

    chosen = Signal(object)
    ticked = Signal(object, bool)

    def __init__(self, context: AppContext, table: LedgerTable, editor: QWidget, empty: str, spare: str) -> None:
        """`spare` is the column that leaves first where there is no room."""
        super().__init__(table.title, " ", "全部采纳建议")
        self.flush()
        self._showing, self._roomy, self._theme = False, True, context.theme
        self.table = LedgerTableView(context.theme, table, ticks=True, rows=LIST_ROW, prints=False)
        self.table.set_editable(False)
        self.table.bar.setMaximumHeight(0)
        self.table.stretch("text")
        self.table.give_up_key("F3")
        self.table.grid.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.set_empty_state(empty)
        self._columns, self._spare, self._word = table.columns, spare, table.unit_word
        line = QFrame()
        line.setFrameShape(QFrame.Shape.HLine)
        below = QVBoxLayout()
        below.setSpacing(0)
        below.addWidget(line)
        below.addWidget(editor)
        self.body.addWidget(self.table, 1)
        self.body.addLayout(below)
        self.link.setToolTip("有疑问的不在内，要逐条看过（Ctrl+Shift+Enter）")
        self.table.current_changed.connect(self._current)
        self.table.ticks_changed.connect(self._ticks)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What the editor shows too leaves the table where the letters are large and the window narrow."""
        super().resizeEvent(event)
        roomy = self.width() >= self._theme.px(_ROOMY)
        if roomy != self._roomy:
            self._roomy = roomy
            self.table.model.set_columns([one for one in self._columns if roomy or one.field != self._spare])

    def show_lines(self, lines: Sequence[Line]) -> None:
        """The rows as they stand."""
        self._showing = True
        self.table.model.ticked = set()
        self.table.show_records(lines)
        self.table.model.tick([line.id for line in lines if line.taken], True)
        self._showing = False
        whole = sum(line.id > 0 for line in lines)
        waiting = sum(line.id > 0 and not line.taken for line in lines)
        self.note_label.set_full_text(f"{whole} {self._word}，已看 {whole - waiting} · 待看 {waiting}")
        self.link.setEnabled(bool(waiting))

    def current(self) -> Any:
        """The row in hand."""
        return self.table.current_record()

    def select(self, key: int) -> None:
        """Put a row in hand, as if nobody had gone there."""
        before, self._showing = self._showing, True
        self.table.select_id(key)
        self._showing = before

    def _current(self, line: object) -> None:
        if not self._showing and line is not None:
            self.chosen.emit(line)

    def _ticks(self) -> None:
        if self._showing:
            return
        ticked = self.table.model.ticked
        nothing = [line.id for line in self.table.records() if line.id < 0 and line.id in ticked]
        if nothing:
            self._showing = True
            self.table.model.tick(nothing, False)
            self._showing = False
        for on in (True, False):
            changed = [
                line.id
                for line in self.table.records()
                if line.id > 0 and line.taken != on and (line.id in ticked) == on
            ]
            if changed:
                self.ticked.emit(changed, on)
                return
