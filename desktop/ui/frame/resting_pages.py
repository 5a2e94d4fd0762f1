"""Pages that nobody has looked at for a while give the many rows they keep back: they read them again when they come into sight."""

from __future__ import annotations

import threading
from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from desktop.host import memory

if TYPE_CHECKING:
    from desktop.ui.frame.main_window import MainWindow

AWAY_S = 30.0
"""Who goes to another page and comes back within so many seconds finds the rows as they are."""
LOOKED_AFTER_MS = 2_000


class RestingPages(QObject):
    """Looks while any page is out of sight with rows; `clock` tells seconds that only grow."""

    def __init__(self, window: MainWindow, clock: Callable[[], float] = monotonic) -> None:
        super().__init__(window)
        self._window, self._clock = window, clock
        self._in_sight = ""
        self._left: dict[str, float] = {}
        """When each page that may still hold rows went out of sight."""
        self._timer = QTimer(self, interval=LOOKED_AFTER_MS)
        self._timer.timeout.connect(self.look)
        window.page_shown.connect(self._shown)
        window.context.closing.connect(self._timer.stop)

    def look(self) -> None:
        """Let go of what was left long enough ago; not while anything is on its way, which may be about these rows."""
        window, context = self._window, self._window.context
        if context.jobs.running or context.beside.running or context.reading:
            return
        gone: list[object] = []
        for key, since in tuple(self._left.items()):
            if self._clock() - since >= AWAY_S:
                del self._left[key]
                if key in window.pages and (rows := window.pages[key].let_go()):
                    gone += rows
                    window.read_again(key)
        if not self._left:
            self._timer.stop()
        if gone:
            threading.Thread(target=_forget, args=(gone,), name="resting-pages", daemon=True).start()

    def _shown(self, key: str) -> None:
        if self._in_sight not in ("", key):
            self._left[self._in_sight] = self._clock()
            self._timer.start()
        self._left.pop(key, None)
        self._in_sight = key


def _forget(gone: list[object]) -> None:
    """A hundred thousand rows take a moment to be taken apart: beside the window."""
    gone.clear()
    memory.give_back()
