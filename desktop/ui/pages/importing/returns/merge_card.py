"""One returned workbook beside the ledger: conflicts on top with both sides, below them the changes with ticks and everything else."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QWidget

from desktop.operations.return_book.merge_lines import (
    CHANGED,
    CONFLICT,
    NOTE,
    TABS,
    UNMATCHED,
    UNREAD,
    MergeLine,
    law,
    merge_lines,
    row_counts,
)
from desktop.operations.return_book.receiving import Picks
from desktop.ui.context import AppContext
from desktop.ui.grid.ledger_table import LIST_ROW, LedgerTableView
from desktop.ui.pages.importing.returns.opened import Opened
from desktop.ui.pages.importing.returns.tables import CHANGES, CONFLICTS, OTHERS
from desktop.ui.widgets.card import Card, ElidedLabel
from desktop.ui.widgets.segment_tabs import SegmentTabs
from desktop.ui.widgets.step_line import StepLine

STEPS = ("选文件", "对号", "看差异", "入账")
DIFFERENCES = 2
_MOST_CONFLICTS = 6
_SELDOM = (UNREAD, UNMATCHED, NOTE)
_NOTE = "时限只认批准的延期，单位所填转为延期申请；F3 下一处"
_EMPTY = {key: f"没有“{title}”的行。" for key, title in TABS} | {NOTE: "表中没有批注。"}


class MergeCard(Card):
    """`picked` tells the decisions after each change, `link_clicked` that the file is to be opened in the office program,
    `annotation_asked` that it is wanted with notes."""

    picked = Signal(object)
    annotation_asked = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__(" ", " ", "打开原表")
        self._context, self._picks, self._showing = context, Picks(), False
        self._lines: tuple[MergeLine, ...] = ()
        self._path: Path | None = None
        self.annotate_button = QPushButton("导出批注原表")
        self.annotate_button.setProperty("link", True)
        self.annotate_button.clicked.connect(self.annotation_asked)
        self.head.addWidget(self.annotate_button)
        self.flush()
        self.steps = StepLine(context.theme, STEPS)
        self.identity, self.law = QLabel(), QLabel()
        self.identity.setProperty("tone", "green")
        self.law.setProperty("role", "secondary")
        self.tabs = SegmentTabs([(key, title, None) for key, title in TABS])
        self.conflicts = self._table(
            LedgerTableView(context.theme, CONFLICTS, ticks=False, rows=LIST_ROW, prints=False)
        )
        self.changes = self._table(LedgerTableView(context.theme, CHANGES, ticks=True, rows=LIST_ROW, prints=False))
        self.others = self._table(LedgerTableView(context.theme, OTHERS, ticks=False, rows=LIST_ROW, prints=False))
        self.conflicts.stretch("ledger")
        self.conflicts.grid.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.changes.stretch("unit")
        self.others.stretch("text")
        self.unit_button, self.ledger_button = QPushButton("取单位填（Alt+1）"), QPushButton("取台账（Alt+2）")
        self.about, self.note = QLabel(), ElidedLabel("", "secondary")
        self.about.setProperty("role", "secondary")
        self.stack = QStackedWidget()
        self.stack.addWidget(self.changes)
        self.stack.addWidget(self.others)
        self._lay_out()
        self.tabs.changed.connect(self._show_tab)
        self.conflicts.current_changed.connect(self._show_note)
        self.changes.ticks_changed.connect(self._ticked)
        self.unit_button.clicked.connect(self.take_unit)
        self.ledger_button.clicked.connect(self.keep_ledger)

    def show_opened(self, opened: Opened, unit: str) -> None:
        """Show a file, as it stands under the decisions made so far; the row in hand stays in hand."""
        received = opened.received
        self._picks, self._lines = received.picks, merge_lines(received, received.texts)
        counts = row_counts(received)
        self.title_label.setText(f"{unit}回收表")
        self.note_label.set_full_text(opened.path.name)
        package = received.package.number if received.package else ""
        right = f"✓ 签名、版本、单位、轮次都对　{package}".rstrip()
        self.identity.setText(f"◆ 旧版，只读　{package}".rstrip() if opened.not_taken else right)
        self.identity.setToolTip(opened.not_taken or "表号，和表中隐藏的标记一致")
        self.identity.setProperty("tone", "amber" if opened.not_taken else "green")
        self.identity.style().polish(self.identity)
        self.steps.set_current(DIFFERENCES)
        self.law.setText(law(received))
        counted = {**counts, NOTE: len(received.notes)}
        self.tabs.set_counts(counted)
        for key in _SELDOM:  # a tab that most files have no row for takes no room from the others
            self.tabs.button(key).setVisible(bool(counted[key]))
        self._showing = True
        self.conflicts.show_records([line for line in self._lines if line.heading == CONFLICT])
        self._showing = False
        self._fit_conflicts()
        another, self._path = opened.path != self._path, opened.path
        if another or not any(one.heading == self.tabs.current() for one in self._lines):
            self.tabs.set_current(CONFLICT if counts[CONFLICT] else CHANGED)
        self._show_tab(self.tabs.current())
        if self.conflicts.current_record() is None:
            self.next_conflict()

    @property
    def lines(self) -> tuple[MergeLine, ...]:
        """Every line that is shown under some tab."""
        return self._lines

    def take_unit(self) -> None:
        """Alt+1: what the unit wrote."""
        self._decide(unit=True)

    def keep_ledger(self) -> None:
        """Alt+2: what the ledger has."""
        self._decide(unit=False)

    def next_conflict(self) -> None:
        """F3: the next conflict that nobody decided, after the one in hand."""
        shown = self.conflicts.records()
        if not shown:
            return
        current = self.conflicts.current_record()
        place = shown.index(current) + 1 if current in shown else 0
        turned = [*shown[place:], *shown[:place]]
        wanted = next((line for line in turned if not line.decided), turned[0])
        self.conflicts.select_id(wanted.id)

    def _decide(self, *, unit: bool) -> None:
        line = self.conflicts.current_record()
        if line is None or (unit and line.blocked):
            return
        self.next_conflict()
        self._picks = self._picks.with_side(line.cell, unit=unit)
        self.picked.emit(self._picks)

    def _ticked(self) -> None:
        """Ticks become decisions; what cannot be entered stays unticked, and its line says why."""
        if self._showing:
            return
        ticked = self.changes.model.ticked
        picks = self._picks
        for line in self.changes.records():
            on = line.id in ticked
            if not line.blocked and on != line.taken:
                picks = picks.with_change(line.cell, cleared=line.cleared, on=on)
        if picks != self._picks:
            self._picks = picks
            self.picked.emit(picks)
        else:
            self._show_tab(self.tabs.current())

    def _show_tab(self, key: str) -> None:
        lower = CHANGED if key == CONFLICT else key
        lines = [line for line in self._lines if line.heading == lower]
        table = self.changes if lower == CHANGED else self.others
        self._showing = True
        self.stack.setCurrentWidget(table)
        table.set_empty_state(_EMPTY[lower])
        if table is self.changes:
            table.model.ticked = set()
        table.show_records(lines)
        if table is self.changes:
            table.model.tick([line.id for line in lines if line.taken], True)
        self._showing = False
        able = sum(not line.blocked for line in lines)
        taken = sum(line.taken for line in lines)
        told = (
            f"改动 选 {taken} / {able} 处　只进单位自报，认定不动；Space 取舍，Ctrl+A 选行" if lower == CHANGED else ""
        )
        if lower == NOTE:
            told = "批注是单位写在格子旁边的话，只看，不入账"
        self.about.setText(told)

    def _show_note(self, line: object) -> None:
        told = line.hint if isinstance(line, MergeLine) and line.hint else _NOTE
        self.note.set_full_text(told)
        self.unit_button.setEnabled(isinstance(line, MergeLine) and not line.blocked)

    def _fit_conflicts(self) -> None:
        count = len(self.conflicts.all_records())
        for widget in (self.conflicts, self._sides):
            widget.setVisible(bool(count))
        self.conflicts.setFixedHeight(self._context.theme.px(44 + LIST_ROW * min(max(count, 1), _MOST_CONFLICTS)))

    def _table(self, table: LedgerTableView) -> LedgerTableView:
        table.set_editable(False)
        table.bar.setMaximumHeight(0)
        table.give_up_key("F3")
        return table

    def _lay_out(self) -> None:
        self.link.setToolTip("用办公软件打开；本程序只读不改交回的表")
        first, second, self._sides = QHBoxLayout(), QHBoxLayout(), QWidget()
        first.setContentsMargins(14, 6, 14, 4)
        first.addWidget(self.steps)
        first.addStretch(1)
        first.addWidget(self.identity)
        second.setContentsMargins(12, 4, 14, 4)
        second.addWidget(self.tabs)
        second.addStretch(1)
        second.addWidget(self.law)
        sides = QHBoxLayout(self._sides)
        sides.setContentsMargins(14, 4, 10, 4)
        sides.addWidget(self.note, 1)
        sides.addWidget(self.unit_button)
        sides.addWidget(self.ledger_button)
        self.about.setContentsMargins(14, 4, 14, 4)
        self.body.addLayout(first)
        self.body.addLayout(second)
        self.body.addWidget(self.conflicts)
        self.body.addWidget(self._sides)
        self.body.addWidget(self.about)
        self.body.addWidget(self.stack, 1)
