"""首页: today's work first; the round's nodes, four figures, what is due, and the units from low to high."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desktop.later import Later
from desktop.ledgers.column import Mark, Shape, Tone
from desktop.rules import basis as basis_rules
from desktop.rules.permissions import Action, Right
from desktop.statistics.question import by_lane, month_day
from desktop.ui.aside import Asked
from desktop.ui.asks import AskFindings, AskTab, AskUnit
from desktop.ui.context import AppContext
from desktop.ui.page import Page
from desktop.ui.pages.overview.cards import CountCard, RateCard
from desktop.ui.pages.overview.due_groups import GROUPS
from desktop.ui.pages.overview.last_check import LastCheck
from desktop.ui.pages.overview.node_line import NodeLine
from desktop.ui.sight import Sight
from desktop.ui.widgets.card import Card, ElidedLabel, EmptyState
from desktop.ui.widgets.figure_table import FigureTable
from desktop.ui.widgets.nothing import show_nothing
from desktop.ui.widgets.segment_tabs import SegmentTabs

if TYPE_CHECKING:
    from db.records import RoundRow
    from desktop.operations.records.proposals import Proposal
    from desktop.statistics.explain import Explanation
    from desktop.statistics.question import Question
    from desktop.ui.dialogs import unit_card
    from desktop.ui.pages.overview import board, nodes, reading, sources, todos
    from desktop.ui.pages.overview.board import Home
    from desktop.ui.pages.overview.reading import Read
    from desktop.ui.pages.overview.todos import Due
else:  # what is read and shown comes after the first paint; the worker that reads loads it
    board, nodes, reading = (Later(f"desktop.ui.pages.overview.{one}") for one in ("board", "nodes", "reading"))
    sources, todos = (Later(f"desktop.ui.pages.overview.{one}") for one in ("sources", "todos"))
    unit_card = Later("desktop.ui.dialogs.unit_card")

WEEKDAYS = "一二三四五六日"
TWO_ROWS_BELOW = 1180
ALL, MOST_DUES, LEAST_DUES = "all", 13, 5
FEW_UNITS, UNIT_ROW_OF_FEW, UNIT_ROW, TODO_ROW = 9, 31, 26, 28
"""With more than nine units the rows are lower, so that thirteen are seen without scrolling (pages.md §3.2)."""


class OverviewPage(Page):
    """The first page; every number opens exactly its rows."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(context, "首页")
        theme = context.theme
        self._across = 0
        self.home: Home | None = None
        self.dues: tuple[Due, ...] = ()
        self._asked, self._every_due = 0, False
        self._last_check = LastCheck(context)
        self.asked = Asked(self, context)
        self.tabs = SegmentTabs([(ALL, "全部", None), *((key, word, None) for key, word in GROUPS)])
        self.rest_button = QPushButton()
        self.rest_button.setProperty("link", True)
        self.rest_words = ElidedLabel("", "secondary")
        self.rest_line = QWidget()
        self.nodes = NodeLine(theme)
        self.verdict = RateCard(theme, "整改率（核实）", "看统计")
        self.claim = RateCard(theme, "自报完成率", "去核实")
        self.overdue = CountCard(theme, "已逾期", "去督办")
        self.due = CountCard(theme, "期满前到期", "看清单")
        self.todo_card, self.unit_card = (
            Card("今日待办", " ", "刷新 F5").flush(),
            Card("各单位整改率", "由低到高", "统计分析 ›").flush(),
        )
        self.todo_table = FigureTable(theme, TODO_ROW, whole_rows=True)
        self.unit_table = FigureTable(theme)
        self.unit_total = FigureTable(theme)
        self.unit_total.show_without_heads()
        self.unit_foot = ElidedLabel("正在读取各单位整改率…", "secondary")
        self._lay_out()
        self._connect()
        self.add_button("导入", self._open_import, icon="import", action=Action.IMPORT, writes=True)
        self.add_button("出文书", self._open_letters, icon="file")
        self.ledger_button = self.add_button("打开问题台账", self._open_ledger, icon="list", primary=True)
        if context.is_demonstration:
            self.add_menu("第一天：十二项练习", context.training_asked.emit)

    # -- what the frame asks

    def refresh(self) -> None:
        """Read everything for the three switches as they stand."""
        day = date.fromisoformat(self.context.as_of)
        self.set_title(f"{day.month}月{day.day}日 星期{WEEKDAYS[day.weekday()]}")
        self.asked.ask(_read, self._show)

    def _show(self, found: Read) -> None:
        context = self.context
        self.home = home = found.home
        self._show_head(found)
        self._show_rates(home)
        self._show_counts(home)
        self._take_dues(found)
        self.todo_empty.show_text(home.found.nothing_due)
        units = home.units_table
        self.unit_table.set_row_height(UNIT_ROW if len(units.lines) > FEW_UNITS else UNIT_ROW_OF_FEW)
        self.unit_table.show_table(units)
        self.unit_total.show_table(home.total_table)
        basis = home.question.basis
        self.unit_foot.set_full_text(f"{basis_rules.title(basis)}：{basis_rules.formula(basis)} · 截至 {context.as_of}")
        nothing = home.is_empty
        self._stack.setCurrentIndex(int(nothing))
        self.ledger_button.setVisible(not nothing)
        if nothing:
            show_nothing(self.empty, self.context)
        self.status_changed.emit()

    def status_texts(self) -> Sequence[str]:
        """待办 11 项 · 12 家单位 189 条问题"""
        if self.home is None:
            return ()
        total = self.home.found.verdict.rate.denominator
        return (f"待办 {len(self.dues)} 项", f"{len(self.home.found.by_unit.rows)} 家单位 {total} 条问题")

    def zones(self) -> Sequence[QWidget]:
        """What is due, the units, the figures."""
        return (self.todo_table, self.unit_table, self.verdict.rate, self.nodes)

    # -- inside: what is due

    def _take_dues(self, found: Read) -> None:
        """What was read with the figures; the talks that are proposed come from the worker, until then those of the last reading stand."""
        context = self.context
        self.dues = todos.in_order([*found.dues, *self._last_check.dues()])
        self._show_dues()
        self._last_check.make_again()
        self._asked += 1
        if Right.REVIEW in context.actor.rights and not found.home.is_empty:
            work = partial(sources.read_talks, context.ledger, context.as_of, context.scope.rounds, self._asked)
            context.beside.start("正在读取约谈建议", work, done=self._show_talks, failed=context.show_error)

    def _show_talks(self, answer: tuple[int, tuple[Proposal, ...]]) -> None:
        asked, proposed = answer
        if asked == self._asked:
            self._put(sources.TALKS, sources.talks(proposed))

    def _show_health(self) -> None:
        """台账体检 ended: what must be mended is a line of its own."""
        if self.home is not None:
            self._put(sources.HEALTH, self._last_check.dues())

    def _put(self, key: str, lines: Sequence[Due]) -> None:
        """Other lines in the place of those of a source that is read apart."""
        self.dues = todos.in_order([*(due for due in self.dues if due.key != key), *lines])
        self._show_dues()
        self.status_changed.emit()

    def _show_dues(self) -> None:
        """The lines of the tab in hand; those beyond thirteen are named in one line that brings them. Before the first answer nothing."""
        if self.home is None:
            return
        key = self.tabs.current()
        groups = [due.group for due in self.dues]
        self.tabs.set_counts({ALL: len(groups), **{group: groups.count(group) or None for group, _word in GROUPS}})
        lines = [due for due in self.dues if key in (ALL, due.group)]
        shown = lines if self._every_due else lines[: self._room_for_dues(len(lines))]
        rest = lines[len(shown) :]
        self.todo_card.note_label.set_full_text(f"{len(self.dues)} 项 · 按紧急程度")
        self.todo_table.show_table(todos.table(shown))
        self.rest_line.setVisible(bool(rest))
        self.rest_button.setText(f"还有 {len(rest)} 项 ›")
        self.rest_words.set_full_text(todos.rest_words(rest))
        self._todo_stack.setCurrentIndex(1 if lines else 0)

    def _room_for_dues(self, wanted: int) -> int:
        """How many lines stand whole in the card, at most thirteen where a further line must name the rest."""
        row = self.todo_table.verticalHeader().defaultSectionSize()
        heads = self.todo_table.horizontalHeader().height() + 4
        room = self.todo_card.height() - self.todo_card.head.sizeHint().height() - self.tabs.height() - heads
        if not self.isVisible() or wanted * row <= room:
            return wanted if self.isVisible() else MOST_DUES
        return min(MOST_DUES, max(LEAST_DUES, (room - self.rest_line.sizeHint().height()) // row))

    def _show_every_due(self) -> None:
        self._every_due = True
        self._show_dues()

    def _turn_group(self, _key: str) -> None:
        self._every_due = False
        self._show_dues()

    # -- inside: what is shown

    def _show_head(self, found: Read) -> None:
        chosen = found.rounds
        latest: RoundRow | None = chosen[0] if chosen else None
        if latest is None:
            self.set_subtitle("还没有轮次")
            self.nodes.show_nodes((), self.context.as_of, "")
            return
        self.set_subtitle(
            _term(latest, self.context.as_of) if len(chosen) == 1 else f"已选 {len(chosen)} 轮，节点为最近一轮"
        )
        word = "今天" if not self.context.is_back else "所看日"
        left = nodes.days_to_end(latest, self.context.as_of)
        flag = f"{word} · {left}" if left else word
        self.nodes.show_nodes(found.nodes, self.context.as_of, flag)

    def _show_rates(self, home: Home) -> None:
        as_of = self.context.as_of
        for card, figure, ids, lane in (
            (self.verdict, home.found.verdict, home.closed, "已销号"),
            (self.claim, home.found.claim, home.reported, "自报完成"),
        ):
            basis = by_lane(home.question.basis, verified=figure.basis.verified_only)
            card.rate.show_rate(figure.rate, basis_rules.title(basis), basis_rules.formula(basis), as_of, ids)
            card.rate.setAccessibleName(f"{lane} {card.rate.text()}")
        self.verdict.more.set_full_text("")
        change = partial(board.read_change, self.context.ledger, home.question)
        self.context.beside.start("正在比较", change, done=self._show_change, failed=self.context.show_error)
        rate = home.found.verdict.rate
        self.verdict.door.show_number(f"未销号 {rate.denominator - rate.numerator}", home.left, "未销号")
        self.claim.more.set_full_text(home.claim_text)
        self.claim.door.show_number(f"待核实 {len(home.every_waiting)}", home.every_waiting, "待核实")
        self.verdict.foot.set_full_text(f"{basis_rules.title(home.question.basis)} · 截至 {as_of}")
        self.claim.foot.set_full_text(f"单位自报 · 截至 {as_of}")

    def _show_change(self, answer: tuple[Question, Explanation | None]) -> None:
        question, why = answer
        if self.home is not None and question == self.home.question:
            self.verdict.more.set_full_text(board.change_text(why))

    def _show_counts(self, home: Home) -> None:
        late, due, as_of = home.found.overdue, home.found.due_before_end, self.context.as_of
        self.overdue.mark.set_mark(Mark(Shape.TRIANGLE, "", Tone.RED) if late else None)
        self.overdue.number.setProperty("tone", "red" if late else "")
        self.overdue.number.style().unpolish(self.overdue.number)
        self.overdue.number.style().polish(self.overdue.number)
        self.overdue.number.show_number(str(len(late)), late, "已逾期")
        self.overdue.beside.setText(f"条 · {home.units_late} 家单位")
        self.overdue.more.set_full_text(home.longest_overdue)
        extended = len(home.extended_in_time)
        self.overdue.foot.set_full_text(f"{f'延期 {extended} 条不在内' if extended else '按现定时限计'} · 截至 {as_of}")
        self.due.mark.set_mark(None)
        self.due.number.show_number(str(len(due)), due, "期满前到期")
        self.due.beside.setText(f"条 · {home.units_due} 家单位")
        self.due.more.set_full_text("期满前没有到期的问题")
        self.due.show_parts(home.due_parts)
        kept = len(home.long_term)
        self.due.foot.set_full_text(f"截至 {as_of}{f' · 长期坚持 {kept} 条按复查日计' if kept else ''}")

    # -- inside: what is opened

    def _open_rows(self, ids: Sequence[int], title: str) -> None:
        if ids:
            self.context.open_page("findings", AskFindings(tuple(ids), f"{title} {len(ids)} 条"))

    def _open(self, opens: object) -> None:
        if isinstance(opens, board.Rows):
            self._open_rows(opens.ids, opens.title)
        elif isinstance(opens, AskUnit):
            unit_card.open_unit_card(self, opens.unit_id)
        elif isinstance(opens, todos.Deed):
            self.context.open_page(opens.page, opens.payload)

    def _open_statistics(self) -> None:
        self.context.open_page("statistics", AskTab("rate"))

    def _open_waiting(self) -> None:
        self.claim.door.open()

    def _open_overdue(self) -> None:
        late = self.home.found.overdue if self.home is not None else ()
        self.context.open_page("supervision", AskFindings(late, "已逾期") if late else None)

    def _open_due(self) -> None:
        self.due.number.open()

    def _open_page(self, key: str) -> None:
        self.context.open_page(key)

    def _open_import(self) -> None:
        self.context.open_page("import")

    def _open_letters(self) -> None:
        self.context.open_page("letters")

    def _open_ledger(self) -> None:
        self.context.open_page("findings")

    # -- inside: how it stands

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Four cards in a row, two by two where it is narrow."""
        super().resizeEvent(event)
        theme = self.context.theme
        self._place_cards(4 if event.size().width() >= theme.px(TWO_ROWS_BELOW) else 2)
        QTimer.singleShot(0, self, self._show_dues)  # when the card has its new height

    def _place_cards(self, across: int) -> None:
        if across == self._across:
            return
        self._across = across
        for place, card in enumerate((self.verdict, self.claim, self.overdue, self.due)):
            self._cards.addWidget(card, place // across, place % across)
        for column in range(4):
            self._cards.setColumnStretch(column, 1 if column < across else 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The total's columns stand under those of the units, also beside their scroll bar."""
        if event.type() == QEvent.Type.Resize:
            bar = self.unit_table.maximumViewportSize().width() - self.unit_table.viewport().width()
            self._total_row.setContentsMargins(0, 0, bar, 0)
        return False

    def _lay_out(self) -> None:
        line = Card()
        line.body.setContentsMargins(0, 6, 0, 4)
        line.body.addWidget(self.nodes)
        self._cards = QGridLayout()
        self._cards.setSpacing(10)
        self._place_cards(4)
        self.todo_empty = EmptyState(self.context.theme)
        self._todo_stack = QStackedWidget()
        self.todo_empty.show_text("正在读取今日待办…")
        self._todo_stack.addWidget(self.todo_empty)
        self._todo_stack.addWidget(self.todo_table)
        self.todo_card.body.setSpacing(0)
        self.todo_card.body.addWidget(self.tabs)
        self.todo_card.body.addWidget(self._todo_stack, 1)
        rest = QHBoxLayout(self.rest_line)
        rest.setContentsMargins(8, 2, 8, 2)
        rest.addWidget(self.rest_button)
        rest.addWidget(self.rest_words, 1)
        self.todo_card.body.addWidget(self.rest_line)
        self.unit_card.body.setSpacing(0)
        self.unit_card.body.addWidget(self.unit_table, 1)
        self._total_row = QHBoxLayout()
        self._total_row.addWidget(self.unit_total)
        self.unit_card.body.addLayout(self._total_row)
        self.unit_foot.setContentsMargins(14, 5, 8, 5)
        self.unit_card.body.addWidget(self.unit_foot)
        lower = QHBoxLayout()
        lower.setSpacing(10)
        lower.addWidget(self.todo_card, 60)
        lower.addWidget(self.unit_card, 40)
        full = QWidget()
        column = QVBoxLayout(full)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(line)
        column.addLayout(self._cards)
        column.addLayout(lower, 1)
        self.empty = EmptyState(self.context.theme)
        self._stack = QStackedWidget()
        self._stack.addWidget(full)
        self._stack.addWidget(self.empty)
        self.body.addWidget(self._stack)

    def _connect(self) -> None:
        self.nodes.opened.connect(self._open_page)
        self.context.health_known.connect(self._show_health)
        self.tabs.changed.connect(self._turn_group)
        self.rest_button.clicked.connect(self._show_every_due)
        self.add_shortcut("Ctrl+T", "下一个页签", partial(self.tabs.step, 1))
        for card in (self.verdict, self.claim, self.overdue, self.due):
            card.opened.connect(self._open_rows)
        for rate in (self.verdict.rate, self.claim.rate):
            rate.copied.connect(self._copied)
        self.verdict.link_clicked.connect(self._open_statistics)
        self.claim.link_clicked.connect(self._open_waiting)
        self.overdue.link_clicked.connect(self._open_overdue)
        self.due.link_clicked.connect(self._open_due)
        self.todo_table.asked.connect(self._open)
        self.unit_table.asked.connect(self._open)
        self.unit_total.asked.connect(self._open)
        self.unit_table.viewport().installEventFilter(self)
        self.todo_card.link_clicked.connect(self.refresh)
        self.unit_card.link_clicked.connect(self._open_statistics)

    def _copied(self, sentence: str) -> None:
        self.say(f"已复制：{sentence}")


def _read(sight: Sight) -> Read:
    """Loads what it needs where it is asked: in the worker, once the ledger is large."""
    return reading.read(sight)


def _term(one: RoundRow, as_of: str) -> str:
    """集中整改期 3月18日 — 6月18日（3 个月），距期满 13 天."""
    if not one.feedback_on or not one.ends_on:
        return one.name
    left = nodes.days_to_end(one, as_of)
    return f"集中整改期 {month_day(one.feedback_on)} — {month_day(one.ends_on)}（{one.months} 个月），{left}"
