"""整改督办 · 列表、月历、月度督办、时限规则: what the board knows, seen otherwise (ux/pages.md §11; W5, W6, M9)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, cast

from PySide6.QtWidgets import QWidget

from db.queries import rounds as round_queries
from db.records import RoundRow
from desktop.operations.supervision.board import Board
from desktop.rules.deadlines import WorkCalendar
from desktop.rules.permissions import Action
from desktop.rules.round_names import short_round_name
from desktop.ui import page_rounds
from desktop.ui.asks import AskFinding, AskTab
from desktop.ui.context import AppContext
from desktop.ui.dialogs.done_bar import DoneBar
from desktop.ui.page import Page
from desktop.ui.pages.supervision.due_list import DueLine, DueList, lines_of
from desktop.ui.pages.supervision.due_month import DueMonth
from desktop.ui.pages.supervision.due_rules import DueRules
from desktop.ui.pages.supervision.package_part import PackagePart
from desktop.ui.pages.supervision.page import TABLES
from desktop.ui.pages.supervision.reading import read_apart
from desktop.ui.paper_desk import Issued
from desktop.ui.widgets.late_stack import LateStack
from desktop.ui.widgets.place_tabs import DUE_TABS, supervision_page, supervision_tabs
from desktop.ui.widgets.segment_tabs import SegmentTabs

LIST, MONTH, PACKAGE, RULES = DUE_TABS
Part = DueList | DueMonth | PackagePart | DueRules


class DuePage(Page):
    """One board for all four; a letter goes to one round, so the package is that of the first chosen one."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(context, "整改督办")
        self.tabs = SegmentTabs([(key, title, None) for key, title in supervision_tabs()])
        self.tabs.set_current(LIST)
        self.head_middle.addSpacing(8)
        self.head_middle.addWidget(self.tabs)
        kinds: dict[str, Callable[[AppContext], Part]] = {
            LIST: DueList,
            MONTH: DueMonth,
            PACKAGE: PackagePart,
            RULES: DueRules,
        }
        self.parts: LateStack[Part] = LateStack(
            {key: partial(kind, context) for key, kind in kinds.items()}, self._dress
        )
        self.done_bar = DoneBar(self)
        self.body.addWidget(self.done_bar)
        self.body.addWidget(self.parts, 1)
        self._own, self._asked = LIST, 0
        self.board: Board | None = None
        self._connect()

    # -- what the frame asks

    def refresh(self) -> None:
        """Ask the worker for the board of what is in sight."""
        self.clear_error()
        context = self.context
        self.parts.show_key(self._own)
        if self.parts.has(RULES):
            self.rules.show_rules(self._round())
        if self._own == RULES:
            return
        self._asked += 1
        one = self._round()
        rounds = (one.id,) if self._own == PACKAGE and one is not None else context.scope.rounds
        board = partial(read_apart, context.ledger, rounds, context.as_of, context.known_at, self._asked)
        work = partial(_read, board, listed=self._own == LIST)
        context.jobs.start("正在读取时限", work, done=self._show, failed=context.show_error)

    def run_anew(self) -> None:
        """F5: what was issued is done with."""
        self._begin_anew()
        self.refresh()

    def on_changed(self, changes: Any) -> None:
        """Read again what the action may have touched."""
        if changes.touches(*TABLES):
            self.refresh()

    def status_texts(self) -> Sequence[str]:
        """Of the tab in sight."""
        return self.parts[self._own].status_texts()

    def zones(self) -> Sequence[QWidget]:
        """What the keyboard works on in the tab in sight."""
        match self.parts[self._own]:
            case DueList() as part:
                return (part.table.grid, part.quiet)
            case DueMonth() as part:
                return (part.grid, part.table)
            case PackagePart() as part:
                return (part.table.grid, part.issue_button, part.history)
            case part:
                return (part.table.grid,)

    def open_with(self, payload: object) -> None:
        """A tab."""
        if isinstance(payload, AskTab) and payload.key in self.parts:
            self.tabs.set_current(payload.key)

    def keepsake(self) -> object:
        """The tab in sight."""
        return self._own

    def let_go(self) -> Sequence[object]:
        """The board behind the list; the month and the package have no more of it in sight than their day and their letters."""
        if self._own != LIST or not (gone := self.list.let_go()):
            return ()
        gone, self.board = (*gone, self.board), None
        return gone

    def leave(self) -> None:
        """A package that was issued is over when the clerk goes elsewhere."""
        self._begin_anew()

    # -- inside

    def _begin_anew(self) -> None:
        if self.parts.has(PACKAGE):
            self.package.begin_anew()
        self.done_bar.hide()

    def _round(self) -> RoundRow | None:
        chosen = page_rounds.shown_round(self.context, page_rounds.DUE)
        return None if chosen is None else round_queries.round_by_id(self.context.reader, chosen)

    def _show(self, answer: tuple[int, Board, tuple[DueLine, ...]]) -> None:
        asked, board, lines = answer
        if asked != self._asked:
            return
        self.board = board
        context, one = self.context, self._round()
        other = page_rounds.which(context, one.id) if one is not None else ""
        self.set_subtitle(other or (short_round_name(one.name) if one is not None else ""))
        if self._own == LIST:
            self.list.show_board(board, lines)
        elif self._own == MONTH:
            calendar = WorkCalendar(round_queries.calendar_days(context.reader))
            self.month.show_board(board, calendar, context.why_not(Action.EDIT_DICTIONARY, writes=True))
        elif self._own == PACKAGE:
            name = short_round_name(one.name) if one is not None else ""
            self.package.show_board(board, one.id if one is not None else None, name)
        self.status_changed.emit()

    def _turn(self, key: str) -> None:
        if key in self.parts:
            self._own = key
            self.refresh()
            self.status_changed.emit()
        else:
            self.tabs.set_current(self._own)
            self.context.open_page(supervision_page(key), AskTab(key))

    def _open(self, finding: int) -> None:
        self.context.open_page("findings", AskFinding(finding))

    def _issued(self, result: Issued) -> None:
        self.done_bar.show_issued(result)
        self.say(f"已签发 {len(result.made)} 份，并写好督办清单。")
        if unwritten := "".join(made.unwritten for made in result.made):
            self.show_error(unwritten)

    def _when(self, key: str, slot: Any) -> None:
        if self._own == key:
            slot()

    def _dress(self, part: Part) -> None:
        match part:
            case DueList():
                part.opened.connect(self._open)
            case DueMonth():
                part.opened.connect(self._open)
                part.calendar_asked.connect(partial(self.context.open_page, "system", AskTab("calendar")))
            case PackagePart():
                part.issued.connect(self._issued)
                part.failed.connect(self.show_error)
                part.told.connect(self.status_changed)

    @property
    def list(self) -> DueList:
        """The list."""
        return cast("DueList", self.parts[LIST])

    @property
    def month(self) -> DueMonth:
        """The month."""
        return cast("DueMonth", self.parts[MONTH])

    @property
    def package(self) -> PackagePart:
        """The package of the month."""
        return cast("PackagePart", self.parts[PACKAGE])

    @property
    def rules(self) -> DueRules:
        """The rules of deadlines."""
        return cast("DueRules", self.parts[RULES])

    def _connect(self) -> None:
        self.tabs.changed.connect(self._turn)
        for key, title, slot in (
            ("Ctrl+G", "签发本月督办包", partial(self._when, PACKAGE, lambda: self.package.issue())),
            ("Ctrl+Shift+G", "本月督办包", partial(self.tabs.set_current, PACKAGE)),
            ("PgUp", "上一个月", partial(self._when, MONTH, lambda: self.month.step(-1))),
            ("PgDown", "下一个月", partial(self._when, MONTH, lambda: self.month.step(1))),
            ("Ctrl+T", "下一个页签", partial(self.tabs.step, 1)),
        ):
            self.add_shortcut(key, title, slot)


def _read(board: Callable[[], tuple[int, Board]], *, listed: bool) -> tuple[int, Board, tuple[DueLine, ...]]:
    """What `board` reads, with its rows in words where they are listed: all in the worker."""
    asked, read = board()
    return asked, read, lines_of(read) if listed else ()
