"""The life of a record: its steps as dated facts, and each logged change with 还原 for plain fields."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from db.queries import books as queries
from db.queries import record_history
from db.queries.books import Record, RecordEvent
from db.queries.record_history import RecordChange
from desktop.ledgers.field import Field
from desktop.ledgers.register import Register
from desktop.operations import cell_life
from desktop.operations.records import verbs
from desktop.rules.moments import to_minute
from desktop.rules.permissions import RECORD_ACTIONS
from desktop.ui.context import AppContext
from desktop.ui.widgets.properties import named

ENTERED = "登记"


class RecordHistory(QObject):
    """Builds the 历史 tab of a record."""

    failed = Signal(object)

    def __init__(self, context: AppContext, register: Register) -> None:
        super().__init__()
        self._context, self._register = context, register

    def build(self, record: Record) -> QWidget:
        """The steps, then the changes, the last first."""
        context, reader = self._context, self._context.reader
        inside = named(QWidget(), "paper")
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(14, 8, 14, 8)
        layout.setSpacing(6)
        for event in reversed(
            queries.events_of(reader, self._register.name, record.id, context.as_of, context.known_at)
        ):
            layout.addWidget(self._event(event))
        for change in record_history.changes_of(reader, self._register.name, record.id, context.until):
            card = self._change(record, change)
            if card is not None:
                layout.addWidget(card)
        layout.addStretch(1)
        return inside

    def restore(self, record: Record, field: Field, value: Any) -> None:
        """Set a field back to what it was, as a change of its own."""
        title = f"{record.number} 还原“{field.title}”"
        self._context.write(
            verbs.edit, self._register, [record.id], {field.name: value}, title=title, failed=self.failed.emit
        )

    def _event(self, event: RecordEvent) -> QFrame:
        step = self._register.step(event.step)
        word = self._register.state(event.state).word if event.state else ""
        said = f"{event.effective_on}　{step.title if step else ENTERED}{f'　→ {word}' if word else ''}"
        if event.retracted_on is not None:
            said += f"（{event.retracted_on} 撤销）"
        return _card(said, event.actor, event.recorded_at, f"理由：{event.reason}" if event.reason else "")

    def _change(self, record: Record, change: RecordChange) -> QFrame | None:
        columns = {column: name for name, column in self._register.shape.columns.items()}
        lines: list[tuple[Field, Any, Any]] = []
        for column, old in change.before.items():
            field = self._register.field(columns.get(column, column))
            if field is not None:
                lines.append((field, old, change.after.get(column)))
        if not lines:
            return None
        card = _card(change.title, change.user_name, change.recorded_at, "")
        may = not self._context.why_not(RECORD_ACTIONS[self._register.add_right], writes=True)
        reader = self._context.reader
        for field, old, new in lines:
            row = QHBoxLayout()
            text = QLabel(
                f"{field.title}：{cell_life.record_text(reader, field, old)} → {cell_life.record_text(reader, field, new)}",
                wordWrap=True,
            )
            text.setProperty("role", "secondary")
            row.addWidget(text, 1)
            if may and field.plain and record.stored.get(field.name) != old:
                button = QPushButton("还原")
                button.setProperty("link", True)
                button.clicked.connect(partial(self.restore, record, field, old))
                row.addWidget(button)
            inner = card.layout()
            assert isinstance(inner, QVBoxLayout)
            inner.addLayout(row)
        return card


def _card(title: str, who: str, when: str, note: str) -> QFrame:
    card = named(QFrame(), "card")
    layout = QVBoxLayout(card)
    layout.setContentsMargins(8, 5, 8, 6)
    layout.setSpacing(2)
    head = QHBoxLayout()
    strong = QLabel(title, wordWrap=True)
    strong.setProperty("role", "strong")
    told = QLabel(f"{who} {to_minute(when)}")
    told.setProperty("role", "secondary")
    head.addWidget(strong, 1)
    head.addWidget(told)
    layout.addLayout(head)
    if note:
        layout.addWidget(QLabel(note, wordWrap=True))
    return card
