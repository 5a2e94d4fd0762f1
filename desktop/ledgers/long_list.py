"""Records of a list that may be a hundred thousand: made when they are looked at, known by ids and places beside them.

A short list is a plain sequence. What a grid asks of either is asked here, so that no place of the window makes all records at once.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar, overload, runtime_checkable

if TYPE_CHECKING:
    from db.late_rows import LateRows

T = TypeVar("T")


@runtime_checkable
class LongList(Protocol):
    """What a list of records made on demand answers without making them."""

    def ids(self) -> array[int]:
        """The id of each record, in their order."""

    def picked(self, places: Iterable[int]) -> Any:
        """Some of the records, in the order of these places; a list of the same kind."""

    def column(self, field: str) -> Iterable[Any]:
        """A stored field of each record."""

    @property
    def late(self) -> LateRows[Any] | None:
        """What the records are made from, where it is read behind what is looked at."""


def late_in(records: Sequence[Any]) -> LateRows[Any] | None:
    """The rows behind records that are still to be read whole, None where all are there."""
    late = records.late if isinstance(records, LongList) else None
    return None if late is None or late.is_whole else late


class Made(Sequence[T], Generic[T]):
    """What is made of its key when it is looked at; `keys` stand in its order, and each look makes it anew."""

    def __init__(self, keys: Sequence[Any], make: Callable[[Any], T]) -> None:
        self.keys, self._make = keys, make

    def __len__(self) -> int:
        return len(self.keys)

    def __iter__(self) -> Iterator[T]:
        return map(self._make, self.keys)

    @overload
    def __getitem__(self, place: int) -> T: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[T, ...]: ...

    def __getitem__(self, place: int | slice) -> T | tuple[T, ...]:
        return tuple(map(self._make, self.keys[place])) if isinstance(place, slice) else self._make(self.keys[place])


def ids_of(records: Sequence[Any]) -> Sequence[int]:
    """The ids of records, in their order."""
    return records.ids() if isinstance(records, LongList) else [record.id for record in records]


def picked(records: Sequence[T], places: Iterable[int]) -> Sequence[T]:
    """The records at some places."""
    if isinstance(records, LongList):
        some: Sequence[T] = records.picked(places)
        return some
    return [records[place] for place in places]


def column_of(records: Sequence[Any], field: str) -> Iterable[Any]:
    """A stored field of each record."""
    if isinstance(records, LongList):
        return records.column(field)
    return (getattr(record, field) for record in records)


def kept_as(records: Sequence[T]) -> Sequence[T]:
    """A list as a place of the window may keep it: nobody else changes it."""
    return records if isinstance(records, LongList | tuple) else tuple(records)


def taken_from(records: Sequence[T]) -> Sequence[T]:
    """A list for somebody who may do with it what he likes."""
    return records if isinstance(records, LongList) else list(records)


def with_ids(records: Sequence[T], wanted: Container[int]) -> Sequence[T]:
    """The records that are wanted by their ids, in their order."""
    return picked(records, [place for place, one in enumerate(ids_of(records)) if one in wanted])
