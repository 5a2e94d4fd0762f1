"""人才编组 (ux/pages.md §19): the coverage of the term, the teams of a round, the pool; a person is put into a team where the rules let him."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from db.queries import rounds as round_queries
from db.queries import units as unit_queries
from db.records import RoundRow
from desktop.errors import KnownError
from desktop.ledgers import books
from desktop.operations import coverage, team_board, teams
from desktop.operations.served import served
from desktop.rules.permissions import Action
from desktop.rules.round_names import short_round_name
from desktop.ui.asks import AskRecord, AskTab
from desktop.ui.context import AppContext
from desktop.ui.dialogs.record_dialog import RecordDialog
from desktop.ui.page import NARROW_BELOW, Page
from desktop.ui.pages.teams.coverage_cards import CoverageCards
from desktop.ui.pages.teams.load_tab import LoadTab
from desktop.ui.pages.teams.pool_card import PoolCard
from desktop.ui.pages.teams.team_card import TeamCard
from desktop.ui.pages.teams.units_dialog import UnitsDialog
from desktop.ui.widgets.place_tabs import POOL_PAGE, TEAM_TABS
from desktop.ui.widgets.segment_tabs import SegmentTabs
from desktop.ui.widgets.split import Split

COVER, LOAD = "teams", "load"
LEFT, MIDDLE, RIGHT = 432, 444, 346
TABLES = (
    "team", "inspector", "avoidance", "unit_class", "record_unit", "record_event", "record_retraction", "unit", "unit_name", "unit_merge", "round",
    "round_unit", "round_date_event", "term", "finding", "setting",
)  # fmt: skip


class TeamsPage(Page):
    """Two tabs of its own; the others are books and stand on the page of books."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(context, "人才编组")
        self.tabs = SegmentTabs([(key, title, None) for key, title in TEAM_TABS])
        self.tabs.changed.connect(self._tab)
        self.head_middle.addSpacing(8)
        self.head_middle.addWidget(self.tabs)
        self.cover, self.team, self.pool, self.load = (
            CoverageCards(context),
            TeamCard(context),
            PoolCard(context),
            LoadTab(context),
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self._columns())
        self.stack.addWidget(self.load)
        self.body.addWidget(self.stack, 1)
        self._round: RoundRow | None = None
        self._asked: int | None = None
        self._connect()

    # -- what the frame asks

    def refresh(self) -> None:
        """Read what is in sight again."""
        self.clear_error()
        if self.tabs.current() == LOAD:
            self._show_load()
        else:
            self._show_cover()
        self.status_changed.emit()

    def on_changed(self, changes: Any) -> None:
        """Read again what the action may have touched."""
        if changes.touches(*TABLES):
            self.refresh()

    def status_texts(self) -> Sequence[str]:
        """应巡 349 · 已巡 268 · 未巡 81 · 编组 4 组 21 人"""
        if self.tabs.current() == LOAD:
            return (self.load.note_label.full_text(),)
        whole = self._coverage.whole
        return (
            f"应巡 {whole.due}", f"已巡 {whole.done}", f"未巡 {len(whole.left)}", f"编组 {self.team.note_label.full_text()}",
        )  # fmt: skip

    def zones(self) -> Sequence[QWidget]:
        """The tables, from left to right."""
        if self.tabs.current() == LOAD:
            return (self.load.table,)
        return (*self.cover.zones(), self.team.table, self.team.people, self.team.name, self.pool.table)

    def open_with(self, payload: object) -> None:
        """One of its own tabs."""
        if isinstance(payload, AskTab) and payload.key in (COVER, LOAD):
            self.tabs.set_current(payload.key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is added up stays in sight on a small screen."""
        super().resizeEvent(event)
        narrow = self.window().width() < self.context.theme.px(NARROW_BELOW)
        self.cover.set_narrow(narrow=narrow)
        self.team.set_narrow(narrow=narrow)

    # -- what is shown

    def _show_cover(self) -> None:
        context, reader = self.context, self.context.reader
        day, known = context.as_of, context.known_at
        term = coverage.term_of(reader, day)
        self._coverage = coverage.coverage(reader, day, known, term=term)
        self._term_rounds = [one.id for one in round_queries.rounds(reader) if term is None or one.term_id == term.id]
        self.cover.show_coverage(self._coverage, self._planned())
        states = team_board.rounds_with_teams(reader, day, known)
        listed = [
            one
            for one in round_queries.rounds(reader)
            if one.id in states or not one.feedback_on or one.feedback_on > day
        ]
        self._round = self._round_in_hand(listed, {round_id for round_id, held in states.items() if "draft" in held})
        current = self._round.id if self._round else None
        self.team.show_rounds([(one.id, short_round_name(one.name)) for one in listed], current)
        found = team_board.board(reader, current, day, known, self._term_rounds) if current else ()
        title = f"{short_round_name(self._round.name)}编组" if self._round else "编组"
        self.team.show_teams(f"{title}（草稿）" if any(one.is_draft for one in found) else title, found)
        self._show_pool()

    def _show_pool(self) -> None:
        context, team = self.context, self.team.in_hand()
        found = team_board.choices(
            context.reader, team.team if team else None, context.as_of, context.known_at, self._term_rounds
        )
        self.pool.show_pool(found, coverage.load(context.reader, context.as_of, context.known_at))

    def _show_load(self) -> None:
        context = self.context
        burden = coverage.load(context.reader, context.as_of, context.known_at)
        self.load.show_served(served(context.reader, context.as_of, context.known_at), burden)

    def _planned(self) -> dict[int, str]:
        """The rounds without feedback yet, by the units that are placed in them."""
        reader, day = self.context.reader, self.context.as_of
        found: dict[int, str] = {}
        for one in round_queries.rounds(reader):
            if not one.feedback_on or one.feedback_on > day:
                found |= {unit.id: one.name for unit in unit_queries.units_of_round(reader, one.id, day)}
        return found

    def _round_in_hand(self, listed: Sequence[RoundRow], drafts: set[int]) -> RoundRow | None:
        """The one that was asked for; else the one that is being made up, that of the switch, the latest."""
        chosen = self.context.switches.round_ids
        for wanted in ({self._asked}, drafts, set(chosen) if len(chosen) == 1 else set()):
            if found := next((one for one in listed if one.id in wanted), None):
                return found
        return listed[0] if listed else None

    def _choose_round(self, round_id: int) -> None:
        self._asked = round_id
        self._show_cover()
        self.status_changed.emit()

    # -- verbs

    def _tab(self, key: str) -> None:
        if key not in (COVER, LOAD):
            self.tabs.set_current(COVER if self.stack.currentIndex() == 0 else LOAD)
            self.context.open_page(POOL_PAGE, AskTab(key))
            return
        if self.stack.currentIndex() != (key == LOAD):
            self.stack.setCurrentIndex(int(key == LOAD))
            self.refresh()

    def _place(self, person: str, role: str = teams.MEMBER) -> None:
        team = self.team.in_hand()
        if team is None:
            self.show_error("还没有巡察组。请先新建巡察组，再编入。")
            return
        self.context.write(
            teams.place, team.record.id, person, role, failed=self._refused, done=partial(self._done, "编入")
        )

    def _take_out(self, person: str) -> None:
        team = self.team.in_hand()
        if team is not None:
            self.context.write(
                teams.take_out, team.record.id, person, failed=self._refused, done=partial(self._done, "移出")
            )

    def _done(self, word: str, _changes: object) -> None:
        self.team.refusal.hide()
        self.team.name.clear()
        self.context.notify(f"已{word}。按 Ctrl+Z 撤销。")

    def _refused(self, error: KnownError) -> None:
        title, _stop, remedy = str(error).partition("。")
        self.team.refuse(f"{title}。", remedy)

    def _final(self) -> None:
        team, register = self.team.in_hand(), books.book(self.context.reader, "team")
        step = register.step("final")
        if team is None or step is None:
            return
        if reason := self.context.why_not(Action.SETTLE_RECORD, writes=True):
            self.show_error(f"{reason}，不能定稿。")
            return
        self._ask(RecordDialog(self.context, register, team.record, step, self))

    def _edit(self) -> None:
        team = self.team.in_hand()
        if team is not None:
            self._ask(RecordDialog(self.context, books.book(self.context.reader, "team"), team.record, parent=self))

    def _new_team(self) -> None:
        preset = {"round": self._round.id} if self._round else {}
        self._ask(RecordDialog(self.context, books.book(self.context.reader, "team"), parent=self, preset=preset))

    def _ask(self, dialog: RecordDialog) -> None:
        dialog.exec()
        dialog.deleteLater()

    def _open_units(self, names: object) -> None:
        assert isinstance(names, tuple)
        dialog = UnitsDialog(self.context, names, self)
        dialog.exec()
        dialog.deleteLater()

    def _open_rounds(self) -> None:
        self.context.open_page("rounds")

    def _open_pool(self) -> None:
        self.context.open_page(POOL_PAGE, AskTab("inspector"))

    def _open_team(self) -> None:
        team = self.team.in_hand()
        self.context.open_page(POOL_PAGE, AskRecord("team", team.record.id) if team else AskTab("team"))

    # -- building

    def _columns(self) -> QWidget:
        split = Split(Qt.Orientation.Horizontal)
        split.setHandleWidth(8)
        for one in (self.cover, self.team, self.pool):
            split.addWidget(one)
        split.share_out([self.context.theme.px(one) for one in (LEFT, MIDDLE, RIGHT)])
        for place, share in enumerate((6, 7, 5)):
            split.setStretchFactor(place, share)
        split.setChildrenCollapsible(False)
        whole = QWidget()
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(split)
        return whole

    def _connect(self) -> None:
        edit = Action.EDIT_RECORD
        self.add_button("编组清单", self._open_team, icon="list", tooltip="导出、打印在“巡察组”页签")
        self.add_button("新建巡察组 Ctrl+N", self._new_team, icon="plus", primary=True, action=edit, writes=True)
        self.cover.asked.connect(self._open_units)
        self.cover.place_asked.connect(self._open_rounds)
        self.team.team_changed.connect(self._show_pool)
        self.team.round_chosen.connect(self._choose_round)
        self.team.place_asked.connect(self._place)
        self.team.take_out_asked.connect(self._take_out)
        self.team.final_asked.connect(self._final)
        self.team.edit_asked.connect(self._edit)
        self.pool.place_asked.connect(self._place)
        self.pool.paste_asked.connect(self._open_pool)
        for key, title, slot in (
            ("Ctrl+N", "新建巡察组", self._new_team),
            ("Alt+Up", "上一组", partial(self.team.step, -1)),
            ("Alt+Down", "下一组", partial(self.team.step, 1)),
            ("Ctrl+T", "下一个页签", partial(self.tabs.step, 1)),
        ):
            self.add_shortcut(key, title, slot)
