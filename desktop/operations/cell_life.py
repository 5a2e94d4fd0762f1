"""本格历史 (A2): who set a cell when, from what to what and why, for findings and for the records of any book; and setting it back.

Setting back goes through the deed that the field belongs to: a plain edit, a recategorisation, a reclassification with its reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from db.queries import books as book_queries
from db.queries import cell_life
from db.queries.cell_life import CellChange
from db.queries.standing import EVER
from db.queries.units import name_on
from db.reader import Reader
from db.store import Ledger
from desktop.ledgers.field import LINKS, SEVERAL, Field
from desktop.ledgers.finding_words import field_text
from desktop.ledgers.findings import EDITABLE, FIELDS
from desktop.ledgers.own_fields import is_own
from desktop.ledgers.register import Register
from desktop.operations import attributes, findings
from desktop.operations.change import Changes
from desktop.rules.moments import to_minute
from desktop.rules.permissions import Actor
from desktop.rules.state_words import claim_word, verdict_word

_ATTRIBUTES = {"unit": ("unit_id",), "due": ("due_on", "first_due_on"), "first_due_on": ("first_due_on",)}
_LANES = {
    "claim_text": ("claim",),
    "claim_on": ("claim",),
    "verdict_text": ("verdict",),
    "verdict_on": ("verdict",),
    "state_word": ("verdict", "claim"),
    "due": ("due",),
    "extensions": ("due",),
    "review_on": ("review",),
}
_WORD_OF = {"claim": claim_word, "verdict": verdict_word}
_NAMED = LINKS - SEVERAL


@dataclass(frozen=True)
class CellStep:
    """One line of a cell's life as people read it; `restores` is what 还原 would set, None where it sets nothing."""

    recorded_at: str
    user_name: str
    why: str
    old: str
    new: str
    since: str
    taken_back: str
    entered: bool
    value: Any = None
    may_restore: bool = False


@dataclass(frozen=True)
class CellLife:
    """The life of a cell: its title, its value now, the steps (the last first) and the stored field that 还原 sets."""

    title: str
    field: str
    steps: tuple[CellStep, ...]


def knows_finding_field(field: str) -> bool:
    """Whether a column of the finding ledger has a life of its own; one that is only computed has none."""
    declared = next((one for one in FIELDS if one.name == field), None)
    return is_own(field) or field in _LANES or field in _ATTRIBUTES or (declared is not None and declared.stored)


def of_finding(reader: Reader, finding_id: int, field: str, until: str = EVER, own: Sequence[Field] = ()) -> CellLife:
    """The life of a cell of the finding ledger, up to a day of work."""
    declared = next(one for one in (*FIELDS, *own) if one.name == field)
    stored = "unit_id" if field == "unit" else field
    named = _ATTRIBUTES.get(field, (field,) if field in attributes.DATED else ())
    events = cell_life.dated(reader, finding_id, named, _LANES.get(field, ()), until)
    logged: list[CellChange] = []
    if declared.stored:
        column = "own" if is_own(field) else stored
        logged = cell_life.logged(reader, "finding", finding_id, column, until, own=field if is_own(field) else "")
    told = {event.action_id for event in events}
    changes = sorted(
        [*events, *(one for one in logged if one.action_id not in told or one.entered)],
        key=lambda one: (one.recorded_at, not one.entered),
    )
    may = stored == "unit_id" or stored in EDITABLE or is_own(stored)
    steps = []
    last: Any = None
    for one in changes:
        old = one.old if one.old is not None or field not in _LANES else last
        steps.append(
            _step(
                one,
                _finding_text(reader, field, declared, old),
                _finding_text(reader, field, declared, one.new),
                _stored(stored, old),
                may,
            )
        )
        last = one.new
    return CellLife(declared.title, stored, tuple(reversed(steps)))


def of_record(reader: Reader, register: Register, record_id: int, field: Field, until: str = EVER) -> CellLife:
    """The life of a cell of a declared book, up to a day of work."""
    own = field.name if field.own else ""
    column = "own" if own else register.shape.columns.get(field.name, field.name)
    changes = cell_life.logged(reader, register.name, record_id, column, until, own=own)
    steps = [
        _step(one, record_text(reader, field, one.old), record_text(reader, field, one.new), one.old, field.plain)
        for one in changes
    ]
    return CellLife(field.title, field.name, tuple(reversed(steps)))


def restore(
    ledger: Ledger, actor: Actor, finding_id: int, field: str, value: Any, title: str, *, reason: str = "", on: str = ""
) -> Changes:
    """Set a field of a finding back to a former value by the deed that it belongs to, true from `on` (today)."""
    if field == "unit_id":
        return attributes.reclassify(ledger, actor, finding_id, {field: int(value)}, on or ledger.today(), reason)
    return findings.edit_each(ledger, actor, {finding_id: {field: value}}, title, reason=reason, on=on)


def _stored(field: str, value: Any) -> Any:
    return int(value) if field == "unit_id" and value else value


def _step(one: CellChange, old: str, new: str, value: Any, may: bool) -> CellStep:
    why = "；".join(part for part in (one.title, one.reason) if part)
    return CellStep(
        to_minute(one.recorded_at),
        one.user_name,
        why,
        "" if one.entered else old,
        new,
        one.since,
        one.taken_back,
        one.entered,
        value,
        may and not one.entered and old != new,
    )


def _finding_text(reader: Reader, field: str, declared: Field, value: Any) -> str:
    if field == "unit":
        return name_on(reader, int(value), EVER) if value else "—"
    if field in _LANES and _LANES[field][0] in _WORD_OF and value:
        return _WORD_OF[_LANES[field][0]](value)
    return field_text(field, value, declared)


def record_text(reader: Reader, field: Field, value: Any) -> str:
    """What a stored value of a book says; of a link what it is called."""
    if field.holds in _NAMED and value is not None:
        return book_queries.word_of(reader, field.target, int(value))
    return field.text(value) or "—"
