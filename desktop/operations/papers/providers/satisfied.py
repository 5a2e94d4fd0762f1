"""满意率 in papers: one survey has one rate, whatever paper tells it (papers/13, 15, 16, 17, 30)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from db.queries.books import Record
from desktop.documents.figures import Figure
from desktop.ledgers.surveys import together
from desktop.operations.papers.figuring import PrintedRate
from desktop.operations.papers.snapshot import Snapshot
from desktop.rules import basis as basis_rules


def satisfied(shot: Snapshot, name: str, surveys: Sequence[Record], rows: Iterable[str] = ()) -> Figure | None:
    """The rate over all valid sheets of some surveys, each by its own weights where it has any; None without a valid sheet."""
    found = together(one.stored for one in surveys)
    if found.rate is None:
        return None
    part, whole = (found.rate.numerator, found.rate.denominator) if found.weighted else (int(found.good), found.valid)
    printed = basis_rules.rate(shot.basis, part, whole).on_paper
    return shot.moment.figure(name, PrintedRate(part, whole, printed), rows)
