"""系统: health, backups, exchange between machines, users, log, dictionaries, calendar, bases, rules, looks, updates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from desktop.ui.asks import AskPackage, AskTab
from desktop.ui.context import AppContext
from desktop.ui.page import Page
from desktop.ui.pages.system.backups import BackupsPart
from desktop.ui.pages.system.bases import BasesPart
from desktop.ui.pages.system.dictionaries import AliasesPart, CategoriesPart, PhrasesPart
from desktop.ui.pages.system.exchange import ExchangePart
from desktop.ui.pages.system.health import HealthPart
from desktop.ui.pages.system.log import LogPart
from desktop.ui.pages.system.looks import LooksPart
from desktop.ui.pages.system.matters import MattersPart
from desktop.ui.pages.system.part import SystemPart
from desktop.ui.pages.system.rules import CalendarPart, RulesPart
from desktop.ui.pages.system.templates import TemplatesPart
from desktop.ui.pages.system.updates import UpdatesPart
from desktop.ui.pages.system.users import UsersPart
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.segment_tabs import SegmentTabs

PARTS: tuple[tuple[str, str, Callable[[AppContext], SystemPart]], ...] = (
    ("health", "体检", HealthPart),
    ("backups", "备份", BackupsPart),
    ("exchange", "数据交换", ExchangePart),
    ("users", "用户与权限", UsersPart),
    ("log", "操作日志", LogPart),
    ("categories", "分类", CategoriesPart),
    ("phrases", "短语", PhrasesPart),
    ("aliases", "别名", AliasesPart),
    ("matters", "事项", MattersPart),
    ("calendar", "工作日历", CalendarPart),
    ("bases", "口径", BasesPart),
    ("rules", "时限规则", RulesPart),
    ("templates", "模板", TemplatesPart),
    ("looks", "外观与本机", LooksPart),
    ("updates", "更新", UpdatesPart),
)


class SystemPage(Page):
    """One tab at a time, made when first shown."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(context, "系统")
        self._makers = {key: make for key, _title, make in PARTS}
        self.parts: dict[str, SystemPart] = {}
        self.tabs = SegmentTabs([(key, title, None) for key, title, _make in PARTS])
        self.stack = QStackedWidget()
        card = Card()
        card.body.setContentsMargins(8, 0, 8, 0)
        row = QHBoxLayout()
        row.addWidget(self.tabs, 1)
        card.body.addLayout(row)
        self.body.addWidget(card)
        self.body.addWidget(self.stack, 1)
        self.tabs.changed.connect(self._show)
        self.add_shortcut("Ctrl+T", "下一页签", self._next)
        self.add_shortcut("Ctrl+Shift+T", "上一页签", self._previous)

    def part(self) -> SystemPart:
        """The tab in sight."""
        key = self.tabs.current()
        if key not in self.parts:
            part = self._makers[key](self.context)
            part.failed.connect(self.show_error)
            part.counted.connect(self.status_changed)
            self.parts[key] = part
            self.stack.addWidget(part)
        return self.parts[key]

    def refresh(self) -> None:
        """Read the tab in sight again."""
        part = self.part()
        self.stack.setCurrentWidget(part)
        part.refresh()
        self.status_changed.emit()

    def on_changed(self, changes: Any) -> None:
        """Only where the tab's own tables were touched."""
        tables = self.part().tables
        if not tables or changes.touches(*tables):
            self.refresh()

    def status_texts(self) -> Sequence[str]:
        """The counts of the tab in sight."""
        return self.part().status_texts()

    def zones(self) -> Sequence[QWidget]:
        """The list of the tab."""
        part = self.part()
        return (part.table.grid,) if part.table is not None else (self.tabs,)

    def open_with(self, payload: object) -> None:
        """Show a tab."""
        if isinstance(payload, AskTab):
            self.tabs.set_current(payload.key)
        if isinstance(payload, AskPackage):
            self.tabs.set_current("exchange")
            part = self.part()
            if isinstance(part, ExchangePart):
                part.open_file(payload.path)

    def _show(self, _key: str) -> None:
        self.clear_error()
        self.refresh()

    def _next(self) -> None:
        self.tabs.step(1)

    def _previous(self) -> None:
        self.tabs.step(-1)
