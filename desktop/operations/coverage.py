"""全覆盖: which units of a term were inspected, which are left, and how much each inspector has to do (registers.md §1, M15, M20).

A unit counts once a term, and a unit that went into another counts with its successor.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from db.queries import coverage as queries
from db.queries import lineage
from db.queries.books import records
from db.queries.coverage import Alive, Inspected, Term
from db.queries.settings import setting
from db.reader import Reader
from desktop.ledgers import books
from desktop.operations.office import POSTS
from desktop.rules.rate import scaled

_TERM = re.compile("[一二三四五六七八九十]+届")
NO_KIND = "未分类别"
NO_TOWNSHIP = "未写上级"


@dataclass(frozen=True)
class UnitCoverage:
    """A unit that is due: the rounds of the term in which it, or one that went into it, had its feedback; and the last of all terms."""

    unit: Alive
    rounds: tuple[Inspected, ...]
    last: Inspected | None
    class_word: str = ""

    @property
    def done(self) -> bool:
        """Whether it was inspected in the term."""
        return bool(self.rounds)

    @property
    def name(self) -> str:
        """What lists call it."""
        return self.unit.short or self.unit.name


@dataclass(frozen=True)
class Share:
    """How many of some units are due, done and left."""

    name: str
    units: tuple[UnitCoverage, ...]

    @property
    def due(self) -> int:
        """All of them."""
        return len(self.units)

    @property
    def done(self) -> int:
        """Those inspected in the term."""
        return sum(1 for one in self.units if one.done)

    @property
    def left(self) -> tuple[UnitCoverage, ...]:
        """Those not inspected yet."""
        return tuple(one for one in self.units if not one.done)


@dataclass(frozen=True)
class Coverage:
    """The coverage of a term on a day."""

    term: Term | None
    as_of: str
    units: tuple[UnitCoverage, ...]

    @property
    def title(self) -> str:
        """十五届, as the names of its rounds say it; 各届 where no term is meant."""
        said = next(
            (found.group() for one in self.units for seen in one.rounds if (found := _TERM.search(seen.round))), ""
        )
        return said or (self.term.name if self.term else "各届")

    @property
    def whole(self) -> Share:
        """All units."""
        return Share("合计", self.units)

    @property
    def villages(self) -> Share:
        """Villages and communities alone."""
        return Share("村（社区）", tuple(one for one in self.units if one.unit.is_village))

    @property
    def kinds(self) -> tuple[Share, ...]:
        """By kind of unit, in the office's order."""
        return _shares(self.units, [one.unit.kind or NO_KIND for one in self.units])

    @property
    def townships(self) -> tuple[Share, ...]:
        """The villages by the township above them."""
        villages = self.villages.units
        return _shares(villages, [one.unit.superior or NO_TOWNSHIP for one in villages])

    @property
    def first_covered(self) -> tuple[tuple[str, str, int], ...]:
        """Of each round its code, name and how many units it covered first; they sum to those done."""
        found: dict[tuple[str, str], int] = {}
        for one in sorted(
            (unit.rounds[0] for unit in self.units if unit.done), key=lambda seen: (seen.code, seen.round_id)
        ):
            found[one.code, one.round] = found.get((one.code, one.round), 0) + 1
        return tuple((code, name, count) for (code, name), count in found.items())

    @property
    def twice(self) -> int:
        """Units that were inspected in more than one round of the term."""
        return sum(1 for one in self.units if len({seen.round_id for seen in one.rounds}) > 1)


@dataclass(frozen=True)
class Load:
    """Units due for each inspector; `posts` is the office's number where it is set, else who is in the pool."""

    units: int
    inspectors: int
    posts: bool

    def value(self, rounding: str, decimals: int = 1) -> Decimal | None:
        """Rounded half up or cut; None where there is nobody."""
        return scaled(self.units, self.inspectors, rounding, decimals) if self.inspectors else None

    @property
    def words(self) -> str:
        """349 ÷ 18 个编制."""
        return f"{self.units} ÷ {self.inspectors} {'个编制' if self.posts else '人在库'}"


def term_of(reader: Reader, as_of: str, wanted: str = "") -> Term | None:
    """The term that is named, else the one in which the day lies, else the latest; None where there is none, or none of that name."""
    terms = queries.terms(reader)
    if wanted:
        return next((one for one in terms if wanted in (one.name, one.name.removesuffix("届"), str(one.number))), None)
    inside = (one for one in terms if one.from_on and one.from_on <= as_of <= (one.to_on or "9999"))
    return next(inside, terms[0] if terms else None)


def coverage(
    reader: Reader, as_of: str, known_at: str | None = None, *, term: Term | None = None, rounds: Sequence[int] = ()
) -> Coverage:
    """Every unit alive on a day with what was done in a term, or in some rounds; without either in all rounds."""
    into = {one.unit_id: one.successor_id for one in lineage.merges(reader, as_of, known_at)}
    seen: dict[int, list[Inspected]] = {}
    for one in queries.inspected(reader, as_of, known_at):
        seen.setdefault(_now(into, one.unit_id), []).append(one)
    classes = _classes(reader, as_of, known_at)
    units = []
    for unit in queries.alive(reader, as_of, known_at):
        every = seen.get(unit.id, [])
        within = tuple(one for one in every if _is_within(one, term, rounds))
        units.append(UnitCoverage(unit, within, every[-1] if every else None, classes.get(unit.id, "")))
    return Coverage(term, as_of, tuple(units))


def load(reader: Reader, as_of: str, known_at: str | None = None) -> Load:
    """349 units ÷ 18 posts."""
    units, posts = len(queries.alive(reader, as_of, known_at)), int(setting(reader, POSTS) or 0)
    return Load(units, posts or len(in_pool(reader, as_of, known_at)), bool(posts))


def in_pool(reader: Reader, as_of: str, known_at: str | None = None) -> tuple[str, ...]:
    """The numbers of those who are in the pool on a day."""
    register = books.as_declared("inspector")
    return tuple(one.number for one in records(reader, register.shape, as_of, known_at) if one.state == "in")


def _classes(reader: Reader, as_of: str, known_at: str | None) -> dict[int, str]:
    """The class of each unit in the latest year up to the day's."""
    register = books.as_declared("unit_class")
    year = int(as_of[:4])
    found = [one for one in records(reader, register.shape, as_of, known_at) if int(one.stored["year"]) <= year]
    field = register.field("class")
    assert field is not None
    return {
        one.stored["unit"]: field.text(one.stored["class"])
        for one in sorted(found, key=lambda one: int(one.stored["year"]))
    }


def _is_within(one: Inspected, term: Term | None, rounds: Sequence[int]) -> bool:
    if rounds:
        return one.round_id in rounds
    return term is None or one.term_id == term.id


def _now(into: dict[int, int], unit: int) -> int:
    for _step in range(len(into)):
        if unit not in into:
            break
        unit = into[unit]
    return unit


def _shares(units: Iterable[UnitCoverage], names: Sequence[str]) -> tuple[Share, ...]:
    found: dict[str, list[UnitCoverage]] = {}
    for name, unit in zip(names, units, strict=True):
        found.setdefault(name, []).append(unit)
    return tuple(Share(name, tuple(listed)) for name, listed in found.items())
