"""The numbers beside the pages in the rail: read beside the window, so that no count holds it up; only the newest question is answered."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject

from desktop.ui.context import AppContext
from desktop.ui.frame.rail import Rail
from desktop.ui.page import PageEntry, RailCount, Seen


class RailCounts(QObject):
    """Asks every page that has a count for it and shows what came back."""

    def __init__(self, context: AppContext, rail: Rail, entries: Mapping[str, PageEntry]) -> None:
        super().__init__(rail)
        self._context, self._rail = context, rail
        self._counts = {key: one.count for key, one in entries.items() if one.count is not None and not one.place}
        self._newest = 0

    def ask(self) -> None:
        """Count anew for the switches as they stand."""
        self._newest += 1
        context = self._context
        seen = partial(Seen, context.basis, context.as_of, context.known_at, context.scope)
        work = partial(self._read, self._newest, seen)
        context.beside.start("正在计数", work, done=self._show, failed=context.show_error)

    def _read(self, number: int, seen: partial[Seen]) -> tuple[int, dict[str, RailCount | None]]:
        """In the worker; a question that another one followed is not answered."""
        if number != self._newest:
            return number, {}
        with self._context.ledger.apart() as own:
            looked = seen(own.reader)
            return number, {key: count(looked) for key, count in self._counts.items()}

    def _show(self, answer: tuple[int, dict[str, RailCount | None]]) -> None:
        number, counts = answer
        if number == self._newest:
            for key, count in counts.items():
                self._rail.buttons[key].set_count(count)
