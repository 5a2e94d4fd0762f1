"""A bar for ten seconds after something was done that can be taken back: `已移入回收站 1 条 [撤销]`."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

SHOWN_MS = 10_000


class NoticeBar(QFrame):
    """Hidden until something was done."""

    undo_asked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._action_id = 0
        self.label = QLabel(wordWrap=True)
        self.undo_button = QPushButton("撤销 Ctrl+Z")
        self.undo_button.setProperty("link", True)
        self.undo_button.clicked.connect(self._undo)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 12, 4)
        layout.addWidget(self.label, 1)
        layout.addWidget(self.undo_button)
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def show_done(self, text: str, action_id: int, verb: str = "撤销 Ctrl+Z", *, stays: bool = False) -> None:
        """Say what was done; `stays` keeps it until something else is said."""
        self._action_id = action_id
        self.label.setText(text)
        self.undo_button.setText(verb)
        self.show()
        self._timer.stop()
        if not stays:
            self._timer.start()

    def _undo(self) -> None:
        self.hide()
        self.undo_asked.emit(self._action_id)
