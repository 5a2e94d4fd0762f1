"""Searching beside the window: a thread of its own, a connection of its own, and what was typed before is given up.

The index over the ledger's texts is built here a moment after the window stands, in memory only; until then the texts are looked through.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from db.driver import OperationalError
from db.reader import Reader
from db.records import Basis
from db.search_index import SearchIndex
from desktop.later import Later
from desktop.ui.jobs import Jobs

if TYPE_CHECKING:
    from desktop.operations import search
    from desktop.ui.context import AppContext
    from desktop.ui.sight import Switches
else:  # with the index, a moment after the window stands, or with the first word that is typed
    search = Later("desktop.operations.search")

BUILT_AFTER_MS = 1500
"""The first pages are read before the index is begun, and as long as one still waits for what it asked."""


@dataclass(frozen=True)
class Sight:
    """What the window looked at when something was asked, with a connection for the thread that answers."""

    reader: Reader
    today: date
    as_of: str
    known_at: str | None
    switches: Switches
    basis: Basis
    index: SearchIndex


Ask = Callable[[Sight], Any]


class SearchDesk(QObject):
    """`answered` brings what the newest question found; older questions are stopped where they stand."""

    answered = Signal(object)

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self._context, self._newest, self._closed = context, 0, False
        self._asking, self._building = Jobs(self), Jobs(self)
        self._begun = False
        for jobs in (self._asking, self._building):
            jobs.unexpected.connect(context.jobs.unexpected)
        QTimer.singleShot(BUILT_AFTER_MS, self, self._build)

    @cached_property
    def _index(self) -> SearchIndex:
        return search.new_index()

    @property
    def searching(self) -> bool:
        """Whether an answer is still on its way."""
        return bool(self._asking.running)

    @property
    def preparing(self) -> bool:
        """Whether the index waits to be built, or is being built."""
        return not self._begun or bool(self._building.running)

    def ask(self, *questions: Ask) -> None:
        """Put questions to the ledger as the window looks at it now, one after the other; each answer is told.

        A question that answers None has nothing to add.
        """
        self._newest += 1
        context = self._context
        sight = partial(
            Sight, today=context.today, as_of=context.as_of, known_at=context.known_at, switches=context.switches,
            basis=context.basis, index=self._index,
        )  # fmt: skip
        for question in questions:
            self._asking.start(
                "正在查找",
                partial(self._answer, self._newest, question, sight),
                done=self._tell,
                failed=context.show_error,
            )

    def close(self) -> None:
        """Stop, and let go of the connections; before the ledger is closed."""
        self._closed = True
        self._asking.close()
        self._building.close()
        if "_index" in self.__dict__:
            self._index.close()

    def _stale(self, number: int) -> bool:
        return self._closed or number != self._newest

    def _answer(self, number: int, question: Ask, sight: Callable[..., Sight]) -> Any:
        if self._stale(number):
            return None
        reader = self._context.ledger.another_reader()
        reader.stop_when(partial(self._stale, number))
        try:
            return question(sight(reader))
        except OperationalError:
            if self._stale(number):
                return None
            raise
        finally:
            reader.close()

    def _tell(self, answer: Any) -> None:
        if answer is not None:
            self.answered.emit(answer)

    def _build(self) -> None:
        # Python may have taken the desk apart already while Qt still holds the timer of its C++ half.
        if getattr(self, "_closed", True) or self._context.ledger.closed:
            return
        if self._context.reading:
            QTimer.singleShot(BUILT_AFTER_MS, self, self._build)
        else:
            self._begun = True
            self._building.start("正在编索引", self._take_in)

    def _take_in(self) -> None:
        reader = self._context.ledger.another_reader()
        try:
            search.find_units(reader, "a")  # the readings of all characters are loaded at the first initials
            self._index.bring_up(reader, stop=lambda: self._closed)
        finally:
            reader.close()
