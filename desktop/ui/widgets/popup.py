"""Panels that open below a control and close on Esc or a click elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget


class PopupPanel(QFrame):
    """A panel over the page; fill `body`."""

    closed = Signal()

    def __init__(self, owner: QWidget, width: int = 0) -> None:
        super().__init__(owner, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(1, 1, 1, 1)
        self.body.setSpacing(0)
        if width:
            self.setFixedWidth(width)

    def show_below(self, anchor: QWidget) -> None:
        """Open under a control, kept inside its screen."""
        self.setMaximumHeight(anchor.screen().availableGeometry().height())
        self.adjustSize()
        corner = anchor.mapToGlobal(QPoint(0, anchor.height() + 4))
        screen = anchor.screen().availableGeometry()
        corner.setX(max(screen.left(), min(corner.x(), screen.right() - self.width())))
        corner.setY(max(screen.top(), min(corner.y(), screen.bottom() - self.height())))
        self.move(corner)
        self.show()

    def open_below(self, anchor: QWidget) -> None:
        """Open under a control once; closing it disposes of it."""
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.show_below(anchor)

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell that it is closed."""
        super().hideEvent(event)
        self.closed.emit()
