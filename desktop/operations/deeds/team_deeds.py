"""The deeds on teams beside those of every book: placing and taking out (registers.md §13)."""

from __future__ import annotations

from db.queries import books as queries
from desktop.errors import KnownError
from desktop.operations import teams
from desktop.operations.deeds.hand import Deed, Done, Hand


def place(hand: Hand) -> Done:
    """One person, or several one after the other, in a role (成员 where none is said)."""
    team, role = _team(hand), teams.role_named(hand.text("role"))
    for person in hand.several("person"):
        teams.place(hand.ledger, hand.actor, team, str(person), role)
    return _done(hand, team)


def take_out(hand: Hand) -> Done:
    """One person or several, whatever their role."""
    team = _team(hand)
    for person in hand.several("person"):
        teams.take_out(hand.ledger, hand.actor, team, str(person))
    return _done(hand, team)


def _team(hand: Hand) -> int:
    found = queries.record_id(hand.reader, "team", hand.text("number"))
    if found is None:
        raise KnownError(f"巡察组里没有“{hand.text('number')}”。请核对编号。", "unknown_record")
    return found


def _done(hand: Hand, team: int) -> Done:
    return Done(hand.text("number"), queries.state_now(hand.reader, "team", team))


TEAM_DEEDS: dict[str, Deed] = {
    "place": Deed(place, "编入", ("person", "role"), ("person",), frm=("draft",), to="draft"),
    "take_out": Deed(take_out, "移出", ("person",), ("person",), frm=("draft",), to="draft"),
}
