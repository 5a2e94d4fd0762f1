"""What stands between the page of a paper, the worker that reads it, and the desk on which it is decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import SignalInstance


@dataclass(frozen=True)
class Laid:
    """A paper that was read and laid against the ledger; `review` is meant for the round and unit that it names."""

    review: Any
    opened: Any
    marks: Any
    compared: Any


class Desk(Protocol):
    """The paper in hand: what the clerk decides of it; `decided` tells the marks, `ready` that she wants to go on."""

    decided: SignalInstance
    failed: SignalInstance
    ready: SignalInstance

    @property
    def is_fresh(self) -> bool:
        """Whether the comparison in sight is one of the marks in sight."""

    def show_marks(self, marks: Any, compared: Any, *, fresh: bool) -> None:
        """The paper as it stands."""

    def flush(self) -> None:
        """What was typed counts."""

    def take_and_next(self) -> None:
        """Ctrl+Enter"""

    def take_all(self) -> None:
        """Ctrl+Shift+Enter"""

    def next_waiting(self) -> None:
        """F3"""

    def act_by_number(self, number: int) -> None:
        """Alt+n"""
