"""What the board of 抄报移交 asks the ledger, beside the window: lines, the list of the organisation department, and the kinds of papers."""

from __future__ import annotations

from db.records import Basis
from db.store import Ledger
from desktop.documents.recipe import Recipe
from desktop.operations.dispatches import Dispatch, board
from desktop.operations.organisation_duties import DutyLine, listed
from desktop.operations.papers import catalogue

Moment = tuple[tuple[int, ...], str, str | None, Basis]
"""Rounds, day, as known on which day, and the basis of the rates."""
Answer = tuple[Moment, Dispatch, tuple[DutyLine, ...], tuple[Recipe, ...]]


def read(ledger: Ledger, asked: Moment) -> Answer:
    """All that the board shows of a moment; `asked` comes back with it, for who asked again meanwhile."""
    rounds, as_of, known_at, basis = asked
    with ledger.apart() as own:
        found, duties = board(own.reader, basis, rounds, as_of, known_at), listed(own.reader, rounds, as_of, known_at)
        return asked, found, duties, catalogue.recipes(own.reader)
