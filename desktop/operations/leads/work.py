"""What the room asks for and counts: the monthly clean-up, slow leads, sums by round, rates. 件 and 人 always both (registers.md §§7, 10).

Every answer is computed from the leads on a day; none is kept, and none is told outside the room.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from db.queries import books as queries
from db.queries.books import Record
from desktop.errors import KnownError
from desktop.ledgers.leads import CLOSED, LEADS
from desktop.operations.change import change
from desktop.operations.leads.book import leads
from desktop.operations.leads.room import Room
from desktop.rules.permissions import Action

STALE_DAYS = 25
"""Days without an event after which a lead is stale."""
LONG_DAYS = 60
"""Days since the transfer after which an open lead is long under way."""


@dataclass(frozen=True)
class Count:
    """件 and 人 of some leads: never one without the other."""

    cases: int = 0
    persons: int = 0

    @property
    def words(self) -> str:
        """As it is read: 2 件 3 人."""
        return f"{self.cases} 件 {self.persons} 人"

    @property
    def short(self) -> str:
        """As a column headed 件/人 says it."""
        return f"{self.cases} / {self.persons}" if self.cases or self.persons else "0"


@dataclass(frozen=True)
class Open:
    """An open lead on a day: days since the transfer and since its last event, whether something was entered this month, and what."""

    record: Record
    days: int
    quiet: int
    reviewed: bool
    said: str

    @property
    def is_stale(self) -> bool:
        """Whether nothing happened for longer than the office waits."""
        return self.quiet > STALE_DAYS

    @property
    def is_long(self) -> bool:
        """Whether it is long since it was moved on."""
        return self.days > LONG_DAYS


@dataclass(frozen=True)
class Sums:
    """The sums of some leads; money in yuan, filed in cases, sanctions and measures in persons."""

    moved: Count
    closed: Count
    open: Count
    filed: int
    sanctions: int
    organisational_measures: int
    recovered: int


@dataclass(frozen=True)
class Figure:
    """A figure of the room: numerator, denominator, and the numbers of the leads behind both."""

    name: str
    title: str
    numerator: int
    denominator: int | None
    basis: str
    rows: tuple[str, ...]
    counted: tuple[str, ...]

    @property
    def value(self) -> str:
        """As it is read, one decimal, half up; '' where nothing is counted over."""
        if self.denominator is None:
            return str(self.numerator)
        if not self.denominator:
            return ""
        tenths = (self.numerator * 2000 + self.denominator) // (self.denominator * 2)
        return f"{tenths // 10}.{tenths % 10}%"


def counted(records: Iterable[Record]) -> Count:
    """件 and 人 of some leads."""
    found = list(records)
    return Count(sum(one.stored["cases"] for one in found), sum(one.stored["persons"] for one in found))


def is_open(record: Record) -> bool:
    """Whether a lead is still being dealt with."""
    return record.state != CLOSED


def month_review(room: Room) -> tuple[Open, ...]:
    """The open leads of today for the monthly clean-up: those not yet entered this month first, the longest under way first."""
    today = room.ledger.today()
    found = [_standing(room, record, today) for record in leads(room, today) if is_open(record)]
    return tuple(sorted(found, key=lambda one: (-one.days, one.record.id)))


def finish_review(room: Room) -> str:
    """Enter into the room's log that every open lead was gone through this month. Raises KnownError while one was not."""
    open_now = month_review(room)
    left = [one for one in open_now if not one.reviewed]
    if left:
        raise KnownError(f"还有 {len(left)} 件没有梳理。请逐件登记后再办。", "not_finished")
    month = int(room.ledger.today()[5:7])
    title = f"完成{month}月梳理：{counted(one.record for one in open_now).words}在办"
    with change(room.ledger, room.actor, Action.LOOK, title):
        pass
    return title


