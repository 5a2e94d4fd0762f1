"""Rows known by their ids in order, of which the first are read at once and the others behind them, all as at one moment.

A list of ten thousand stands on the screen when its first thirty rows are read. Whoever looks further has a screenful read, whoever needs
all of them (filter, sort, file, print) waits until they are: what is told is always what the list read at once would tell.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from threading import Event, Lock
from typing import Any, Generic, Protocol, TypeVar, overload

from db.driver import DatabaseError
from db.packed import Packed, places_by_id

R = TypeVar("R", bound=tuple[Any, ...])
K = TypeVar("K", bound=tuple[Any, ...], covariant=True)
SCREEN = 64
"""Rows read together where somebody looks: more than a screen shows, in some milliseconds."""


class Ended(Exception):
    """The rows are for nobody any more: the list was read anew, or its ledger closed, before they were read."""


class Source(Protocol[K]):
    """Where the rows come from: one connection that sees one moment. Asked by one thread at a time."""

    def some(self, ids: Sequence[int]) -> Sequence[K]:
        """The rows of some ids, in any order."""

    def parts(self) -> Iterable[Sequence[K]]:
        """All rows, in any order, some thousand at a time."""

    def stop_when(self, stop: Callable[[], bool]) -> None:
        """Let a running question end with an error as soon as `stop` says so."""

    def end(self) -> None:
        """Let go of the connection; a second call does nothing."""


class LateRows(Sequence[R], Generic[R]):
    """A sequence of named tuples with an `id`, never changed; any thread may read it.

    `known` are fields of all rows that came with the ids; `seen` are ids that somebody looks at, read beforehand with the first screen.
    """

    def __init__(
        self,
        record: type[R],
        ids: Iterable[int],
        source: Source[R],
        *,
        known: Mapping[str, Sequence[Any]],
        seen: Iterable[int] = (),
    ) -> None:
        self._record, self._source = record, source
        self._ids = array("q", ids)
        self._places = places_by_id(self._ids, are_numbers=True)
        self._known = {**known, "id": self._ids}
        self._held: dict[int, R] = {}
        self._whole: Packed[R] | None = None
        self._ended, self._asking, self._packing = Event(), Lock(), Lock()
        source.stop_when(
            self._ended.is_set
        )  # not a method of this: the connection would keep what keeps the connection
        places = (*range(min(SCREEN, len(self._ids))), *(self._places[one] for one in seen if one in self._places))
        self._read(dict.fromkeys(places))

    @property
    def is_whole(self) -> bool:
        """Whether all rows are read."""
        return self._whole is not None

    def whole(self) -> Packed[R]:
        """All rows, read now where they are not yet. Raises Ended."""
        with self._packing:
            if self._whole is None:
                packed = Packed(self._record, self._each())
                stored = places_by_id(array("q", packed.column("id")), are_numbers=True)
                self._whole = packed.in_order(map(stored.__getitem__, self._ids))
                self._held, self._known = {}, {"id": self._ids}
                self.end()
            return self._whole

    def end(self) -> None:
        """Read nothing more; what runs stops."""
        self._ended.set()
        with self._asking:
            self._source.end()

    def __len__(self) -> int:
        return len(self._ids)

    def __iter__(self) -> Iterator[R]:
        return iter(self.whole())

    @overload
    def __getitem__(self, place: int) -> R: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[R]: ...

    def __getitem__(self, place: int | slice) -> R | Sequence[R]:
        if isinstance(place, slice):
            return self.whole()[place]
        if not -len(self) <= place < len(self):
            raise IndexError(place)
        held, place = self._held, place % len(self)
        if place not in held and self._whole is None:
            first = place - place % SCREEN
            held = self._read(range(first, min(first + SCREEN, len(self))))
        return held[place] if self._whole is None else self._whole[place]

    def column(self, field: str) -> Iterable[Any]:
        """One field of all rows; that of rows not yet read where it came with the ids."""
        known = self._known.get(field)
        return self.whole().column(field) if known is None else known

    def column_at(self, field: str, places: Sequence[int]) -> Iterable[Any]:
        """One field of the rows at some places, in the order of these."""
        known = self._known.get(field)
        return self.in_order(places).column(field) if known is None else map(known.__getitem__, places)

    def in_order(self, places: Iterable[int]) -> Packed[R]:
        """Some of the rows, packed, in the order of these places."""
        return self.whole().in_order(places)

    def _read(self, places: Iterable[int]) -> dict[int, R]:
        with self._asking:
            held = self._held
            missing = [self._ids[place] for place in places if place not in held]
            try:
                if missing and self._whole is None:
                    held.update((self._places[row.id], row) for row in self._asked(self._source.some, missing))
            except Ended:
                if self._whole is None:
                    raise  # else all of them came meanwhile from another thread, which ended the questions: they are there
            return held

    def _each(self) -> Iterator[R]:
        """All rows; between two parts of them whoever looks at a screenful has his turn."""
        parts = iter(self._source.parts())
        while True:
            with self._asking:
                part = self._asked(next, parts, None)
            if part is None:
                return
            yield from part

    def _asked(self, question: Callable[..., Any], *about: Any) -> Any:
        if self._ended.is_set():
            raise Ended
        try:
            return question(*about)
        except DatabaseError:
            if self._ended.is_set():
                raise Ended from None
            raise
