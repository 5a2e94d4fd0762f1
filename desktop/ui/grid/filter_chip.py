"""An active filter as a chip with ×."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton

from desktop.ui.theme import Theme
from desktop.ui.widgets.card import ElidedLabel


class FilterChip(QFrame):
    """`单位：县城管局、柳坪乡 ×`."""

    removed = Signal(str)

    def __init__(self, theme: Theme, name: str, text: str) -> None:
        super().__init__()
        self._name = name
        self.label = ElidedLabel(text)
        self.label.setMaximumWidth(theme.px(260))
        close = QToolButton()
        close.setIcon(theme.icon("close", "primary"))
        close.setIconSize(QSize(12, 12))
        close.setToolTip("去掉这个筛选")
        close.setAccessibleName(f"去掉筛选 {text}")
        close.clicked.connect(self._remove)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 0, 2, 0)
        layout.setSpacing(2)
        layout.addWidget(self.label)
        layout.addWidget(close)

    def _remove(self) -> None:
        self.removed.emit(self._name)
