"""Memory that nobody uses any more goes back to the system when the program is at rest, beside the window."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from desktop.host import memory
from desktop.ui.collecting import Collector

if TYPE_CHECKING:
    from desktop.ui.context import AppContext

LOOKED_AFTER_MS = 1_000
AT_REST_S = 0.2
"""A program that used less of the processor since the last look is at rest."""
WORTH_S = 0.5
"""So much of the processor's time must have been used since memory was given back: what did nothing has let go of nothing."""
OVERDUE_S = 10.0
"""After so much of it rest is no longer waited for."""


class GivingBack(QObject):
    """Looks once a second how much this process, all its threads, has worked; it needs no word from those who work.

    `let_go` is called at rest, before memory is given back, on the window's thread.
    """

    def __init__(self, parent: QObject, let_go: Callable[[], object]) -> None:
        super().__init__(parent)
        self._let_go = let_go
        self._looked = self._given = time.process_time()
        self._timer = QTimer(self, interval=LOOKED_AFTER_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Give back where enough was done since the last time, and the program rests or was long busy."""
        now = time.process_time()
        at_rest, self._looked = now - self._looked < AT_REST_S, now
        if now - self._given >= (WORTH_S if at_rest else OVERDUE_S):
            self._given = now
            if at_rest:
                self._let_go()
            threading.Thread(target=memory.give_back, name="giving-back", daemon=True).start()


def keep_house(parent: QObject, quiet: Callable[[], bool], at_work: Callable[[], AppContext | None]) -> None:
    """From now on garbage is looked for on the window's thread alone, and memory that nobody uses goes back to the system.

    `at_work` tells what is open at the moment.
    """
    Collector(parent, quiet)
    GivingBack(parent, partial(_let_go, at_work))


def _let_go(at_work: Callable[[], AppContext | None]) -> None:
    context = at_work()
    if context is not None:
        context.let_go()
