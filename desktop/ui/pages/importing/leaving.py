"""A list under review is left: repairs are never thrown away unasked, and what is left in the middle waits in the ledger."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal

from desktop.errors import KnownError
from desktop.operations.importing import keeping
from desktop.ui.context import AppContext
from desktop.ui.page import Page
from desktop.ui.pages.importing.dialogs import LeaveDialog
from desktop.ui.pages.importing.work import Keeping

Then = Callable[[], Any]


class Repaired(Protocol):
    """What a clerk decided of a file: how much would be lost."""

    @property
    def repairs(self) -> int:
        """How many decisions."""


class Waits(Protocol):
    """A file under review, which may wait in the ledger."""

    path: Path
    kept_id: int | None

    def keep(self, decisions: Any, open_faults: int) -> int:
        """Let it wait; the row under which it does."""


class Leaving(QObject):
    """`said` tells a success, `failed` what went wrong, `dropped` that an import waits no more."""

    said = Signal(str)
    failed = Signal(object)
    dropped = Signal()

    def __init__(self, context: AppContext, page: Page) -> None:
        super().__init__(page)
        self._context, self._page = context, page
        self._kept: Repaired | None = None
        """The decisions as they wait in the ledger already."""
        self.entering = False
        """Whether the list is on its way into the ledger: until that is answered it is neither kept nor left."""

    def begin(self, decisions: Repaired | None = None) -> None:
        """Another list is under review; `decisions` are those with which it was taken up."""
        self._kept = decisions

    def ask(self, review: Waits | None, decisions: Repaired, open_faults: int, then: Then) -> None:
        """Leave the list for good: with repairs the clerk says whether they wait; `then` is done unless she goes back to it."""
        if self._is_entering():
            return
        if review is None or not decisions.repairs:
            then()
            return
        dialog = LeaveDialog(self._context, decisions.repairs, self._page)
        taken, waits = dialog.exec(), dialog.waits
        dialog.deleteLater()
        if taken and waits:
            self.keep(review, decisions, open_faults, then)
        elif taken:
            self.give_up(review.kept_id)
            then()

    def keep(self, review: Waits, decisions: Repaired, open_faults: int, then: Then) -> None:
        """暂存: the list waits as it stands and is found again on the first page."""
        if self._is_entering():
            return
        work, kept = Keeping(review, decisions, open_faults), partial(self._now_kept, review.path.name, decisions, then)
        self._context.write(work, label="正在暂存", done=kept, failed=self.failed.emit)

    def keep_quietly(self, review: Waits | None, decisions: Repaired, open_faults: int) -> None:
        """Another page comes, or the window locks or closes: what was repaired since waits too."""
        if (
            not self.entering
            and review is not None
            and decisions.repairs
            and decisions != self._kept
            and not self._context.why_not(None, writes=True)
        ):
            self.keep(review, decisions, open_faults, _nothing)

    def give_up(self, row_id: int | None) -> None:
        """放弃: an import that waited waits no more."""
        if row_id is not None:
            self._context.write(keeping.drop, row_id, done=self._dropped, failed=self.failed.emit)

    def _is_entering(self) -> bool:
        if self.entering:
            self.failed.emit(KnownError("正在入账，请等入账完成。"))
        return self.entering

    def _now_kept(self, name: str, decisions: Repaired, then: Then, _row_id: int) -> None:
        self._kept = decisions
        self.said.emit(f"已暂存 {name}，可以接着改。")
        then()

    def _dropped(self, _result: object) -> None:
        self.dropped.emit()


def _nothing() -> None:
    """The list stays under review."""
