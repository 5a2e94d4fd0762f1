"""The 措施 tab: one row per measure with its tick; a line at the foot adds the next one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from db.queries.findings import measures_of
from db.records import MeasureRow
from db.store import Ledger
from desktop.errors import KnownError
from desktop.ledgers.finding_draft import MeasureDraft
from desktop.ledgers.findings import FindingLine
from desktop.ledgers.terms import DUE_KIND_WORDS
from desktop.operations import measures
from desktop.operations.change import Changes
from desktop.rules.permissions import Action, Actor
from desktop.ui.context import AppContext
from desktop.ui.widgets.draft_keeper import DraftKeeper
from desktop.ui.widgets.properties import named
from desktop.ui.widgets.writing_field import WritingField


def is_done(measure: MeasureRow) -> bool:
    """The office's word leads, the unit's stands where there is none."""
    state = measure.claim if measure.verdict == "not_started" else measure.verdict
    return state in ("done", "transferred")


class MeasuresTab(QWidget):
    """Measures of the shown finding."""

    failed = Signal(object)
    edit_asked = Signal(object)

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        self._line: FindingLine | None = None
        self.rows: list[MeasureLine] = []
        self.drafts = DraftKeeper(context, "measure", self)
        self.list = QScrollArea()
        self.list.setWidgetResizable(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text = WritingField("新措施，Ctrl+Enter 添加", lines=1)
        self.text.setAccessibleName("新措施")
        self.add_button = QPushButton("添加措施")
        self.add_button.clicked.connect(self.add)
        self.text.textChanged.connect(self._keep)
        foot = QHBoxLayout()
        foot.setContentsMargins(14, 6, 14, 8)
        foot.addWidget(self.text, 1)
        foot.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignBottom)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.list, 1)
        layout.addLayout(foot)

    def show_finding(self, line: FindingLine | None) -> str:
        """Show a finding; returns done/all."""
        changed = line is None or self._line is None or line.id != self._line.id
        self._line, context = line, self._context
        found = measures_of(context.reader, [line.id], context.as_of, context.known_at) if line else ()
        may = line is not None and not self._context.why_not(Action.EDIT_MEASURE, writes=True)
        self._show_rows(found, may)
        self.text.setEnabled(may)
        self.add_button.setEnabled(may)
        if changed:
            begun = self.drafts.content(line.id) if line else None
            self.text.set_text((begun or {}).get("text", ""))
        return f"{sum(map(is_done, found))}/{len(found)}" if found else ""

    def add(self) -> None:
        """Add what was typed as the next measure."""
        if self._line is None or self.text.composing or not self.add_button.isEnabled():
            return
        if not self.text.text():
            self.text.setFocus()
            return
        draft = MeasureDraft(self.text.text())
        on = max(self._line.given_on, self._line.feedback_on or "")
        self._context.write(measures.add, self._line.id, [draft], on, done=self._added, failed=self.failed.emit)

    def tick(self, measure: MeasureRow, done: bool) -> None:
        """Mark a measure done today, or open again."""
        today = self._context.today.isoformat()
        self._context.write(_set_done, measure, today, done, failed=self._tick_failed)

    def keep(self) -> None:
        """Before the page is left."""
        self.drafts.flush()

    def _tick_failed(self, error: KnownError) -> None:
        self.failed.emit(error)
        self.show_finding(self._line)

    def _added(self, _changes: object) -> None:
        self.text.set_text("")
        self.text.setFocus()

    def _keep(self) -> None:
        if self._line is not None:
            text = self.text.toPlainText()
            self.drafts.keep(self._line.id, {"text": text} if text.strip() else None)

    def _show_rows(self, found: tuple[MeasureRow, ...], may: bool) -> None:
        inside = named(QWidget(), "paper")
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(14, 8, 14, 8)
        layout.setSpacing(6)
        self.rows = [MeasureLine(self, place, measure, may) for place, measure in enumerate(found, start=1)]
        for row in self.rows:
            layout.addWidget(row)
        if not found:
            layout.addWidget(QLabel("还没有措施。"))
        layout.addStretch(1)
        self.list.setWidget(inside)


class MeasureLine(QFrame):
    """One measure: tick, words, and who, when, by what standard."""

    def __init__(self, tab: MeasuresTab, place: int, measure: MeasureRow, may: bool) -> None:
        super().__init__()
        self.setObjectName("card")
        self._tab, self.measure = tab, measure
        self.box = QCheckBox()
        self.box.setChecked(is_done(measure))
        self.box.setEnabled(may)
        self.box.setToolTip("已完成")
        self.box.setAccessibleName(f"措施 {place} 已完成")
        self.box.clicked.connect(self._tick)
        words = QLabel(f"{place}．{measure.text}", wordWrap=True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        meta = QLabel(meta_line(measure), wordWrap=True)
        meta.setProperty("role", "secondary")
        edit = QPushButton("修改")
        edit.setProperty("link", True)
        edit.clicked.connect(self._edit)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(words)
        if meta.text():
            texts.addWidget(meta)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 5, 8, 5)
        layout.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(texts, 1)
        if may:
            layout.addWidget(edit, 0, Qt.AlignmentFlag.AlignTop)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Double click edits."""
        self._edit()

    def _tick(self) -> None:
        self._tab.tick(self.measure, self.box.isChecked())

    def _edit(self) -> None:
        if self.box.isEnabled():
            self._tab.edit_asked.emit(self.measure)


def meta_line(measure: MeasureRow) -> str:
    """责任领导 …，责任人 …，时限 …，完成标准 … as far as known."""
    due = measure.due_on or DUE_KIND_WORDS[measure.due_kind]
    parts = (
        ("责任领导", measure.leader),
        ("责任科室", measure.department),
        ("责任人", measure.owner),
        ("时限", due),
        ("标准", measure.standard),
        ("完成", measure.verdict_on or measure.claim_on if is_done(measure) else ""),
    )
    return " · ".join(f"{word} {value}" for word, value in parts if value)


def _set_done(ledger: Ledger, actor: Actor, measure: MeasureRow, on: str, done: bool) -> Changes:
    return measures.set_done(ledger, actor, measure.finding_id, measure.id, on, done=done)
