"""Where the side that is not shown is said by a deed: what copies registered of a finding, and what one of them put into the bin.

The deed is that of its page — 更正, 移入回收站, 取回 — under its own right and its own rules, an action of its own that is undone as
such; whoever writes it had both sides before him, so by being written it settles the conflict.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields

from db.merge.nodes import Known
from db.merge.state import Conflict
from db.merge.travel import LANES, REMOVED, STANDS
from db.queries import history
from db.reader import Reader
from db.store import Ledger
from desktop.ledgers import books
from desktop.operations import correcting, findings, recycle
from desktop.operations.change import Changes
from desktop.operations.events import Event
from desktop.operations.packages.conflicts import row_of
from desktop.operations.records import verbs
from desktop.rules.permissions import Actor

REASON = "定下合并冲突"
_EVENTS = "finding_event"
Deed = Callable[[Ledger, Actor], Changes]


def deed_for(reader: Reader, own: Known, conflict: Conflict, row: int, side: int) -> Deed | None:
    """What holds another side than the one shown (its place, from 1); None where no deed of a page says it."""
    table, _uid, name = conflict.key
    if name == REMOVED:
        return _bin(reader, table, row, bool(conflict.sides[side].value))
    if name in LANES.values():
        told = [_event(own, place.value[2]) for place in conflict.sides]
        return _take_back(reader, [event for place, event in enumerate(told) if place != side])
    if name == STANDS and table == _EVENTS:
        shown, wanted = (conflict.sides[place].value for place in (0, side))
        return _instead(reader, _event(own, shown), _event(own, wanted), is_taken_back=wanted is None)
    return None


def _bin(reader: Reader, table: str, row: int, into: bool) -> Deed | None:
    if not row:
        return None
    if table == "finding":
        if into:
            return lambda ledger, actor: findings.remove(ledger, actor, [row], REASON)
        return lambda ledger, actor: recycle.take_out(ledger, actor, [row])
    if not books.is_declared(table):
        return None
    register = books.book(reader, table)
    if into:
        return lambda ledger, actor: verbs.remove(ledger, actor, register, [row], REASON)
    return lambda ledger, actor: verbs.restore(ledger, actor, register, [row])


def _take_back(reader: Reader, events: list[int]) -> Deed | None:
    if not all(event and _is_corrected(reader, event) for event in events):
        return None
    return lambda ledger, actor: correcting.take_back(ledger, actor, events, REASON)


def _instead(reader: Reader, stands: int, wanted: int, *, is_taken_back: bool) -> Deed | None:
    """The registration that another copy put in the place of the one that stands, or none there at all."""
    if not stands or not _is_corrected(reader, stands):
        return None
    if is_taken_back:
        return lambda ledger, actor: correcting.take_back(ledger, actor, [stands], REASON)
    if not wanted:
        return None
    told = history.event_fields(reader, wanted)
    event = Event(**{one.name: told[one.name] for one in fields(Event) if one.name in told and one.name != "place"})
    return lambda ledger, actor: correcting.correct(ledger, actor, stands, event, REASON)


def _is_corrected(reader: Reader, event: int) -> bool:
    return history.event_fields(reader, event)["kind"] in correcting.CORRECTED_KINDS


def _event(own: Known, uid: object) -> int:
    return row_of(own.ids, _EVENTS, str(uid)) if uid else 0
