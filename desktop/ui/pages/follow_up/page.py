"""回访督查: 抽样 · 结果录入 · 督查情况 · 历次抽样 (ux/pages.md §0, pages 13 and 13b)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from db.queries import books as queries
from db.queries.books import Record
from desktop.ledgers.draws import DRAWS
from desktop.ledgers.visits import CHECKS, VISITS
from desktop.operations.papers import catalogue
from desktop.operations.records.exporting import Listed
from desktop.rules.permissions import Action
from desktop.ui import page_rounds
from desktop.ui.context import AppContext
from desktop.ui.dialogs.print_list_dialog import PrintDialog
from desktop.ui.pages.follow_up.draw_desk import DrawDesk
from desktop.ui.pages.follow_up.result_desk import NOT_LOCKED, ResultDesk
from desktop.ui.pages.register.page import RegisterPage

DESK, RESULTS = "desk", "results"
_TITLES = {
    DESK: "抽样",
    RESULTS: "结果录入",
    VISITS.name: "督查情况",
    DRAWS.name: "历次抽样",
    CHECKS.name: "逐条核查",
}
_BEHIND = {DESK: DRAWS.name, RESULTS: CHECKS.name}
"""The book that stands behind a desk."""
_TABLES = ("draw", "visit", "check", "finding", "finding_event", "retraction", "record_event", "record_retraction")


class FollowUpPage(RegisterPage):
    """The desks of draw and results before the tabs of the books; list verbs on a desk are about the book behind it."""

    def __init__(self, context: AppContext) -> None:
        self.desk, self.results = DrawDesk(context), ResultDesk(context)
        super().__init__(context, "回访督查", lambda: tuple(_TITLES), dict(_TITLES), folded=lambda: (CHECKS.name,))
        self.stack.addWidget(self.desk)
        self.stack.addWidget(self.results)
        self.desk.failed.connect(self.show_error)
        self.desk.locked.connect(self._print_form)
        self.desk.shown.connect(self._desk_shown)
        self.sheets_button = self.add_button(
            "打印空白督查表…", self.desk.print_sheets, icon="printer", action=Action.PRINT
        )
        self.lock_button = self.add_button(
            "锁定并打印…", self.desk.lock, icon="lock", primary=True, action=Action.SEAL_RECORD, writes=True
        )
        self._connect_results()

    def book_of(self, tab: str) -> str:
        """The draws and the checks stand behind the desks."""
        return _BEHIND.get(tab, tab)

    def on_changed(self, changes: Any) -> None:
        """A desk reads again what touched it."""
        if self._on_desk() or self._on_results():
            if changes.touches(*_TABLES):
                self.clear_error()
                self._show_tab(self.tabs.current())
            self._stale = set(self.views)
        else:
            super().on_changed(changes)

    def status_texts(self) -> Sequence[str]:
        """Of the desk in sight, else of the book."""
        if self._on_results():
            return self.results.status_texts()
        return self.desk.status_texts() if self._on_desk() else super().status_texts()

    def zones(self) -> Sequence[QWidget]:
        """Of the desk in sight, else of the book."""
        if self._on_results():
            return (self.results.units, self.results.card.table, self.results.card.text)
        return (self.desk.seed_card.zone(), self.desk.drawn) if self._on_desk() else super().zones()

    def leave(self) -> None:
        """What is typed of a unit is kept."""
        super().leave()
        if self._on_results() and not self.context.why_not(None, writes=True):
            self.results.card.save()

    def _show_tab(self, name: str) -> None:
        if name in _BEHIND:
            shown = self.desk if name == DESK else self.results
            self.stack.setCurrentWidget(shown)
            if name == DESK:
                self._show_desk()
            else:
                self.results.refresh()
        else:
            self.set_subtitle("")
            super()._show_tab(name)
        self._guard_lock()

    def _show_desk(self) -> None:
        self.desk.refresh()
        self.add_record_button.setText(f"{DRAWS.add_title} Ctrl+N")
        self._desk_shown()

    def _desk_shown(self) -> None:
        if self._on_desk():
            self.set_subtitle(page_rounds.which(self.context, self.desk.facts.round_id))
        self._guard_lock()
        self.status_changed.emit()

    def _guard_lock(self) -> None:
        if hasattr(self, "lock_button"):
            reason = self.desk.why_not_lock()
            self.lock_button.setVisible(self._on_desk())
            self.sheets_button.setVisible(self._on_desk())
            self.columns_button.setVisible(not self._on_desk())
            no_sheets = self.desk.why_no_sheets()
            self.sheets_button.setEnabled(not no_sheets)
            self.sheets_button.setToolTip(no_sheets or "抽中的单位一家一张，供督查组手填")
            self.lock_button.setEnabled(not reason)
            self.lock_button.setToolTip(reason)
        if hasattr(self, "next_button"):
            on_results = self._on_results()
            self.next_button.setVisible(on_results)
            if on_results:
                self.columns_button.hide()
            for button in (self.import_button, self.report_button):
                button.setVisible(on_results)
            for button in (self.export_button, self.print_button, self.add_record_button):
                button.setVisible(not on_results)

    def _on_desk(self) -> bool:
        return bool(self.tabs.current() == DESK)

    def record_in_hand(self, book: str) -> Record | None:
        """On the desk the draw that it shows."""
        return self.desk.facts.record if self._on_desk() and book == DRAWS.name else super().record_in_hand(book)

    def _on_results(self) -> bool:
        return bool(self.tabs.current() == RESULTS)

    def _shown_results(self) -> None:
        found = self.results.found
        if self._on_results():
            self.set_subtitle(page_rounds.which(self.context, self.results.round_id))
        self.tabs.set_counts({RESULTS: f"{found.checked}/{len(found.rows)}" if found.draw is not None else None})
        self.status_changed.emit()

    def _with_results(self, slot: Any) -> None:
        if self._on_results():
            self.clear_error()
            slot()

    def _previous(self) -> None:
        if self._on_results():
            self.results.step(-1)
        else:
            super()._previous()

    def _next(self) -> None:
        if self._on_results():
            self.results.step(1)
        else:
            super()._next()

    def _report(self) -> None:
        """督查报告: the report of the follow-up in sight, in 文书."""
        if self.results.found.draw is None:
            self.show_error(NOT_LOCKED)
            return
        page_rounds.choose(self.context, self.results.round_id)
        recipes = catalogue.recipes(self.context.reader)
        kind = next(one.kind for one in recipes if one.rows.drawn and one.addressee == "committee")  # papers/15
        self.context.open_page("letters", {"kind": kind})

    def _connect_results(self) -> None:
        self.import_button = self.add_button(
            "导入督查表…",
            self._import,
            icon="import",
            action=Action.IMPORT,
            writes=True,
            tooltip="督查组交回的核查结果",
        )
        self.report_button = self.add_button(
            "督查报告…", self._report, icon="file", action=Action.ISSUE, writes=True, tooltip="出回访督查情况报告"
        )
        self.next_button = self.add_button(
            "保存并到下一家 Ctrl+Enter",
            self.results.save_and_next,
            primary=True,
            action=Action.EDIT_RECORD,
            writes=True,
        )
        card = self.results.card
        self.results.failed.connect(self.show_error)
        self.results.shown.connect(self._shown_results)
        for key, title, slot in (
            ("F9", "属实", card.say_true),
            ("F8", "不属实", card.say_false),
            ("Ctrl+Return", "保存并到下一家", self.results.save_and_next),
        ):
            self.add_shortcut(key, title, partial(self._with_results, slot))

    def _print_form(self, draw: int) -> None:
        """The form with frame, share and steps: two copies, of which one is sealed."""
        context = self.context
        found = queries.records(context.reader, DRAWS.shape, context.as_of, context.known_at, ids=[draw])
        listed = Listed(DRAWS, found, context.as_of)
        dialog = PrintDialog(context, listed, f"{self.desk.facts.round}回访督查抽样锁定单", self, sheet=True)
        dialog.copies.setValue(2)
        dialog.exec()
        dialog.deleteLater()
