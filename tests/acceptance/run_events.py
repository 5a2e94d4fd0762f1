"""Events of a window that is walked by a script, for some time."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent

STEP_S = 0.005


def run_events(turn: Callable[[], Any] = QCoreApplication.processEvents, seconds: float = 0.0) -> None:
    """Turn the loop for so many seconds, once at least, and take apart what is to go.

    `QTest.qWait` keeps the interpreter to itself while it sleeps, so that what works beside the window hardly goes on;
    in the program, and here, the workers have it then.
    """
    end = time.monotonic() + seconds
    while True:
        turn()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        left = end - time.monotonic()
        if left <= 0:
            return
        time.sleep(min(STEP_S, left))
