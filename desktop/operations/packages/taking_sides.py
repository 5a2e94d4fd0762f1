"""Where the side that is not shown is said by a deed: what copies registered, what one of them put into the bin, a dated fact.

The deed is that of its page — 更正, 移入回收站, 取回, 变更 — under its own right and its own rules, an action of its own that is undone as
such; whoever writes it had both sides before him, so by being written it settles the conflict.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Any

from db.merge.state import Conflict
from db.merge.travel import RECORD_STATE, REMOVED, STANDS
from db.queries import facts, history
from db.queries.standing import FACTS
from db.reader import Reader
from db.store import Ledger
from desktop.ledgers import books
from desktop.operations import correcting, events, findings, measures, recycle, toggling, units
from desktop.operations.change import Changes, change
from desktop.operations.events import Event
from desktop.operations.packages import branches, conflicts, fact_branches, record_branches
from desktop.operations.packages.branches import EVENTS, STEPS, Deeds, TakenBack
from desktop.operations.packages.conflicts import row_of
from desktop.operations.records import verbs
from desktop.operations.returning import Returning
from desktop.rules.permissions import Action, Actor

REASON = "定下合并冲突"
SHOWN = 0
"""The side that is shown meanwhile, the first of them."""
Deed = Callable[[Ledger, Actor], Changes]


def is_by_deed(table: str, name: str) -> bool:
    """Whether another side of a field is taken by a deed and never by writing the field."""
    return name in (REMOVED, STANDS, RECORD_STATE) or branches.is_lane(table, name) or name in FACTS.get(table, ())


def also_shown(table: str, name: str) -> bool:
    """Whether the side that is shown is held by a deed too, because what the others entered beside it would go on saying otherwise."""
    return name == RECORD_STATE or name in FACTS.get(table, ())


def is_not_whole(deeds: Deeds, conflict: Conflict, row: int, side: int) -> bool:
    """Whether a row that stands, and is to, lacks registrations that a removal on another copy took along."""
    table, _uid, name = conflict.key
    return name == REMOVED and side == SHOWN and not conflict.sides[side].value and bool(_lacking(deeds, table, row))


def has_bin(table: str) -> bool:
    """Whether the rows of a table have a recycle bin of their own, with a deed that takes them out; others only stand or not."""
    return table in ("finding", "measure") or books.is_declared(table)


def may_stay_in_bin(reader: Reader, table: str, row: int) -> None:
    """The rules of a removal hold for what somebody leaves in the bin too: KnownError where what another copy entered keeps the row from it."""
    if table == "unit":
        units.may_remove(reader, row)
    if row and books.is_declared(table):
        verbs.may_remove(reader, books.book(reader, table), row)


def deed_for(deeds: Deeds, conflict: Conflict, row: int, side: int) -> Deed | None:
    """What holds a side: another than the one shown (its place, from 1), of the steps of a record and of a dated fact the one shown too; None
    where no deed of a page says it."""
    table, _uid, name = conflict.key
    shown, wanted = (conflict.sides[place].value for place in (0, side))
    if name == STANDS:
        return _instead(deeds, table, shown, wanted)
    if not row:
        return None
    if name == RECORD_STATE:
        return _taking_back(record_branches.other_steps(deeds, conflict, row, side))
    if name == REMOVED:
        if side == SHOWN and not wanted:
            return _whole_again(deeds, conflict, row)
        return _bin(deeds.reader, table, row, bool(wanted))
    if name in FACTS.get(table, ()):
        return fact_branches.deed_for(deeds, conflict, row, side, REASON)
    return _taking_back(deeds.other_branch(conflict, row, side)) if branches.is_lane(table, name) else None


def _whole_again(deeds: Deeds, conflict: Conflict, row: int) -> Deed:
    """A row stands, and what a removal on another copy took along of its registrations stands with it again."""
    table = conflict.key[0]
    lacking = _lacking(deeds, table, row)

    def deed(ledger: Ledger, actor: Actor) -> Changes:
        finding = facts.finding_of_measure(ledger.writing(), row) if table == "measure" else row
        title = f"定下冲突 {facts.number(ledger.writing(), finding)}：保留"
        with change(ledger, actor, Action.SETTLE_CONFLICT, title, reason=REASON) as changes:
            conflicts.close_of(changes.writer, conflict.key, changes.action_id)
            for event in lacking:
                events.enter_again(changes, event)
            toggling.check(ledger, actor, changes, changes.action_id)
        return changes

    return deed


def _lacking(deeds: Deeds, table: str, row: int) -> list[int]:
    return Returning(deeds.reader, deeds.own).lacking(table, row) if table in ("finding", "measure") and row else []


def _bin(reader: Reader, table: str, row: int, into: bool) -> Deed | None:
    if table == "finding":
        if into:
            return lambda ledger, actor: findings.remove(ledger, actor, [row], REASON)
        return lambda ledger, actor: recycle.take_out(ledger, actor, [row])
    if into and table == "unit":
        return lambda ledger, actor: units.remove(ledger, actor, row)
    if table == "measure":
        if into:
            return lambda ledger, actor: measures.remove(ledger, actor, row, REASON)
        return lambda ledger, actor: measures.take_out(ledger, actor, row)
    if not books.is_declared(table):
        return None
    register = books.book(reader, table)
    if into:
        return lambda ledger, actor: verbs.remove(ledger, actor, register, [row], REASON)
    return lambda ledger, actor: verbs.restore(ledger, actor, register, [row])


def _taking_back(what: TakenBack | None) -> Deed | None:
    if what is None:
        return None
    return lambda ledger, actor: branches.take_back(ledger, actor, what, REASON)


def _instead(deeds: Deeds, table: str, shown: Any, wanted: Any) -> Deed | None:
    """The registration that another copy put in the place of the one that stands, or none there at all, or one where none stands."""
    stands, other = (deeds.now(table, row_of(deeds.ids, table, str(uid))) if uid else 0 for uid in (shown, wanted))
    if bool(shown) != bool(stands) or bool(wanted) != bool(other):
        return None
    if table == STEPS:
        gone, again = ((one,) if one else () for one in (stands, other))
        return _taking_back(TakenBack((), steps=gone, steps_again=again))
    if table != EVENTS:
        return None
    if home := _entered(deeds.reader, stands or other):
        return _bin(deeds.reader, "finding", home, into=not other) if not stands or not other else None
    back = deeds.whole([stands] if stands else [])
    if back is None:
        return None
    if stands and other and history.event_fields(deeds.reader, stands)["kind"] in correcting.CORRECTED_KINDS:
        told = history.event_fields(deeds.reader, other)
        event = Event(**{one.name: told[one.name] for one in fields(Event) if one.name in told and one.name != "place"})
        return lambda ledger, actor: correcting.correct(ledger, actor, stands, event, REASON)
    again = (other,) if other else ()
    return _taking_back(TakenBack(back.events, again, back.steps, (), back.findings))


def _entered(reader: Reader, event: int) -> int:
    """The finding whose entry an event is, 0 where it is none: with its entry a finding goes into the bin and comes out of it."""
    told = history.event_fields(reader, event)
    return int(told["finding_id"]) if told["kind"] == branches.ENTRY else 0
