"""评价约谈: 成绩单与排名 before the tabs of talks, surveys, schemes and sheets (page 16)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.ledgers.scores import SCORE_SCHEMES, SCORE_SHEETS
from desktop.ledgers.surveys import SURVEYS
from desktop.ledgers.talks import TALKS
from desktop.operations.papers import catalogue
from desktop.rules.permissions import Action
from desktop.ui import page_rounds
from desktop.ui.context import AppContext
from desktop.ui.pages.register.book_view import BookView
from desktop.ui.pages.register.page import RegisterPage
from desktop.ui.pages.scores.desk import ScoreDesk

DESK = "scores"
RANKING = "排名"
"""The word of the kind of paper that tells the ranking (papers/19)."""
NO_FORMS = "本轮还没有评分，没有可打印的评估表。请先给单位录分。"
_TITLES = {
    DESK: "成绩单与排名",
    TALKS.name: "约谈与谈话",
    SURVEYS.name: "满意度测评",
    SCORE_SCHEMES.name: "评分模板",
    SCORE_SHEETS.name: "评分登记",
}
_TABLES = (
    "score_sheet", "score_scheme", "survey", "visit", "check", "talk", "finding", "finding_event", "retraction", "record_event",
    "record_retraction", "unit", "unit_name", "basis", "round_unit",
)  # fmt: skip


class ScorePage(RegisterPage):
    """The desk first; list verbs on it are about the score sheets behind it."""

    def __init__(self, context: AppContext) -> None:
        self.desk = ScoreDesk(context)
        super().__init__(
            context, "评价约谈", lambda: tuple(_TITLES), dict(_TITLES), folded=lambda: (SCORE_SHEETS.name,)
        )
        self.stack.addWidget(self.desk)
        self.scheme_button = self.add_button("评分模板…", self._open_schemes, icon="columns")
        self.forms_button = self.add_button("打印评估表", self._forms, icon="printer", action=Action.PRINT)
        self.bulletin_button = self.add_button(
            "出通报（成绩单）…",
            self._bulletin,
            icon="file",
            primary=True,
            action=Action.ISSUE,
            writes=True,
            tooltip="Ctrl+G",
        )
        self.notice_button = self.add_button(
            "出约谈通知…",
            self.notice,
            icon="file",
            primary=True,
            action=Action.ISSUE,
            writes=True,
            tooltip="Ctrl+G，勾选几次的一次备好",
        )
        self._connect()
        self._show_buttons()

    def on_changed(self, changes: Any) -> None:
        """The desk reads again what touched it."""
        if self._on_desk():
            if changes.touches(*_TABLES):
                self.clear_error()
                self.desk.refresh()
            self._stale = set(self.views)
        else:
            super().on_changed(changes)

    def status_texts(self) -> Sequence[str]:
        """Of the desk, else of the book in sight."""
        return self.desk.status_texts() if self._on_desk() else super().status_texts()

    def zones(self) -> Sequence[QWidget]:
        """The sheet and the ranking, else those of the book in sight."""
        if self._on_desk():
            return (self.desk.sheet.table, self.desk.sheet.points, self.desk.table)
        return super().zones()

    def book_of(self, tab: str) -> str:
        """The sheets stand behind the desk."""
        return SCORE_SHEETS.name if tab == DESK else tab

    def leave(self) -> None:
        """Points that are typed and not entered yet are kept."""
        super().leave()
        if self._on_desk() and not self.context.why_not(Action.EDIT_RECORD, writes=True):
            self.desk.sheet.save(goes_on=False)

    # -- inside

    def _show_tab(self, name: str) -> None:
        if name == DESK:
            self.stack.setCurrentWidget(self.desk)
            self.desk.refresh()
            self.status_changed.emit()
        else:
            self.set_subtitle("")
            super()._show_tab(name)
        self._show_buttons()

    def dress_view(self, view: BookView) -> None:
        """The button of the notices says of how many talks they are."""
        super().dress_view(view)
        if view.name == TALKS.name:
            view.table.ticks_changed.connect(self._count_notices)

    def _count_notices(self) -> None:
        ticked = len(self.views[TALKS.name].table.ticked_ids()) if TALKS.name in self.views else 0
        self.notice_button.setText(f"出约谈通知 {ticked} 份…" if ticked > 1 else "出约谈通知…")

    def _desk_shown(self) -> None:
        self.set_subtitle(page_rounds.which(self.context, self.desk.round_id) if self._on_desk() else "")
        scored = len(self.desk.sheets())
        self.forms_button.setText(f"打印评估表 {scored} 份" if scored else "打印评估表")
        self.forms_button.setEnabled(bool(scored) and not self.context.why_not(Action.PRINT))
        self.forms_button.setToolTip(self.context.why_not(Action.PRINT) or ("Ctrl+P" if scored else NO_FORMS))
        self.status_changed.emit()

    def _show_buttons(self) -> None:
        if hasattr(self, "notice_button"):
            self.notice_button.setVisible(self.tabs.current() == TALKS.name)
            on_desk = self._on_desk()
            for button in (self.scheme_button, self.forms_button, self.bulletin_button):
                button.setVisible(on_desk)
            for button in (self.columns_button, self.export_button, self.print_button, self.add_record_button):
                button.setVisible(not on_desk)

    def _open_schemes(self) -> None:
        self.tabs.set_current(SCORE_SCHEMES.name)

    def _paper(self) -> None:
        """Ctrl+G: the bulletin of the scores where they are in sight, else the notice of the talk in hand."""
        if self._on_desk():
            self._bulletin()
        else:
            self.notice()

    def _bulletin(self) -> None:
        if self.bulletin_button.isEnabled():
            kinds = catalogue.recipes(self.context.reader)
            kind = next((one.kind for one in kinds if any(field.name == RANKING for field in one.fields)), None)
            if kind is not None:
                self._open_papers({"kind": kind, "unit_ids": []})

    def _forms(self) -> None:
        """The assessment form of every unit that was scored, in the order of the ranking."""
        scored, [(_title, kind, _book), *_] = (
            self.desk.sheets(),
            catalogue.record_papers(self.context.reader, [SCORE_SHEETS.name]),
        )
        if not scored:
            self.show_error(NO_FORMS)
            return
        numbers = [one.sheet.number for one in scored if one.sheet is not None]
        self._open_papers({"kind": kind, "unit_ids": [one.unit_id for one in scored], "records": numbers})

    def _open_papers(self, payload: dict[str, Any]) -> None:
        page_rounds.choose(self.context, self.desk.round_id)
        self.context.open_page("letters", payload)

    def _print(self) -> None:
        if self._on_desk():
            self._forms()
        else:
            super()._print()

    def _on_desk(self) -> bool:
        return bool(self.tabs.current() == DESK)

    def _with_desk(self, slot: Any) -> None:
        if self._on_desk():
            self.clear_error()
            slot()

    def _previous(self) -> None:
        if self._on_desk():
            self.desk.step(-1)
        else:
            super()._previous()

    def _next(self) -> None:
        if self._on_desk():
            self.desk.step(1)
        else:
            super()._next()

    def _connect(self) -> None:
        self.desk.failed.connect(self.show_error)
        self.desk.shown.connect(self._desk_shown)
        for key, title, slot in (
            ("Ctrl+Return", "保存并到下一家", self.desk.save_and_next),
            ("F2", "看这一项的条", self.desk.sheet.open_rows),
        ):
            self.add_shortcut(key, title, partial(self._with_desk, slot))
        self.add_shortcut("Ctrl+G", "出通报（成绩单）、约谈通知", self._paper)
