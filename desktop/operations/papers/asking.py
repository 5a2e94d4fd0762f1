"""Which kinds of papers ask for work on a day: those that the ladder proposes, and those that lie prepared (文书, 待发件)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from db.queries import papers as queries
from db.reader import Reader
from desktop.operations.supervision.board import read_board
from desktop.operations.supervision.due import papers_due


def asking(reader: Reader, rounds: Sequence[int], as_of: str, known_at: str | None = None) -> Mapping[str, int]:
    """How many papers of each kind wait to be made: one for a unit by the ladder, one for each that is prepared."""
    due = papers_due(read_board(reader, rounds, as_of, known_at))
    found = Counter(one.kind for one in due if one.kind)
    found.update(one.kind for one in queries.prepared(reader) if not rounds or one.round_id in rounds)
    return dict(found)
