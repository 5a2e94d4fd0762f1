"""Text in lines on a card in the middle of a page: shown whole, for such a card does not grow by itself and would cut its lines."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel


class WholeText(QLabel):
    """As tall as its lines at a width that is known from the start; nothing where there are none."""

    def __init__(self, width: int) -> None:
        super().__init__(wordWrap=True)
        self._width = width

    def say(self, text: str) -> None:
        """Show a text."""
        self.setText(text)
        self.setMinimumHeight(self.heightForWidth(self._width) if text else 0)
