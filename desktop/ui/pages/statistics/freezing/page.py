"""冻结与会议包: periods that are closed, what changed since the last meeting, and the pack for the next one (page 24; R5, S6, W6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from db.queries import books as book_queries
from db.queries.standing import EVER
from db.store import Ledger
from desktop.ledgers import books
from desktop.ledgers.meetings import KINDS, MEETINGS
from desktop.operations import freeze_view, meeting_pack
from desktop.operations.freeze_view import Compared, Period
from desktop.operations.lists.printing import next_copies
from desktop.operations.meeting_pack import PARTS, Material, Wishes
from desktop.rules import basis as basis_rules
from desktop.statistics.question import Question
from desktop.ui.asks import AskFindings, AskRows
from desktop.ui.context import AppContext
from desktop.ui.dialogs.file_preview import FilePreview
from desktop.ui.page import Page
from desktop.ui.pages.statistics.freezing.freeze_dialog import FreezeDialog
from desktop.ui.pages.statistics.freezing.pack_card import PackCard
from desktop.ui.pages.statistics.freezing.pack_dialog import PackDialog, save_pack
from desktop.ui.pages.statistics.freezing.pack_preview import PackPages, laid_out
from desktop.ui.pages.statistics.freezing.periods_card import PeriodsCard
from desktop.ui.pages.statistics.freezing.since_card import SinceMeeting
from desktop.ui.round_figures import date_text, month_end_before, rounds_text
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.place_tabs import STATISTICS_TABS, PlaceTabs
from desktop.ui.widgets.split import Split

LEFT, MIDDLE, RIGHT = 384, 580, 292
"""Shares of the three cards, in px at 100 %."""


@dataclass(frozen=True)
class Facts:
    """What was read beside the window for one look: periods, the one in hand and its figures."""

    number: int
    periods: tuple[Period, ...]
    place: int
    figures: tuple[Compared, ...]


@dataclass(frozen=True)
class Pages:
    """How many pages each part has, and how many findings stand on a list."""

    number: int
    pages: dict[str, int]
    counts: dict[str, int]
    open_sum: str = ""


class FreezingPage(Page):
    """Three cards; everything is read and laid out beside the window."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(context, "统计分析")
        self.head_middle.addWidget(PlaceTabs(context, STATISTICS_TABS, "freezing"))
        self.periods, self.pack = PeriodsCard(context), PackCard(context)
        self.since = SinceMeeting(context)
        self.meetings, self.until = QComboBox(), QComboBox()
        self.meetings.setAccessibleName("上次")
        self.until.setAccessibleName("本次")
        self._days: dict[str, str] = {}
        self._looks = self._packs = 0
        self._as_of = ""
        self._lay_out()
        self.periods.chosen.connect(self._turn)
        self.periods.wanted.connect(self.freeze)
        self.periods.asked.connect(self._open_findings)
        self.since.asked.connect(self._open_behind)
        self.meetings.activated.connect(self._ask_since)
        self.until.activated.connect(self._turn_until)
        self.pack.changed.connect(self._count_pages)
        self.pack.wanted.connect(self.put_out)
        self.pack.looked.connect(self.look)
        self.add_button("复制表格", self._copy, icon="copy", tooltip="变动表连表头复制，可粘贴到 Excel 或 WPS 表格")
        self.add_button("复制图表", self.copy_picture, icon="copy", tooltip="粘贴到 Word 或 WPS 中，与汇报同一张图")
        self.add_shortcut("Ctrl+P", "打印会议包", partial(self.put_out, True))
        self.add_shortcut("Ctrl+Shift+S", "会议包存 PDF", partial(self.put_out, False))

    # -- what the frame asks

    def refresh(self) -> None:
        """Read everything for the three switches as they stand."""
        self.clear_error()
        self._show_meetings()
        self.periods.scope.setText(f"范围：{rounds_text(self.context)} · {basis_rules.title(self.context.basis)}")
        self._read(self._as_of)
        self._ask_since()
        last = next_copies(self.context.reader, 1)[0]
        self.pack.show_numbers(int(last))
        self.status_changed.emit()

    def status_texts(self) -> Sequence[str]:
        """5月 109/189 未冻结 · 会议包 15 页"""
        period = self.periods.period
        told = []
        if period is not None:
            told.append(
                f"{period.name} {period.rate.numerator}/{period.rate.denominator} {'已冻结' if period.frozen else '未冻结'}"
            )
        return [*told, f"会议包 {self.pack.pages()} 页"]

    def zones(self) -> Sequence[QWidget]:
        """Periods, their figures, the change, the parts."""
        return (self.periods.table, self.periods.figures, self.since.table, self.since.units, self.pack.parts)

    # -- to use

    def freeze(self) -> None:
        """冻结…"""
        period = self.periods.period
        if period is None or not self.periods.button.isEnabled():
            return
        lines = self.periods.lines
        count = next((line.now for line in lines if line.name == "findings"), "0")
        dialog = FreezeDialog(self.context, period, lines, count, self)
        dialog.exec()
        dialog.deleteLater()

    def put_out(self, printed: bool) -> None:
        """存 PDF… and 打印 n 份…"""
        wishes, copies = self.pack.wishes(), self.pack.copies.value()
        if not self.pack.pages():
            return
        if not printed:
            save_pack(self.context, self.question(), wishes, copies, self)
            return
        dialog = PackDialog(self.context, self.question(), wishes, copies, self)
        dialog.exec()
        dialog.deleteLater()

    def look(self) -> None:
        """预览: the ticked parts as pages; nothing leaves and no number is taken."""
        if self.pack.pages():
            work = partial(laid_out, self.context.ledger, self.question(), self.pack.wishes())
            self.context.beside.start("正在排会议包", work, done=self._show_pages, failed=self.show_error)

    def _show_pages(self, pages: PackPages) -> None:
        preview = FilePreview(self.context.theme, "会议包预览（未编份号）", pages, self)
        preview.exec()
        preview.deleteLater()

    def saved(self, result: Any) -> None:
        """Say where the file lies."""
        self.say(f"已存 {result[1]} 页：{result[0].name}")

    def question(self) -> Question:
        """What is asked of both meetings."""
        context = self.context
        as_of = self.until.currentData() or context.as_of
        return Question(context.basis, as_of, context.known_at, context.scope, "unit", self.meetings.currentData())

    def copy_picture(self) -> None:
        """复制图表: the waterfall as it stands in the pack."""
        chart = self.since.chart
        if chart is not None and chart.areas:
            self.context.jobs.start("正在复制图表", chart.print_picture, done=self._picture_made)

    # -- inside

    def _picture_made(self, picture: QImage) -> None:
        QGuiApplication.clipboard().setImage(picture)
        self.say("已复制图表")

    def _read(self, as_of: str) -> None:
        self._looks += 1
        context = self.context
        work = partial(_facts, context.ledger, context.switches.round_ids, context.basis, as_of, self._looks)
        context.beside.start("正在统计各期", work, done=self._take, failed=self.show_error)

    def _take(self, facts: Facts) -> None:
        if facts.number != self._looks:
            return
        self.periods.show_periods(facts.periods, facts.place)
        self.periods.show_figures(facts.figures)
        self._as_of = self.periods.period.as_of if self.periods.period else ""
        self.status_changed.emit()

    def _turn(self, place: int) -> None:
        self._read(self.periods.periods[place].as_of)

    def _ask_since(self, _place: int = 0) -> None:
        self.since.ask(self.question())
        self._count_pages()

    def _count_pages(self) -> None:
        context = self.context
        self._packs += 1
        work = partial(_pages, context.ledger, self.question(), self.pack.wishes(every=True), self._packs)
        context.beside.start("正在排会议包", work, done=self._take_pages, failed=self._no_pages)

    def _take_pages(self, found: Pages) -> None:
        if found.number == self._packs:
            self.pack.show_pages(found.pages, found.counts, found.open_sum)
            self.status_changed.emit()

    def _no_pages(self, _error: object) -> None:
        self.pack.show_pages({}, {})

    def _show_meetings(self) -> None:
        before, until, as_of = self.meetings.currentData(), self.until.currentData(), self.context.as_of
        register = books.book(self.context.reader, MEETINGS.name)
        held = [one.stored for one in book_queries.records(self.context.reader, register.shape, EVER)]
        self._days = {}
        for one in sorted(held, key=lambda stored: str(stored["held_on"]), reverse=True):
            if one["held_on"] < as_of:
                self._days.setdefault(one["held_on"], KINDS.get(str(one["kind"]), "会议"))
        self.until.clear()
        self.until.addItem(date_text(self.context), as_of)
        for day, kind in self._days.items():
            self.until.addItem(f"{day} {kind}", day)
        self.until.setCurrentIndex(max(self.until.findData(until), 0))
        self._show_former(before)

    def _show_former(self, wanted: str | None) -> None:
        """上次: the meetings before 本次, and the end of the month before it."""
        until = self.until.currentData()
        days = {day: kind for day, kind in self._days.items() if day < until}
        end = month_end_before(date.fromisoformat(until)).isoformat()
        self.meetings.clear()
        for day, kind in (days if end in days else {**days, end: "上月末"}).items():
            self.meetings.addItem(f"{day} {kind}", day)
        self.meetings.setCurrentIndex(max(self.meetings.findData(wanted), 0))

    def _turn_until(self, _place: int) -> None:
        self._show_former(self.meetings.currentData())
        self._ask_since()

    def _open_behind(self, asked: object) -> None:
        self.context.open_page("letters" if isinstance(asked, AskRows) else "statistics", asked)

    def _open_findings(self, asked: object) -> None:
        if isinstance(asked, AskFindings):
            self.context.open_page("findings", asked)

    def _copy(self) -> None:
        self.since.table.copy("")
        self.say("已复制表格")

    def _lay_out(self) -> None:
        middle = Card("自上次会议以来").flush()
        row = QHBoxLayout()
        row.setContentsMargins(12, 8, 12, 4)
        row.addWidget(QLabel("上次"))
        row.addWidget(self.meetings, 3)
        row.addWidget(QLabel("→　本次"))
        row.addWidget(self.until, 2)
        middle.body.addLayout(row)
        middle.body.addWidget(self.since, 1)
        cards = Split(Qt.Orientation.Horizontal)
        cards.setHandleWidth(8)
        cards.setChildrenCollapsible(False)
        for card, width in ((self.periods, LEFT), (middle, MIDDLE), (self.pack, RIGHT)):
            cards.addWidget(card)
            cards.setStretchFactor(cards.count() - 1, width)
        cards.share_out([self.context.theme.px(width) for width in (LEFT, MIDDLE, RIGHT)])
        self.body.addWidget(cards, 1)


def _facts(ledger: Ledger, rounds: tuple[int, ...], basis: Any, as_of: str, number: int) -> Facts:
    with ledger.apart() as own:
        found = freeze_view.periods(own, rounds, basis)
        place = next((at for at, one in enumerate(found) if one.as_of == as_of), len(found) - 1)
        figures = freeze_view.compared(own, found[place], rounds, basis) if found else ()
    return Facts(number, found, place, figures)


def _pages(ledger: Ledger, question: Question, wishes: Wishes, number: int) -> Pages:
    with ledger.apart() as own:
        material = Material(own, question)
        _pack, pages = meeting_pack.lay_out(material, wishes, own.today())
        counts = {key: len(take(material)) for key in wishes.parts if (take := PARTS[key].findings)}
        open_sum = material.open_sum
    return Pages(number, pages, counts, open_sum)
