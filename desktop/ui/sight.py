"""What the window looks at, as reading asks it: the three switches, the day, the person, and a connection for the thread that reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from db.queries.standing import EVER
from db.reader import Reader
from db.records import Basis, Scope
from db.store import Ledger
from desktop.rules.permissions import Actor


@dataclass(frozen=True)
class Switches:
    """轮次, 截至 and 口径: what every figure on the screen is about. `known`: as was known then, else as was true.

    `frozen` names a closed period that is looked at, with `frozen_on` the day on which it was closed: what was known that day is shown.
    """

    round_ids: tuple[int, ...] = ()
    as_of: date = date.min
    known: bool = True
    basis_id: int | None = None
    frozen: str = ""
    frozen_on: date | None = None

    @property
    def round_id(self) -> int | None:
        """The round, or the first of several."""
        return self.round_ids[0] if self.round_ids else None

    def looking_back(self, today: date) -> bool:
        """Whether the date is not today, or a closed period is looked at."""
        return self.as_of != today or bool(self.frozen)

    @property
    def known_at(self) -> str | None:
        """The day of knowledge for the queries: that of a closed period, the same day where 按当时所知 is chosen, else None (按当时实际)."""
        if self.frozen_on is not None:
            return self.frozen_on.isoformat()
        return self.as_of.isoformat() if self.known else None


class Look:
    """What follows from the switches and the day, for the window itself and for one question of it."""

    switches: Switches
    today: date

    @property
    def is_back(self) -> bool:
        """Whether the day that is looked at is not today, so that nothing may be written."""
        return self.switches.looking_back(self.today)

    @property
    def as_of(self) -> str:
        """截至, ISO, as the queries take it."""
        return self.switches.as_of.isoformat()

    @property
    def known_at(self) -> str | None:
        """The day of knowledge for the queries."""
        return self.switches.known_at

    @property
    def known_day(self) -> date | None:
        """The same as a date."""
        return date.fromisoformat(self.known_at) if self.known_at else None

    @property
    def until(self) -> str:
        """The last day of work of which the log is shown: 截至 when looking back, else without end."""
        return self.as_of if self.is_back else EVER

    @property
    def scope(self) -> Scope:
        """The rounds that are chosen, as the queries take them."""
        return Scope(rounds=self.switches.round_ids)


@dataclass(frozen=True)
class Sight(Look):
    """The window's look at the ledger, kept for the time of one question."""

    ledger: Ledger
    switches: Switches
    today: date
    basis: Basis
    actor: Actor

    @property
    def reader(self) -> Reader:
        """The connection that this question may use."""
        return self.ledger.reader
