"""The board for the window: read by the worker over a connection of its own."""

from __future__ import annotations

from collections.abc import Sequence

from db.store import Ledger
from desktop.operations.supervision.board import Board, read_board


def read_apart(
    ledger: Ledger, rounds: Sequence[int], as_of: str, known_at: str | None, asked: int
) -> tuple[int, Board]:
    """The number of the question, and the board as it stands."""
    with ledger.apart() as own:
        return asked, read_board(own.reader, rounds, as_of, known_at)
