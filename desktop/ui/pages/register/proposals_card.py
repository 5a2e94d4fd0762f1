"""应约谈: the units that the ledger proposes for a talk, with the rule and its figures; not talking needs a reason and a reviewer (page 17)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from db.queries import units as unit_queries
from desktop.ledgers.column import Column, Kind, LedgerTable, Mark, Shape, Tone
from desktop.ledgers.talks import KINDS, TALKS
from desktop.operations.records.proposals import Proposal, proposals
from desktop.rules.round_names import short_round_name
from desktop.ui.aside import Asked
from desktop.ui.context import AppContext
from desktop.ui.grid.ledger_table import COMPACT_ROW, LedgerTableView
from desktop.ui.sight import Sight
from desktop.ui.widgets.card import Card, ElidedLabel

_MOST_ROWS = 6
PLAN = "列入约谈…"
_NOT_READ = "还没有按现在的轮次和日期读出"


@dataclass(frozen=True)
class ProposalLine:
    """A proposal as a row of the card."""

    id: str
    """Round and unit: one that is read anew is the same row, with its tick."""
    proposal: Proposal

    def __getattr__(self, name: str) -> Any:
        if name == "proposal" or name.startswith("__"):
            raise AttributeError(name)
        return getattr(self.proposal, name)


def _stands(row: ProposalLine) -> Mark:
    if row.proposal.talk:
        state = TALKS.state(row.proposal.state)
        return Mark(state.shape, row.proposal.stands, state.tone, row.proposal.talk)
    return (
        Mark(Shape.TRIANGLE, "未约谈", Tone.RED)
        if row.proposal.kind == "secretary"
        else Mark(Shape.EMPTY, "未谈", Tone.AMBER)
    )


TABLE = LedgerTable(
    "proposals",
    "应约谈",
    (
        Column("unit", "单位", 120),
        Column("round", "轮次", 76, show=short_round_name),
        Column("matter", "为什么要谈（规则）", 240),
        Column("kind", "类型", 80, show=lambda code: KINDS[code]),
        Column("talk", "情况", 146, kind=Kind.STATE, mark=_stands),
    ),
    unit_word="家",
)


def _sum(found: Sequence[Proposal]) -> str:
    """5 家 = 未谈 1 + 待约谈 1 + 已办 3: a talk that is only planned is not done."""
    answered, planned = sum(bool(one.talk) for one in found), sum(one.state == TALKS.begins for one in found)
    waiting = f" + {TALKS.state(TALKS.begins).word} {planned}" if planned else ""
    return f"{len(found)} 家 = 未谈 {len(found) - answered}{waiting} + 已办 {answered - planned}"


def _proposed(sight: Sight) -> tuple[Proposal, ...]:
    shorts = {one.id: one.short or one.name for one in unit_queries.units(sight.reader, sight.as_of)}
    found = proposals(sight.reader, sight.as_of, sight.scope.rounds)
    return tuple(replace(one, unit=shorts.get(one.unit_id, one.unit)) for one in found)


class ProposalsCard(Card):
    """Rows that ask for a talk; `talk_asked` and `waive_asked` tell the proposal in hand, `plan_asked` those that are ticked, `rules_asked` the rules."""

    talk_asked = Signal(object)
    waive_asked = Signal(object)
    plan_asked = Signal(object)
    rules_asked = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__("应约谈", " ", "约谈规则…")
        self._context = context
        self._asking = Asked(self, context)
        self._stale = self._had_focus = False
        self.flush()
        self.table = LedgerTableView(context.theme, TABLE, rows=COMPACT_ROW - 1, prints=False)
        self.table.tells_all = False
        self.table.stretch("matter")
        self.talk_button = QPushButton("登记谈话")
        self.talk_button.clicked.connect(self._talk)
        self.waive_button = QPushButton("不约谈…")
        self.waive_button.clicked.connect(self._waive)
        self.plan_button = QPushButton(PLAN)
        self.plan_button.clicked.connect(self._plan)
        self.law = ElidedLabel(role="secondary")
        self._lay_out()
        self.link_clicked.connect(self.rules_asked)
        self.table.ticks_changed.connect(self._guard)
        self.table.current_changed.connect(self._guard)
        self.table.activated.connect(lambda _row: self._talk())

    def refresh(self) -> None:
        """Derive the proposals anew; until they are there those of the former rounds and day serve for nothing."""
        self._stale = True
        self._asking.ask(_proposed, self._show)
        if self._stale:
            self._had_focus = self._had_focus or self.table.grid.hasFocus()
            self.table.setEnabled(False)
            self.table.setVisible(bool(self.table.records()))  # nothing is said of what is not read yet
            self.note_label.set_full_text(_NOT_READ)
            self._guard()

    def _show(self, found: Sequence[Proposal]) -> None:
        context = self._context
        self._stale = False
        self.table.setEnabled(True)
        if self._had_focus:
            self._had_focus = False
            self.table.grid.setFocus()
        waiting_first = sorted(found, key=lambda one: bool(one.talk))
        rows = [ProposalLine(f"{one.round_id} {one.unit_id}", one) for one in waiting_first]
        self.table.show_records(rows)
        self.note_label.set_full_text(_sum(found) if found else "没有应约谈的单位。")
        self.law.set_full_text("由整改率、督办函、虚假销号、等次和满意率按规则列出；不谈须写理由，由审核确认。")
        self.table.setVisible(bool(found))
        rows_shown = min(max(len(found), 1), _MOST_ROWS)
        self.table.setFixedHeight(context.theme.px(34 + rows_shown * 30 + 6))
        if rows and self.table.current_record() is None:
            self.table.select_id(rows[0].id)
        self._guard()

    def zones(self) -> tuple[QWidget, ...]:
        """The proposals."""
        return (self.table.grid,)

    def in_hand(self) -> Proposal | None:
        """The proposal in hand, where nobody was talked to yet; none while they are read."""
        row = None if self._stale else self.table.current_record()
        return None if row is None or row.proposal.talk else row.proposal

    def ticked(self) -> tuple[Proposal, ...]:
        """The ticked proposals that nobody was talked to about yet; none while they are read."""
        ticks = set() if self._stale else set(self.table.ticked_ids())
        return tuple(row.proposal for row in self.table.records() if row.id in ticks and not row.proposal.talk)

    def _guard(self, _row: object = None) -> None:
        may = self._context.why_not(None, writes=True)
        lacking = _NOT_READ if self._stale else "" if self.in_hand() else "已经约谈，或没有选定单位"
        ticked = self.ticked()
        self.plan_button.setText(f"列入约谈 {len(ticked)} 家…" if ticked else PLAN)
        unticked = _NOT_READ if self._stale else "" if ticked else "没有勾选还没谈的单位"
        for button, why in (
            (self.talk_button, lacking), (self.waive_button, lacking), (self.plan_button, unticked),
        ):  # fmt: skip
            button.setEnabled(not (may or why))
            button.setToolTip(may or why)

    def _talk(self) -> None:
        if self.in_hand() is not None:
            self.talk_asked.emit(self.in_hand())

    def _plan(self) -> None:
        if self.ticked():
            self.plan_asked.emit(self.ticked())

    def _waive(self) -> None:
        if self.in_hand() is not None:
            self.waive_asked.emit(self.in_hand())

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setContentsMargins(13, 4, 10, 6)
        foot.addWidget(self.law, 1)
        for button in (self.waive_button, self.talk_button, self.plan_button):
            foot.addWidget(button)
        self.body.addWidget(self.table)
        self.body.addLayout(foot)
