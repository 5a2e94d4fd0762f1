"""What a clerk does all day, as a script: so many actions in the real window, the same ones for the same seed.

    python -m tests.acceptance.window_actions FOLDER COUNT [SEED] [--every N] [--pages [KEY …]] [--out DIR]

FOLDER is a ledger of `tests.bench.stress_ledger`. Printed is one JSON line an N actions (the memory the process holds after a short rest), before them
one of the window as it opens and, with `--pages`, one of each page (or of those named) as it is first opened, where all are
with every tab afterwards, and one when they have rested; at the end one with how often each action was taken, what the window said that it could not do, and the entries that stand. DIR takes what is exported.

In another test: `Actions(program, settle, seed)`, then `run(count, after)`; `after(number)` is called when an action has come to rest. Actions are
drawn by weight from pages, tabs, refreshing, sorting, filtering, views, finding, searching, moving and ticking rows, the pane, entries, cells,
undo and redo, looking back at a day, panels, and lists that leave. No dialog is waited for: what opens by itself is closed and told as `asked`.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.host import children, memory, paths
from desktop.ledgers.arrangement import ColumnFilter
from desktop.operations.lists.sending import Wish, export_shown
from desktop.operations.outgoing import Asked
from desktop.ui.frame.resting_pages import AWAY_S
from desktop.ui.giving_back import keep_house
from desktop.ui.grid.rows import bucket
from desktop.ui.pages.findings.shown_view import shown_view
from desktop.ui.widgets.segment_tabs import SegmentTabs
from tests.acceptance.run_events import run_events

FINDINGS = "findings"
WORDS = ("红岩", "措施", "资金", "党委", "没有的词", "第0", "2026")
SENTENCES = ("已召开专题会议，制定方案。", "退款到账，凭证见附件。", "制度已修订并印发。", "下周一前报送佐证材料。")
WEIGHTS = {
    "page": 12, "refresh": 4, "tab": 7, "sort": 12, "filter": 10, "unfilter": 8, "view": 8, "find": 7, "search": 8, "rows": 14,
    "tick": 4, "pane": 8, "entry": 14, "cell": 6, "undo": 10, "redo": 4, "past": 3, "panel": 4, "leave": 2,
}  # fmt: skip
"""How often each action comes, by its name: `Actions` has a method of that name."""

REST_S = 2.5
"""Before memory is asked the hands rest for a moment, as at a desk: the program gives memory back then."""


class Actions:
    """Hands on one window. `settle` runs events until nothing is on its way."""

    def __init__(self, program: Any, settle: Callable[[], None], seed: int, out: Path | None = None) -> None:
        self.program, self.window, self.context = program, program.window, program.context
        self.settle, self.chance, self.out = settle, random.Random(seed), out
        self.done: Counter[str] = Counter()
        self.told: Counter[str] = Counter()
        self.written: list[Path] = []
        self.context.problem.connect(lambda error: self.told.update([str(error)[:80]]))
        self.asked = 0
        self._closer = QTimer(self.window, interval=30)
        self._closer.timeout.connect(self._close_what_opened)
        self._closer.start()

    def run(self, count: int, after: Callable[[int], None] = lambda _number: None) -> None:
        """Take so many actions, each to its rest."""
        names, weights = list(WEIGHTS), list(WEIGHTS.values())
        for number in range(1, count + 1):
            name = self.chance.choices(names, weights)[0]
            getattr(self, name)()
            self.settle()
            self.done[name] += 1
            after(number)
        self._closer.stop()

    def _close_what_opened(self) -> None:
        popup, dialog = QApplication.activePopupWidget(), QApplication.activeModalWidget()
        if popup is not None:
            popup.close()
        if dialog is not None and dialog is not self.window:
            self.asked += 1
            dialog.close()

    # -- pages

    def page(self) -> None:
        """Another page; every third time back to the ledger's."""
        keys = list(self.window.entries)
        self.window.show_page(FINDINGS if self.chance.random() < 0.33 else self.chance.choice(keys))

    def refresh(self) -> None:
        """F5."""
        self.program.actions.refresh()

    def tab(self) -> None:
        """A tab of the page in sight."""
        rows = [
            tabs for tabs in self.window.current_page().findChildren(SegmentTabs) if tabs.isVisible() and tabs.keys()
        ]
        if rows:
            tabs = self.chance.choice(rows)
            tabs.set_current(self.chance.choice(tabs.keys()))

    def panel(self) -> None:
        """One of the three switches is looked at and left."""
        actions = self.program.actions
        self.chance.choice((actions.open_rounds, actions.open_date, actions.open_basis))()
        run_events(seconds=0.001)
        self._close_what_opened()

    def past(self) -> None:
        """An earlier day, and back to today."""
        context = self.context
        day = context.today - timedelta(days=self.chance.randrange(1, 60))
        context.set_switches(as_of=day)
        self.settle()
        context.set_switches(as_of=context.today)

    def search(self) -> None:
        """The box for everything, a character at a time."""
        box, word = self.window.context_bar.search, self.chance.choice(WORDS)
        for end in range(1, len(word) + 1):
            box.setText(word[:end])
            run_events(seconds=0.001)
        self.settle()
        box.clear()

    # -- the ledger's page

    @property
    def _page(self) -> Any:
        self.window.show_page(FINDINGS)
        self.settle()
        return self.window.pages[FINDINGS]

    def _key(self, key: Qt.Key, control: bool = False) -> None:
        held = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(self._page.table.grid, key, held)

    def sort(self) -> None:
        """By a column, either way, or the ledger's own order."""
        table = self._page.table
        column = self.chance.choice(table.model.columns)
        table.sort_by(column.field, self.chance.choice((True, False, None)))

    def filter(self) -> None:
        """By the word that some row has in a column."""
        table = self._page.table
        columns = [column for column in table.model.columns if not column.counts_rows]
        records = table.all_records()
        if records:
            column, record = self.chance.choice(columns), self.chance.choice(records)
            table.set_filter(column.field, ColumnFilter(ticks=frozenset({bucket(column, record)})))

    def unfilter(self) -> None:
        """Everything again."""
        self._page.table.clear_filters()

    def view(self) -> None:
        """A view of the bar."""
        bar = self._page.view_bar
        bar.choose(self.chance.choice(bar.tabs.keys()))

    def find(self) -> None:
        """A word in the table: typed, the next one, away."""
        bar = self._page.table.find_bar
        bar.open()
        bar.field.setText(self.chance.choice(WORDS))
        self.settle()
        bar.find_next()
        self.settle()
        QTest.keyClick(bar.field, Qt.Key.Key_Escape)

    def rows(self) -> None:
        """The marker moves, far or near, or takes all."""
        key, control = self.chance.choice(
            (
                (Qt.Key.Key_Down, False),
                (Qt.Key.Key_PageDown, False),
                (Qt.Key.Key_Up, False),
                (Qt.Key.Key_End, True),
                (Qt.Key.Key_Home, True),
                (Qt.Key.Key_A, True),
            )
        )
        self._key(key, control)

    def tick(self) -> None:
        """Ticks on and off."""
        table = self._page.table
        shown = table.model.shown
        if len(shown):
            record = shown[self.chance.randrange(len(shown))]
            table.model.tick([record.id], record.id not in table.model.ticked)

    def pane(self) -> None:
        """A tab of the finding in hand."""
        pane = self._page.pane
        pane.tabs.set_current(self.chance.choice(list(pane.pages)))

    def entry(self) -> None:
        """登记进展 of some finding, by the strip and its button."""
        page = self._page
        self._take_a_row(page)
        if page.in_hand() is None:
            return
        page.log_progress()
        page.pane.progress.strip.text.set_text(self.chance.choice(SENTENCES))
        page.pane.progress.strip.save_button.click()

    def cell(self) -> None:
        """A cell of some finding."""
        page = self._page
        self._take_a_row(page)
        if page.in_hand() is not None:
            page.deeds.edit_cell(page.in_hand(), "owner", f"经办{self.chance.randrange(1000)}")

    def _take_a_row(self, page: Any) -> None:
        if not len(page.table.model.shown):
            page.show_all()
            page.table.clear_filters()
            self.settle()
        shown = page.table.model.shown
        if len(shown):
            page.table.select_id(shown[self.chance.randrange(len(shown))].id)
            self.settle()

    def undo(self) -> None:
        """Ctrl+Z."""
        self.program.actions.undo()

    def redo(self) -> None:
        """Ctrl+Y."""
        self.program.actions.redo()

    def leave(self) -> None:
        """What is shown leaves as a workbook, where a folder was named."""
        page, context = self._page, self.context
        if self.out is None or not len(page.table.model.shown):
            return
        path = self.out / f"清单{len(self.written) + 1}.xlsx"
        wish = Wish(path, "问题清单", asked=Asked(purpose="试验"))
        context.jobs.start(
            "正在导出", lambda: export_shown(context.ledger, context.actor, replace(shown_view(page)), wish)
        )
        self.written.append(path)


