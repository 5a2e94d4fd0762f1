"""The time of entry: the PC's clock, or in a demonstration the day on which its story ends."""

from __future__ import annotations

from datetime import date, datetime

from db.queries.history import last_recorded_at
from db.queries.settings import setting
from db.reader import Reader
from db.store import Ledger
from desktop.operations.change import Changes, change
from desktop.operations.office import put_setting
from desktop.rules.permissions import Action, Actor


def is_demonstration(reader: Reader) -> bool:
    """Whether the ledger is marked 演示: only there a script may set the clock."""
    return setting(reader, "demo") == "1"


def before_every_story() -> datetime:
    """When an empty demonstration ledger is made: before any step that a script may date."""
    return datetime(2000, 1, 1, 8, 30)


def mark_demonstration(ledger: Ledger, actor: Actor) -> Changes:
    """演示: papers are watermarked, and `play` sets the clock."""
    with change(ledger, actor, Action.TURN_DEMONSTRATION_CLOCK, "标为演示账本") as changes:
        put_setting(changes, "demo", "1")
        put_setting(changes, "demo_story", "1")
    return changes


def keep_own_today(ledger: Ledger) -> None:
    """A demonstration ledger lives on its own day, at the PC's time of day but never before its last entry.

    Before its story begins today is the PC's; what is entered then is known since before the story, so that every `at` comes after it.
    """
    if not is_demonstration(ledger.reader):
        return
    day, last = setting(ledger.reader, "demo_today"), last_recorded_at(ledger.reader)
    floor = datetime.fromisoformat(last) if last else before_every_story()
    if day:
        told, pc = date.fromisoformat(day), ledger.clock
        if setting(ledger.reader, "demo_story") and floor.date() == told:
            ledger.clock = lambda: floor  # between two scripts the story stands where the last one left it
            return
        ledger.clock = lambda: max(datetime.combine(told, pc().time()), floor)
    else:
        ledger.stamp = lambda: floor


def turn_to(ledger: Ledger, at: datetime) -> None:
    """Set the clock of a demonstration to a step of its story; within one day it never stands before the last entry."""
    last = last_recorded_at(ledger.writing())
    floor = datetime.fromisoformat(last) if last else at
    moment = max(at, floor) if floor.date() == at.date() else at
    ledger.clock, ledger.stamp = lambda: moment, None


def today(ledger: Ledger) -> date:
    """Today as the ledger sees it."""
    return ledger.clock().date()
