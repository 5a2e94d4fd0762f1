"""The 督办 tab: every record of every book that names the shown finding, and the way to enter a call (registers.md §0)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from db.queries import books as queries
from db.queries.books import Record
from db.reader import Reader
from desktop.later import Later
from desktop.ledgers import books
from desktop.ledgers.field import Holds
from desktop.ledgers.findings import FindingLine
from desktop.ledgers.places import page_of
from desktop.ledgers.register import Register
from desktop.rules.permissions import Action
from desktop.ui.asks import AskRecord
from desktop.ui.context import AppContext
from desktop.ui.widgets.properties import named

if TYPE_CHECKING:
    from desktop.ui.dialogs import record_dialog
else:  # with the first record that is entered
    record_dialog = Later("desktop.ui.dialogs.record_dialog")

_SAID = 4


class RecordsTab(QWidget):
    """Calls, talks, extensions, regulations … of one finding."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        self._line: FindingLine | None = None
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusProxy(self.area)
        self.chase_button = QPushButton("登记催办")
        self.chase_button.clicked.connect(self.add_chase)
        self.remind_button = QPushButton("设提醒…")
        self.remind_button.clicked.connect(self.add_reminder)
        foot = QHBoxLayout()
        foot.setContentsMargins(14, 6, 14, 8)
        foot.addStretch(1)
        foot.addWidget(self.remind_button)
        foot.addWidget(self.chase_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.area, 1)
        layout.addLayout(foot)

    def show_finding(self, line: FindingLine | None) -> str:
        """Show a finding; returns how many records name it."""
        self._line = line
        found = records_of(self._context.reader, line.id, self._context.as_of, self._context.known_at) if line else []
        inside = named(QWidget(), "paper")
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(14, 8, 14, 8)
        layout.setSpacing(6)
        for register, record in found:
            layout.addWidget(self._card(register, record))
        if not found:
            layout.addWidget(QLabel("还没有催办、约谈等记录提到这条问题。"))
        layout.addStretch(1)
        self.area.setWidget(inside)
        reason = self._context.why_not(Action.EDIT_RECORD, writes=True)
        for button in (self.remind_button, self.chase_button):
            button.setEnabled(line is not None and not reason)
            button.setToolTip(reason)
        return str(len(found)) if found else ""

    def add_chase(self) -> None:
        """登记催办 for this finding."""
        if self._line is None:
            return
        register = books.book(self._context.reader, "chase")
        preset = {"unit": self._line.unit_id, "round": self._line.round_id, "on": self._context.today.isoformat()}
        dialog = record_dialog.RecordDialog(self._context, register, parent=self, preset=preset)
        dialog.editors["findings"].show(None, (self._line.number,))
        dialog.exec()
        dialog.deleteLater()

    def add_reminder(self) -> None:
        """设提醒: a day and a sentence on this finding; 今日待办 tells it when the day is near."""
        if self._line is None:
            return
        register = books.book(self._context.reader, "reminder")
        preset = {"finding": self._line.id, "round": self._line.round_id, "person": self._context.actor.name}
        dialog = record_dialog.RecordDialog(self._context, register, parent=self, preset=preset)
        dialog.exec()
        dialog.deleteLater()

    def _card(self, register: Register, record: Record) -> QFrame:
        card = named(QFrame(), "card")
        layout = QVBoxLayout(card)
        layout.setContentsMargins(8, 5, 8, 6)
        layout.setSpacing(2)
        state = register.state(record.state).word if register.states else ""
        head = QHBoxLayout()
        title = QLabel("　".join(part for part in (register.title, record.number, state) if part), wordWrap=True)
        title.setProperty("role", "strong")
        head.addWidget(title, 1)
        link = QPushButton("打开")
        link.setProperty("link", True)
        link.clicked.connect(
            partial(self._context.open_page, page_of(register.name), AskRecord(register.name, record.id))
        )
        head.addWidget(link)
        layout.addLayout(head)
        told = [
            field.text(record.fields.get(field.name))
            for field in register.fields
            if field not in register.links and not (field.name == "unit" and field.holds is Holds.UNIT)
        ]
        meta = QLabel(" · ".join([part for part in told if part][:_SAID]), wordWrap=True)
        meta.setProperty("role", "secondary")
        layout.addWidget(meta)
        return card


def records_of(reader: Reader, finding_id: int, as_of: str, known_at: str | None) -> list[tuple[Register, Record]]:
    """The records that name a finding, book by book, the last first."""
    found: list[tuple[Register, Record]] = []
    for declared in books.declared():
        if declared.links:
            register = books.book(reader, declared.name)
            ids = queries.records_of_finding(reader, register.shape, finding_id, known_at)
            if ids:
                found += [
                    (register, one)
                    for one in reversed(queries.records(reader, register.shape, as_of, known_at, ids=ids))
                ]
    return found
