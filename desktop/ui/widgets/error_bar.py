"""A red bar inside a page: what is wrong, the remedy, and one action; nothing else is blocked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout

from desktop.ui.theme import Theme
from desktop.ui.widgets.state_chip import MarkLabel, overdue_mark


class ErrorBar(QFrame):
    """Hidden until it has something to say."""

    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._slot: Callable[[], Any] | None = None
        self.title = QLabel(wordWrap=True)
        self.title.setProperty("role", "strong")
        self.remedy = QLabel(wordWrap=True)
        self.remedy.setProperty("role", "secondary")
        self.action = QPushButton()
        self.action.setProperty("link", True)
        self.action.clicked.connect(self._act)
        close = QToolButton()
        close.setIcon(theme.icon("close", "red"))
        close.setToolTip("收起")
        close.setAccessibleName("收起")
        close.clicked.connect(self.hide)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self.title)
        texts.addWidget(self.remedy)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 6, 6)
        layout.addWidget(MarkLabel(theme, overdue_mark("")))
        layout.addLayout(texts, 1)
        layout.addWidget(self.action)
        layout.addWidget(close)
        self.hide()

    def show_text(self, title: str, remedy: str = "", action: str = "", slot: Callable[[], Any] | None = None) -> None:
        """Say what is wrong; a first sentence that ends in a remedy may be given whole as the title."""
        self.title.setText(title)
        self.remedy.setText(remedy)
        self.remedy.setVisible(bool(remedy))
        self.action.setText(action)
        self.action.setVisible(bool(action))
        self._slot = slot
        self.show()

    def forget(self) -> None:
        """Hide, and keep no word of what was said."""
        self.hide()
        self.title.clear()
        self.remedy.clear()
        self._slot = None

    def _act(self) -> None:
        if self._slot is not None:
            self._slot()
