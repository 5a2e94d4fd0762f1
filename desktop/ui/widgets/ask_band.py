"""只显示…: the line above a list that shows only what another place asked for."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton


class AskBand(QFrame):
    """Stays above the grid while a page shows what was asked; one press goes back to the whole list."""

    left = Signal()

    def __init__(self, back: str = "回到台账") -> None:
        super().__init__()
        self.setObjectName("card")
        self.label = QLabel(wordWrap=True)
        self.back_button = QPushButton(back)
        self.back_button.setProperty("link", True)
        self.back_button.clicked.connect(self.left)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 12, 4)
        layout.addWidget(self.label, 1)
        layout.addWidget(self.back_button)
        self.hide()

    def say(self, sentence: str) -> None:
        """Show the band."""
        self.label.setText(f"只显示：{sentence}")
        self.show()
