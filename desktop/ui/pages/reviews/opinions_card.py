"""The unit in hand: its opinions with the arithmetic, the ask bar of a conflict, the grade and the return."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QStackedWidget

from desktop.ledgers.opinions import GRADES, STAGES
from desktop.operations.joint_review import deciding
from desktop.rules.joint_review import Stands
from desktop.rules.permissions import Action
from desktop.ui.context import AppContext
from desktop.ui.grid.text_table import TextTable
from desktop.ui.pages.reviews import items
from desktop.ui.pages.reviews.conflict_bar import ConflictBar
from desktop.ui.pages.reviews.dialogs import RejectDialog, ReturnDialog
from desktop.ui.pages.reviews.items import BY_ITEM, Item, UnitFacts
from desktop.ui.pages.reviews.matrix import day_word
from desktop.ui.widgets.card import Card, ElidedLabel, EmptyState
from desktop.ui.widgets.segment_tabs import SegmentTabs
from desktop.ui.widgets.turner import Turner

NUMERALS = "零一二三四五六"
_EMPTY = {
    items.EMPTY_TALK: "各条整改进展都写了数字或文件。",
    items.RETURNS: "没有退回过。",
}
HINT = "F9 采纳　F8 不采纳　F2 改意见　Alt+数字 取一方　Ctrl+Enter 下一条"


class OpinionsCard(Card):
    """`sheets_asked` and `submission_asked` are the next step where there is nothing yet; `failed` is a known problem."""

    failed = Signal(object)
    sheets_asked = Signal()
    submission_asked = Signal()
    step_asked = Signal(int)

    def __init__(self, context: AppContext) -> None:
        super().__init__(" ", " ")
        self.context = context
        self.facts: UnitFacts | None = None
        self._why_not = ""
        self.flush()
        self.turner = Turner(context.theme)
        self.turner.turned.connect(self.step_asked)
        self.place = self.turner.place
        self.head.addWidget(self.turner)
        self.tabs = SegmentTabs([(key, title, None) for key, title in items.TABS])
        self.law = QLabel()
        self.law.setProperty("role", "secondary")
        self.table = TextTable(context.theme)
        self.table.setAccessibleName("联审意见")
        self.nothing = EmptyState(context.theme)
        self.nothing.make_plain()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.nothing)
        self.conflict = ConflictBar()
        self.hint = ElidedLabel(HINT, "secondary")
        self.grades = QComboBox()
        self.grades.setAccessibleName("审核等次")
        for code, word in (("", "未定"), *GRADES.items()):
            self.grades.addItem(word, code)
        self.return_button = QPushButton("退回…")
        self._lay_out()
        self._connect()

    def show_unit(self, facts: UnitFacts | None, place: str) -> None:
        """Show a unit of the gate; the row in hand stays in hand, of another unit the one that asks for a decision first."""
        same = facts is not None and self.facts is not None and self.facts.line.submission == facts.line.submission
        self.facts = facts
        self._why_not = self.context.why_not(Action.SETTLE_RECORD, writes=True)
        self.turner.show_place(place)
        if facts is None:
            self.title_label.setText("")
            self.note_label.set_full_text("")
            self.law.setText("")
        else:
            self._show_head(facts)
            self.tabs.set_counts(items.counts_of(facts))
        self.show_tab()
        if not same:
            self._choose_first()
        self._guard()

    def show_tab(self, _key: str = "") -> None:
        """The rows of the tab in sight."""
        facts = self.facts
        heads, rows = items.rows_of(self.tabs.current(), facts) if facts is not None else ((), ())
        may = not self.context.why_not(Action.EDIT_RECORD, writes=True)
        self.table.texts.editable = may and self.tabs.current() == BY_ITEM
        self.table.show_rows(heads, rows)
        self.stack.setCurrentWidget(self.table if rows else self.nothing)
        if not rows:
            self._show_nothing()
        self._show_conflict()

    def item_in_hand(self) -> Item | None:
        """The item of the row in hand."""
        key = self.table.current_key()
        return self.facts.item_of(key) if self.facts is not None and isinstance(key, tuple) else None

    def opinions_in_hand(self) -> tuple[int, ...]:
        """The opinions of the row in hand; those of one party where its cell is."""
        key, item, facts = self.table.current_key(), self.item_in_hand(), self.facts
        if item is None or facts is None:
            return ()
        column = self.table.currentIndex().column()
        party = items.party_of_column(facts, column) if self.tabs.current() == BY_ITEM else None
        mine = tuple(one.id for one in item.opinions if one.party == party)
        return mine or tuple(key)

    def adopt(self) -> None:
        """F9 采纳"""
        if (chosen := self._may_settle()) is not None:
            self.context.write(deciding.settle, chosen, deciding.YES, failed=self.failed.emit)

    def reject(self) -> None:
        """F8 不采纳"""
        chosen, item = self._may_settle(), self.item_in_hand()
        if chosen is not None and item is not None and self.facts is not None:
            told = "；".join(one.text for one in item.opinions if one.id in chosen)
            self._ask(RejectDialog(self.context, chosen, f"{self.facts.line.unit} {item.name}：{told}", self))

    def take_side(self, place: int) -> None:
        """Alt+n"""
        if not self.conflict.choose(place) and self.conflict.isVisible() and self._why_not:
            self.failed.emit(self._why_not)

    def _choose_first(self) -> None:
        """A conflict before what is open, what is open before what is settled."""
        order = (Stands.CONFLICT, Stands.OPEN, Stands.SETTLED)
        known = (
            [(row.key, self.facts.item_of(row.key)) for row in self.table.texts.rows if isinstance(row.key, tuple)]
            if self.facts
            else []
        )
        ranked = sorted(
            (order.index(item.stands), place) for place, (_key, item) in enumerate(known) if item is not None
        )
        if ranked:
            self.table.choose(known[ranked[0][1]][0])

    def next_open(self) -> None:
        """Ctrl+Enter: the next item that is not settled, after the one in hand."""
        rows = list(self.table.texts.rows)
        current = self.table.current_row()
        start = rows.index(current) + 1 if current in rows else 0
        for row in (*rows[start:], *rows[:start]):
            item = self.facts.item_of(row.key) if self.facts is not None and isinstance(row.key, tuple) else None
            if item is not None and item.stands is not Stands.SETTLED:
                self.table.choose(row.key)
                return

    def give_back(self) -> None:
        """退回…"""
        if self.facts is not None and self.return_button.isEnabled():
            self._ask(ReturnDialog(self.context, self.facts, self))

    # -- inside

    def _may_settle(self) -> tuple[int, ...] | None:
        """The opinions in hand, or None with the reason told."""
        chosen = self.opinions_in_hand()
        if self._why_not:
            self.failed.emit(self._why_not)
        elif not chosen:
            self.failed.emit("没有选中意见。请先在“按问题”或“按审核方”中选一条。")
        else:
            return chosen
        return None

    def _show_head(self, facts: UnitFacts) -> None:
        line = facts.line
        self.title_label.setText(line.unit)
        if not line.submission:
            self.note_label.set_full_text(f"还没有报来{facts.gate.title}")
            self.law.setText("")
            return
        heard = len(line.parties) - line.sum.missing
        all_in = f"{NUMERALS[heard]}方已齐" if line.parties and not line.sum.missing and heard < len(NUMERALS) else ""
        told = all_in or f"已交 {heard} 方，缺 {line.sum.missing} 方"
        parts = (f"{day_word(line.received_on)}报来", told, f"第 {line.turn} 次送审", STAGES[line.stage])
        self.note_label.set_full_text(" · ".join(parts))
        self.law.setText(line.sum.words)

    def _show_nothing(self) -> None:
        facts, tab = self.facts, self.tabs.current()
        if facts is None:
            self.nothing.show_text("没有选中单位。")
        elif not facts.line.submission:
            words = f"{facts.line.unit}还没有报来{facts.gate.title}。"
            self.nothing.show_text(words, "登记报送…", self.submission_asked.emit)
        elif tab in _EMPTY:
            self.nothing.show_text(_EMPTY[tab])
        else:
            self.nothing.show_text("还没有收到意见。", "导出意见表…", self.sheets_asked.emit)

    def _show_conflict(self) -> None:
        parties = self.facts.gate.parties if self.facts is not None else ()
        self.conflict.show_item(self.item_in_hand(), parties, self._why_not)

    def _guard(self) -> None:
        facts = self.facts
        reported = facts is not None and bool(facts.line.submission)
        self.grades.blockSignals(True)
        self.grades.setCurrentIndex(self.grades.findData(facts.line.grade if facts is not None else ""))
        self.grades.blockSignals(False)
        why_not = self._why_not or ("" if reported else "还没有报来")
        self.grades.setEnabled(not why_not)
        self.grades.setToolTip(why_not)
        over = "" if facts is None or not facts.line.is_over else "这一版已退回或已通过"
        self.return_button.setEnabled(not (why_not or over))
        self.return_button.setToolTip(why_not or over)
        self.return_button.setText(f"退回（第 {len(facts.line.returned) + 1} 次）…" if facts is not None else "退回…")

    def _graded(self, _place: int) -> None:
        if self.facts is not None and self.facts.line.submission:
            code = self.grades.currentData()
            self.context.write(deciding.grade, self.facts.line.submission, code, failed=self.failed.emit)

    def _merged(self, key: object, text: str) -> None:
        if isinstance(key, tuple):
            self.context.write(deciding.write_merged, list(key), text, failed=self.failed.emit)

    def _decide(self, operation: object, *arguments: object) -> None:
        assert callable(operation), "one of ours"
        self.context.write(operation, *arguments, failed=self.failed.emit)

    def _ask(self, dialog: RejectDialog | ReturnDialog) -> None:
        dialog.exec()
        dialog.deleteLater()

    def _connect(self) -> None:
        self.tabs.changed.connect(self.show_tab)
        self.table.current_changed.connect(self._show_conflict)
        self.table.typed.connect(self._merged)
        self.conflict.preferred.connect(partial(self._decide, deciding.prefer))
        self.conflict.written.connect(partial(self._decide, deciding.write_own))
        self.grades.activated.connect(self._graded)
        self.return_button.clicked.connect(self.give_back)

    def _lay_out(self) -> None:
        first, foot, bar = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        first.setContentsMargins(12, 4, 14, 4)
        first.addWidget(self.tabs, 1)
        first.addWidget(self.law)
        bar.setContentsMargins(12, 4, 12, 4)
        bar.addWidget(self.conflict)
        foot.setContentsMargins(14, 6, 12, 6)
        foot.addWidget(self.hint, 1)
        foot.addWidget(QLabel("等次"))
        foot.addWidget(self.grades)
        foot.addWidget(self.return_button)
        self.body.addLayout(first)
        self.body.addWidget(self.stack, 1)
        self.body.addLayout(bar)
        self.body.addLayout(foot)
