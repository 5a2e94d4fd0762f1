"""One line of 体检: how a concern stands, and its one remedy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from desktop.ledgers.column import Mark, Shape, Tone
from desktop.ui.context import AppContext
from desktop.ui.widgets.state_chip import MarkLabel

_MARKS = {
    "green": (Shape.CHECK, Tone.GREEN),
    "amber": (Shape.DIAMOND, Tone.AMBER),
    "red": (Shape.TRIANGLE, Tone.RED),
}


class HealthCard(QWidget):
    """A concern: mark, what is so, and the one remedy."""

    def __init__(self, context: AppContext, name: str, button: str = "", slot: Callable[[], Any] | None = None) -> None:
        super().__init__()
        self.mark = MarkLabel(context.theme)
        self.title = QLabel(name)
        self.title.setFixedWidth(context.theme.px(72))
        self.text = QLabel(wordWrap=True)
        self.button = QPushButton(button)
        self.button.setProperty("link", True)
        if slot is None:
            self.button.hide()
        else:
            self.button.clicked.connect(slot)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 4, 10, 4)
        row.setSpacing(10)
        for widget in (self.mark, self.title):
            row.addWidget(widget)
        row.addWidget(self.text, 1)
        row.addWidget(self.button)

    def say(self, tone: str, text: str) -> None:
        """How it stands."""
        shape, ink = _MARKS[tone]
        self.mark.set_mark(Mark(shape, "", ink, {"green": "正常", "amber": "请留意", "red": "请处理"}[tone]))
        self.text.setText(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As high as its words need at this width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """A scroll area gives a wrapped label the height of its hint only, and cuts what is longer."""
        self.setMinimumHeight(self.text.heightForWidth(max(self.text.width(), 1)) + 8)
