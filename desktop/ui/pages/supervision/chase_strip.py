"""登记催办: how the unit was asked, whom, what he answered and what day he promised; about the findings that are chosen of the unit."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from db.queries.finding_trail import phrases
from db.records import UnitRow
from desktop.errors import KnownError
from desktop.ledgers import books
from desktop.ledgers.chases import CHANNELS, CHASES
from desktop.operations.records import verbs
from desktop.operations.supervision.board import Card
from desktop.rules.permissions import Action
from desktop.ui.context import AppContext
from desktop.ui.widgets.date_edit import DateEdit
from desktop.ui.widgets.draft_keeper import DraftKeeper
from desktop.ui.widgets.writing_field import WritingField, WritingLine

CALLED = {code: word for code, word in CHANNELS.items() if code != "letter"}
"""A letter is no call: it stands in the register of papers."""
PHRASE_KIND = "催办答复"
PHRASES = (
    "已提醒，尽快办理",
    "正在办理，按期报送",
    "材料已备，待主要负责人签字",
    "确有困难，拟申请延期",
    "无人接听，改日再打",
)
"""What the list offers where the office's dictionary has no phrases of that kind."""


class ChaseStrip(QWidget):
    """What is typed stays with its unit until it is saved or cleared. Ctrl+Enter saves."""

    failed = Signal(object)
    saved = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        self._unit: UnitRow | None = None
        self._cards: tuple[Card, ...] = ()
        self.drafts = DraftKeeper(context, "chase", self)
        self.about = QLabel()
        self.about.setProperty("role", "secondary")
        self.channel = QComboBox()
        for code, word in CALLED.items():
            self.channel.addItem(word, code)
        self.day, self.promised = DateEdit(context.today), DateEdit(context.today, placeholder="如 6-18")
        self.person = WritingLine(placeholder="接话人")
        self.answered = WritingField("对方怎么答复", lines=1)
        for field, name in (
            (self.channel, "催办方式"), (self.day, "催办日期"), (self.promised, "答应日期"), (self.person, "接话人"), (self.answered, "答复"),
        ):  # fmt: skip
            field.setAccessibleName(name)
            field.installEventFilter(self)
        self.phrases = QToolButton(popupMode=QToolButton.ToolButtonPopupMode.InstantPopup)
        self.phrases.setText("短语")
        menu = QMenu(self.phrases)
        for phrase in phrases(context.reader, PHRASE_KIND) or PHRASES:
            menu.addAction(phrase).triggered.connect(partial(self._say, phrase))
        self.phrases.setMenu(menu)
        self.save_button = QPushButton("登记 Ctrl+Enter")
        self.save_button.clicked.connect(self.save)
        self._lay_out()

    def show_unit(self, unit: UnitRow | None, cards: Sequence[Card]) -> None:
        """Keep what was typed for the last unit and show this one's."""
        former = self._unit
        if unit is None or former is None or unit.id != former.id:
            self.keep()
            self._unit = unit
            self._fill((self.drafts.content(unit.id) or {}) if unit is not None else {})
        self._unit, self._cards = unit, tuple(cards)
        reason = self._context.why_not(Action.EDIT_RECORD, writes=True)
        self.setEnabled(unit is not None and bool(cards) and not reason)
        self.setToolTip(reason)
        self.about.setText(f"对选中的本单位 {len(self._cards)} 条" if self._cards else "")

    def start(self) -> None:
        """Ctrl+J: begin typing."""
        self.answered.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def save(self) -> None:
        """Enter the call; the words stay until the ledger has them."""
        if self._unit is None or not self.isEnabled() or self.answered.composing or self.person.composing:
            return
        for field, name in ((self.day, "催办日期"), (self.promised, "答应日期")):
            if field.is_faulty():
                self.failed.emit(KnownError(f"“{name}”：{field.fault()}"))
                return
        on, promised = self.day.date() or self._context.today, self.promised.date()
        values: dict[str, Any] = {
            "unit": self._unit.id,
            "findings": tuple(card.id for card in self._cards),
            "channel": self.channel.currentData(),
            "on": on.isoformat(),
            "person": self.person.text().strip(),
            "answered": self.answered.text(),
            "promised_on": promised.isoformat() if promised else None,
            "round": self._cards[0].row.round_id,
        }
        book, unit = books.book(self._context.reader, CHASES.name), self._unit
        self._context.write(verbs.add, book, values, done=partial(self._done, unit), failed=self.failed.emit)

    def keep(self) -> None:
        """What was typed belongs to its unit."""
        if self._unit is None:
            return
        promised = self.promised.text().strip()
        typed = {"answered": self.answered.toPlainText(), "person": self.person.text(), "promised": promised}
        begun = bool(self.answered.text() or promised)
        self.drafts.keep(self._unit.id, typed if begun else None)

    def leave(self) -> None:
        """Before the page is left: everything typed goes to the ledger."""
        self.keep()
        self.drafts.flush()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Enter inside a field saves."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.save()
                return True
        return super().eventFilter(watched, event)

    # -- inside

    def _fill(self, begun: dict[str, Any]) -> None:
        unit, today = self._unit, self._context.today
        self.channel.setCurrentIndex(0)
        self.day.set_date(today)
        self.person.setText(begun.get("person") or (unit.contact if unit is not None else ""))
        self.person.setCursorPosition(0)
        self.answered.set_text(begun.get("answered", ""))
        self.promised.set_date(None)
        self.promised.setText(begun.get("promised", ""))

    def _done(self, unit: UnitRow, _result: object) -> None:
        self.drafts.keep(unit.id, None)
        if self._unit is not None and self._unit.id == unit.id:
            self._fill({})
        self._context.notify(f"已登记对{unit.short or unit.name}的催办。按 Ctrl+Z 撤销。")
        self.saved.emit()

    def _say(self, phrase: str) -> None:
        typed = self.answered.text()
        self.answered.set_text(f"{typed}；{phrase}" if typed else phrase)
        self.answered.setFocus()

    def _lay_out(self) -> None:
        px = self._context.theme.px
        title = QLabel("登记催办")
        title.setProperty("role", "strong")
        rows: list[list[tuple[QWidget, int]]] = [
            [(title, 1), (self.about, 0)],
            [(self.channel, 0), (self.day, 1), (self.person, 1)],
            [(self.answered, 1), (self.phrases, 0)],
            [(QLabel("答应日期"), 0), (self.promised, 1), (self.save_button, 0)],
        ]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(6))
        for row in rows:
            line = QHBoxLayout()
            line.setSpacing(px(6))
            for widget, stretch in row:
                line.addWidget(widget, stretch)
            layout.addLayout(line)
        self.day.setMinimumWidth(self.day.fontMetrics().horizontalAdvance("2026-06-05") + 22)
        self.promised.setMinimumWidth(self.day.minimumWidth())
