"""What was found for each row of a list the last time it was compared, so that a repair compares only the rows that it touches.

What a row says anew follows from the row, the finding that it names, and the ground of the whole comparison: the day of the list,
the mode, the person, today, and the ledger itself, which only changes by actions. Where all of these are as before, so is the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from db.queries.list_rows import Candidate
from desktop.ledgers.finding_draft import FindingDraft

if TYPE_CHECKING:
    from desktop.operations.importing.second_list import Matched


@dataclass(frozen=True)
class _Asked:
    finding: FindingDraft
    found: Candidate
    emptied: frozenset[str]


class SeenBefore:
    """One list's memory between two comparisons; `compared` counts the rows that were compared anew."""

    def __init__(self) -> None:
        self._basis: Hashable = None
        self._rows: dict[tuple[str, int], tuple[_Asked, Matched]] = {}
        self._facts: dict[Hashable, Any] = {}
        self.compared = 0

    def stand_on(self, basis: Hashable) -> None:
        """Begin a comparison; on another ground nothing that was found still counts."""
        self.compared = 0
        if basis != self._basis:
            self._basis = basis
            self._rows.clear()
            self._facts.clear()

    def fact(self, key: Hashable, ask: Callable[[], Any]) -> Any:
        """What the ledger says, asked once on one ground."""
        if key not in self._facts:
            self._facts[key] = ask()
        return self._facts[key]

    def row(
        self, finding: FindingDraft, found: Candidate, emptied: frozenset[str], compare: Callable[[], Matched]
    ) -> Matched:
        """The answer for a row, compared only where it was not asked just so before."""
        asked, place = _Asked(finding, found, emptied), (finding.sheet, finding.row)
        known = self._rows.get(place)
        if known is not None and known[0] == asked:
            return known[1]
        self.compared += 1
        matched = compare()
        self._rows[place] = (asked, matched)
        return matched
