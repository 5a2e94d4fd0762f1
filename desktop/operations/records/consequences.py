"""What a book does beside its own record: defaults that the ledger knows, and deeds on findings that a step carries out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from db.queries import book_facts, facts, lineage
from db.reader import Reader
from db.store import Ledger
from desktop.errors import KnownError
from desktop.ledgers.field import Holds
from desktop.ledgers.register import Register, Step
from desktop.operations import doors, events, rounds
from desktop.operations.change import Changes
from desktop.operations.records.defaults import FILLS
from desktop.rules.permissions import Actor
from desktop.rules.workflow import Deed, faults

Follow = Callable[[Ledger, Actor, Changes, Mapping[str, Any], str], None]


def filled(reader: Reader, register: Register, values: dict[str, Any], today: str) -> dict[str, Any]:
    """The values with what follows from them where nothing was given: the round where it need not be said, and what the book itself knows.

    One that is about findings of a merged unit stays with the unit that they are of; any other leads to the successor.
    """
    day = values.get(register.own_date) or today
    findings = [finding for link in register.links for finding in _several(values.get(link.name))]
    told_of = {facts.unit_of(reader, finding) for finding in findings}
    for one in register.fields:
        if one.holds is Holds.UNIT and values.get(one.name) and int(values[one.name]) not in told_of:
            values[one.name] = lineage.successor(reader, int(values[one.name]), day)
        elif one.holds is Holds.UNITS and values.get(one.name):
            values[one.name] = tuple(dict.fromkeys(lineage.successor(reader, unit, day) for unit in values[one.name]))
    field = register.field("round")
    if field is not None and field.holds is Holds.ROUND and not field.needed and not values.get("round"):
        about = next(
            (values[one.name] for one in register.fields if one.holds is Holds.UNIT and values.get(one.name)), None
        )
        values["round"] = book_facts.round_of(reader, findings, about, values.get(register.own_date) or today)
    fill = FILLS.get(register.name)
    return values if fill is None else fill(reader, values, today)


def may_add(ledger: Ledger, register: Register, values: Mapping[str, Any]) -> None:
    """An extension can be applied for where one could be granted: the finding is open, the date later than the present one."""
    if register.name != "extension" or not values.get("finding") or not values.get("due_on"):
        return
    today = ledger.today()
    stands = doors.standing_of(ledger.writing(), int(values["finding"]), today, today)
    wanted = doors.asked(ledger, today, reason="申请", approver="申请", due_on=values["due_on"])
    if found := faults(Deed.EXTEND, stands, wanted):
        raise doors.refusal(Deed.EXTEND, stands.number, found)


def followed(reader: Reader, register: Register, was: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of an edit with what follows from them: an opinion that is moved to another submission goes to its unit."""
    if register.name == "opinion" and values.get("submission") not in (None, was.get("submission")):
        return FILLS[register.name](reader, dict(values), "")
    return dict(values)


def with_step(register: Register, step: Step, record: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """The values that a step sets, with what follows from them: a node that is moved keeps its first day."""
    if register.name == "round_node" and step.name == "move" and not record.get("first_due_on"):
        return {**values, "first_due_on": record.get("due_on")}
    return dict(values)


def hung(changes: Changes, register: Register, record: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    """What follows from the links of a record: the units that a team goes to are units of its round."""
    if register.name == "team" and record.get("round") and {"units", "round"} & set(values):
        for unit in record.get("units") or ():
            rounds.place_unit(changes, int(record["round"]), unit)


def may_edit(register: Register, record: Mapping[str, Any]) -> None:
    """A decided application stays as it was decided."""
    if register.name == "extension" and record["state"] != register.first_state:
        raise KnownError(f"{record['number']} 已办结，不能再改。批错了的请撤销，或另行申请。", "wrong_state")


def follow(
    ledger: Ledger,
    actor: Actor,
    changes: Changes,
    register: Register,
    step: Step,
    record: Mapping[str, Any],
    on: str,
) -> None:
    """The deeds that a step carries out in the same action."""
    deed = _FOLLOWS.get((register.name, step.name))
    if deed is not None:
        deed(ledger, actor, changes, record, on)


def _grant(ledger: Ledger, actor: Actor, changes: Changes, record: Mapping[str, Any], on: str) -> None:
    """The table of deeds judges an extension that was applied for like every other."""
    said = {"reason": record["reason"], "approver": record["approver"], "due_on": record["due_on"]}
    doors.enter_by(ledger, actor, int(record["finding"]), Deed.EXTEND, doors.asked(ledger, on, **said))
    events.enter(changes, events.Event(int(record["finding"]), "extend", on, **said))


def _several(value: Any) -> tuple[int, ...]:
    return tuple(value) if isinstance(value, (tuple, list)) else (value,) if value else ()


_FOLLOWS: dict[tuple[str, str], Follow] = {("extension", "grant"): _grant}
