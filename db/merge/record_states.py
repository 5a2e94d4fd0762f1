"""What the steps of a record of a book make it say, so that two copies that took different steps on it are asked about (issue 6 point 7).

An action that entered or took back steps of a record says in which state the record stands after it: the event that stands last by its
day, and the one that led there. What leaves a record where it is (a note) says no other state. Only what this form of the ledger logged
tells (`TELLS`): what an action says must be the same on every copy, and nobody knows what an action of former programs had seen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from db.digest import defaults
from db.merge.state import Conflict, Key, State
from db.merge.travel import NOTES, RECORD_STATE, STEP
from db.queries.standing import FACTS
from db.reader import Reader

TELLS = "tells_state"
"""The column that the log of former programs lacks."""
_ADD = "add"
_Record = tuple[str, int]
Uid = Callable[[str, int], str]


class RecordStates:
    """The standing steps of every record of a book, as the log enters and takes them back."""

    def __init__(self, reader: Reader) -> None:
        self._books = frozenset(defaults(reader)) - FACTS.keys()
        self._said: dict[int, Mapping[str, Any]] = {}
        self._standing: dict[_Record, dict[int, None]] = {}
        self._touched: dict[_Record, None] = {}

    def enters(self, event: int, said: Mapping[str, Any]) -> None:
        """A step was entered; one of a unit or a finding is a dated fact and leads into no state."""
        if said.get("register") in self._books and said.get("state"):
            record = said["register"], int(said["record_id"])
            self._said[event] = said
            self._standing.setdefault(record, {})[event] = None
            self._touch(record, said)

    def takes_back(self, event: int, said: Mapping[str, Any]) -> None:
        """A step was taken back."""
        if event in self._said:
            record = self._said[event]["register"], int(self._said[event]["record_id"])
            self._standing[record].pop(event, None)
            self._touch(record, said)

    def _touch(self, record: _Record, said: Mapping[str, Any]) -> None:
        if TELLS in said:
            self._touched[record] = None

    def told(self, uid: Uid) -> dict[Key, tuple[Any, str]]:
        """What the records touched since the last call say now: state, day and event, and the words that make two of them the same."""
        found = {}
        for register, record in self._touched:
            order = sorted(self._standing[register, record], key=self._instant)
            if order:
                last = self._said[order[-1]]
                value = [last["state"], last["effective_on"], uid(STEP, order[-1])]
                found[register, uid(register, record), RECORD_STATE] = value, _sameness(self._led_into(order))
        self._touched = {}
        return found

    def _instant(self, event: int) -> tuple[str, int]:
        said = self._said[event]
        return str(said["effective_on"]), int(said.get("place") or said.get("copy_of") or event)

    def _led_into(self, order: list[int]) -> Mapping[str, Any]:
        """The last step that is no note."""
        said = [self._said[event] for event in reversed(order)]
        return next((one for one in said if (one["register"], one["step"]) not in NOTES), said[0])


def _sameness(said: Mapping[str, Any]) -> str:
    """Equal where two copies took the same step on the same day for the same reason; when a record was entered its own field says."""
    if said.get("step") == _ADD:
        return f"{_ADD} {said['state']}"
    return " ".join(str(said.get(name) or "") for name in ("step", "state", "effective_on", "reason"))


def only_what_differs(found: State) -> None:
    """Of the states that copies say, in the order of their days, those are asked about that are not what stood before, or were
    settled on one copy; where only one was changed and is shown, nobody need be asked."""
    for key, conflict in list(found.conflicts.items()):
        if key[2] != RECORD_STATE:
            continue
        shown, *others = conflict.sides
        changed = tuple(side for side in others if side.settled or side.same != conflict.base_same)
        if changed:
            found.conflicts[key] = Conflict(key, (shown, *changed), conflict.base, conflict.base_same)
        else:
            del found.conflicts[key]
