"""The right pane: the findings that were read of a letter, each with a tick, and below them the one in hand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QVBoxLayout

from desktop.ledgers.column import Align, Column, Kind, LedgerTable
from desktop.operations.importing.letter_lines import ProposalLine
from desktop.ui.context import AppContext
from desktop.ui.grid.ledger_table import LIST_ROW, LedgerTableView
from desktop.ui.pages.importing.word.editor import LetterEditor
from desktop.ui.widgets.card import Card

_ROOMY = 590
"""From this width on all columns stand beside one another, px at 100 %."""


def _in_wan(yuan: int | None) -> str:
    return "—" if yuan is None else f"{yuan / 10_000:,.2f}"


PROPOSALS = LedgerTable(
    "letter_findings",
    "读出的问题",
    (
        Column("no", "序", 36, Align.RIGHT, kind=Kind.NUMBER),
        Column("text", "问题", 96),
        Column("category", "分类", 104),
        Column("amount", "万元", 60, Align.RIGHT, kind=Kind.NUMBER, show=_in_wan),
        Column("number", "清单编号", 86),
        Column("paras", "段", 44),
        Column("check", "核对", 118, kind=Kind.STATE, mark=lambda line: line.check),
    ),
)


class ProposalsCard(Card):
    """`chosen` tells the finding that the clerk goes to, `ticked` keys and whether they are taken, `take_all` the link."""

    chosen = Signal(object)
    ticked = Signal(object, bool)

    def __init__(self, context: AppContext) -> None:
        super().__init__("读出的问题", " ", "全部采纳建议")
        self.flush()
        self._showing, self._roomy, self._theme = False, True, context.theme
        self.table = LedgerTableView(context.theme, PROPOSALS, ticks=True, rows=LIST_ROW, prints=False)
        self.table.set_editable(False)
        self.table.bar.setMaximumHeight(0)
        self.table.stretch("text")
        self.table.give_up_key("F3")
        self.table.grid.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.set_empty_state("这份文件里没有认出问题。可以在左边选段落，点“是问题”。")
        self.editor = LetterEditor(context)
        line = QFrame()
        line.setFrameShape(QFrame.Shape.HLine)
        below = QVBoxLayout()
        below.setSpacing(0)
        below.addWidget(line)
        below.addWidget(self.editor)
        self.body.addWidget(self.table, 1)
        self.body.addLayout(below)
        self.link.setToolTip("有疑问的不在内，要逐条看过（Ctrl+Shift+Enter）")
        self.table.current_changed.connect(self._current)
        self.table.ticks_changed.connect(self._ticks)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """分类 stands in the editor too: where the letters are large and the window narrow it leaves the table."""
        super().resizeEvent(event)
        roomy = self.width() >= self._theme.px(_ROOMY)
        if roomy != self._roomy:
            self._roomy = roomy
            self.table.model.set_columns([one for one in PROPOSALS.columns if roomy or one.field != "category"])

    def show_lines(self, lines: Sequence[ProposalLine], *, may: bool) -> None:
        """The findings as they stand; `may` is whether this person may decide."""
        self._showing = True
        self.table.model.ticked = set()
        self.table.show_records(lines)
        self.table.model.tick([line.id for line in lines if line.taken], True)
        self._showing = False
        waiting = sum(not line.taken for line in lines)
        self.note_label.set_full_text(f"{len(lines)} 条，已采纳 {len(lines) - waiting} · 待看 {waiting}")
        self.link.setEnabled(may and bool(waiting))

    def current(self) -> ProposalLine | None:
        """The finding in hand."""
        line: ProposalLine | None = self.table.current_record()
        return line

    def select(self, key: int) -> None:
        """Put a finding in hand, as if nobody had gone there."""
        before, self._showing = self._showing, True
        self.table.select_id(key)
        self._showing = before

    def _current(self, line: object) -> None:
        if not self._showing and isinstance(line, ProposalLine):
            self.chosen.emit(line)

    def _ticks(self) -> None:
        if self._showing:
            return
        ticked = self.table.model.ticked
        for on in (True, False):
            changed = [line.id for line in self.table.records() if line.taken != on and (line.id in ticked) == on]
            if changed:
                self.ticked.emit(changed, on)
                return
