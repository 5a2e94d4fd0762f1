"""All that the room shows, read at once: the window keeps no connection of its own to the room and reads nothing on its thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from db.queries import books as queries
from db.queries.books import Record, RecordEvent
from db.queries.history import ActionRow
from desktop.ledgers.leads import LEADS
from desktop.operations.leads import book, granting, referring, work
from desktop.operations.leads.room import Room
from desktop.operations.leads.work import Open, Sums


@dataclass(frozen=True)
class Sight:
    """The room on its day: every lead (names sealed), the open ones of the clean-up, sums in all and by round, steps of each lead, the log,
    who may enter, and the number of the letter that handed a lead on."""

    today: str
    records: tuple[Record, ...]
    review: tuple[Open, ...]
    total: Sums
    rounds: Mapping[str, Sums]
    steps: Mapping[int, tuple[RecordEvent, ...]]
    log: tuple[ActionRow, ...]
    members: tuple[str, ...]
    referred: Mapping[str, str]

    @property
    def left(self) -> int:
        """How many open leads were not gone through this month."""
        return sum(not one.reviewed for one in self.review)


def see(room: Room) -> Sight:
    """Read the whole room."""
    records, reader = book.leads(room), room.ledger.newest
    return Sight(
        room.ledger.today(),
        records,
        work.month_review(room),
        work.sums(records),
        work.by_round(records),
        {one.id: queries.standing_events(reader, LEADS.name, one.id) for one in records},
        book.log(room),
        granting.members(room.ledger),
        referring.referred(room),
    )
