"""The last row of a window that only shows something: its own verbs, if any, and 关闭 at the right."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QPushButton


class ClosingRow(QHBoxLayout):
    """`close` is the dialog's own `accept` or `reject`; the verbs stand before 关闭, in their order."""

    def __init__(self, close: Callable[[], object], *verbs: QPushButton) -> None:
        super().__init__()
        self.close_button = QPushButton("关闭")
        self.close_button.clicked.connect(close)
        self.addStretch(1)
        for button in (*verbs, self.close_button):
            self.addWidget(button)
