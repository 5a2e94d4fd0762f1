"""What the import page hands to the worker: reading, entering, letting the list wait."""

from __future__ import annotations

from typing import Any

from desktop.errors import KnownError, Refused
from desktop.operations.importing.decisions import Decisions
from desktop.operations.importing.entering import enter_reviewed
from desktop.operations.importing.finding_lists import Entered
from desktop.operations.importing.review import Review, Reviewed


class Entering:
    """The whole entry as one piece of work."""

    def __init__(self, review: Review, decisions: Decisions, reviewed: Reviewed) -> None:
        self._review, self._decisions, self._reviewed = review, decisions, reviewed

    def __call__(self, _ledger: Any, _actor: Any) -> Entered:
        """Back up and enter."""
        return enter_reviewed(self._review, self._decisions, self._reviewed)


class Keeping:
    """Letting the list wait as it stands."""

    def __init__(self, review: Any, decisions: Any, open_faults: int) -> None:
        self._review, self._decisions, self._open = review, decisions, open_faults

    def __call__(self, _ledger: Any, _actor: Any) -> int:
        """Keep it; the row under which it waits."""
        return int(self._review.keep(self._decisions, self._open))


def read(review: Review, decisions: Decisions, _report: Any) -> Reviewed:
    """Read the list under the decisions; a refusal is told as a known problem."""
    try:
        return review.read(decisions)
    except Refused as error:
        raise KnownError(str(error)) from error
