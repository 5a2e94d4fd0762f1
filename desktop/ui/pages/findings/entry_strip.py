"""登记进展: what is entered (words, the unit's report, the office's view), date, state and text of one finding.

By itself it only notes: text never moves a state. What is typed stays with its finding until it is saved or cleared.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.ledgers.findings import FindingLine
from desktop.ledgers.terms import STATE_WORDS
from desktop.rules.deeds import VERIFIED_STATES, Deed, why_not_here
from desktop.rules.permissions import Action
from desktop.ui.context import AppContext
from desktop.ui.widgets.date_edit import DateEdit
from desktop.ui.widgets.draft_keeper import DraftKeeper
from desktop.ui.widgets.writing_field import WritingField

NOTE, CLAIM, VERDICT = "note", "claim", "verdict"
LANES = ((NOTE, "只记情况"), (CLAIM, "单位自报"), (VERDICT, "巡察办认定"))
_DEEDS = {NOTE: Deed.NOTE, CLAIM: Deed.CLAIM, VERDICT: Deed.VERIFY}
STATES = {
    NOTE: (),
    VERDICT: VERIFIED_STATES,
    CLAIM: ("not_started", "in_progress", "partly_done", "long_term", "basically_done", "done", "not_done"),
}
"""The states in the order of their keys 1–7; 已销号, 移交 and 长期坚持 are not here, they have steps of their own."""


@dataclass(frozen=True)
class Entry:
    """What the strip hands over to be saved."""

    finding_id: int
    number: str
    lane: str
    on: str
    state: str
    text: str


class ChoiceBox(QComboBox):
    """A choice of few; a digit chooses at once."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1 is the first."""
        place = event.key() - Qt.Key.Key_1
        if 0 <= place < self.count() and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.setCurrentIndex(place)
        else:
            super().keyPressEvent(event)


class StateBox(ChoiceBox):
    """A choice of states."""

    def fill(self, states: tuple[str, ...], chosen: str) -> None:
        """Offer states, one of them chosen."""
        self.clear()
        for state in states:
            self.addItem(STATE_WORDS[state], state)
        self.choose(chosen)

    def choose(self, state: str) -> None:
        """Choose a state; one that is not offered leaves the first working state."""
        place = self.findData(state)
        self.setCurrentIndex(place if place >= 0 else self.findData("in_progress"))


