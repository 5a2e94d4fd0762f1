"""Events of a window that is walked by a script, for some time."""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

STEP_S = 0.005


def run_events(application: QApplication, seconds: float = 0.0) -> None:
    """Deliver what comes within so many seconds, and what is to be taken apart.

    `QTest.qWait` keeps the interpreter to itself while it sleeps, so that what works beside the window hardly goes on;
    in the program, and here, the workers have it then.
    """
    end = time.monotonic() + seconds
    while True:
        application.processEvents()
        application.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        left = end - time.monotonic()
        if left <= 0:
            return
        time.sleep(min(STEP_S, left))
