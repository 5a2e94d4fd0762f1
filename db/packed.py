"""Many rows of one kind, held packed: less than a third of what they take as tuples of texts, each made again when it is looked at.

A hundred thousand findings are 300 MB as named tuples, and a page that lists them holds them all day; packed they are column by column
what differs from row to row. Rows are read in order at three microseconds each, and at five wherever they stand.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, ValuesView
from copy import copy
from itertools import chain, islice, repeat
from operator import eq
from typing import Any, Generic, Protocol, TypeVar, overload

R = TypeVar("R", covariant=True)
N = TypeVar("N", bound="_Numbered")
BLOCK = 4_096
"""Rows packed together: what is said once in a block is held once."""
FEW = 20_000
"""So many rows of some columns are some megabytes, and quicker as they are: who reads more packs them."""
FEW_IDS = 250
"""So many ids stay a plain tuple."""
_BYTE, _SHORT = 1 << 8, 1 << 16
_UNLIKE = {str, type(None)}
"""Kinds of values that equal nothing of another kind."""


class _Numbered(Protocol):
    """A row with a number of its own."""

    @property
    def id(self) -> int: ...


class _Column(Protocol):
    """The values of one field in one block."""

    def __getitem__(self, place: int) -> Any: ...

    def all(self) -> Iterable[Any]:
        """Every value, in the order of the rows."""


class _Same:
    """One value in all rows."""

    def __init__(self, value: Any, count: int) -> None:
        self.value, self._count = value, count

    def __getitem__(self, place: int) -> Any:
        return self.value

    def all(self) -> Iterable[Any]:
        return repeat(self.value, self._count)


class _Few:
    """Values that come again: each once, and its number in every row."""

    def __init__(self, keys: Sequence[Any], distinct: dict[Any, Any]) -> None:
        self._values = tuple(distinct.values())
        number = {key: place for place, key in enumerate(distinct)}
        self._numbers = array("B" if len(self._values) <= _BYTE else "H", map(number.__getitem__, keys))

    def __getitem__(self, place: int) -> Any:
        return self._values[self._numbers[place]]

    def all(self) -> Iterable[Any]:
        return map(self._values.__getitem__, self._numbers)


class _Texts:
    """Texts that hardly come twice, one behind the other."""

    def __init__(self, values: Sequence[str]) -> None:
        pieces = [value.encode("utf-8", "surrogatepass") for value in values]
        self._whole = b"".join(pieces)
        self._ends = array("I", [0])
        for piece in pieces:
            self._ends.append(self._ends[-1] + len(piece))

    def __getitem__(self, place: int) -> str:
        return self._whole[self._ends[place] : self._ends[place + 1]].decode("utf-8", "surrogatepass")

    def all(self) -> Iterable[str]:
        return (self[place] for place in range(len(self._ends) - 1))


class _Plain:
    """Values as they are: whole numbers of 64 bits as such, anything else as objects."""

    def __init__(self, values: Sequence[Any]) -> None:
        self._values: Sequence[Any] = tuple(values)
        if all(type(value) is int for value in values):
            try:
                self._values = array("q", values)
            except OverflowError:  # SQLite has none of these; what is not asked of the ledger may
                return

    def __getitem__(self, place: int) -> Any:
        return self._values[place]

    def all(self) -> Iterable[Any]:
        return self._values


def _keys(values: Sequence[Any], kinds: set[type]) -> Sequence[Any]:
    """What tells values apart: 1, 1.0 and True are equal, and must come back as they were; most columns hold no two of these kinds."""
    return values if len(kinds - _UNLIKE) <= 1 else [(type(value), value) for value in values]


def _column(values: Sequence[Any]) -> _Column:
    kinds = set(map(type, values))
    keys = _keys(values, kinds)
    distinct = dict(zip(keys, values, strict=True))
    if len(distinct) == 1:
        return _Same(values[0], len(values))
    if len(distinct) <= min(_SHORT, len(values) // 4):
        return _Few(keys, distinct)
    return _Texts(values) if kinds == {str} else _Plain(values)


class _Block:
    """Some rows; what is the same in all of them stands in one row that the others are made from."""

    def __init__(self, rows: Sequence[Sequence[Any]]) -> None:
        self.count = len(rows)
        self.columns = [_column(values) for values in zip(*rows, strict=True)]
        self._first = list(rows[0])
        self._others = [(at, one) for at, one in enumerate(self.columns) if not isinstance(one, _Same)]

    def row(self, place: int) -> list[Any]:
        values = self._first.copy()
        for at, column in self._others:
            values[at] = column[place]
        return values

    def rows(self) -> Iterator[tuple[Any, ...]]:
        return zip(*(column.all() for column in self.columns), strict=True)


class Packed(Sequence[R], Generic[R]):
    """Rows that are named tuples, as a sequence that is never changed; any thread may read it.

    `rows` are taken a block at a time and let go of, so that a statement's answer is never whole in memory.
    """

    def __init__(self, record: type[R], rows: Iterable[Sequence[Any]]) -> None:
        self._make: Callable[[Iterable[Any]], R] = record._make  # type: ignore[attr-defined]  # of a named tuple
        self._fields: tuple[str, ...] = record._fields  # type: ignore[attr-defined]
        self._blocks: list[_Block] = []
        self._count = 0
        self._order: array[int] | None = None
        waiting: list[Sequence[Any]] = []
        for row in rows:
            waiting.append(row)
            if len(waiting) == BLOCK:
                self._pack(waiting)
                waiting = []
        if waiting:
            self._pack(waiting)

    def in_order(self, places: Iterable[int]) -> Packed[R]:
        """Some of the same rows in another order; what is packed is shared."""
        other = copy(self)
        chosen = array("I", (self._at(place) for place in places))
        other._count = len(chosen)
        other._order = None if other._count == _stored(self._blocks) and _ascends(chosen) else chosen
        return other

    def _pack(self, rows: Sequence[Sequence[Any]]) -> None:
        self._blocks.append(_Block(rows))
        self._count += len(rows)

    def _at(self, place: int) -> int:
        return place if self._order is None else self._order[place]

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[R]:
        if self._order is None:
            return map(self._make, chain.from_iterable(block.rows() for block in self._blocks))
        return map(self._make, map(self._row, self._order))

    def _row(self, stored: int) -> list[Any]:
        return self._blocks[stored // BLOCK].row(stored % BLOCK)

    @overload
    def __getitem__(self, place: int) -> R: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[R, ...]: ...

    def __getitem__(self, place: int | slice) -> R | tuple[R, ...]:
        if isinstance(place, slice):
            return tuple(self[one] for one in range(*place.indices(self._count)))
        if not -self._count <= place < self._count:
            raise IndexError(place)
        return self._make(self._row(self._at(place % self._count)))

    def __eq__(self, other: object) -> bool:
        """Equal to any sequence of the same rows, as the tuple it stands for would be."""
        if not isinstance(other, tuple | Packed):
            return NotImplemented
        return len(self) == len(other) and all(one == two for one, two in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]  # as long as it would take to read all of it

    def column(self, field: str) -> Iterator[Any]:
        """One field of all rows, without making the rows."""
        at = self._fields.index(field)
        values = chain.from_iterable(block.columns[at].all() for block in self._blocks)
        return values if self._order is None else map(list(values).__getitem__, self._order)


def in_places(rows: Sequence[Any], places: Iterable[int]) -> Sequence[Any]:
    """Some of the rows: those of packed rows share what is packed."""
    return rows.in_order(places) if isinstance(rows, Packed) else tuple(rows[place] for place in places)


def by_id(rows: Sequence[N]) -> Mapping[int, N]:
    """Rows by their own numbers, in their order; those of packed rows are found in them, and made as they are asked for."""
    return _ById(rows) if isinstance(rows, Packed) else {row.id: row for row in rows}


class _ById(Mapping[int, N]):
    """Packed rows by their numbers: twelve bytes a row."""

    def __init__(self, rows: Packed[N]) -> None:
        self._rows, self._places = rows, _Places(array("q", rows.column("id")))

    def __getitem__(self, number: int) -> N:
        return self._rows[self._places[number]]

    def __iter__(self) -> Iterator[int]:
        return iter(self._rows.column("id"))

    def __len__(self) -> int:
        return len(self._rows)

    def values(self) -> _Values[N]:
        """The rows as they are stored one after the other, which is quicker than each by its number."""
        return _Values(self, self._rows)


class _Values(ValuesView[N]):
    def __init__(self, mapping: Mapping[int, N], rows: Sequence[N]) -> None:
        super().__init__(mapping)
        self._rows = rows

    def __iter__(self) -> Iterator[N]:
        return iter(self._rows)


class Ids(Sequence[int]):
    """The numbers of many records, eight bytes each and in one piece; it stands for a tuple of them and is never changed.

    As a tuple each is a number of its own, forty bytes, and those that a page keeps stand scattered between what its reading let go of.
    """

    __slots__ = ("_numbers",)

    def __init__(self, numbers: Iterable[int]) -> None:
        self._numbers = array("q", numbers)

    def __len__(self) -> int:
        return len(self._numbers)

    def __iter__(self) -> Iterator[int]:
        return iter(self._numbers)

    @overload
    def __getitem__(self, place: int) -> int: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[int, ...]: ...

    def __getitem__(self, place: int | slice) -> int | tuple[int, ...]:
        return tuple(self._numbers[place]) if isinstance(place, slice) else self._numbers[place]

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Ids):
            return self._numbers == other._numbers
        return tuple(self._numbers) == other if isinstance(other, tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self._numbers))


def kept_ids(numbers: Iterable[int]) -> Sequence[int]:
    """The numbers of records as a page may keep them all day: a tuple where they are few."""
    found = numbers if isinstance(numbers, tuple | Ids) else tuple(numbers)
    return found if len(found) <= FEW_IDS or isinstance(found, Ids) else Ids(found)


def places_by_id(ids: Sequence[Any], *, are_numbers: bool) -> Mapping[Any, int]:
    """The place of each id, the first where one stands twice; of many numbers twelve bytes each instead of a hundred."""
    if are_numbers and len(ids) > FEW_IDS:
        return _Places(ids)
    return {one: place for place, one in zip(range(len(ids) - 1, -1, -1), reversed(ids), strict=True)}


class _Places(Mapping[Any, int]):
    """Places found by halving the sorted numbers."""

    def __init__(self, ids: Sequence[int]) -> None:
        self._places = array("I", sorted(range(len(ids)), key=ids.__getitem__))
        self._ids = array("q", map(ids.__getitem__, self._places))
        self._stands_twice = any(map(eq, self._ids, islice(self._ids, 1, None)))

    def __getitem__(self, number: object) -> int:
        if not isinstance(
            number, int
        ):  # no record in hand, or one that has no number yet: not there, as in any mapping
            raise KeyError(number)
        at = bisect_left(self._ids, number)
        if at == len(self._ids) or self._ids[at] != number:
            raise KeyError(number)
        return self._places[at]

    def __iter__(self) -> Iterator[int]:
        if not self._stands_twice:
            return iter(self._ids)
        return (one for one, before in zip(self._ids, chain((None,), self._ids), strict=False) if one != before)

    def __len__(self) -> int:
        return sum(1 for _one in self) if self._stands_twice else len(self._ids)


def _stored(blocks: Sequence[_Block]) -> int:
    return sum(block.count for block in blocks)


def _ascends(places: Sequence[int]) -> bool:
    return all(place == at for at, place in enumerate(places))
