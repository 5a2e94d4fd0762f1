"""What stands behind a number on the screen: its title as arithmetic, and the items that it counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import overload

from db.records import CountedItem
from desktop.statistics.rectification_rate import Figure


class Late(Sequence[CountedItem]):
    """Items that are picked when they are first looked at: a table of a large ledger has a thousand numbers, and hardly one is opened."""

    def __init__(self, pick: Callable[[], Sequence[CountedItem]]) -> None:
        self._pick: Callable[[], Sequence[CountedItem]] | None = pick
        self._picked: Sequence[CountedItem] = ()

    @property
    def picked(self) -> bool:
        """Whether anybody looked."""
        return self._pick is None

    def _items(self) -> Sequence[CountedItem]:
        pick = self._pick
        if pick is not None:  # two threads may pick at a time: both find the same
            self._picked = pick()
            self._pick = None
        return self._picked

    @overload
    def __getitem__(self, place: int) -> CountedItem: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[CountedItem]: ...

    def __getitem__(self, place: int | slice) -> CountedItem | Sequence[CountedItem]:
        return self._items()[place]

    def __iter__(self) -> Iterator[CountedItem]:
        return iter(self._items())

    def __len__(self) -> int:
        return len(self._items())


@dataclass(frozen=True)
class Behind:
    """The rows of one number as of its own date: `number` is what the screen says, `items` what stands behind it.

    `note` explains where items and number cannot be equal, as where one finding changed twice; `by_claim`: the number
    goes by the unit's word.
    """

    title: str
    arithmetic: str
    number: int
    items: Sequence[CountedItem]
    as_of: str
    known_at: str | None
    note: str = ""
    by_claim: bool = False

    @property
    def agrees(self) -> bool:
        """Whether there are as many rows as the number says."""
        return len(self.items) == self.number

    @property
    def finding_ids(self) -> tuple[int, ...]:
        """The findings of the rows, each once."""
        return tuple(dict.fromkeys(item.finding_id for item in self.items))


@dataclass(frozen=True)
class RecordsBehind:
    """The records of a book behind a count of them, as of its own date."""

    title: str
    book: str
    ids: tuple[int, ...]
    as_of: str
    known_at: str | None

    @property
    def number(self) -> int:
        """What the screen says."""
        return len(self.ids)


def findings_behind(
    title: str, arithmetic: str, ids: Sequence[int], as_of: str, known_at: str | None, *, number: int | None = None
) -> Behind:
    """Plain findings behind a number."""
    items = Late(lambda: tuple(CountedItem(f"f{one}", one, "", None, "", True, False) for one in ids))
    return Behind(title, arithmetic, len(ids) if number is None else number, items, as_of, known_at)


def _behind(
    figure: Figure, title: str, arithmetic: str, number: int, pick: Callable[[], tuple[CountedItem, ...]]
) -> Behind:
    by_claim = not figure.basis.verified_only
    return Behind(title, arithmetic, number, Late(pick), figure.as_of, figure.known_at, by_claim=by_claim)


def numerator_behind(figure: Figure, name: str, word: str = "已销号") -> Behind:
    """The items of the numerator."""
    rate = figure.rate
    arithmetic = f"= 反馈 {rate.denominator} − 未计入分子 {rate.denominator - rate.numerator}"
    return _behind(
        figure, f"{name} {word} {rate.numerator} 条", arithmetic, rate.numerator, lambda: figure.behind_numerator
    )


def denominator_behind(figure: Figure, name: str, word: str = "已销号") -> Behind:
    """The items of the denominator."""
    rate = figure.rate
    arithmetic = f"= {word} {rate.numerator} + 未计入分子 {rate.denominator - rate.numerator}"
    return _behind(
        figure, f"{name} 反馈 {rate.denominator} 条", arithmetic, rate.denominator, lambda: figure.behind_denominator
    )


def remaining_behind(figure: Figure, name: str, word: str = "已销号") -> Behind:
    """What is counted and not in the numerator."""
    rate = figure.rate
    left = rate.denominator - rate.numerator
    arithmetic = f"= 反馈 {rate.denominator} − {word} {rate.numerator}"
    return _behind(figure, f"{name} 未计入分子 {left} 条", arithmetic, left, lambda: figure.remaining)
