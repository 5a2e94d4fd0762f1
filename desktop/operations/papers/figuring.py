"""Figures of papers: each count with the numbers of the findings that it counts and the moment that it tells of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from db.records import FindingRow
from desktop.documents.figures import Figure
from desktop.statistics import rectification_rate as rates


@dataclass(frozen=True)
class Moment:
    """The basis and dates that all figures of one paper share."""

    as_of: str
    known_at: str = ""
    basis: str = ""

    def figure(self, name: str, value: Any, rows: Iterable[str] = ()) -> Figure:
        """A figure of this moment."""
        return Figure(name, value, tuple(rows), basis=self.basis, as_of=self.as_of, known_at=self.known_at)

    def count(self, name: str, rows: Iterable[FindingRow]) -> Figure:
        """How many findings these are, and which."""
        numbers = tuple(row.number for row in rows)
        return self.figure(name, len(numbers), numbers)

    def count_or_none(self, name: str, rows: Iterable[FindingRow]) -> Figure | None:
        """A count that is left out where it is nought."""
        found = self.count(name, rows)
        return found if found.value else None

    def rate(self, name: str, numerator: Figure, denominator: Figure, printed: Any) -> Figure:
        """A share of two counts; the rows behind it are those of its denominator."""
        return self.figure(name, PrintedRate(int(numerator), int(denominator), printed), denominator.rows)


@dataclass(frozen=True)
class PrintedRate:
    """A share with the print of its basis: what `documents` asks of a rate."""

    numerator: int
    denominator: int
    printed: str

    def __str__(self) -> str:
        return self.printed


def rate_of(moment: Moment, name: str, found: rates.Figure, numbers: dict[int, str]) -> Figure:
    """A rate of the statistics room as a figure of a paper."""
    rows = [numbers[item.finding_id] for item in found.behind_denominator if item.finding_id in numbers]
    own = PrintedRate(found.rate.numerator, found.rate.denominator, found.rate.on_paper)
    return moment.figure(name, own, dict.fromkeys(rows))
