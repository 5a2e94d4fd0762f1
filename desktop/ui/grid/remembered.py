"""The columns, their order, widths and freeze of every grid, kept on this PC from one start to the next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QTimer

if TYPE_CHECKING:
    from desktop.ui.context import AppContext
    from desktop.ui.grid.ledger_table import LedgerTableView

_KEPT = ("columns", "widths", "frozen")
_AFTER_MS = 600  # a column that is being dragged is kept once, when it rests


class Remembered(QObject):
    """Puts a grid's columns back as they were left, and keeps what the clerk changes."""

    def __init__(self, table: LedgerTableView, key: str, context: AppContext) -> None:
        super().__init__(table)
        self._table, self._key, self._context = table, key, context
        self._timer = QTimer(self, singleShot=True, interval=_AFTER_MS)
        self._timer.timeout.connect(self.keep)
        found = self._all().get(key)
        if isinstance(found, Mapping):
            table.apply_columns(found)
        self._last = self._now()
        table.definition_changed.connect(self._timer.start)
        table.grid.widths_changed.connect(self._timer.start)
        table.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What was changed a moment before the page or the window goes out of sight is kept too."""
        if event.type() == QEvent.Type.Hide and self._timer.isActive():
            self._timer.stop()
            self.keep()
        return super().eventFilter(watched, event)

    def keep(self) -> None:
        """Store the columns where they differ; a saved view keeps its own."""
        now = self._now()
        if self._table.keeps_columns and now != self._last:
            self._last = now
            window = self._context.settings.window
            self._context.keep_settings(window={**window, "tables": {**self._all(), self._key: now}})

    def _now(self) -> dict[str, Any]:
        definition = self._table.view_definition()
        return {name: definition[name] for name in _KEPT}

    def _all(self) -> dict[str, Any]:
        found = self._context.settings.window.get("tables", {})
        return dict(found) if isinstance(found, Mapping) else {}
