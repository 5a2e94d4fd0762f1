"""Opinions of several parties on what a unit handed in: where they conflict, what is open, and what the unit's letter waits for.

A conflict is shown and never settled here (registers.md §3, ux/pages.md §12): one party asks for work on an item where another
asks for none, or one opinion on it is taken up and another is not. Different grades are none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations


@dataclass(frozen=True)
class Said:
    """One opinion: of a party, on an item (a finding; None is the whole paper); `returns`: it asks for work; `adopted`: yes, no or part."""

    party: int
    item: int | None
    returns: bool = False
    adopted: str = ""
    settled: bool = False


class Stands(StrEnum):
    """How an item stands: two parties disagree and nobody decided, something is open, or all of it is settled."""

    CONFLICT = "conflict"
    OPEN = "open"
    SETTLED = "settled"


class Heard(StrEnum):
    """What a party has given on a unit: the unit has not reported, nothing came in, opinions came in, one of them is in conflict."""

    NOT_REPORTED = "not_reported"
    MISSING = "missing"
    RECEIVED = "received"
    CONFLICT = "conflict"


@dataclass(frozen=True)
class Cell:
    """A unit and a party: how it stands, and how many opinions there are."""

    heard: Heard
    count: int = 0


@dataclass(frozen=True)
class Sum:
    """The opinions on what one unit handed in: `total` = `settled` + `open`; `conflicts` counts items, `missing` parties."""

    total: int = 0
    settled: int = 0
    conflicts: int = 0
    missing: int = 0

    @property
    def open(self) -> int:
        """待定"""
        return self.total - self.settled

    @property
    def words(self) -> str:
        """18 条 = 已定 12 + 待定 6；冲突 1"""
        told = f"；冲突 {self.conflicts}" if self.conflicts else ""
        return f"{self.total} 条 = 已定 {self.settled} + 待定 {self.open}{told}"

    @property
    def is_decided(self) -> bool:
        """Whether nothing that came in waits for the office."""
        return not self.open and not self.conflicts

    @property
    def may_go_early(self) -> bool:
        """Whether all that came in is decided and some party is still to be heard: a person may let it go out before the rest."""
        return bool(self.total) and self.is_decided and bool(self.missing)

    @property
    def lacks(self) -> str:
        """What the unit's letter waits for, in words; '' where it waits for nothing."""
        told = [("待定", self.open, "条"), ("冲突", self.conflicts, "条"), ("未交意见", self.missing, "方")]
        return "、".join(f"{word} {count} {counted}" for word, count, counted in told if count)


def opposed(one: Said, other: Said) -> bool:
    """Whether two opinions on the same item contradict each other; a party does not contradict itself."""
    if one.party == other.party or one.item != other.item:
        return False
    return one.returns != other.returns or {one.adopted, other.adopted} == {"yes", "no"}


def disputed(one: Said, other: Said) -> bool:
    """Whether two opinions contradict each other and nobody decided: both were not settled, and neither was turned down."""
    turned_down = any(said.settled and said.adopted == "no" for said in (one, other))
    return opposed(one, other) and not turned_down and not (one.settled and other.settled)


def stands(same: Sequence[Said]) -> Stands:
    """How an item stands by all opinions on it."""
    if any(disputed(one, other) for one, other in combinations(same, 2)):
        return Stands.CONFLICT
    return Stands.SETTLED if all(one.settled for one in same) else Stands.OPEN


def items(opinions: Iterable[Said]) -> dict[int | None, list[Said]]:
    """The opinions by item, in order."""
    found: dict[int | None, list[Said]] = {}
    for one in opinions:
        found.setdefault(one.item, []).append(one)
    return found


def row(parties: Sequence[int], opinions: Sequence[Said], returned: Collection[int]) -> tuple[Cell, ...]:
    """The cells of a unit that reported; `returned`: parties whose sheet came back, also where it asks for nothing."""
    places = {item for item, same in items(opinions).items() if stands(same) is Stands.CONFLICT}
    return tuple(_cell(party, [one for one in opinions if one.party == party], returned, places) for party in parties)


def _cell(party: int, mine: Sequence[Said], returned: Collection[int], places: Collection[int | None]) -> Cell:
    if not mine:
        return Cell(Heard.RECEIVED if party in returned else Heard.MISSING)
    return Cell(Heard.CONFLICT if any(one.item in places for one in mine) else Heard.RECEIVED, len(mine))


def sum_of(parties: Sequence[int], opinions: Sequence[Said], returned: Collection[int]) -> Sum:
    """The arithmetic of one unit."""
    settled = sum(one.settled for one in opinions)
    conflicts = sum(stands(same) is Stands.CONFLICT for same in items(opinions).values())
    missing = sum(one.heard is Heard.MISSING for one in row(parties, opinions, returned))
    return Sum(len(opinions), settled, conflicts, missing)


def why_no_letter(unit: str, found: Sum) -> str:
    """县教育局还差：待定 6 条、冲突 1 条。 '' where its letter can go out."""
    return f"{unit}还差：{found.lacks}。" if found.lacks else ""