class EntryStrip(QWidget):
    """The strip on top of the 进展 tab."""

    submitted = Signal(object)
    attach_asked = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        self._line: FindingLine | None = None
        self.drafts = DraftKeeper(context, "progress", self)
        self.lane = ChoiceBox()
        self.lane.setToolTip("按数字键选：只记情况不改状态")
        self._offer_lanes(None)
        self.lane.setAccessibleName("登记谁说的")
        self.day = DateEdit(context.today)
        self.day.setMinimumWidth(self.day.fontMetrics().horizontalAdvance("2026-06-05") + 22)
        self.state = StateBox()
        self.state.setToolTip("按数字键选状态")
        self.state.setAccessibleName("状态")
        self.text = WritingField("例：已退回剩余 9.24 万元，36 人全部到账，凭证见附件", lines=1)
        self.text.setAccessibleName("进展")
        self.save_button = QPushButton("保存")
        self._lay_out()
        self._connect()

    def show_finding(self, line: FindingLine | None) -> None:
        """Keep what was typed for the last finding and show this one's."""
        shown = self._line
        self._keep()
        self._line = line
        self.setEnabled(line is not None and not self._context.why_not(Action.LOG_PROGRESS, writes=True))
        if line is None or (shown is not None and _stands_alike(shown, line)):
            return
        begun = self.drafts.content(line.id) or {}
        self._offer_lanes(line)
        self.lane.setCurrentIndex(max(0, self.lane.findData(begun.get("lane", NOTE))))
        self._offer(begun.get("state"))
        self.day.set_date(date.fromisoformat(begun["on"]) if begun.get("on") else self._context.today)
        self.text.set_text(begun.get("text", ""))

    def submit(self) -> None:
        """Hand the entry over; the words stay until the ledger has them."""
        line, on = self._line, self.day.date()
        if line is None or not self.isEnabled() or self.text.composing:
            return
        day = (on or self._context.today).isoformat()
        lane, state = self.lane.currentData(), self.state.currentData() or ""
        self._keep()
        self.submitted.emit(Entry(line.id, line.number, lane, day, state, self.text.text()))

    def present_state(self, lane: str) -> str:
        """Where the shown finding stands in a lane."""
        if self._line is None:
            return "not_started"
        return str(self._line.claim if lane == CLAIM else self._line.verdict)

    def forget(self, finding_id: int) -> None:
        """The entry is in the ledger: its words leave the strip."""
        self.drafts.keep(finding_id, None)
        if self._line is not None and self._line.id == finding_id:
            self.text.set_text("")
            self.day.set_date(self._context.today)
            self.lane.setCurrentIndex(0)

    def keep(self) -> None:
        """Before the page is left: everything typed goes to the ledger."""
        self._keep()
        self.drafts.flush()

    def start(self) -> None:
        """Begin typing."""
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _keep(self) -> None:
        if self._line is None:
            return
        on = self.day.date()
        typed = {
            "text": self.text.toPlainText(),
            "lane": self.lane.currentData(),
            "state": self.state.currentData(),
            "on": on.isoformat() if on else "",
        }
        self.drafts.keep(self._line.id, typed if self.text.text() else None)

    def _offer(self, state: str | None = None) -> None:
        lane = self.lane.currentData()
        present = self.present_state(lane)
        self.state.setVisible(lane != NOTE)
        self.state.fill(STATES[lane], state or ("in_progress" if present == "not_started" else present))

    def _offer_lanes(self, line: FindingLine | None) -> None:
        """What the table of deeds lets be entered on the finding by this person; noting comes first and is chosen."""
        self.lane.blockSignals(True)
        self.lane.clear()
        for key, word in LANES:
            if key == NOTE or (line is not None and not why_not_here(_DEEDS[key], line.standing, self._context.actor)):
                self.lane.addItem(word, key)
        self.lane.setCurrentIndex(0)
        self.lane.blockSignals(False)

    def _change_lane(self) -> None:
        self._offer()
        self._keep()

    def _lay_out(self) -> None:
        title = QLabel("登记进展")
        title.setProperty("role", "strong")
        clip = QPushButton()
        clip.setIcon(self._context.theme.icon("paperclip"))
        clip.setProperty("link", True)
        clip.setToolTip("添加佐证文件")
        clip.setAccessibleName("添加佐证文件")
        clip.clicked.connect(self.attach_asked)
        first = QHBoxLayout()
        first.setSpacing(6)
        first.addWidget(title)
        first.addWidget(self.lane, 3)
        first.addWidget(self.day, 3)
        first.addWidget(self.state, 3)
        first.addWidget(clip)
        hint = QLabel("Ctrl+Enter 保存并到下一条，换一条也不丢字")
        hint.setProperty("role", "secondary")
        last = QHBoxLayout()
        last.addWidget(hint, 1)
        last.addWidget(self.save_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 8, 14, 8)
        layout.setSpacing(6)
        layout.addLayout(first)
        layout.addWidget(self.text)
        layout.addLayout(last)
        QWidget.setTabOrder(self.text, self.lane)
        QWidget.setTabOrder(self.lane, self.state)
        QWidget.setTabOrder(self.state, self.save_button)

    def _connect(self) -> None:
        self.lane.currentIndexChanged.connect(self._change_lane)
        self.text.textChanged.connect(self._keep)
        self.save_button.clicked.connect(self.submit)


def _stands_alike(shown: FindingLine, line: FindingLine) -> bool:
    """The same finding, read again, with both lanes where they were: what is being chosen stays."""
    return (shown.id, shown.standing) == (line.id, line.standing)
