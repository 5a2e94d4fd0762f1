"""So many scripted actions in the window on a ledger, in a process of its own; prints the memory it holds, one JSON line a look.

python -m tests.acceptance.memory_actions FOLDER [actions]

What is told is the anonymous memory of the process (RssAnon of Linux, megabytes): pages of files that the system may drop are none of it.
"""

from __future__ import annotations

import gc
import itertools
import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.operations import progress, undo
from tests.acceptance.window_walk import SETTLE_S, Walk

PAGES = ("overview", "findings", "statistics", "books", "due", "letters", "rounds", "system", "findings")
LOOK_EACH = 500


def held_mb() -> float:
    """Anonymous memory of this process."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.split("RssAnon:")[1].split()[0]) / 1024


class Actions:
    """What a clerk does all day, one after the other, for ever."""

    def __init__(self, walk: Walk) -> None:
        self.walk = walk
        self.window = walk.window
        walk.window.show_page("findings")
        self._pages = itertools.cycle(PAGES)

    @property
    def table(self) -> Any:
        return self.window.pages["findings"].table

    def rest(self) -> None:
        """Run events until nothing is under way."""
        end = time.monotonic() + SETTLE_S
        self.walk.application.processEvents()
        while self.walk.busy() and time.monotonic() < end:
            QTest.qWait(2)

    def each(self) -> Iterator[Callable[[], Any]]:
        """The actions of one round."""
        grid, page = self.table.grid, self.window.pages["findings"]
        box, context = self.window.context_bar.search, self.walk.program.context
        for _ in PAGES:
            yield lambda: self.window.show_page(next(self._pages))
        for _ in range(6):
            yield lambda: self.walk.key(grid, Qt.Key.Key_Down)
        yield lambda: self.walk.key(grid, Qt.Key.Key_A, True)
        yield lambda: self.walk.key(grid, Qt.Key.Key_Home, True)
        yield lambda: self.table.sort_by("due_on", True)
        yield lambda: self.table.sort_by("", None)
        for view in ("overdue", "all"):
            yield lambda view=view: page.view_bar.choose(view)
        for typed in ("红", "红岩", "措施"):
            yield lambda typed=typed: box.setText(typed)
        yield box.clear
        yield lambda: self.table.open_filter(self.table.model.section_of("unit"))
        yield self._close_others
        yield page.refresh
        yield lambda: context.write(progress.note, page.in_hand().id, context.as_of, "已召开专题会议，制定方案。")
        yield lambda: context.write(undo.undo)

    def _close_others(self) -> None:
        for one in self.walk.application.topLevelWidgets():
            if one.isVisible() and one is not self.window:
                one.close()


def main(folder: str, count: int) -> None:
    """Open, act, look at the memory now and then."""
    walk = Walk(Path(folder))
    walk.open()
    walk.settle()
    actions = Actions(walk)
    actions.rest()
    done = 0
    while done < count:
        for act in actions.each():
            act()
            actions.rest()
            done += 1
            if done % LOOK_EACH == 0:
                gc.collect()
                sys.stdout.write(json.dumps({"actions": done, "mb": round(held_mb(), 1)}) + "\n")
                sys.stdout.flush()
    walk.window.close()


if __name__ == "__main__":
    main(sys.argv[1], int((sys.argv[2:] or ["5000"])[0]))
