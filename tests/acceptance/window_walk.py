"""A walk through every page and the main actions of the window on a ledger, in a process of its own; prints one JSON line an action.

python -m tests.acceptance.window_walk FOLDER [page …]

What is told of an action: the longest single block of the window's thread in that thread's own CPU time (milliseconds). A block is
the deed itself, or what waits of one kind of event (calls that came from a worker, layouts, paints), or the rest of a turn of the loop: no
input comes in between. Nothing looks into the single events: one that goes through Python costs 10 to 20 µs, and building a page sends
thousands, so that a page would be told at twice its time.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QAbstractEventDispatcher, QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db.store import open_ledger
from desktop.rules.permissions import Actor, Right
from desktop.ui.app import Program
from desktop.ui.collecting import Collector
from desktop.ui.frame.main_window import MainWindow
from desktop.ui.preload import load_window
from desktop.ui.widgets.segment_tabs import SegmentTabs
from tests.acceptance.run_events import run_events
from tests.bench.stress_ledger import KEY

SETTLE_S = 600.0
STANDS_S = 3.0
PLAIN = b"SQLite format 3"
KINDS = (QEvent.Type.MetaCall, QEvent.Type.LayoutRequest, QEvent.Type.UpdateRequest)


class Blocks:
    """The longest block of this thread, in its own processor time; where a loop inside waits, a block ends and another begins."""

    def __init__(self) -> None:
        self.longest, self.what = 0, ""
        self._begun, self._said = 0, ""
        dispatcher = QAbstractEventDispatcher.instance()
        dispatcher.aboutToBlock.connect(self._end)
        dispatcher.awake.connect(self._begin)

    def forget(self) -> None:
        """Begin anew."""
        self.longest, self.what = 0, ""

    def take(self, said: str, work: Callable[[], Any]) -> None:
        """Do the work as one block."""
        self._said = said
        self._begin()
        work()
        self._end()

    def _begin(self) -> None:
        self._begun = time.thread_time_ns()

    def _end(self) -> None:
        took = time.thread_time_ns() - self._begun
        if took > self.longest:
            self.longest, self.what = took, self._said


class Walk:
    """The window with one ledger, and the actions on it."""

    def __init__(self, folder: Path) -> None:
        self.application = QApplication(["walk"])
        self.blocks = Blocks()
        self.program = Program(self.application, datetime.now)
        Collector(self.program, lambda: False)  # as the program's own start; a walk is never quiet, so whole looks wait
        self.folder = folder
        self.ledger = open_ledger(folder, None if is_plain(folder) else KEY, datetime.now)
        self.first = True

    def measure(self, page: str, action: str, deed: Callable[[], Any], seconds: float = 0.0) -> None:
        """Do it, wait so long and until nothing runs any more, print the longest block."""
        self.blocks.forget()
        begun = time.monotonic()
        self.blocks.take("deed", deed)
        self.settle(seconds)
        line = {
            "page": page,
            "action": action,
            "ms": round(self.blocks.longest / 1e6, 1),
            "what": self.blocks.what,
            "seconds": round(time.monotonic() - begun, 2),
        }
        sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
        sys.stdout.flush()

    def settle(self, seconds: float = 0.0) -> None:
        """Run events so long, and then until no worker has anything to do and two rounds brought nothing."""
        quiet, begun = 0, time.monotonic()
        while quiet < 3 and time.monotonic() < begun + SETTLE_S:
            run_events(self.turn, 0.02)
            quiet = quiet + 1 if time.monotonic() > begun + seconds and not self.busy() else 0

    def turn(self) -> None:
        """One turn of the loop, block by block."""
        for kind in KINDS:
            self.blocks.take(kind.name, partial(QCoreApplication.sendPostedEvents, None, kind.value))
        self.blocks.take("turn", self.application.processEvents)

    def busy(self) -> bool:
        """Whether a worker has anything to do for the window."""
        context = self.program.context
        if context is None:
            return False
        return bool(context.jobs.running or context.beside.running or context.search_desk.searching or context.reading)

    def open(self) -> None:
        """The window on the ledger, its first page."""
        self.program.open(self.ledger, Actor("试验员", frozenset(Right)))

    @property
    def window(self) -> Any:
        return self.program.window

    def key(self, widget: Any, key: Qt.Key, control: bool = False) -> None:
        """A key on a widget, inside the event in hand."""
        held = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(widget, key, held)


def is_plain(folder: Path) -> bool:
    """Whether a ledger is not encrypted, as the demonstration is not."""
    with (folder / "ledger.db").open("rb") as file:
        return file.read(len(PLAIN)) == PLAIN


def walk_pages(walk: Walk, keys: list[str]) -> None:
    """Every page: opened first, opened again, read again."""
    for key in keys:
        walk.measure(key, "first opening", lambda key=key: walk.window.show_page(key))
        walk.measure(key, "F5", lambda key=key: walk.window.pages[key].refresh())
    for key in keys:
        walk.measure(key, "opened again", lambda key=key: walk.window.show_page(key))
        walk_tabs(walk, key)


def walk_tabs(walk: Walk, key: str) -> None:
    """Every tab of a page, and every tab inside one: chosen first."""
    for tabs, tab in tabs_of(walk.window, key):
        walk.measure(key, f"tab {tab}", lambda tabs=tabs, tab=tab: tabs.set_current(tab))
    walk.window.show_page(key)
    walk.settle()


def tabs_of(window: MainWindow, key: str) -> Iterator[tuple[SegmentTabs, str]]:
    """The tabs of the page in sight that are not chosen, and those inside them, each once; to be chosen as they come.

    A tab that is a page of its own is opened as one.
    """
    seen: set[tuple[int, str]] = set()
    for _depth in range(2):
        for tabs in window.pages[key].findChildren(SegmentTabs):
            for tab in tabs.keys():
                if (id(tabs), tab) in seen or window.current_key != key or not tabs.isVisible():
                    continue
                seen.add((id(tabs), tab))
                if tab != tabs.current() and tab not in window.entries:
                    yield tabs, tab


def walk_findings(walk: Walk) -> None:
    """The ledger's page: what a clerk does all day."""
    walk.measure("findings", "first opening", lambda: walk.window.show_page("findings"))
    page = walk.window.pages["findings"]
    table = page.table
    bar = table.grid.verticalScrollBar()

    def one(action: str, deed: Callable[[], Any]) -> None:
        walk.measure("findings", action, deed)

    one("scroll", lambda: bar.setValue(bar.value() + 3))
    one("far jump", lambda: bar.setValue(bar.maximum() // 2))
    one("next row", lambda: walk.key(table.grid, Qt.Key.Key_Down))
    one("last row", lambda: walk.key(table.grid, Qt.Key.Key_End, True))
    one("Ctrl+A", lambda: walk.key(table.grid, Qt.Key.Key_A, True))
    one("one row again", lambda: walk.key(table.grid, Qt.Key.Key_Home, True))
    one("sort", lambda: table.sort_by("due_on", True))
    one("sort by text", lambda: table.sort_by("text", False))
    one("ledger's order", lambda: table.sort_by("", None))
    for view in ("overdue", "no_evidence", "all"):
        one(f"view {view}", lambda view=view: page.view_bar.choose(view))
    one("filter list", lambda: table.open_filter(table.model.section_of("unit")))
    one("filter list away", lambda: [one.close() for one in walk.application.topLevelWidgets() if one.isVisible() and one is not walk.window])  # fmt: skip
    one("find in table", table.find_bar.open)
    one("find typed", lambda: table.find_bar.field.setText("没有的词"))
    one("find next", table.find_bar.find_next)
    one("find away", lambda: walk.key(table.find_bar.field, Qt.Key.Key_Escape))
    one("tick all", table._tick_all)
    one("untick all", table._tick_all)
    one("menu", table.menu)


def walk_search(walk: Walk) -> None:
    """The box for everything: one keystroke after the other."""
    box = walk.window.context_bar.search
    for typed in ("红", "红岩", "红岩水", "没", "措施"):
        walk.measure("search", typed, lambda typed=typed: box.setText(typed))
    walk.measure("search", "away", box.clear)


def walk_entry(walk: Walk) -> None:
    """One progress entry, and taken back."""
    from desktop.operations import progress, undo

    walk.window.show_page("findings")
    walk.settle()
    page, context = walk.window.pages["findings"], walk.program.context
    finding = page.in_hand().id
    today = context.as_of
    walk.measure(
        "findings", "one entry", lambda: context.write(progress.note, finding, today, "已召开专题会议，制定方案。")
    )
    walk.measure("findings", "undo", lambda: context.write(undo.undo))


def walk_rows(walk: Walk) -> None:
    """The rows behind the total of 统计分析: every finding that it counts."""
    walk.window.show_page("statistics")
    walk.settle()
    page = walk.window.pages["statistics"]
    page.tabs.set_current("rate")
    walk.settle()
    total = page.tab().table.figures.lines[-1]
    for cell, name in ((total.cells[0], "rows of the total"), (total.cells[1], "rows of its numerator")):
        walk.measure("statistics", name, lambda cell=cell: page.tab()._open(cell.opens))
    walk.measure("statistics", "rows copied", page.panel.copy_list)
    walk.measure("statistics", "rows away", page.panel.close_panel)


def main(folder: str, *wanted: str) -> None:
    """Walk; the window is closed at the end, and that is measured too."""
    walk = Walk(Path(folder))
    load_window()  # as the worker does that opens a ledger at the login
    walk.measure("window", "open", walk.open)
    walk.measure("window", "stands", lambda: None, STANDS_S)
    walk_findings(walk)
    walk_search(walk)
    walk_entry(walk)
    keys = list(wanted) or list(walk.window.entries)
    walk_pages(walk, keys)
    if "statistics" in keys:
        walk_rows(walk)
    walk.measure("window", "close", walk.window.close)


if __name__ == "__main__":
    main(*sys.argv[1:])
