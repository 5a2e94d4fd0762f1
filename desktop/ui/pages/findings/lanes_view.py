"""What the unit said and what the office found, by date, newest on top: side by side, or one below the other in a narrow pane."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from db.records import EventRow
from desktop.ledgers.finding_marks import claim_mark, month_day, verdict_mark
from desktop.ledgers.terms import EVENT_WORDS
from desktop.rules.moments import to_minute
from desktop.ui.theme import Theme
from desktop.ui.widgets.card import ElidedLabel
from desktop.ui.widgets.properties import named
from desktop.ui.widgets.state_chip import StateChip

SHOWN_DAYS = 40
LANES = {True: "单位自报", False: "巡察办认定"}
"""By whether an event is a claim of the unit."""
BESIDE_FROM = 420
"""From this width on, in px at 100 %, the lanes stand beside one another (ux/pages.md §3)."""


class LanesView(QScrollArea):
    """Two lanes of cards; 更正 of a card is asked by its event."""

    correction_asked = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._may_correct = False
        self._events: tuple[EventRow, ...] = ()
        self._beside = True
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)

    def show_events(self, events: Sequence[EventRow], may_correct: bool) -> None:
        """Show the standing events of a finding; those of its measures are in the 措施 tab, changes of its fields under 历史."""
        self._may_correct, self._events = may_correct, tuple(events)
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another room, another way to stand."""
        super().resizeEvent(event)
        if self._beside != (self.width() >= self._theme.px(BESIDE_FROM)):
            self._show()

    def _show(self) -> None:
        self._beside = self.width() >= self._theme.px(BESIDE_FROM)
        events = self._events
        standing = [
            event for event in events if event.retracted_on is None and event.measure_id is None and not event.attribute
        ]
        inside = named(QWidget(), "paper")
        grid = QGridLayout(inside)
        grid.setContentsMargins(14, 6, 14, 8)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1 if self._beside else 0)
        for column, title in ((1, LANES[True]), (2, LANES[False])) if self._beside else ():
            head = QLabel(title)
            head.setProperty("role", "secondary")
            grid.addWidget(head, 0, column)
        days = sorted({event.effective_on for event in standing}, reverse=True)[:SHOWN_DAYS]
        for row, day in enumerate(days, start=1):
            self._add_day(grid, row, day, [event for event in standing if event.effective_on == day])
        grid.setRowStretch(len(days) + 1, 1)
        self.setWidget(inside)

    def _add_day(self, grid: QGridLayout, row: int, day: str, events: Sequence[EventRow]) -> None:
        label = QLabel(month_day(day))
        label.setProperty("role", "secondary")
        label.setToolTip(day)
        grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        for column, kinds in ((1, (True,)), (2, (False,))) if self._beside else ((1, (True, False)),):
            cards = QVBoxLayout()
            cards.setSpacing(6)
            for event in (event for kind in kinds for event in events if (event.kind == "claim") == kind):
                cards.addWidget(self._card(event))
            cards.addStretch(1)
            grid.addLayout(cards, row, column)

    def _card(self, event: EventRow) -> QFrame:
        card = QFrame()
        card.setObjectName("card")
        layout = QVBoxLayout(card)
        layout.setContentsMargins(8, 5, 8, 6)
        layout.setSpacing(3)
        head = QHBoxLayout()
        mark = self._mark(event)
        if mark is not None:
            head.addWidget(mark)
        else:
            word = QLabel(EVENT_WORDS[event.kind])
            word.setProperty("role", "strong")
            head.addWidget(word)
        head.addStretch(1)
        if not self._beside:
            lane = QLabel(LANES[event.kind == "claim"])
            lane.setProperty("role", "secondary")
            head.insertWidget(0, lane)
        layout.addLayout(head)
        who = ElidedLabel(f"{event.actor} {month_day(event.recorded_at[:10])}", "secondary")
        who.setToolTip(f"{to_minute(event.recorded_at)} 登记")
        layout.addWidget(who)
        text = QLabel(_words(event), wordWrap=True)
        text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if text.text():
            layout.addWidget(text)
        if self._may_correct and event.kind in ("claim", "verify"):
            layout.addWidget(_CorrectButton(event, self), 0, Qt.AlignmentFlag.AlignRight)
        return card

    def _mark(self, event: EventRow) -> StateChip | None:
        if event.kind == "claim" and event.claim_state:
            return StateChip(self._theme, claim_mark(event.claim_state))
        if event.kind == "verify" and event.verdict_state:
            return StateChip(self._theme, verdict_mark(event.verdict_state))
        return None


class _CorrectButton(QPushButton):
    """更正 of one card."""

    def __init__(self, event: EventRow, view: LanesView) -> None:
        super().__init__("更正")
        self._event, self._view = event, view
        self.setProperty("link", True)
        self.setToolTip("当时登记错了：撤回原条，按原日期重新登记")
        self.clicked.connect(self._ask)

    def _ask(self) -> None:
        self._view.correction_asked.emit(self._event)


def _words(event: EventRow) -> str:
    parts = [event.text]
    if event.reason and event.reason != event.text:
        parts.append(event.reason)
    if event.due_on:
        parts.append(f"新期限 {event.due_on}")
    if event.review_on:
        parts.append(f"复查日 {event.review_on}")
    if event.approver:
        parts.append(f"批准：{event.approver}")
    if event.paper:
        parts.append(f"凭据：{event.paper}")
    if event.opening:
        parts.append("期初")
    words = "；".join(part for part in parts if part)
    return f"不予认定：{words}" if event.refused else words
