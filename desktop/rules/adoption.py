"""采纳: what was taken up of what recommendation letters recommend, over the letters replied to (registers.md, adoption_rate)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Advice:
    """A letter: whether it was replied to, how many items it recommends, how many of them were taken up."""

    replied: bool
    items: int
    taken: int

    @property
    def counts(self) -> bool:
        """Whether it belongs to the rate: one that waits, or that does not say how much it recommends, does not."""
        return self.replied and self.items > 0


@dataclass(frozen=True)
class Adoption:
    """`taken` of `items` of `letters`."""

    letters: int
    items: int
    taken: int


def adoption(letters: Iterable[Advice]) -> Adoption:
    """What was taken up of what the letters recommend that count."""
    counted = [one for one in letters if one.counts]
    return Adoption(len(counted), sum(one.items for one in counted), sum(one.taken for one in counted))
