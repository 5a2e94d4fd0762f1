"""What stands in the lanes of a finding or a measure after an action took registrations back, or entered them again (issue 6 point 7).

Entering a registration says it (`nodes`). Undoing says what stands last by its day after it, or that nothing does, so that two copies are
compared by what stands on each, not by what each wrote last. Only what this form of the ledger logged tells (`TELLS`). What goes into the
recycle bin with its finding or its measure, or comes out of it as it was, is no word about where they stand.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

from db.merge.record_states import TELLS
from db.merge.state import Key, State, deed_of, same_place
from db.merge.travel import EVENT, LANES, PRESENCE

_Home = tuple[str, int]
_Lane = tuple[_Home, str]
Uid = Callable[[str, int], str]
Last = Callable[[Key], Iterable[Any]]
"""What was said last of a field, by each copy that did not know of the others."""


def _nothing(_key: Key) -> tuple[Any, ...]:
    return ()


class LaneStates:
    """The standing registrations of every lane, as the log enters and takes them back."""

    def __init__(self) -> None:
        self._said: dict[int, Mapping[str, Any]] = {}
        self._standing: dict[_Lane, dict[int, None]] = {}
        self._touched: dict[_Lane, None] = {}
        self._finding: dict[_Home, int] = {}

    def enters(self, event: int, said: Mapping[str, Any]) -> None:
        """A registration was entered."""
        if lanes := _lanes(said):
            self._said[event] = said
        for lane in lanes:
            self._standing.setdefault(lane, {})[event] = None
            self._finding[lane[0]] = int(said["finding_id"])
            if is_again(said):
                self._touched[lane] = None

    def takes_back(self, event: int, said: Mapping[str, Any]) -> None:
        """A registration was taken back; `said` is the row that did so."""
        for lane in _lanes(self._said.get(event, {})):
            self._standing[lane].pop(event, None)
            if TELLS in said:
                self._touched[lane] = None

    def told(
        self, uid: Uid, moved: Collection[_Home] = (), back: Collection[_Home] = (), last: Last = _nothing
    ) -> dict[Key, tuple[Any, str]]:
        """What the lanes touched since the last call say now: value, day and event, and the words that make two of them the same.

        `moved` are rows that went into the bin with the same action, `back` those that came out of it: of these what one of the `last`
        words of a lane says already is not said anew, so that what copies say differently stays to be asked about.
        """
        found: dict[Key, tuple[Any, str]] = {}
        for lane in self._touched:
            home, column = lane
            rows = {home, ("finding", self._finding[home])}
            key, said = (home[0], uid(*home), LANES[column]), self._stands(lane, uid)
            again = not rows.isdisjoint(back) and any(value[:2] == said[0][:2] for value in last(key))
            if rows.isdisjoint(moved) and not again:
                found[key] = said
        self._touched = {}
        return found

    def _stands(self, lane: _Lane, uid: Uid) -> tuple[Any, str]:
        order = sorted(self._standing[lane], key=self._instant)
        if not order:
            return [None, "", ""], "nothing"
        said, event = self._said[order[-1]], uid(EVENT, order[-1])
        same = f"{said[lane[1]]} {said['effective_on']}"
        if LANES[lane[1]] == PRESENCE:
            copy = said.get("copy_of")
            same = f"{same} {deed_of(said.get('kind'), event, uid(EVENT, int(copy)) if copy else '')}"
        return [said[lane[1]], said["effective_on"], event], same

    def _instant(self, event: int) -> tuple[str, int]:
        said = self._said[event]
        return str(said["effective_on"]), int(said.get("place") or said.get("copy_of") or event)


def is_again(said: Mapping[str, Any]) -> bool:
    """Whether a registration is one that undoing entered again, and tells what stands after it."""
    return TELLS in said and said.get("copy_of") is not None


def _lanes(said: Mapping[str, Any]) -> tuple[_Lane, ...]:
    home = ("measure", said.get("measure_id")) if said.get("measure_id") else ("finding", said.get("finding_id"))
    if home[1] is None:
        return ()
    return tuple(((home[0], int(home[1])), column) for column in LANES if said.get(column) is not None)


def without_detours(found: State) -> None:
    """A copy on which stands again what had stood before (what it entered meanwhile it took back) says nothing that could be in conflict; a
    settling does, also where it left what is shown."""
    for key, conflict in list(found.conflicts.items()):
        if key[2] not in LANES.values():
            continue
        sides = tuple(side for side in conflict.sides if side.settled or not _stood(found, side.value, conflict.base))
        if len(sides) > 1:
            found.conflicts[key] = replace(conflict, sides=sides)
        else:
            del found.conflicts[key]


def _stood(found: State, said: list[Any], base: list[Any] | None) -> bool:
    """Whether the registration that a side names is the one that stood before, or what undoing entered in its place."""
    if base is None or not said[2] or not base[2]:
        return not said[2] and (base is None or not base[2])
    return same_place(found.rows, EVENT, str(said[2]), str(base[2])) and said[:2] == base[:2]