def settler(application: QApplication, program: Any, seconds: float = 600) -> Callable[[], None]:
    """Runs events until nothing is on its way: as soon as two rounds brought nothing."""

    def settle() -> None:
        quiet, end = 0, time.monotonic() + seconds
        while quiet < 2:
            run_events(seconds=0.001)
            context = program.context
            busy = context is not None and (
                context.jobs.running or context.beside.running or context.search_desk.searching or context.reading
            )
            quiet = 0 if busy else quiet + 1
            assert time.monotonic() < end, f"not at rest after {seconds:.0f} s"

    return settle


def held_mb() -> float:
    """Anonymous memory of this process in MB (Linux): pages of files that the system may drop are none of it; 0 where it is not told."""
    told = Path("/proc/self/status")
    if not told.exists():
        return 0.0
    gc.collect()
    return round(int(told.read_text("ascii").split("RssAnon:")[1].split()[0]) / 1024, 1)


def main(arguments: list[str]) -> None:
    """Open the window on a ledger, take the actions, close it."""
    from tests.acceptance.window_walk import Walk, tabs_of

    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("count", type=int)
    parser.add_argument("seed", type=int, nargs="?", default=1)
    parser.add_argument("--every", type=int, default=500)
    parser.add_argument("--pages", nargs="*")
    parser.add_argument("--out", type=Path)
    asked = parser.parse_args(arguments)
    children.settle_caches(paths.cache_folder())  # as the program's own start does, and so the next lines
    memory.bound()
    walk = Walk(asked.folder)
    keep_house(walk.program, walk.program.quiet, lambda: walk.program.context)
    walk.open()
    settle = settler(walk.application, walk.program)

    def tell(**step: Any) -> None:
        settle()
        run_events(seconds=REST_S)
        say({**step, "mb": held_mb()})

    tell(step="window")
    for key in () if asked.pages is None else asked.pages or walk.window.entries:
        walk.window.show_page(key)
        tell(step=key)
        for tabs, tab in () if asked.pages else tabs_of(walk.window, key):
            tabs.set_current(tab)
            settle()
    if asked.pages is not None:
        run_events(seconds=AWAY_S + REST_S)  # pages out of sight give their rows back
        tell(step="rested")
    actions = Actions(walk.program, settle, asked.seed, asked.out)

    def after(number: int) -> None:
        if number % asked.every == 0:
            tell(actions=number)

    actions.run(asked.count, after)
    entries = walk.program.context.reader.value("select count(*) from finding_event")
    say(
        {
            "done": actions.done,
            "told": actions.told,
            "asked": actions.asked,
            "entries": entries,
            "left": len(actions.written),
        }
    )
    walk.window.close()
    walk.settle()


def say(line: dict[str, Any]) -> None:
    """One JSON line."""
    sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
