"""Whether somebody is at work: keys, the mouse and the input method, of whatever window of the program is in front.

Keys and mouse come to a window of the system before they go to its widgets; what an input method commits comes to the field that is
typed into, alone. A filter of the whole program would call Python for each of the ten thousand events that building a page takes.
"""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QWidget

_INPUT = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.InputMethod,
    }
)


class AtWork(QObject):
    """Emits `seen` for every input, between `start` and `stop`."""

    seen = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.is_on = False

    def start(self, window: QWindow | None) -> None:
        """Watch a window, and from now on every other that comes to the front (dialogs too)."""
        self.stop()
        self.is_on = True
        application = cast("QGuiApplication", QCoreApplication.instance())
        application.focusWindowChanged.connect(self._watch)
        application.focusObjectChanged.connect(self._watch_field)
        self._watch(window)
        self._watch(application.focusWindow())
        self._watch_field(application.focusObject())

    def stop(self) -> None:
        """Tell nothing more. No window or field is held, for one that is closed is taken apart without a word; its filter goes with it."""
        if self.is_on:
            self.is_on = False
            application = cast("QGuiApplication", QCoreApplication.instance())
            application.focusWindowChanged.disconnect(self._watch)
            application.focusObjectChanged.disconnect(self._watch_field)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Every key and every movement of the mouse is told; nothing is held back."""
        if self.is_on and event.type() in _INPUT:
            self.seen.emit()
        return False

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)

    def _watch_field(self, field: QObject | None) -> None:
        if isinstance(
            field, QWidget
        ):  # also where nothing can be typed yet: it may become writable with the focus in it
            field.installEventFilter(self)
