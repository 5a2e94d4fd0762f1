"""What a line of writing offers below itself while something is typed."""

from __future__ import annotations

from PySide6.QtWidgets import QCompleter

from desktop.ui.theme import dress


class Offers(QCompleter):
    """Its list is a window of its own, without a parent: dressed when it is first about to open."""

    _dressed = False

    def splitPath(self, path: str) -> list[str]:
        """Qt asks for the parts of what is typed before it opens the list."""
        if not self._dressed:
            self._dressed = True
            dress(self.popup())
        return super().splitPath(path)
