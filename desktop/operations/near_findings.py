"""What is being typed beside what the ledger has: the finding that says nearly the same, if there is one (issue of duplicates while typing).

The texts are read once and kept as an index; a question costs a few milliseconds at 10,000 findings. Nothing is refused by it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from db.queries.finding_texts import ToldFinding, finding_texts
from db.reader import Reader
from db.store import Ledger
from desktop.rules.common_findings import Alike, plain

SAME_UNIT, ELSEWHERE = 0.45, 0.75
"""Shared pairs of characters from which on a finding of the same unit, or of another one, is told."""
LEAST_TYPED = 8
"""Characters that must have been typed."""
_MOST_SHARING = 400
"""Pairs that more findings share are not looked up: stock phrases, which cost time and tell nothing."""


@dataclass(frozen=True)
class Near:
    """The nearest finding: how much it shares (0 to 1), and whether it is of the same unit."""

    finding: ToldFinding
    share: float
    same_unit: bool

    @property
    def words(self) -> str:
        """与第六轮 15-06-0090 相近（82/100）：…"""
        told = self.finding
        whose = "" if self.same_unit else f"{told.unit} "
        return f"与{told.round_name} {whose}{told.number} 相近（{int(self.share * 100)}/100）：{told.text}"


class NearFindings:
    """The findings of a ledger as they stood when this was made; it is asked in one thread at a time."""

    def __init__(self, reader: Reader) -> None:
        self._told: dict[str, list[ToldFinding]] = defaultdict(list)
        for one in finding_texts(reader):
            self._told[plain(one.text)].append(one)
        self._index = Alike(self._told, most=_MOST_SHARING)

    def nearest(self, text: str, unit_id: int | None, but: int | None = None) -> Near | None:
        """The finding most like a text: one of the unit before one of another; `but` is left out. None where none is like it."""
        if len(text.strip()) < LEAST_TYPED or not (typed := plain(text)):
            return None
        equal = [(typed, 1.0)] if typed in self._told else []
        found = [
            Near(one, share, one.unit_id == unit_id)
            for other, share in (*equal, *self._index.near(typed, SAME_UNIT))
            for one in self._told[other]
            if one.id != but and (one.unit_id == unit_id or share >= ELSEWHERE)
        ]
        return max(found, key=lambda near: (near.same_unit, near.share, -near.finding.id), default=None)


def read_near(ledger: Ledger) -> NearFindings:
    """The index, read over a connection of its own: for the worker."""
    with ledger.apart() as own:
        return NearFindings(own.reader)