def sums(records: Sequence[Record]) -> Sums:
    """The sums of some leads."""

    def total(name: str) -> int:
        return sum(one.stored.get(name) or 0 for one in records)

    return Sums(
        counted(records),
        counted(one for one in records if not is_open(one)),
        counted(one for one in records if is_open(one)),
        sum(one.stored["cases"] for one in records if _was_filed(one)),
        total("sanctions"),
        total("organisational_measures"),
        total("recovered"),
    )


def by_round(records: Sequence[Record]) -> dict[str, Sums]:
    """The sums of each round, in the order in which rounds first moved a lead on; those without one last, under ''."""
    names = dict.fromkeys(
        one.stored["round"] or "" for one in sorted(records, key=lambda one: (not one.stored["round"], one.moved_on))
    )
    return {name: sums([one for one in records if (one.stored["round"] or "") == name]) for name in names}


def figures(
    room: Room,
    as_of: str,
    known_at: str | None = None,
    rounds: Sequence[str] = (),
    sanctioned_in_all: int | None = None,
) -> tuple[Figure, ...]:
    """Every figure of the room on a day; `rounds` are names that narrow both parts.

    `sanctioned_in_all`: how many were sanctioned in the county, which only those who ask know; without it the share of the leads in
    them is not told.
    """
    moved = [one for one in leads(room, as_of, known_at) if not rounds or one.stored["round"] in rounds]
    found = tuple(make(moved) for make in _FIGURES.values())
    return found if sanctioned_in_all is None else (*found, _contribution(moved, sanctioned_in_all))


def _count(records: Sequence[Record], name: str, title: str, part: str) -> Figure:
    numbers = tuple(one.number for one in records)
    words = "移交的线索，以件计" if part == "cases" else "移交的线索，以涉及人数计"
    return Figure(name, title, sum(one.stored[part] for one in records), None, words, numbers, numbers)


def _rate(records: Sequence[Record], name: str, title: str, words: str, hit: Callable[[Record], bool]) -> Figure:
    hits = [one for one in records if hit(one)]
    numbers = tuple(one.number for one in records)
    return Figure(
        name, title, counted(hits).cases, counted(records).cases, words, numbers, tuple(one.number for one in hits)
    )


_FIGURES: dict[str, Callable[[Sequence[Record]], Figure]] = {
    "lead_closing_rate": lambda records: _rate(
        records, "lead_closing_rate", "线索办结率", "以办结件数除以移交件数", lambda one: not is_open(one)
    ),
    "lead_filing_rate": lambda records: _rate(
        records, "lead_filing_rate", "成案率", "以立案件数除以移交件数", lambda one: _was_filed(one)
    ),
    "leads_cases": lambda records: _count(records, "leads_cases", "线索件数", "cases"),
    "leads_persons": lambda records: _count(records, "leads_persons", "线索涉及人数", "persons"),
}
CONTRIBUTION = "lead_contribution_rate"
FIGURES = (*_FIGURES, CONTRIBUTION)
"""The names of the room's figures; no list outside the room has them."""


def _contribution(records: Sequence[Record], sanctioned: int) -> Figure:
    hits = [one for one in records if one.stored.get("sanctions")]
    numbers = tuple(one.number for one in hits)
    words = "以线索处分人数除以处分总人数（手填）"
    return Figure(CONTRIBUTION, "线索贡献率", sums(hits).sanctions, sanctioned, words, numbers, numbers)


def _was_filed(record: Record) -> bool:
    return bool(record.stored.get("filed_on"))


def _standing(room: Room, record: Record, today: str) -> Open:
    events = queries.standing_events(room.ledger.newest, LEADS.name, record.id)
    last = max((event.effective_on for event in events), default=record.moved_on)
    notes = [event for event in events if event.step != "add" and event.effective_on[:7] == today[:7]]
    said = next((event.reason for event in reversed(notes) if event.step == "note"), "")
    return Open(record, _days(record.moved_on, today), _days(last, today), bool(notes), said)


def _days(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days
