"""Whom an addressee names: of names that stand in one another the longest counts (a copy to 李明华 is none to 李明)."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import Generic, TypeVar

from db.queries import marks
from db.queries import units as unit_queries
from db.queries.county_leaders import leader_titles
from db.reader import Reader
from desktop.operations import unit_lookup

Who = TypeVar("Who", bound=Hashable)
Body = int | str
"""An organ or department: the unit that it is, else its name."""


class Called(Generic[Who]):
    """Everybody whom an addressee may name, by name."""

    def __init__(self, names: Mapping[str, Who]) -> None:
        self._names = sorted(((name, who) for name, who in names.items() if name), key=lambda pair: -len(pair[0]))

    def named(self, addressee: str) -> set[Who]:
        """Those whom an addressee names."""
        found, rest = set(), addressee
        for name, who in self._names:
            if name in rest:
                found.add(who)
                rest = rest.replace(name, "\n")
        return found


def leaders(reader: Reader, as_of: str, names: Iterable[str] = ()) -> Called[str]:
    """The county leaders of the office and of its units, and some more."""
    known = (one.supervising_leader for one in unit_queries.units(reader, as_of))
    return Called({name: name for name in (*leader_titles(reader), *known, *names)})


def bodies(reader: Reader, names: Iterable[str]) -> Called[Body]:
    """Some organs and departments among all units: the names of a unit stand for one body."""
    called: dict[str, Body] = {
        name: unit for unit, full, shorter in marks.names(reader) for name in (full, *shorter) if name
    }
    return Called(called | {name: body(reader, name) for name in names})


def body(reader: Reader, name: str) -> Body:
    """The organ or department with a name."""
    return unit_lookup.unit_named(reader, name) or name
