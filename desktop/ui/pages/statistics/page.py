"""统计分析: the rate by group, states, trend, units by category, bases side by side, and why it changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

import shiboken6
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QImage, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.rules import basis as basis_rules
from desktop.statistics import catalogue
from desktop.statistics.question import Question, by_lane, chosen_rounds
from desktop.statistics.rectification_rate import Figure, rate_table
from desktop.ui.aside import Asked
from desktop.ui.asks import AskTab
from desktop.ui.context import AppContext
from desktop.ui.page import Page
from desktop.ui.pages.statistics.banner import BannerFigures, FormulaBanner, banner_figures
from desktop.ui.pages.statistics.bases_tab import BasesTab
from desktop.ui.pages.statistics.behind import Behind, RecordsBehind
from desktop.ui.pages.statistics.change_tab import ChangeTab
from desktop.ui.pages.statistics.declared_tab import DeclaredTab
from desktop.ui.pages.statistics.heat_tab import HeatTab
from desktop.ui.pages.statistics.pivot_tab import PivotTab
from desktop.ui.pages.statistics.rate_tab import GROUP_WORDS, RateTab
from desktop.ui.pages.statistics.rows_panel import RowsPanel
from desktop.ui.pages.statistics.states_tab import StatesTab
from desktop.ui.pages.statistics.tab import StatisticsTab
from desktop.ui.pages.statistics.trend_tab import TrendTab
from desktop.ui.round_figures import month_end_before
from desktop.ui.sight import Sight
from desktop.ui.widgets.card import Card, EmptyState
from desktop.ui.widgets.date_edit import DateEdit
from desktop.ui.widgets.late_stack import LateStack
from desktop.ui.widgets.nothing import show_nothing
from desktop.ui.widgets.place_tabs import STATISTICS_TABS, PlaceTabs
from desktop.ui.widgets.segment_tabs import SegmentTabs

TABS: tuple[type[StatisticsTab], ...] = (RateTab, StatesTab, TrendTab, HeatTab, BasesTab, ChangeTab)
"""The tabs with a shape of their own; the declared statistics stand after them, the two fields chosen by hand at the end."""
ROWS_HEIGHT = 236
"""Head and five rows behind a number, in px at 100 %."""
LEVELS = {"problem": "问题", "finding": "具体表现", "measure": "措施"}


@dataclass(frozen=True)
class _Rates:
    """The rate, and what the banner says; without items it says nothing."""

    total: Figure
    told: BannerFigures | None = None


def _read(question: Question, sight: Sight) -> _Rates:
    reader, scope, before = sight.reader, question.scope, question.before
    total = rate_table(reader, question.basis, question.as_of, question.known_at, scope=scope).total
    if not total.items:
        return _Rates(total)
    turned = by_lane(question.basis, verified=not question.basis.verified_only)
    other = rate_table(reader, turned, question.as_of, question.known_at, scope=scope).total
    earlier = None
    if before is not None:
        earlier = rate_table(reader, question.basis, before.as_of, before.known_at, scope=scope).total
    return _Rates(total.without_items(), banner_figures(question, total, other, earlier))


class StatisticsPage(Page):
    """Every figure of the chosen rounds, date and basis; any number opens exactly its rows below."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(context, "统计分析", "点任一条形、格子或数字，下方列出构成它的问题")
        self.asked = Asked(self, context)
        declared = catalogue.statistics()
        own: tuple[type[StatisticsTab], ...] = (*TABS, PivotTab)
        titles = [
            *((kind.key, kind.title) for kind in TABS),
            *((one.name, one.title) for one in declared),
            (PivotTab.key, PivotTab.title),
        ]
        makers: dict[str, Callable[[], StatisticsTab]] = {kind.key: partial(kind, context) for kind in own}
        makers |= {one.name: partial(DeclaredTab, context, one) for one in declared}
        self.head_middle.addWidget(PlaceTabs(context, STATISTICS_TABS, "statistics"))
        self.pages: LateStack[StatisticsTab] = LateStack(makers, self._dress)
        self.tabs = SegmentTabs([(key, title, None) for key, title in titles])
        self.by, self.level = QComboBox(), QComboBox()
        self.compared = DateEdit(context.today)
        self._compared_by_hand = False
        self._groups = {"rate": "unit", "states": "category"}
        self.banner = FormulaBanner(context)
        self.panel = RowsPanel(context)
        self.figure: Figure | None = None
        self._focus_before: QWidget | None = None
        self._chosen = (context.switches.basis_id, "")
        self._lay_out()
        self._connect()
        self.add_button("复制一句话", self.copy_sentence, icon="copy", tooltip="截至某日的整改率、分子分母和口径")
        self.picture_button = self.add_button(
            "复制图表", self.copy_picture, icon="copy", tooltip="粘贴到 Word 或 WPS 中，与报告同一张图"
        )
        self.add_button("复制表格", self.copy_table, icon="copy", tooltip="连表头复制，可粘贴到 Excel 或 WPS 表格")
        self.add_menu("存档数字…", partial(context.open_page, "stored"))
        self.add_shortcut("Ctrl+T", "下一个页签", self.next_tab)
        self.add_shortcut("Ctrl+Shift+T", "上一个页签", self.previous_tab)
        self.add_shortcut("Ctrl+Shift+C", "复制表格", self.copy_table)

    # -- what the frame asks

    def refresh(self) -> None:
        """Read everything for the three switches as they stand."""
        self._fill_controls()
        question = self.question()
        self.panel.close_panel()
        self.asked.ask(partial(_read, question), self._show)

    def _show(self, found: _Rates) -> None:
        self.figure = found.total
        self._stack.setCurrentIndex(1 if found.told is None else 0)
        if found.told is None:
            show_nothing(self.empty, self.context)
        else:
            self.banner.show_figures(found.told)
            self._ask_tab()
        self.status_changed.emit()

    def status_texts(self) -> Sequence[str]:
        """整改率 121/189 · 点选：县城管局 8 条 · 对比 2026-05-31"""
        texts = []
        if self.figure is not None:
            texts.append(f"整改率 {self.figure.rate.numerator}/{self.figure.rate.denominator}")
        if self.panel.behind is not None:
            texts.append(f"点选：{self.panel.behind.title}")
        compared = self.question().compared_on
        return [*texts, f"对比 {compared}"] if compared else texts

    def zones(self) -> Sequence[QWidget]:
        """Tabs, the tab's chart and table, the rows."""
        tab = self.tab()
        zones: list[QWidget] = [self.tabs, *([tab.chart] if tab.chart else []), tab.table]
        return [*zones, self.panel.table.grid] if self.panel.isVisible() else zones

    def open_with(self, payload: object) -> None:
        """A tab, or the rows of a number."""
        if isinstance(payload, AskTab):
            self.tabs.set_current(payload.key)
        elif isinstance(payload, (Behind, RecordsBehind)):
            self.show_rows(payload)

    # -- to use

    def tab(self) -> StatisticsTab:
        """The tab in sight."""
        return self.pages[self.tabs.current()]

    def question(self) -> Question:
        """What is asked: the switches, the level, the group and the earlier date."""
        context = self.context
        basis = context.basis
        level = str(self.level.currentData() or basis.level)
        if level != basis.level:
            basis = replace(basis, level=level)
        compared = self.compared.date()
        earlier = compared.isoformat() if compared and compared.isoformat() < context.as_of else None
        by = self._groups.get(self.tabs.current(), "unit")
        return Question(basis, context.as_of, context.known_at, context.scope, by, earlier)

    def show_rows(self, behind: Behind | RecordsBehind) -> None:
        """Open the panel with the rows of a number."""
        focus = QApplication.focusWidget()
        if focus is not None and not self.panel.isAncestorOf(focus):
            self._focus_before = focus
        self.panel.show_behind(behind)
        self.panel.table.grid.setFocus()
        height = self._splitter.height()
        below = min(max(height * 30 // 100, self.context.theme.px(ROWS_HEIGHT)), height // 2)
        self._splitter.setSizes([height - below, below])
        self.status_changed.emit()

    def copy_sentence(self) -> None:
        """复制一句话."""
        if self.figure is not None:
            self.banner.rate.copy_sentence()

    def copy_picture(self) -> None:
        """复制图表."""
        chart = self.tab().chart
        if chart is not None and chart.areas:
            self.context.jobs.start("正在复制图表", chart.print_picture, done=self._picture_made)

    def _picture_made(self, picture: QImage) -> None:
        QGuiApplication.clipboard().setImage(picture)
        self.say("已复制图表")

    def copy_table(self) -> None:
        """复制表格: the rows behind a number where the keys are in them, else the tab's table."""
        focus = QApplication.focusWidget()
        if focus is not None and self.panel.isAncestorOf(focus):
            self.panel.copy_list()
            return
        tab = self.tab()
        tab.table.copy(basis_rules.definition(self.question().basis) if isinstance(tab, RateTab) else "")
        self.say("已复制表格")

    def next_tab(self) -> None:
        """Ctrl+T"""
        self.tabs.step(1)

    def previous_tab(self) -> None:
        """Ctrl+Shift+T"""
        self.tabs.step(-1)

    def event(self, event: QEvent) -> bool:
        """Esc closes the rows before it leaves the past day."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._owns(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc, as above."""
        if self._owns(event):
            self.panel.close_panel()
        else:
            super().keyPressEvent(event)

    # -- inside

    def _owns(self, event: QKeyEvent) -> bool:
        return self.panel.isVisible() and event.key() == Qt.Key.Key_Escape

    def _ask_tab(self, _key: str = "") -> None:
        tab = self.pages.show_key(self.tabs.current())
        question = self.question()
        self.by.setEnabled(tab.groups)
        self.by.setCurrentIndex(max(self.by.findData(question.by), 0))
        self.picture_button.setEnabled(tab.chart is not None)
        tab.ask(question)
        self.status_changed.emit()

    def _fill_controls(self) -> None:
        basis = self.context.basis
        if self._chosen != (basis.id, basis.level):
            self._chosen = (basis.id, basis.level)
            self.level.setCurrentIndex(max(self.level.findData(basis.level), 0))
        if not self._compared_by_hand:
            self.compared.set_date(self._usual_comparison())

    def _usual_comparison(self) -> date | None:
        """The end of the month before; where that lies before the first feedback there is nothing to compare."""
        day = month_end_before(self.context.switches.as_of)
        question = chosen_rounds(self.context.reader, self.context.scope)
        feedback = [one.feedback_on for one in question if one.feedback_on]
        return day if feedback and min(feedback) <= day.isoformat() else None

    def _group_chosen(self) -> None:
        self._groups[self.tabs.current()] = str(self.by.currentData())
        self._ask_tab()

    def _compared_changed(self) -> None:
        self._compared_by_hand = True
        day = self.compared.date()
        if day is not None and day.isoformat() >= self.context.as_of:
            self.show_error(
                f"对比日期 {day.isoformat()} 不早于截至日期 {self.context.as_of}。请改成更早的日期，或留空不对比。"
            )
        else:
            self.clear_error()
        self.refresh()

    def _panel_filled(self) -> None:
        """The rows take the keys where nobody went elsewhere meanwhile."""
        focus = QApplication.focusWidget()
        if focus is None or focus is self._focus_before or self.panel.isAncestorOf(focus):
            self.panel.table.grid.setFocus()

    def _panel_closed(self) -> None:
        back = self._focus_before
        if back is not None and shiboken6.isValid(back) and back.isVisible():
            back.setFocus()
        self._focus_before = None
        self.status_changed.emit()

    def _lay_out(self) -> None:
        for word, key in ((f"分组 {word}", key) for key, word in GROUP_WORDS.items()):
            self.by.addItem(word, key)
        for key, word in LEVELS.items():
            self.level.addItem(f"层级 {word}", key)
        self.level.setCurrentIndex(self.level.findData(self.context.basis.level))
        self.compared.setFixedWidth(self.context.theme.px(108))
        self.compared.setPlaceholderText("不对比")
        self.compared.setAccessibleName("对比日期")
        strip = Card()
        strip.body.setContentsMargins(6, 0, 10, 0)
        row = QHBoxLayout()
        row.setSpacing(8)
        label = QLabel("对比")
        label.setProperty("role", "secondary")
        row.addWidget(self.tabs, 1)
        for widget in (self.by, self.level, label, self.compared):
            row.addWidget(widget)
        strip.body.addLayout(row)
        upper = QWidget()
        column = QVBoxLayout(upper)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.banner)
        column.addWidget(self.pages, 1)
        self._splitter = QSplitter(Qt.Orientation.Vertical)
        self._splitter.setHandleWidth(8)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(upper)
        self._splitter.addWidget(self.panel)
        self.empty = EmptyState(self.context.theme, "")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._splitter)
        self._stack.addWidget(self.empty)
        self.body.addWidget(strip)
        self.body.addWidget(self._stack, 1)

    def _dress(self, tab: StatisticsTab) -> None:
        tab.asked.connect(self.show_rows)

    def _connect(self) -> None:
        self.tabs.changed.connect(self._ask_tab)
        self.by.activated.connect(self._group_chosen)
        self.level.activated.connect(self.refresh)
        self.compared.changed.connect(self._compared_changed)
        self.banner.asked.connect(self.show_rows)
        self.panel.closed.connect(self._panel_closed)
        self.panel.filled.connect(self._panel_filled)
