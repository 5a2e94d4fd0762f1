"""回访督查: 抽样 · 结果录入 · 督查情况 · 历次抽样 (ux/pages.md §0, pages 13 and 13b)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from db.queries import books as queries
from db.queries.books import Record
from desktop.ledgers.draws import DRAWS
from desktop.ledgers.visits import CHECKS, VISITS
from desktop.operations.records.exporting import Listed
from desktop.rules.permissions import Action
from desktop.ui.context import AppContext
from desktop.ui.dialogs.print_list_dialog import PrintDialog
from desktop.ui.pages.follow_up.draw_desk import DrawDesk
from desktop.ui.pages.register.page import RegisterPage

DESK = "desk"
_TITLES = {DESK: "抽样", CHECKS.name: "结果录入", VISITS.name: "督查情况", DRAWS.name: "历次抽样"}
_TABLES = ("draw", "visit", "check", "finding", "finding_event", "record_event", "record_retraction")


class FollowUpPage(RegisterPage):
    """The desk of the draw before the tabs of its books; list verbs on the desk are about the draws."""

    def __init__(self, context: AppContext) -> None:
        self.desk = DrawDesk(context)
        super().__init__(context, "回访督查", lambda: tuple(_TITLES), dict(_TITLES))
        self.stack.addWidget(self.desk)
        self.desk.failed.connect(self.show_error)
        self.desk.locked.connect(self._print_form)
        self.lock_button = self.add_button(
            "锁定并打印…", self.desk.lock, icon="lock", primary=True, action=Action.SEAL_RECORD, writes=True
        )

    def book_of(self, tab: str) -> str:
        """The draws stand behind the desk."""
        return DRAWS.name if tab == DESK else tab

    def on_changed(self, changes: Any) -> None:
        """The desk reads again what touched a draw or its frame."""
        if self._on_desk():
            if changes.touches(*_TABLES):
                self.clear_error()
                self._show_desk()
            self._stale = set(self.views)
        else:
            super().on_changed(changes)

    def status_texts(self) -> Sequence[str]:
        """Of the desk, else of the book in sight."""
        return self.desk.status_texts() if self._on_desk() else super().status_texts()

    def zones(self) -> Sequence[QWidget]:
        """Of the desk, else of the book in sight."""
        return (self.desk.seed_card, self.desk.drawn) if self._on_desk() else super().zones()

    def _show_tab(self, name: str) -> None:
        if name == DESK:
            self.stack.setCurrentWidget(self.desk)
            self._show_desk()
        else:
            super()._show_tab(name)
        self._guard_lock()

    def _show_desk(self) -> None:
        self.desk.refresh()
        self.add_record_button.setText(f"{DRAWS.add_title} Ctrl+N")
        self._guard_lock()
        self.status_changed.emit()

    def _guard_lock(self) -> None:
        if hasattr(self, "lock_button"):
            reason = self.desk.why_not_lock()
            self.lock_button.setVisible(self._on_desk())
            self.lock_button.setEnabled(not reason)
            self.lock_button.setToolTip(reason)

    def _on_desk(self) -> bool:
        return bool(self.tabs.current() == DESK)

    def record_in_hand(self, book: str) -> Record | None:
        """On the desk the draw that it shows."""
        return self.desk.facts.record if self._on_desk() and book == DRAWS.name else super().record_in_hand(book)

    def _print_form(self, draw: int) -> None:
        """The form with frame, share and steps: two copies, of which one is sealed."""
        context = self.context
        found = queries.records(context.reader, DRAWS.shape, context.as_of, context.known_at, ids=[draw])
        listed = Listed(DRAWS, found, context.as_of)
        dialog = PrintDialog(context, listed, f"{self.desk.facts.round}回访督查抽样锁定单", self, sheet=True)
        dialog.copies.setValue(2)
        dialog.exec()
        dialog.deleteLater()
