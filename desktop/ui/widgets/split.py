"""Parts side by side whose shares a person may move."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSplitter


class Split(QSplitter):
    """Takes its first shares when it is shown: only in a window have its parts the look that says how narrow they may be."""

    _shares: Sequence[int] = ()

    def share_out(self, sizes: Sequence[int]) -> None:
        """The first sizes in px."""
        self.setSizes(sizes)
        self._shares = () if self.isVisible() else sizes

    def showEvent(self, event: QShowEvent) -> None:
        """Once: what was raised to the room of an undressed part comes down again."""
        super().showEvent(event)
        if self._shares:
            shares, self._shares = self._shares, ()
            self.setSizes(shares)
