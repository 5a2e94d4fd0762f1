"""The 历史 tab: who, when, what; each changed field old → new, and 还原到此 for plain fields."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from db.queries.finding_trail import TrailRow, trail
from desktop.ledgers.field import Field
from desktop.ledgers.finding_words import FIELD_WORDS, MEASURE_WORDS, field_text
from desktop.ledgers.findings import EDITABLE, FindingLine
from desktop.ledgers.own_fields import is_own
from desktop.operations.own_fields import own_fields
from desktop.rules.moments import to_minute
from desktop.rules.permissions import Action
from desktop.ui.context import AppContext
from desktop.ui.pages.findings.reason_dialog import write_edits
from desktop.ui.widgets.properties import named

SHOWN_ACTIONS = 60


class HistoryTab(QScrollArea):
    """The logged life of the shown finding."""

    failed = Signal(object)

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        self._line: FindingLine | None = None
        self._own: dict[str, Field] = {}
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_finding(self, line: FindingLine | None) -> str:
        """Show a finding; returns how many actions touched it."""
        self._line = line
        self._own = {field.name: field for field in own_fields(self._context.reader)}
        rows = trail(self._context.reader, line.id, self._context.until) if line else ()
        actions = [list(group) for _id, group in groupby(rows, key=attrgetter("action_id"))]
        inside = named(QWidget(), "paper")
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(14, 8, 14, 8)
        layout.setSpacing(6)
        for action in actions[:SHOWN_ACTIONS]:
            layout.addWidget(self._card(action))
        if len(actions) > SHOWN_ACTIONS:
            layout.addWidget(QLabel(f"更早的 {len(actions) - SHOWN_ACTIONS} 次操作见“系统 › 操作日志”。"))
        layout.addStretch(1)
        self.setWidget(inside)
        return str(len(actions)) if actions else ""

    def restore(self, field: str, value: Any, word: str = "") -> None:
        """Set a field back to what it was, as a change of its own."""
        if self._line is not None:
            title = f"{self._line.number} 还原“{word or FIELD_WORDS.get(field, field)}”"
            edits = {self._line.id: {field: value}}
            write_edits(self._context, [self._line], edits, title, self.window(), self.failed.emit)

    def _card(self, rows: Sequence[TrailRow]) -> QFrame:
        first = rows[0]
        card = QFrame()
        card.setObjectName("card")
        layout = QVBoxLayout(card)
        layout.setContentsMargins(8, 5, 8, 6)
        layout.setSpacing(2)
        head = QHBoxLayout()
        title = QLabel(first.title, wordWrap=True)
        title.setProperty("role", "strong")
        who = QLabel(f"{first.user_name} {to_minute(first.recorded_at)}")
        who.setProperty("role", "secondary")
        head.addWidget(title, 1)
        head.addWidget(who, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(head)
        if first.reason:
            why = "例外销号，理由" if first.overridden else "理由"
            layout.addWidget(QLabel(f"{why}：{first.reason}", wordWrap=True))
        for row in rows:
            if row.verb == "update" and row.table in ("finding", "measure"):
                self._add_fields(layout, row)
        return card

    def _add_fields(self, layout: QVBoxLayout, row: TrailRow) -> None:
        before, after = _unfolded(json.loads(row.before), json.loads(row.after))
        words = (
            MEASURE_WORDS
            if row.table != "finding"
            else {**FIELD_WORDS, **{f.name: f.title for f in self._own.values()}}
        )
        may = row.table == "finding" and not self._context.why_not(Action.EDIT_FINDING, writes=True)
        for field, value in before.items():
            if field not in words:
                continue
            declared = self._own.get(field)
            old, new = field_text(field, value, declared), field_text(field, after.get(field), declared)
            line = QHBoxLayout()
            text = QLabel(f"{words[field]}：{old} → {new}", wordWrap=True)
            text.setProperty("role", "secondary")
            line.addWidget(text, 1)
            if may and (field in EDITABLE or is_own(field)) and getattr(self._line, field) != value:
                line.addWidget(_RestoreButton(self, field, value, words[field], old), 0, Qt.AlignmentFlag.AlignTop)
            layout.addLayout(line)


def _unfolded(before: dict[str, Any], after: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The changed fields, those of the office's own that stand together in one column each by itself."""
    if "own" not in before:
        return before, after
    old, new = json.loads(before.pop("own")), json.loads(after.pop("own", "{}"))
    names = [name for name in {**old, **new} if old.get(name) != new.get(name)]
    return {**before, **{name: old.get(name) for name in names}}, {**after, **{name: new.get(name) for name in names}}


class _RestoreButton(QPushButton):
    """还原到此."""

    def __init__(self, tab: HistoryTab, field: str, value: Any, word: str, old: str) -> None:
        super().__init__("还原")
        self._tab, self._field, self._value, self._word = tab, field, value, word
        self.setProperty("link", True)
        self.setToolTip(f"把“{word}”还原为：{old}")
        self.clicked.connect(self._restore)

    def _restore(self) -> None:
        self._tab.restore(self._field, self._value, self._word)
