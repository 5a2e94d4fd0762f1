"""The board for the window: read and counted by the worker over a connection of its own."""

from __future__ import annotations

from collections.abc import Sequence

from db.store import Ledger
from desktop.operations.supervision.board import Board, read_board
from desktop.ui.pages.supervision.card_words import ColumnWords, words_over


def read_apart(
    ledger: Ledger, rounds: Sequence[int], as_of: str, known_at: str | None, asked: int
) -> tuple[int, Board]:
    """The number of the question, and the board as it stands."""
    with ledger.apart() as own:
        return asked, read_board(own.reader, rounds, as_of, known_at)


def read_with_words(
    ledger: Ledger, rounds: Sequence[int], as_of: str, known_at: str | None, asked: int
) -> tuple[int, Board, ColumnWords]:
    """The same with all counted, and with what stands over its columns."""
    _asked, board = read_apart(ledger, rounds, as_of, known_at, asked)
    return asked, board.worked_out(), words_over(board)
