"""Work that is done beside the window once it is large: the newest alone counts, what ran for an older one is stopped.

`Aside` is for what is in memory (filtering, counting), `Asked` for questions to the ledger, over a connection of its own. What is
small is done at once, on the window's thread: there it takes less than a glance, and nothing flickers.
"""

from __future__ import annotations

from collections.abc import Callable, Sized
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QObject

from db.driver import OperationalError
from db.late_rows import Ended
from db.queries.size import has_more_entries
from desktop.errors import KnownError
from desktop.ui.jobs import Jobs
from desktop.ui.sight import Sight

if TYPE_CHECKING:
    from desktop.ui.context import AppContext

ROWS_AT_ONCE = 1_000
"""So many records are filtered and counted in some milliseconds."""
ENTRIES_AT_ONCE = 2_000
"""A ledger with so many entries (some 200 findings) answers any question of a page within 50 ms."""


def few(records: Sized) -> bool:
    """Whether records in memory are so few that filtering or counting them takes no time to speak of."""
    return len(records) <= ROWS_AT_ONCE


class Aside(QObject):
    """One place of the window whose content is worked out beside it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._newest = self._taken = 0
        self._waiting: list[Callable[[], Any]] = []
        self._jobs: Jobs | None = None

    @property
    def busy(self) -> bool:
        """Whether anything is still being worked out, be it for nobody any more."""
        return self._jobs is not None and bool(self._jobs.running)

    def do(self, work: Callable[[Callable[[], bool]], Any], take: Callable[[Any], None], *, at_once: bool) -> None:
        """Hand what `work(stop)` gives to `take`, a bound method; `stop()` tells it that it is for nobody any more."""
        self._newest += 1
        number = self._newest
        if at_once:
            take(work(_never))
            self._run_waiting(number)
            return
        if self._jobs is None:
            self._jobs = Jobs(self)
            self._jobs.unexpected.connect(self._raise)
        stop = partial(self._stale, number)
        self._jobs.start(
            "正在读取", partial(_unless_stopped, work, stop), done=partial(self._tell, number, take), failed=self._fail
        )

    def when_done(self, then: Callable[[], Any]) -> None:
        """Do something as soon as the newest answer has been taken: now, where it was, whatever an older question still does."""
        if self.busy and self._taken < self._newest:
            self._waiting.append(then)
        else:
            then()

    def close(self) -> None:
        """Stop, and take nothing any more."""
        self._newest += 1
        self._waiting.clear()
        if self._jobs is not None:
            self._jobs.close()

    def _stale(self, number: int) -> bool:
        return number != self._newest or not shiboken6.isValid(self)

    def _tell(self, number: int, take: Callable[[Any], None], answer: Any) -> None:
        if number == self._newest:
            take(answer)
            self._run_waiting(number)

    def _run_waiting(self, number: int) -> None:
        self._taken = max(self._taken, number)
        waiting, self._waiting = self._waiting, []
        for then in waiting:
            then()

    def _raise(self, error: object) -> None:
        if isinstance(error, Ended):
            return  # the list it was about is shown no more
        raise error if isinstance(error, BaseException) else RuntimeError(str(error))

    def _fail(self, error: KnownError) -> None:
        raise error


class Asked(Aside):
    """A question to the ledger, as the window looks at it when it is asked."""

    def __init__(self, parent: QObject, context: AppContext) -> None:
        super().__init__(parent)
        self._context = context
        context.closing.connect(self.close)

    def ask(self, question: Callable[[Sight], Any], take: Callable[[Any], None]) -> None:
        """Hand the answer of `question(sight)` to `take`, a bound method: at once where the ledger is small."""
        context = self._context
        if not has_more_entries(context.reader, ENTRIES_AT_ONCE):
            self.do(lambda _stop: question(context.sight()), take, at_once=True)
            return
        self.do(partial(_over_its_own, context.sight(), question), take, at_once=False)
        context.note_reading(self)

    def _fail(self, error: KnownError) -> None:
        self._context.show_error(error)

    def _raise(self, error: object) -> None:
        self._context.jobs.unexpected.emit(error)


def _never() -> bool:
    return False


def _unless_stopped(work: Callable[[Callable[[], bool]], Any], stop: Callable[[], bool]) -> Any:
    """The answer; None where nobody waits for it any more."""
    return None if stop() else work(stop)


def _over_its_own(sight: Sight, question: Callable[[Sight], Any], stop: Callable[[], bool]) -> Any:
    """Ask over a connection of this thread; a statement that is for nobody any more ends where it stands."""
    with sight.ledger.apart() as own:
        own.reader.stop_when(stop)
        try:
            return question(replace(sight, ledger=own))
        except OperationalError:
            if stop():
                return None
            raise
