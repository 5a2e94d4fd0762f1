"""时限规则: after which event so many days run and when they warn, and the ladder of papers that follows (W6)."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from db.queries import dictionaries as queries
from db.records import RoundRow
from desktop.operations.supervision import ladder
from desktop.rules.permissions import Action
from desktop.ui.context import AppContext
from desktop.ui.dialogs.list_verbs import ListVerbs
from desktop.ui.dialogs.rule_dialog import RULES, RuleDialog
from desktop.ui.grid.ledger_table import LIST_ROW, LedgerTableView
from desktop.ui.pages.supervision.ladder_dialog import LadderDialog
from desktop.ui.widgets.card import Card

RIGHT = 380
"""Of the ladder, in px at 100 %."""


class DueRules(QWidget):
    """Rules at the left, the ladder at the right; both are data of the office."""

    told = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context
        self._round: RoundRow | None = None
        self.table = LedgerTableView(context.theme, RULES, ticks=False, rows=LIST_ROW)
        self.table.set_empty_state("还没有时限规则。")
        self.table.stretch("event")
        self.leaves = ListVerbs(context, self.table)
        self.edit_button, self.ladder_button = QPushButton("修改…"), QPushButton("修改催办阶梯…")
        self.whose, self.rungs = QLabel(wordWrap=True), QLabel(wordWrap=True)
        self.whose.setProperty("role", "secondary")
        self._lay_out()
        self.edit_button.clicked.connect(self.edit)
        self.ladder_button.clicked.connect(self.set_ladder)
        self.table.activated.connect(self.edit)
        self.table.current_changed.connect(self._judge)

    def show_rules(self, one: RoundRow | None) -> None:
        """The rules of the office, and the ladder of a round."""
        self._round = one
        reader = self.context.reader
        self.table.show_records(queries.rules(reader))
        if self.table.current_record() is None:
            self.table.step_by(0)
        own = one is not None and ladder.has_own(reader, one.id)
        self.whose.setText(f"按{one.name}自己的阶梯" if own and one is not None else "按各轮共用的阶梯")
        rungs = ladder.ladder_of(reader, one.id if one is not None else None)
        self.rungs.setText("\n".join(f"{place}　{rung.title}" for place, rung in enumerate(rungs, 1)))
        self._judge()
        self.told.emit()

    def status_texts(self) -> tuple[str, ...]:
        """时限规则 7 条"""
        return (f"时限规则 {self.table.scope_text()}",)

    def edit(self, _rule: object = None) -> None:
        """Change the rule in hand."""
        rule = self.table.current_record()
        if rule is not None and not self.context.why_not(Action.EDIT_DICTIONARY, writes=True):
            dialog = RuleDialog(self.context, self, rule)
            dialog.exec()
            dialog.deleteLater()

    def set_ladder(self) -> None:
        """催办阶梯…"""
        dialog = LadderDialog(self.context, self._round, self)
        dialog.exec()
        dialog.deleteLater()

    def _judge(self, _rule: object = None) -> None:
        for button, action, ready in (
            (self.edit_button, Action.EDIT_DICTIONARY, self.table.current_record() is not None),
            (self.ladder_button, Action.SETTLE_RECORD, True),
        ):
            reason = self.context.why_not(action, writes=True) or ("" if ready else "先选一行")
            button.setEnabled(not reason)
            button.setToolTip(reason)

    def _lay_out(self) -> None:
        left = Card("时限", "只影响以后推算的日期，已经定下的日期不变").flush()
        left.body.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 6, 12, 6)
        foot.addWidget(self.edit_button)
        foot.addStretch(1)
        left.body.addLayout(foot)
        right = Card("催办阶梯")
        note = QLabel(
            "上一级到回复期限没有回，才建议下一级；逾期而没有函催过的，建议第一份督办的函。电话、上门和谈话只记录，不算一级。",
            wordWrap=True,
        )
        note.setProperty("role", "secondary")
        for label in (self.whose, self.rungs, note):
            right.body.addWidget(label)
        right.body.addStretch(1)
        line = QHBoxLayout()
        line.addWidget(self.ladder_button)
        line.addStretch(1)
        right.body.addLayout(line)
        right.setFixedWidth(self.context.theme.px(RIGHT))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(left, 1)
        layout.addWidget(right)
