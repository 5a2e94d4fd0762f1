"""Python's collector of garbage runs on the window's thread only.

Whatever thread allocates may set the collector off, and what it finds it takes apart there: a dialog that was closed, a timer, a page.
Qt lets a widget be taken apart on its own thread alone; from the worker it ends the program or stops it for good, one time in thousands.
"""

from __future__ import annotations

import gc
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

LOOKED_AFTER_MS = 250
FIRST_AFTER_MS = 1_500
"""At the start everything is new and nothing is garbage: a long look then would only hold up the first paint."""
YOUNG, MIDDLE, OLD = 0, 1, 2
OVERDUE = 50
"""So many short looks without a long one, and the long one no longer waits for quiet."""


class Collector(QObject):
    """Looks for garbage in place of Python itself: the young often, everything when the desk is quiet.

    `quiet` tells whether nobody has typed or clicked for a moment.
    """

    def __init__(self, parent: QObject, quiet: Callable[[], bool]) -> None:
        super().__init__(parent)
        gc.disable()
        self._quiet = quiet
        self._timer = QTimer(self, interval=LOOKED_AFTER_MS)
        self._timer.timeout.connect(self.look)
        self._first = QTimer(self, singleShot=True, interval=FIRST_AFTER_MS)
        self._first.timeout.connect(self._timer.start)
        self._first.start()

    def look(self) -> None:
        """Collect the generation that is due, by Python's own thresholds."""
        due = [count > limit for count, limit in zip(gc.get_count(), gc.get_threshold(), strict=True)]
        if due[OLD] and (self._quiet() or gc.get_count()[OLD] > OVERDUE):
            gc.collect(OLD)
        elif due[MIDDLE]:
            gc.collect(MIDDLE)
        elif due[YOUNG]:
            gc.collect(YOUNG)

    def stop(self) -> None:
        """Leave it to Python again."""
        self._first.stop()
        self._timer.stop()
        gc.enable()
