"""A part that stands whole where there is room, and scrolls first where a low window with large letters has none."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget


class Yielding(QScrollArea):
    """Wraps one widget; `least` px of it always stay in sight."""

    def __init__(self, inner: QWidget, least: int) -> None:
        super().__init__(widgetResizable=True)
        self._inner, self._least = inner, least
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setWidget(inner)
        self.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        inner.installEventFilter(self)

    def sizeHint(self) -> QSize:
        """All of the inner part at the present width."""
        hint, layout = self._inner.sizeHint(), self._inner.layout()
        tall = hint.height()
        if layout is not None and layout.hasHeightForWidth():
            tall = layout.totalHeightForWidth(max(self.width(), hint.width()))
        return QSize(hint.width(), tall)

    def minimumSizeHint(self) -> QSize:
        """As little as it may come to."""
        return QSize(self._inner.minimumSizeHint().width(), min(self._least, self.sizeHint().height()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The inner part wants another height."""
        if watched is self._inner and event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self.updateGeometry()
        return super().eventFilter(watched, event)
