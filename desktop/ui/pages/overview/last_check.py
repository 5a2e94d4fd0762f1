"""What the last 体检 says on the first page: it stands until something was entered, then another one is made beside the window."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from db.queries.history import last_action
from desktop.later import Later
from desktop.ui.context import AppContext
from desktop.ui.frame.ledger_check import look_between

if TYPE_CHECKING:
    from desktop.operations.health.line import Examined
    from desktop.ui.pages.overview import sources
    from desktop.ui.pages.overview.todos import Due
else:
    sources = Later("desktop.ui.pages.overview.sources")


class LastCheck:
    """The last 体检 of the window, as far as it was of the rounds and the day in sight."""

    def __init__(self, context: AppContext) -> None:
        self._context = context
        self._asked_at = 0

    def dues(self) -> Sequence[Due]:
        """What must be mended; nothing once something was entered since: that may have mended it."""
        examined = self._in_sight()
        return sources.health(examined) if examined is not None and not self._moved_on(examined) else ()

    def make_again(self) -> None:
        """Check anew where something must have been mended and something was entered since, once for each state of the ledger."""
        context, examined = self._context, self._in_sight()
        if examined is None or not sources.health(examined) or not self._moved_on(examined):
            return
        newest = last_action(context.reader)
        if newest != self._asked_at:
            self._asked_at = newest
            work = partial(look_between, context.ledger, context.scope.rounds, context.as_of, context.known_at)
            context.beside.start("正在体检台账", work, done=context.set_examined, failed=context.show_error)

    def _in_sight(self) -> Examined | None:
        context, examined = self._context, self._context.examined
        now = (context.scope.rounds, context.as_of, context.known_at)
        if examined is None or context.is_back or (examined.rounds, examined.as_of, examined.known_at) != now:
            return None
        return examined

    def _moved_on(self, examined: Examined) -> bool:
        return last_action(self._context.reader) != examined.last_action
