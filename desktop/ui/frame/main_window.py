"""The window's frame: context bar, rail, pages, status bar; no business of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from desktop.errors import KnownError
from desktop.rules.permissions import Actor
from desktop.ui.aside import Asked
from desktop.ui.context import AppContext
from desktop.ui.frame.bands import BackBand, CutBand, DemoBand
from desktop.ui.frame.context_bar import ContextBar
from desktop.ui.frame.rail import Rail
from desktop.ui.frame.resting_pages import RestingPages
from desktop.ui.frame.status_bar import StatusBar
from desktop.ui.page import NARROW_BELOW, Page, PageEntry, RailCount
from desktop.ui.sight import Sight
from desktop.ui.widgets.properties import named

if TYPE_CHECKING:
    from desktop.ui.grid.ledger_table import LedgerTableView

PROGRAM = "巡察整改台账"
PAGE_KEY = "page_key"
COUNTED_AFTER_MS = 100
"""So long after each look whether the page in sight has what it waits for."""
_KEYPAD = Qt.KeyboardModifier.KeypadModifier


class MainWindow(QMainWindow):
    """Shows one page at a time, made when first wanted; a hidden page reads again when it comes back into sight."""

    closed = Signal()
    page_shown = Signal(str)

    def __init__(self, context: AppContext, entries: Sequence[PageEntry], *, demo: bool = False) -> None:
        super().__init__()
        self.context, self.entries = context, {entry.key: entry for entry in entries}
        self.pages: dict[str, Page] = {}
        self._stale: set[str] = set()
        self._keepsakes: dict[str, object] = {}
        self.current_key = ""
        self._counting = Asked(self, context)
        self._count_soon = QTimer(self, interval=COUNTED_AFTER_MS, singleShot=True)
        self._count_soon.timeout.connect(self.show_counts)
        context.closing.connect(self._count_soon.stop)
        theme = context.theme
        self.setWindowTitle(window_title(context))
        self.setWindowIcon(theme.icon("program"))
        self.context_bar = ContextBar(theme, context.actor, context.settings.machine_mark)
        self.rail = Rail(theme, entries)
        self.back_band = BackBand(theme)
        self.cut_band = CutBand(theme)
        self.stack = named(QStackedWidget(), "pages")
        self.status = StatusBar(theme)
        self.cover = QStackedWidget()
        self.demo_band = DemoBand(theme) if demo else None
        self.cover.addWidget(self._frame(self.demo_band))
        self.setCentralWidget(self.cover)
        self.setMinimumSize(theme.px(1024), 640)
        self._connect()
        RestingPages(self)

    def read_again(self, key: str) -> None:
        """A page out of sight reads anew before it is seen."""
        self._stale.add(key)

    def show_page(self, key: str, payload: object = None) -> None:
        """Bring a page into sight; a payload is what it should open."""
        if key not in self.entries:
            return
        if self.current_key and self.current_key != key:
            self.pages[self.current_key].leave()
        page = self.page(key)
        self.current_key = key
        self.stack.setCurrentWidget(page)
        self.rail.show_current(self.place_of(key))
        if key in self._stale:
            self._stale.discard(key)
            page.refresh()
        kept = self._keepsakes.pop(key, None)
        if kept is not None:
            page.take_keepsake(kept)
        if payload is not None:
            page.open_with(payload)
            if self.current_key != key:
                return  # the page sent the clerk on: another one is in sight, and has been told of
        zone = next((zone for zone in page.zones() if zone.focusPolicy() != Qt.FocusPolicy.NoFocus), None)
        if zone is not None:
            zone.setFocus()
        self.show_status()
        self.page_shown.emit(key)

    def seat(self, actor: Actor) -> None:
        """Another person goes on: the words of the one before are kept as theirs, the window stands as it stood."""
        current = self.current_key
        kept = {key: page.keepsake() for key, page in self.pages.items()}
        for page in self.pages.values():
            page.leave()
        former, self.pages, self.current_key = self.pages, {}, ""
        self._stale.clear()
        self._keepsakes = {key: one for key, one in kept.items() if one is not None}
        self.context.seat(actor)
        self.context_bar.show_person(actor)
        for page in former.values():
            self.stack.removeWidget(page)
            page.hide()
            page.deleteLater()
        self.show_page(current)
        self.show_counts()

    def page(self, key: str) -> Page:
        """The page, made when first asked for."""
        if key not in self.pages:
            page = self.entries[key].make(self.context)
            page.status_changed.connect(self.show_status)
            page.setProperty(PAGE_KEY, key)
            self.pages[key] = page
            self._stale.add(key)
            self.stack.addWidget(page)
        return self.pages[key]

    def remember_columns(self, table: LedgerTableView) -> None:
        """A grid that comes into sight for the first time has the columns it was left with."""
        place: QWidget | None = table
        while place is not None and not place.property(PAGE_KEY):
            place = place.parentWidget()
        if place is not None:
            from desktop.ui.grid.remembered import Remembered  # a page without a grid needs none of it

            Remembered(table, f"{place.property(PAGE_KEY)}.{table.table.name}", self.context)

    def place_of(self, key: str) -> str:
        """The entry of the rail under which a page is reached."""
        entry = self.entries.get(key)
        return (entry.place or key) if entry is not None else ""

    def current_page(self) -> Page | None:
        """The page in sight."""
        return self.pages.get(self.current_key)

    def show_status(self) -> None:
        """The left texts of the status bar, of the page in sight."""
        page = self.current_page()
        texts = page.status_texts() if page is not None else ()
        self.status.show_texts(texts or (self.entries[self.current_key].title,) if page is not None else ())

    def show_counts(self) -> None:
        """The numbers in the rail; what the page in sight waits for is read first."""
        if self.context.reading:
            self._count_soon.start()
            return
        counts = {
            key: entry.count for key, entry in self.entries.items() if entry.count is not None and not entry.place
        }
        if counts:
            self._counting.ask(partial(_counted, counts), self._show_counted)

    def _show_counted(self, counted: Mapping[str, RailCount | None]) -> None:
        for key, count in counted.items():
            self.rail.buttons[key].set_count(count)

    def show_problem(self, error: KnownError) -> None:
        """A known problem, on the page in sight."""
        page = self.current_page()
        if page is not None:
            page.show_error(error)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Icons alone in the rail where the window is narrow."""
        super().resizeEvent(event)
        self.rail.set_narrow(event.size().width() < self.context.theme.px(NARROW_BELOW))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus: Qt does so in dialogs only, clerks expect it everywhere."""
        focus = self.focusWidget()
        pressed = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~_KEYPAD
        if pressed and isinstance(focus, QAbstractButton) and focus.isEnabled() and focus.isVisible():
            focus.click()
            event.accept()
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """What is being typed is kept, then the ledger is closed."""
        page = self.current_page()
        if page is not None:
            page.leave()
        self.closed.emit()
        super().closeEvent(event)

    def _frame(self, demo_band: QWidget | None) -> QWidget:
        frame = QWidget()
        outer = QVBoxLayout(frame)
        middle, column = QHBoxLayout(), QVBoxLayout()
        for layout in (outer, middle, column):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        outer.addWidget(self.context_bar)
        if demo_band is not None:
            outer.addWidget(demo_band)
        column.addWidget(self.cut_band)
        column.addWidget(self.back_band)
        column.addWidget(self.stack, 1)
        middle.addWidget(self.rail)
        middle.addLayout(column, 1)
        outer.addLayout(middle, 1)
        outer.addWidget(self.status)
        return frame

    def _connect(self) -> None:
        self.rail.chosen.connect(self.show_page)
        self.back_band.left.connect(self.back_to_today)
        self.back_band.adjustments_asked.connect(partial(self.show_page, "freezing"))
        self.context.changed.connect(self._on_changed)
        self.context.switches_changed.connect(self._on_switched)
        self.context.notified.connect(self.status.show_notice)
        self.context.problem.connect(self.show_problem)
        self.context.page_asked.connect(self.show_page)
        self.context.saved.connect(self.status.set_saved)
        self.context.file_whole.connect(self.status.set_whole)
        self.context.settings_changed.connect(self._show_mark)
        self.context.jobs.long_one_ended.connect(self._note_job)

    def back_to_today(self) -> None:
        """Leave the past day."""
        self.context.set_switches(as_of=self.context.today, known=True)

    def _show_mark(self) -> None:
        self.context_bar.mark.set_full_text(self.context.settings.machine_mark)

    def _note_job(self, label: str) -> None:
        """Jobs that took long enough to be shown are told under the bell."""
        self.context_bar.add_news(f"{self.context.ledger.clock():%H:%M} 已结束：{label.removeprefix('正在')}")

    def _on_changed(self, changes: Any) -> None:
        self._stale.update(self.pages)
        self._stale.discard(self.current_key)
        page = self.current_page()
        if page is not None:
            page.on_changed(changes)
        self.show_counts()
        self.show_status()

    def _on_switched(self) -> None:
        if self.context.switches.frozen:
            from desktop.operations.freezing import frozen_named  # not needed for the first paint

            self.back_band.show_period(frozen_named(self.context.reader, self.context.switches.frozen))
        elif self.context.is_back:
            self.back_band.show_day(self.context.switches)
        else:
            self.back_band.hide()
        self._stale.update(self.pages)
        self._stale.discard(self.current_key)
        page = self.current_page()
        if page is not None:  # before the first page stands, its first numbers are yet to be asked for: not twice
            page.refresh()
            self.show_counts()
        self.show_status()


def _counted(counts: Mapping[str, Callable[[Sight], RailCount | None]], sight: Sight) -> dict[str, RailCount | None]:
    return {key: count(sight) for key, count in counts.items()}


def window_title(context: AppContext) -> str:
    """`巡察整改台账 — 云岭县委巡察办.账本`."""
    title = f"{PROGRAM} — {context.ledger.folder.name.removesuffix('.ledger')}.账本"
    return f"{title}（只读）" if context.reads_only else title
