"""What may follow once a widget is painted: what is looked at comes first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

AT_LATEST_MS = 200
"""What nobody can see (minimised, behind another window) is not painted, and not waited for."""


class AfterPaint(QObject):
    """Calls `then` after the next paint of a widget; asked again before that, once. At once where it is hidden."""

    def __init__(self, widget: QWidget, then: Callable[[], Any]) -> None:
        super().__init__(widget)
        self._widget, self._then = widget, then
        self._last = self._timer(AT_LATEST_MS, self._come)
        self._soon = self._timer(0, self._come)
        self._painted = self._timer(0, self._soon.start)
        """Two turns of the event loop: what else follows that paint, and what was clicked meanwhile, comes before."""

    def start(self) -> None:
        """Wait for the next paint."""
        self._last.start()
        if not self._widget.isVisible():
            self._come()
            return
        self._widget.installEventFilter(self)
        self._widget.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The paint itself is still to come. The filter stays until all is over: Qt would pass over the next one."""
        if event.type() == QEvent.Type.Paint and not self._soon.isActive():
            self._painted.start()
        return False

    def _timer(self, interval: int, then: Callable[[], Any]) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=interval)
        timer.timeout.connect(then)
        return timer

    def _come(self) -> None:
        self._widget.removeEventFilter(self)
        for timer in (self._last, self._painted, self._soon):
            timer.stop()
        self._then()
