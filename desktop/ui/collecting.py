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
OVERDUE = 500
"""So many short looks without a long one, some twenty minutes, and the long one no longer waits for quiet."""
MANY = 100_000
"""So many things that may be garbage take 10 to 20 ms: what a worker has in hand, and will let go of by itself when it is done."""
PUT_OFF = 2_400
"""So many looks, at least five minutes, that would take long wait for quiet."""
DEEP = 20
"""Every so many whole looks is one at everything; the others leave alone what stood at the last one."""


class Collector(QObject):
    """Looks for garbage in place of Python itself: the young often, everything when the desk is quiet.

    The program itself is a hundred thousand things and most of what a whole look takes (85 of 90 ms), and is no garbage: what stands after a
    whole look is left alone by the next ones. What is let go of meanwhile and goes in a circle waits for a deep look.
    `quiet` tells whether nobody has typed or clicked for a moment.
    """

    def __init__(self, parent: QObject, quiet: Callable[[], bool]) -> None:
        super().__init__(parent)
        gc.disable()
        self._quiet = quiet
        self._since_middle = self._put_off = self._whole = 0
        self._timer = QTimer(self, interval=LOOKED_AFTER_MS)
        self._timer.timeout.connect(self.look)
        self._first = QTimer(self, singleShot=True, interval=FIRST_AFTER_MS)
        self._first.timeout.connect(self._timer.start)
        self._first.start()

    def look(self) -> None:
        """Collect the generation that is due, by Python's own thresholds; what would take long waits for quiet."""
        counts = gc.get_count()
        due = [count > limit for count, limit in zip(counts, gc.get_threshold(), strict=True)]
        if due[OLD] and (self._quiet() or counts[OLD] > OVERDUE):
            self._collect(OLD, counts[YOUNG])
        elif due[MIDDLE] and self._may(self._since_middle + counts[YOUNG]):
            self._collect(MIDDLE, counts[YOUNG])
        elif due[YOUNG] and self._may(counts[YOUNG]):
            self._collect(YOUNG, counts[YOUNG])

    def _may(self, things: int) -> bool:
        """Whether so many things may be looked through now."""
        if things <= MANY or self._put_off >= PUT_OFF or self._quiet():
            return True
        self._put_off += 1
        return False

    def _collect(self, generation: int, young: int) -> None:
        if generation == OLD:
            self._whole += 1
            if self._whole % DEEP == 0:
                gc.unfreeze()
        gc.collect(generation)
        if generation == OLD:
            gc.freeze()
        self._since_middle = self._since_middle + young if generation == YOUNG else 0
        self._put_off = self._put_off if generation == YOUNG else 0

    def stop(self) -> None:
        """Leave it to Python again."""
        self._first.stop()
        self._timer.stop()
        gc.unfreeze()
        gc.enable()
