"""What decides a figure and stands in a finding's row: nature, unit, categories, due and review dates, each change an event.

Before the feedback it is the mending of an entry, true since the finding came in; afterwards a deed with right and reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from db.queries import facts, history, register
from db.store import Ledger
from desktop.errors import Fault, KnownError
from desktop.operations import doors, events
from desktop.operations.change import Changes, change
from desktop.operations.events import Event
from desktop.operations.rounds import place_unit
from desktop.rules.permissions import Action, Actor
from desktop.rules.workflow import TABLE, Asked, Deed, Standing, is_date

CATEGORIES = ("category1", "category2", "category3", "category4")
RECLASSIFIED = ("nature", "unit_id", "first_due_on", "due_on", "review_on")
DATED = frozenset({*CATEGORIES, *RECLASSIFIED})
NATURES = ("ordinary", "immediate", "long_term")
_DATES = frozenset({"first_due_on", "due_on", "review_on"})


def deed_of(fields: Iterable[str]) -> Deed | None:
    """The deed that setting these fields is; None where none of them decides a figure."""
    names = set(fields)
    if names.intersection(RECLASSIFIED):
        return Deed.RECLASSIFY
    return Deed.RECATEGORISE if names.intersection(CATEGORIES) else None


def reclassify(
    ledger: Ledger, actor: Actor, finding_id: int, fields: Mapping[str, Any], on: str, reason: str = ""
) -> Changes:
    """Change nature, unit_id, an earlier due_on, or review_on from a day on; after the feedback with right and reason."""
    return _set(ledger, actor, [finding_id], _only(fields, RECLASSIFIED), on, reason)


def recategorise(
    ledger: Ledger, actor: Actor, finding_id: int, fields: Mapping[str, Any], on: str, reason: str = ""
) -> Changes:
    """Change category1 … category4 from a day on."""
    return _set(ledger, actor, [finding_id], _only(fields, CATEGORIES), on, reason)


def action_for(ledger: Ledger, finding_ids: Iterable[int], fields: Iterable[str]) -> Action:
    """The action whose right it needs to set fields on findings."""
    names = set(fields)
    given = any(_stands(ledger, finding_id).given for finding_id in finding_ids)
    if given and names.intersection(RECLASSIFIED):
        return Action.RECLASSIFY
    return Action.RECATEGORISE if names and names <= set(CATEGORIES) else Action.EDIT_FINDING


def let_in(ledger: Ledger, actor: Actor, finding_id: int, fields: Mapping[str, Any], on: str, reason: str) -> None:
    """Ask the table of deeds for every dated field among those to be set."""
    wanted = doors.asked(ledger, on, reason=reason)
    for deed, names in ((Deed.RECLASSIFY, RECLASSIFIED), (Deed.RECATEGORISE, CATEGORIES)):
        own = {name: fields[name] for name in names if name in fields}
        changed = {name: value for name, value in own.items() if _told(value) != _now(ledger, finding_id, name)}
        if changed:
            standing = doors.enter_by(ledger, actor, finding_id, deed, wanted)
            if found := _value_faults(ledger, standing, changed, wanted):
                raise doors.refusal(deed, standing.number, found)


def write(changes: Changes, ledger: Ledger, finding_id: int, fields: Mapping[str, Any], on: str, reason: str) -> None:
    """Enter the events of the dated fields that change, inside an action that was let in."""
    if not DATED & fields.keys():
        return
    standing = doors.standing_of(changes.writer, finding_id, ledger.today(), ledger.today())
    since = on if standing.given else min(on, facts.given_on(changes.writer, finding_id) or on)
    for name in (*CATEGORIES, *RECLASSIFIED):
        if name in fields:
            _write_one(changes, standing, finding_id, name, _told(fields[name]), since, reason)


def _write_one(
    changes: Changes, standing: Standing, finding_id: int, name: str, value: str, since: str, reason: str
) -> None:
    writer = changes.writer
    if name in ("due_on", "first_due_on"):
        moved = standing.given and facts.lanes(writer, finding_id, since).due_on is not None
        name = "due_on" if moved else "first_due_on"
    if name == "review_on" and not standing.given:
        writer.update("finding", finding_id, {"review_on": value or None})
        return
    old = standing.due_on or "" if name == "due_on" else facts.attribute_on(writer, finding_id, name, since)
    if value == old:
        return
    if name == "unit_id":
        place_unit(changes, facts.round_of(writer, finding_id), int(value))
    event = Event(finding_id, "set", since, attribute=name, old=old, value=value, reason=reason)
    if name == "due_on" or (name == "first_due_on" and standing.given):
        event = replace(
            event, due_on=value or None
        )  # one lane: a date set from an earlier day on does not outdo a later one
    elif name == "review_on":
        event = replace(event, review_on=value)
    events.enter(changes, event)


def _set(
    ledger: Ledger, actor: Actor, finding_ids: list[int], fields: Mapping[str, Any], on: str, reason: str
) -> Changes:
    for finding_id in finding_ids:
        let_in(ledger, actor, finding_id, fields, on, reason)
    deed = deed_of(fields) or Deed.RECLASSIFY
    number = facts.number(ledger.writing(), finding_ids[0])
    action = action_for(ledger, finding_ids, fields)
    with change(ledger, actor, action, f"{TABLE[deed].title} {number}", reason=reason) as changes:
        for finding_id in finding_ids:
            write(changes, ledger, finding_id, fields, on, reason)
    return changes


def _value_faults(ledger: Ledger, standing: Standing, fields: Mapping[str, Any], wanted: Asked) -> list[Fault]:
    """What is wrong with the new values themselves."""
    found = []
    for name, value in fields.items():
        told = _told(value)
        if name == "nature" and told not in NATURES:
            found.append(Fault("value", f"没有“{told}”这种性质"))
        if name == "unit_id" and not register.unit_lives(ledger.writing(), int(told or 0)):
            found.append(Fault("value", "没有这个单位"))
        if name in _DATES and told and not is_date(told):
            found.append(Fault("date", f"日期“{told}”不是真实的日期，应写成 2026-06-18 这样"))
        elif name in _DATES and standing.given:
            found += _due_faults(name, standing, told, wanted)
    return found


def _due_faults(name: str, standing: Standing, told: str, wanted: Asked) -> list[Fault]:
    """After the feedback a due date only moves forward here; later is an extension, with who approved it."""
    if not told:
        return [Fault("value", "反馈以后时限不能清空，请写明新的日期")]
    if name != "review_on" and standing.due_on and told > standing.due_on:
        return [Fault("later", f"新期限 {told} 晚于现定时限 {standing.due_on}，请用“申请延期”办理，写明批准人")]
    return []


def _stands(ledger: Ledger, finding_id: int) -> Standing:
    return doors.standing_of(ledger.writing(), finding_id, ledger.today(), ledger.today())


def _now(ledger: Ledger, finding_id: int, name: str) -> str:
    if name == "due_on":
        return _stands(ledger, finding_id).due_on or ""
    return _told(history.fields_of(ledger.writing(), "finding", finding_id).get(name))


def _told(value: Any) -> str:
    return "" if value is None else str(value)


def _only(fields: Mapping[str, Any], names: tuple[str, ...]) -> Mapping[str, Any]:
    if not fields or set(fields) - set(names):
        raise KnownError("没有写明要改哪一栏，或这一栏不能这样改。")
    return fields
