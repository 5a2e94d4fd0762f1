"""Ticks that a list proposes and a clerk corrects: what he ticked or unticked himself stays through every new reading, until he is done with it."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)


class ProposedTicks(Generic[Key]):
    """The rows are told by a key that lasts from one reading to the next; a row that he never touched follows the proposal."""

    def __init__(self) -> None:
        self._turned: dict[Key, bool] = {}
        self._stood: frozenset[Key] = frozenset()

    def of(self, keys: Iterable[Key], proposed: Collection[Key]) -> frozenset[Key]:
        """Which rows of a new reading stand ticked; also how they stand before the clerk's next tick."""
        self._stood = frozenset(key for key in keys if self._turned.get(key, key in proposed))
        return self._stood

    def note(self, keys: Iterable[Key], ticked: Collection[Key]) -> None:
        """The clerk's hand: whatever of the rows stands otherwise than before."""
        rows = tuple(keys)
        self._turned |= {key: key in ticked for key in rows if (key in ticked) != (key in self._stood)}
        self._stood = frozenset(key for key in rows if key in ticked)

    def turn(self, keys: Iterable[Key], *, on: bool) -> None:
        """Tick or untick rows for the clerk, as he asked for where he came from."""
        self._turned |= dict.fromkeys(keys, on)

    def forget(self) -> None:
        """The deed is done, or another list is in sight: the next reading stands as it is proposed."""
        self._turned, self._stood = {}, frozenset()
