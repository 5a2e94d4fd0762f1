"""整改督办 · 时限看板 (ux/pages.md §11): see and chase what is due, one letter a unit, the next rung proposed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from db.queries import rounds as round_queries
from db.queries.units import units_by_id
from db.records import RoundRow, UnitRow
from desktop.operations.supervision.board import Board
from desktop.operations.supervision.ladder import has_own
from desktop.operations.supervision.planning import Planned, planned
from desktop.rules import chasing
from desktop.rules.deadlines import WorkCalendar
from desktop.rules.overdue import month_day
from desktop.rules.permissions import Action
from desktop.rules.round_names import short_round_name
from desktop.statistics.question import chosen_rounds
from desktop.ui.aside import few
from desktop.ui.asks import AskFinding, AskFindings, AskTab, AskUnit
from desktop.ui.context import AppContext
from desktop.ui.dialogs.unit_card import open_unit_card
from desktop.ui.page import NARROW_BELOW, Page
from desktop.ui.pages.supervision import ways
from desktop.ui.pages.supervision.board_view import BoardView
from desktop.ui.pages.supervision.card_words import ColumnWords
from desktop.ui.pages.supervision.foot_bar import FootBar
from desktop.ui.pages.supervision.ladder_dialog import LadderDialog
from desktop.ui.pages.supervision.reading import read_with_words
from desktop.ui.pages.supervision.top_card import TopCard
from desktop.ui.pages.supervision.unit_pane import UnitPane
from desktop.ui.widgets.card import EmptyState
from desktop.ui.widgets.place_tabs import (
    BOARD_TAB,
    CHASING_PAGE,
    DUE_PAGE,
    PlaceTabs,
    supervision_page,
    supervision_tabs,
)

PANE = 326
TABLES = (
    "finding", "finding_event", "retraction", "letter", "letter_event", "letter_finding", "chase", "extension", "talk", "record_event",
    "record_retraction", "record_finding", "unit", "unit_name", "round", "round_unit", "round_date_event", "deadline_rule", "calendar_day", "setting",
)  # fmt: skip


class SupervisionPage(Page):
    """The board is read by the worker; everything else follows from what was read."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(context, "整改督办")
        theme = context.theme
        self.place_tabs = PlaceTabs(context, supervision_tabs(), BOARD_TAB, leads=supervision_page)
        self.head_middle.addSpacing(8)
        self.head_middle.addWidget(self.place_tabs)
        self.board: Board | None = None
        self._words = ColumnWords({}, {})
        self._is_whole = False
        """Whether no filter takes any card out of sight."""
        self.plan = Planned({}, "")
        self._round: RoundRow | None = None
        self._units: dict[int, UnitRow] = {}
        self._asked = 0
        self._wanted: Sequence[int] | AskUnit = ()
        self._pane_shown: bool | None = None
        self.top, self.view, self.foot = TopCard(theme), BoardView(theme), FootBar()
        self.strip = self.top.strip
        self.pane = UnitPane(context)
        self.empty = EmptyState(theme)
        self._lay_out()
        self._connect()

    # -- what the frame asks

    def refresh(self) -> None:
        """Ask the worker for the board of the switches as they stand."""
        self.clear_error()
        context = self.context
        self._asked += 1
        rounds, as_of, known_at = context.scope.rounds, context.as_of, context.known_at
        work = partial(read_with_words, context.ledger, rounds, as_of, known_at, self._asked)
        context.jobs.start("正在读取看板", work, done=self._show, failed=context.show_error)

    def on_changed(self, changes: Any) -> None:
        """Read again what the action may have touched."""
        if changes.touches(*TABLES):
            self.refresh()

    def status_texts(self) -> Sequence[str]:
        """在办 32 条 · 逾期 7 · 选中 7 条 5 家 · 今日已催 0"""
        board = self.board
        if board is None:
            return ()
        ticked = self.view.ticked_cards()
        units = len({card.row.unit_id for card in ticked})
        today = sum(one.stored["on"] == board.as_of for own in board.papers.values() for one in own.calls)
        return (
            f"在办 {board.sum.running} 条", f"逾期 {len(board.column(chasing.LATE))}", f"选中 {len(ticked)} 条 {units} 家", f"今日已催 {today}",
        )  # fmt: skip

    def zones(self) -> Sequence[QWidget]:
        """The columns, then the pane's strip."""
        held = next(
            (one for one in self.view.lists.values() if one.in_hand() is not None), self.view.lists[chasing.LATE]
        )
        return (held, self.top.leader, *((self.pane.strip.answered,) if self.pane.isVisible() else ()), self.foot.issue)

    def open_with(self, payload: object) -> None:
        """Findings to be ticked, one to be taken in hand, or the cards of a unit; a tab that is a book opens its page."""
        if isinstance(payload, AskTab) and payload.key != BOARD_TAB:
            self.context.open_page(supervision_page(payload.key), payload)
        elif isinstance(payload, AskFindings | AskFinding):
            self._wanted = payload.ids if isinstance(payload, AskFindings) else (payload.finding_id,)
        elif isinstance(payload, AskUnit):
            self._wanted = payload
        if self._wanted:
            self.top.clear()  # what was asked for is in sight, whatever was filtered
        self._take_wanted()

    def leave(self) -> None:
        """What is being typed is kept."""
        self.pane.strip.leave()

    def keepsake(self) -> object:
        """The card in hand."""
        return self.view.current

    def let_go(self) -> Sequence[object]:
        """The board with its cards; which one is in hand and which are ticked stays."""
        if self.board is None or few(self.board.cards):
            return ()
        gone = (self.board, self.plan, *self.view.let_go())
        self.board, self.plan = None, Planned({}, "")
        return gone

    def take_keepsake(self, kept: Any) -> None:
        """The card of the person before."""
        self._wanted = (kept,) if isinstance(kept, int) else ()

    # -- what is shown

    def _show(self, answer: tuple[int, Board, ColumnWords]) -> None:
        asked, board, words = answer
        if asked != self._asked:
            return
        self.board, self._words = board, words
        reader, context = self.context.reader, self.context
        rounds = chosen_rounds(reader, context.scope)
        self._round = rounds[0] if len(rounds) == 1 else None
        self._units = {one.id: one for one in units_by_id(reader, board.by_unit, board.as_of)}
        self.set_subtitle(short_round_name(self._round.name) if self._round else "")
        calendar = WorkCalendar(round_queries.calendar_days(reader))
        ends_on = (self._round.ends_on or "") if self._round else ""
        self.top.show_board(board, calendar, ends_on, is_back=context.is_back)
        self._show_cards()
        self._take_wanted()

    def _show_cards(self) -> None:
        board = self.board
        if board is None:
            return
        cards = self.top.passing(board)
        self._is_whole = cards is board.cards
        self.view.show_board(board, cards, self._words)
        self._stack.setCurrentIndex(int(not board.cards))
        if not board.cards:
            self.empty.show_text(_nothing(board))

    def _show_unit(self) -> None:
        board, held = self.board, self.view.in_hand()
        if board is None:
            return
        if held is None:
            self.pane.show_unit(board, None, (), "", "")
            return
        units = self._unit_order()
        unit = held.row.unit_id
        chosen = [one for one in self.view.chosen() if one.row.unit_id == unit] or [held]
        place = f"{units.index(unit) + 1}/{len(units)} 家"
        whose = (
            f"按“{short_round_name(self._round.name)}规则”"
            if self._round and has_own(self.context.reader, self._round.id)
            else "按各轮共用规则"
        )
        self.pane.show_unit(board, self._units.get(unit), chosen, place, whose)

    def _show_foot(self) -> None:
        board = self.board
        if board is None:
            return
        cards = self.view.chosen()
        self.plan = planned(board, cards)
        self.foot.show_chosen(cards, len(self.view.ticked), self.plan)
        warned, chased = ways.kinds(board, warns=True), ways.kinds(board, warns=False)
        self._guard_foot(self.foot.warn, "出提醒函", self.plan.of(warned))
        self._guard_foot(self.foot.issue, "出督办函", self.plan.of(chased), " Ctrl+G")
        enter = self.context.why_not(Action.EDIT_RECORD, writes=True) or ("" if cards else "还没有选问题")
        for button in (self.foot.call, self.foot.extend):
            button.setEnabled(not enter)
            button.setToolTip(enter)
        self.status_changed.emit()

    def _guard_foot(self, button: Any, word: str, units: Sequence[int], key: str = "") -> None:
        reason = self.context.why_not(Action.PREPARE_PAPER, writes=True) or (
            "" if units else self.plan.sentence or "没有要出的函"
        )
        button.setText(f"{word} {len(units)} 份{key}" if units else f"{word}{key}")
        button.setEnabled(not reason)
        button.setToolTip(reason)

    # -- verbs

    def _chosen_changed(self, *_what: object) -> None:
        self._show_unit()
        self._show_foot()

    def _open(self, finding: int) -> None:
        self.context.open_page("findings", AskFinding(finding))

    def _step_unit(self, by: int) -> None:
        units, held = self._unit_order(), self.view.in_hand()
        if held is None or not units:
            return
        wanted = units[(units.index(held.row.unit_id) + by) % len(units)]
        self.view.take_in_hand(next(card.id for card in self.view.shown() if card.row.unit_id == wanted))

    def _call(self) -> None:
        """Ctrl+J"""
        if self.view.in_hand() is None:
            self.show_error("没有选中问题。请先选一张卡片。")
            return
        self._turn_pane(True)
        self.pane.start_call()

    def _extend(self) -> None:
        card = self.view.in_hand()
        if card is None:
            self.show_error("没有选中问题。请先选一张卡片。")
            return
        self._ask(ways.extension_of(self.context, card, self))

    def _letters(self, *, warns: bool) -> None:
        """The letters of the next rung, one a unit, in 文书."""
        self.leave()
        if not ways.open_letters(self.context, self.plan, ways.kinds(self.board, warns=warns)):
            self.show_error(self.plan.sentence or "没有选中问题。请先选一张卡片。")

    def _rung(self, kind: str) -> None:
        """The verb of the proposed rung of the unit in hand."""
        if self.pane.unit is None or self.board is None:
            return
        self.leave()
        ways.open_rung(self.context, self.board, kind, self.pane.unit.id)

    def _set_ladder(self) -> None:
        self._ask(LadderDialog(self.context, self._round, self))

    def _ask(self, dialog: Any) -> None:
        dialog.exec()
        dialog.deleteLater()

    def _open_unit(self, unit: int) -> None:
        open_unit_card(self, unit)

    def _open_records(self) -> None:
        self.leave()
        self.context.open_page(CHASING_PAGE, AskTab("chase"))

    def _open_package(self) -> None:
        """Ctrl+Shift+G: every letter that is due, in one run."""
        self.leave()
        self.context.open_page(DUE_PAGE, AskTab("due_package"))

    def _open_list(self) -> None:
        """The cards in sight as a list of findings: there they are exported and printed."""
        cards = self.view.shown()
        if cards:
            ways.open_list(self.context, cards)

    def _print(self) -> None:
        """Ctrl+P: what is chosen, else everything in sight, on the page for printing."""
        cards = [card for card in self.view.shown() if card.id in self.view.ticked] or self.view.shown()
        if not cards:
            self.show_error("没有可打印的问题。请先取消筛选。")
            return
        self.leave()
        ways.open_print(self.context, cards)

    def _toggle_pane(self) -> None:
        """F4"""
        self._turn_pane(not self.pane.isVisible())

    def _turn_pane(self, shown: bool) -> None:
        self._pane_shown = shown
        self.pane.setVisible(shown)
        if shown:
            self._show_unit()

    # -- inside

    def _unit_order(self) -> list[int]:
        if self._is_whole and self.board is not None:
            return list(self.board.unit_order)
        return list(dict.fromkeys(card.row.unit_id for card in self.view.shown()))

    def _take_wanted(self) -> None:
        if self._wanted and self.board is not None:
            asked, self._wanted = self._wanted, ()
            by_unit = self.board.by_unit
            wanted = [card.id for card in by_unit.get(asked.unit_id, ())] if isinstance(asked, AskUnit) else asked
            shown = {card.id for card in self.view.shown()}
            found = [one for one in wanted if one in shown]
            reasons = [self.board.why_not(one) for one in wanted if one not in shown]
            if len(wanted) > 1:
                self.view.set_ticked(found)
            if found:
                self.view.take_in_hand(found[0], focus=True)
            elif told := next(filter(None, reasons), ""):
                self.show_error(told)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Below 1400 px the pane is called by F4."""
        super().resizeEvent(event)
        narrow = self.window().width() < self.context.theme.px(NARROW_BELOW)
        self.pane.setVisible(not narrow if self._pane_shown is None else self._pane_shown)

    def _lay_out(self) -> None:
        px = self.context.theme.px
        columns = QWidget()
        across = QHBoxLayout(columns)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(px(8))
        across.addWidget(self.view, 1)
        across.addWidget(self.pane)
        self.pane.setFixedWidth(px(PANE))
        full = QWidget()
        column = QVBoxLayout(full)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addWidget(self.top)
        column.addWidget(columns, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(full)
        self._stack.addWidget(self.empty)
        self.body.addWidget(self._stack, 1)
        self.below.addWidget(self.foot)

    def _connect(self) -> None:
        self.add_button("本月督办包", self._open_package, icon="mail_forward", tooltip="Ctrl+Shift+G")
        self.add_button("打印看板 Ctrl+P", self._print, icon="printer")
        self.add_menu("在问题台账中看这些问题", self._open_list)
        self.add_menu("催办阶梯…", self._set_ladder, action=Action.SETTLE_RECORD, writes=True)
        self.add_menu("取消筛选", self.top.clear)
        self.view.held.connect(self._chosen_changed)
        self.view.opened.connect(self._open)
        self.view.ticks_changed.connect(self._chosen_changed)
        self.top.narrowed.connect(self._show_cards)
        self.pane.verb_asked.connect(self._rung)
        self.pane.step_asked.connect(self._step_unit)
        self.pane.card_asked.connect(self._open_unit)
        self.pane.records_asked.connect(self._open_records)
        self.pane.strip.failed.connect(self.show_error)
        self.foot.clear.clicked.connect(self.view.clear_ticks)
        for button, slot in (
            (self.foot.call, self._call),
            (self.foot.extend, self._extend),
            (self.foot.warn, partial(self._letters, warns=True)),
            (self.foot.issue, partial(self._letters, warns=False)),
        ):
            button.clicked.connect(slot)
        for key, title, slot in (
            ("Ctrl+A", "勾选本列", self.view.tick_column),
            ("Ctrl+Shift+A", "勾选全部", self.view.tick_all),
            ("Ctrl+J", "登记催办", self._call),
            ("Ctrl+Return", "保存催办", self.pane.strip.save),
            ("Ctrl+G", "出督办函", partial(self._letters, warns=False)),
            ("Ctrl+Shift+G", "本月督办包", self._open_package),
            ("Ctrl+P", "打印看板上的问题", self._print),
            ("F7", "筛选", self.top.start),
            ("F4", "详情栏：显示、收起", self._toggle_pane),
            ("Alt+Up", "上一家", partial(self._step_unit, -1)),
            ("Alt+Down", "下一家", partial(self._step_unit, 1)),
            ("Ctrl+T", "下一个页签", partial(self.place_tabs.step, 1)),
        ):
            self.add_shortcut(key, title, slot)


def _nothing(board: Board) -> str:
    """没有到期问题。下一个：6月9日 1 条。"""
    coming = sorted(card.due_on for card in board.cards if card.due_on and card.due_on >= board.as_of)
    if not coming:
        return "没有到期问题。"
    return f"没有到期问题。下一个：{month_day(coming[0])} {coming.count(coming[0])} 条。"
