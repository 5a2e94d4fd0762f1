"""Words with a number in them that open the findings it counts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton


class Door(QPushButton):
    """Words with a number; a click, Enter or F2 opens its findings."""

    opened = Signal(object, str)

    def __init__(self, role: str = "door") -> None:
        super().__init__()
        self.setProperty(role, True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._ids: tuple[int, ...] = ()
        self._title = ""
        self.clicked.connect(self.open)

    @property
    def ids(self) -> tuple[int, ...]:
        """The findings behind it."""
        return self._ids

    def show_number(self, text: str, ids: Sequence[int], title: str) -> None:
        """Say a number and keep its rows."""
        self._ids, self._title = tuple(ids), title
        self.setText(text)
        self.setToolTip(f"{title} {len(self._ids)} 条，点击看明细" if self._ids else "")
        self.setEnabled(bool(self._ids))

    def open(self) -> None:
        """Hand out the rows."""
        self.opened.emit(self._ids, self._title)
