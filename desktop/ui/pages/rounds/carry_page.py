"""归档与结转: the eight checks before the archive, the open findings of a round on their way into the next one, and its package (page 25, M4, S6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from db.queries import rounds as round_queries
from db.queries.tallies import tally
from db.records import Scope, Tally
from desktop.ledgers.column import Column, Kind, LedgerTable, Mark, Shape, Tone
from desktop.ledgers.finding_marks import month_day, state_mark
from desktop.operations.carrying import OpenList, Unclosed, carry, later_rounds, unclosed
from desktop.rules import basis as basis_rules
from desktop.rules.permissions import Action
from desktop.ui.aside import Asked
from desktop.ui.asks import AskFinding
from desktop.ui.context import AppContext
from desktop.ui.dialogs.list_verbs import ListVerbs
from desktop.ui.grid import left_rows
from desktop.ui.grid.ledger_table import LIST_ROW, LedgerTableView
from desktop.ui.grid.proposed_ticks import ProposedTicks
from desktop.ui.grid.told_rows import cell_of
from desktop.ui.page import Page
from desktop.ui.pages.rounds.archive_card import ArchiveCard
from desktop.ui.pages.rounds.package_card import PackageCard
from desktop.ui.sight import Sight
from desktop.ui.widgets.card import Card, ElidedLabel
from desktop.ui.widgets.date_edit import DateEdit
from desktop.ui.widgets.eliding_choice import ElidingChoice
from desktop.ui.widgets.place_tabs import ROUND_TABS, PlaceTabs
from desktop.ui.widgets.properties import named
from desktop.ui.widgets.segment_tabs import SegmentTabs
from desktop.ui.widgets.split import Split

CHECKS, LIST = 500, 740
CARRY, PACKAGE = 360, 300
"""Shares of the cards, beside and under each other, in px at 100 %."""
WAITING, CARRIED = "waiting", "carried"
_REASON = "上轮未结账，继续跟踪"
_TABLES = (
    "finding",
    "finding_event",
    "retraction",
    "carry_over",
    "record_event",
    "record_retraction",
    "unit",
    "unit_name",
    "unit_merge",
    "round",
    "archive",
    "purge_record",
)


@dataclass(frozen=True)
class CarryLine:
    """An open finding as a row of the page."""

    id: int
    one: Unclosed

    def __getattr__(self, name: str) -> Any:
        if name == "one" or name.startswith("__"):
            raise AttributeError(name)
        row = self.one.row
        told = {
            "number": row.number,
            "unit": row.unit_short or row.unit_name,
            "text": row.text,
            "verdict": row.verdict,
            "review_on": row.review_on or row.due_on,
            "new_owner": self.one.owner,
            "supervisor": row.supervising_person,
            "to_rounds": "、".join(self.one.to_rounds),
        }
        return cell_of(told, name)


def _state(line: CarryLine) -> Mark:
    return state_mark(line.one.row)


def _owner(line: CarryLine) -> Mark:
    if line.one.is_other_unit:
        return Mark(
            Shape.DIAMOND, line.one.owner_short, Tone.AMBER, f"{line.one.owner}；反馈时叫 {line.one.was}，请核对后勾选"
        )
    return Mark(Shape.CHECK, line.one.owner_short, Tone.PLAIN, f"{line.one.owner}，与反馈时同名")


def _day(year: str, day: str | None) -> str:
    """6月30日; with its year where that is another."""
    if not day:
        return "—"
    return month_day(day) if day.startswith(year) else f"{day[:4]}年{month_day(day)}"


@lru_cache(maxsize=8)
def table_of(year: str, *, carried: bool = False) -> LedgerTable:
    """The list as it is read in a year; what was carried over says where to."""
    columns = (
        Column("number", "编号", 88),
        Column("unit", "原责任单位", 98),
        Column("text", "问题", 96),
        Column("verdict", "状态", 98, kind=Kind.STATE, mark=_state),
        Column("review_on", "时限", 96, kind=Kind.DATE, show=partial(_day, year)),
        Column("new_owner", "新责任单位", 148, mark=_owner),
        Column("supervisor", "督办人", 76),
    )
    to = (Column("to_rounds", "已转入", 150),) if carried else ()
    return LedgerTable("unclosed", "结转", (*columns, *to), frozen=1, unit_word="条")


@dataclass(frozen=True)
class _Read:
    """What is open in the rounds that are chosen, with their count; without a round nothing."""

    found: OpenList
    rounds: tuple[int, ...] = ()
    count: Tally | None = None
    waiting: tuple[CarryLine, ...] = ()
    carried: tuple[CarryLine, ...] = ()
    same_owner: frozenset[int] = frozenset()
    """Those that wait and whose unit still bears the same name."""


def _read(sight: Sight) -> _Read:
    rounds = sight.switches.round_ids
    found = unclosed(sight.reader, rounds, sight.as_of, sight.known_at)
    if not rounds:
        return _Read(found)
    [count] = tally(sight.reader, sight.basis, sight.as_of, sight.known_at, scope=Scope(rounds=tuple(rounds)))
    waiting, carried = (tuple(CarryLine(one.id, one) for one in part) for part in (found.waiting, found.carried))
    same_owner = frozenset(one.id for one in found.waiting if not one.is_other_unit)
    return _Read(found, tuple(rounds), count, waiting, carried, same_owner)


class CarryPage(Page):
    """What is open in the round of the switch; the clerk ticks, chooses the later round, and carries over in one action."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(context, "轮次与单位")
        self.head_middle.addWidget(PlaceTabs(context, ROUND_TABS, "carry"))
        self.asked = Asked(self, context)
        self._read, self._is_read = _Read(OpenList((), ())), False
        self._ticks: ProposedTicks[int] = ProposedTicks()
        self.tabs = SegmentTabs([(WAITING, "未结转", None), (CARRIED, "已结转", None)])
        self.table = LedgerTableView(context.theme, table_of(context.as_of[:4]), ticks=True, rows=LIST_ROW)
        self.table.stretch("text")
        self.table.set_empty_state("这一轮没有要结转的问题。")
        ListVerbs(context, self.table)
        self.checks = ArchiveCard(context)
        self.package = PackageCard(context)
        self.sum = QLabel()
        self.sum.setProperty("role", "strong")
        self.law = QLabel(wordWrap=True)
        self.law.setProperty("role", "secondary")
        self.to_round = ElidingChoice()
        self.on = DateEdit(context.today, optional=False)
        self.reason = QLineEdit(_REASON)
        self.carry_button = QPushButton("结转")
        self.carry_button.setProperty("primary", True)
        self._lay_out()
        self._connect()
        self.carry_button.setEnabled(False)
        self.hint.setText("正在读取本轮没有结账的问题…")

    # -- what the frame asks

    def refresh(self) -> None:
        """Read the round anew; whose unit bears the same name is proposed, the others wait for the clerk, and what he turned stays."""
        self.clear_error()
        self.asked.ask(_read, self._take)

    def _take(self, read: _Read) -> None:
        if read.rounds != self._read.rounds:
            self._ticks.forget()
        self._read, self._is_read = read, True
        one_round = read.rounds[0] if len(read.rounds) == 1 else None
        self._show_rounds(read)
        self.on.set_date(self.on.date() or self.context.today)
        self._show()
        self.checks.show_round(one_round)
        self.package.show_round(one_round)

    def on_changed(self, changes: Any) -> None:
        """Only findings, units, rounds and carry-overs concern this page."""
        if changes.touches(*_TABLES):
            self.refresh()

    def let_go(self) -> Sequence[object]:
        """The list; which rounds it was of is kept, so that the clerk's ticks stand again with it."""
        gone = left_rows.let_go(self.table, (*self._read.waiting, *self._read.carried))
        if gone:
            gone = (*gone, self._read)
            self._read = replace(self._read, found=OpenList((), ()), waiting=(), carried=())
            self.carry_button.setEnabled(False)  # until the rows are there again
        return gone

    def status_texts(self) -> Sequence[str]:
        """第五轮未结账 49 · 未结转 6"""
        return (self.found.sum_text(), f"选中 {self._count()}") if self._is_read else ()

    def zones(self) -> Sequence[QWidget]:
        """The checks, the list, what is asked, then the volumes."""
        return (self.checks.table, self.table.grid, self.to_round, self.package.table)

    # -- the deed

    def carry_over(self) -> None:
        """结转 n 条"""
        chosen, day = self._chosen(), self.on.date()
        if not chosen or day is None or self.carry_button.toolTip():
            return
        owners = {one.id: one.owner_id for one in chosen}
        supervisors = {one.id: one.row.supervising_person for one in chosen}
        ids, to_round = [one.id for one in chosen], int(self.to_round.currentData())
        self.context.write(
            carry, ids, to_round, day.isoformat(), self.reason.text(), owners, supervisors,
            done=self._carried, failed=self.show_error,
        )  # fmt: skip

    def _carried(self, _changes: object) -> None:
        self._ticks.forget()
        self._show()
        self.say(f"已结转。{self.found.sum_text()}。Ctrl+Z 撤销。")

    @property
    def found(self) -> OpenList:
        """What is open, as it was last read."""
        return self._read.found

    def _count(self) -> int:
        """How many are ticked of those that wait; the list drops the ticks of what it does not hold."""
        return len(self.table.model.ticked) if self.tabs.current() == WAITING else 0

    def _chosen(self) -> list[Unclosed]:
        ticked = set(self.table.ticked_ids()) if self.tabs.current() == WAITING else set()
        return [one for one in self.found.waiting if one.id in ticked]

    # -- what is shown

    def _show(self, _key: str = "") -> None:
        waiting, carried = self._read.waiting, self._read.carried
        self.tabs.set_counts({WAITING: len(waiting) or None, CARRIED: len(carried) or None})
        is_waiting = self.tabs.current() == WAITING
        shown = waiting if is_waiting else carried
        self.table.take_table(table_of(self.context.as_of[:4], carried=not is_waiting))
        self.table.model.ticked = set(self._ticks.of(self._ids(), self._read.same_owner)) if is_waiting else set()
        self.table.show_records(shown)
        self.sum.setText(self.found.sum_text())
        self._judge()

    def _ids(self) -> tuple[int, ...]:
        return tuple(line.id for line in self._read.waiting)

    def _ticked(self) -> None:
        if self.tabs.current() == WAITING:
            self._ticks.note(self._ids(), self.table.model.ticked)
        self._judge()

    def _show_rounds(self, read: _Read) -> None:
        before = self.to_round.currentData()
        self.to_round.clear()
        for one in later_rounds(self.context.reader, read.rounds):
            self.to_round.addItem(one.name, one.id)
        if (place := self.to_round.findData(before)) >= 0:
            self.to_round.setCurrentIndex(place)
        self.law.setText(self._law(read))

    def _law(self, read: _Read) -> str:
        """What stays as it is, with the rate of the round, or of all that are ticked (换届)."""
        others = len(read.waiting) - len(read.same_owner)
        confirm = f"◆ {others} 条的责任单位更名或合并过，核对新责任单位后勾选。" if others else ""
        if read.count is None:
            return "请在上面的“轮次”中选一个轮次；换届时用“届累计”选全届，一次结转到下一届的轮次。"
        context, count, rounds = self.context, read.count, read.rounds
        rate = basis_rules.rate(context.basis, count.numerator, count.denominator)
        names = [one.name for one in round_queries.rounds(context.reader) if one.id in rounds]
        own = names[0] if len(names) == 1 else f"各自的轮次，{len(names)} 轮合计"
        told = f"{rate.text} {rate.numerator}/{rate.denominator}" if rate.denominator else "还没有问题"
        return f"编号、历史、原定时限都不变，只加一条结转记录；整改率仍算在{own}（{told}），转入的轮次另列“上轮结转”，不进它的分母。{confirm}"

    def _judge(self, _record: object = None) -> None:
        """Why nothing can be carried over now, beside the button."""
        chosen = self._count()
        why = self.context.why_not(Action.CARRY_OVER, writes=True)
        if not why and self.to_round.count() == 0:
            why = "还没有后面的轮次，请先新建轮次" if self.context.switches.round_id else "先选一个轮次"
        if not why and self.on.date() is None:
            why = "结转日期写得不对"
        if not why and not self.reason.text().strip():
            why = "要写理由"
        if not why and not chosen:
            why = "没有勾选问题"
        self.carry_button.setText(f"结转 {chosen} 条" if chosen else "结转")
        self.carry_button.setEnabled(not why)
        self.carry_button.setToolTip(why)
        self.hint.setText(why)
        self.status_changed.emit()

    def _open(self, line: CarryLine) -> None:
        self.context.open_page("findings", AskFinding(line.id))

    def _to_carrying(self) -> None:
        """去结转: the open ones in hand."""
        self.tabs.set_current(WAITING)
        self.table.grid.setFocus()

    def _connect(self) -> None:
        self.tabs.changed.connect(self._show)
        self.checks.failed.connect(self.show_error)
        self.checks.carry_asked.connect(self._to_carrying)
        self.checks.shown.connect(self.package.show_checks)
        self.package.failed.connect(self.show_error)
        self.package.said.connect(self.say)
        self.table.ticks_changed.connect(self._ticked)
        self.table.activated.connect(self._open)
        self.to_round.currentIndexChanged.connect(self._judge)
        self.on.textChanged.connect(self._judge)
        self.reason.textChanged.connect(self._judge)
        self.carry_button.clicked.connect(self.carry_over)

    def _lay_out(self) -> None:
        card = Card().flush()
        head = QHBoxLayout()
        head.setContentsMargins(12, 2, 12, 2)
        head.addWidget(self.tabs)
        head.addStretch(1)
        head.addWidget(self.sum)
        card.body.addLayout(head)
        card.body.addWidget(self.table, 1)
        foot = named(QWidget(), "foot")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        rows = QVBoxLayout(foot)
        rows.setContentsMargins(12, 8, 12, 8)
        rows.addWidget(self.law)
        row = QHBoxLayout()
        self.hint = QLabel()
        self.hint.setProperty("role", "secondary")
        rows.addWidget(self.hint)
        self.on.setMaximumWidth(self.context.theme.px(120))
        for title, field in (("转入", self.to_round), ("结转日", self.on), ("理由", self.reason)):
            row.addWidget(QLabel(title))
            row.addWidget(field, {self.to_round: 4, self.reason: 4}.get(field, 0))
        row.addWidget(self.carry_button)
        rows.addLayout(row)
        card.body.addWidget(foot)
        cards = Split(Qt.Orientation.Horizontal)
        cards.setHandleWidth(8)
        cards.setChildrenCollapsible(False)
        right = Split(Qt.Orientation.Vertical)
        right.setHandleWidth(8)
        right.setChildrenCollapsible(False)
        for lower, share in ((card, CARRY), (self.package, PACKAGE)):
            right.addWidget(lower)
            right.setStretchFactor(right.count() - 1, share)
        right.share_out([self.context.theme.px(CARRY), self.context.theme.px(PACKAGE)])
        for place, (widget, share) in enumerate(((self.checks, CHECKS), (right, LIST))):
            cards.addWidget(widget)
            cards.setStretchFactor(place, share)
        cards.share_out([self.context.theme.px(CHECKS), self.context.theme.px(LIST)])
        self.body.addWidget(self._steps())
        self.body.addWidget(cards, 1)

    def _steps(self) -> Card:
        """The five steps in one line, with what the last one asks for."""
        card = Card()
        card.flush()
        row = QHBoxLayout()
        row.setContentsMargins(12, 2, 12, 2)
        note = ElidedLabel("清除须先移交签字、包重新打开核对相符、两人口令；清除不能撤销", "secondary")
        row.addWidget(self.package.steps)
        row.addSpacing(24)
        row.addWidget(note, 1)
        card.body.addLayout(row)
        return card
