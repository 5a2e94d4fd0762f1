"""The 进展 tab: the entry strip on top, the two lanes below."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.queries.findings import events_of
from db.records import EventRow
from desktop.errors import KnownError
from desktop.later import Later
from desktop.ledgers.findings import FindingLine
from desktop.operations.change import Changes
from desktop.rules.permissions import Action
from desktop.ui.context import AppContext
from desktop.ui.pages.findings.entry_strip import CLAIM, NOTE, VERDICT, Entry, EntryStrip
from desktop.ui.pages.findings.lanes_view import LanesView

if TYPE_CHECKING:
    from desktop.operations import progress
else:  # with the first entry
    progress = Later("desktop.operations.progress")

_OPERATIONS: dict[str, Callable[[], Callable[..., Any]]] = {
    NOTE: lambda: progress.note, CLAIM: lambda: progress.claim, VERDICT: lambda: progress.verify,
}  # fmt: skip


class ProgressTab(QWidget):
    """Entries of progress and what was entered before."""

    saved_next = Signal()
    failed = Signal(object)
    attach_asked = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        self.strip = EntryStrip(context)
        self.strip.setObjectName("card_head")
        self.strip.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.lanes = LanesView(context.theme)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.strip)
        layout.addWidget(self.lanes, 1)
        self.strip.submitted.connect(self._save)
        self.strip.attach_asked.connect(self.attach_asked)
        self.lanes.correction_asked.connect(self._correct)

    def show_finding(self, line: FindingLine | None) -> str:
        """Show a finding; returns how many entries it has."""
        context = self._context
        self.strip.show_finding(line)
        if line is None:
            self.lanes.show_events((), False)
            return ""
        events = events_of(context.reader, line.id, context.as_of, context.known_at)
        may = not self._context.why_not(Action.LOG_PROGRESS, writes=True)
        self.lanes.show_events(events, may)
        told = [e for e in events if e.kind in ("claim", "verify") and e.measure_id is None and e.retracted_on is None]
        return str(len(told))

    def save_and_next(self) -> None:
        """Ctrl+Enter."""
        self.strip.submit()

    def _save(self, entry: Entry) -> None:
        if not entry.text and (entry.lane == NOTE or entry.state == self.strip.present_state(entry.lane)):
            self.failed.emit(KnownError(f"{entry.number} 没有写进展，也没有改状态。请写明进展，或选一个状态。"))
            return
        writing = _Saving(self, entry)
        told = (entry.on, entry.text) if entry.lane == NOTE else (entry.state, entry.on, entry.text)
        self._context.write(
            _OPERATIONS[entry.lane](), entry.finding_id, *told, done=writing.done, failed=writing.failed
        )
        self.saved_next.emit()

    def _correct(self, event: EventRow) -> None:
        from desktop.ui.pages.findings.correction_dialog import CorrectionDialog

        dialog = CorrectionDialog(self._context, event, self)
        dialog.exec()


class _Saving(QWidget):
    """One entry on its way: its words leave the strip only when the ledger has them."""

    def __init__(self, tab: ProgressTab, entry: Entry) -> None:
        super().__init__(tab)
        self._tab, self._entry = tab, entry
        self.hide()

    def done(self, _changes: Changes) -> None:
        """The ledger has it."""
        self._tab.strip.forget(self._entry.finding_id)
        self._tab._context.notify(f"已登记 {self._entry.number}")
        self.deleteLater()

    def failed(self, error: KnownError) -> None:
        """The words stay with their finding."""
        self._tab.failed.emit(error)
        self.deleteLater()
