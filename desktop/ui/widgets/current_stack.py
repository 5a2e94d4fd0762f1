"""A stack that asks for the room of the page in sight alone: a taller one behind it makes nothing scroll."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget


class CurrentStack(QStackedWidget):
    """Qt's own asks for the room of the largest of its pages, wherever it is."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(lambda _place: self.updateGeometry())

    def minimumSizeHint(self) -> QSize:
        """What the page in sight cannot do without."""
        shown = self.currentWidget()
        return shown.minimumSizeHint().expandedTo(shown.minimumSize()) if shown is not None else QSize()

    def sizeHint(self) -> QSize:
        """What the page in sight would like."""
        shown = self.currentWidget()
        return shown.sizeHint() if shown is not None else QSize()

    def hasHeightForWidth(self) -> bool:
        """As the page in sight."""
        shown = self.currentWidget()
        return shown is not None and shown.hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:
        """As the page in sight."""
        shown = self.currentWidget()
        return shown.heightForWidth(width) if shown is not None else -1
