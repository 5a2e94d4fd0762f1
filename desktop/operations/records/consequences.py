"""What a book does beside its own record: defaults that the ledger knows, and deeds on findings that a step carries out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from db.queries import book_facts, facts, lineage
from db.reader import Reader
from db.store import Ledger
from desktop.errors import KnownError
from desktop.ledgers.field import Holds
from desktop.ledgers.register import COMMON_FIELDS, Register, Step
from desktop.ledgers.visits import CHECKS
from desktop.operations import doors, events, freezing, rounds
from desktop.operations.archive import taking as archive_taking
from desktop.operations.change import Changes
from desktop.operations.follow_up import drawing, scoring, surveying, visiting
from desktop.operations.follow_up.taking import Taking
from desktop.operations.lanes import both_lanes
from desktop.operations.recheck import comparing
from desktop.operations.records.defaults import FILLS
from desktop.rules.permissions import Actor
from desktop.rules.workflow import Deed, faults

Follow = Callable[[Ledger, Actor, Changes, Mapping[str, Any], str], None]


def filled(reader: Reader, register: Register, values: dict[str, Any], today: str, at: str = "") -> dict[str, Any]:
    """The values with what follows from them where nothing was given: the round where it need not be said, and what the book itself knows.

    `at` is the time of entry.

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
    fill, further = FILLS.get(register.name), _FILLS.get(register.name)
    if further is not None:
        return further(reader, values, today, at)
    return values if fill is None else fill(reader, values, today)


def sealed(ledger: Ledger, register: Register, values: dict[str, Any], at: str) -> dict[str, Any]:
    """The values with the figures that a record keeps as they were counted at its entry."""
    seal = _SEALS.get(register.name)
    return values if seal is None else seal(ledger, values, at)


def begins(reader: Reader, register: Register, values: Mapping[str, Any], wanted: str) -> str:
    """The state in which a record begins, where the ledger decides it; else the one that is wanted."""
    return visiting.begins(reader, values) if register.name == CHECKS.name and not wanted else wanted


def recomputed(
    reader: Reader, register: Register, was: Mapping[str, Any], values: Mapping[str, Any], today: str
) -> dict[str, Any]:
    """What the ledger computes of a record that is changed: a rate, a total, and the grade where nobody gave another."""
    fill = _FILLS.get(register.name)
    if fill is None or register.name not in _AGAIN:
        return {}
    whole = {**was, **values}
    follows = {"grade"} if "grade" not in values and not whole.get("reason") else set()
    found = fill(reader, {name: value for name, value in whole.items() if name not in follows}, today, "")
    names = {one.name for one in register.fields if not one.plain and one.stored} | follows & set(whole)
    return {name: found[name] for name in names if name in found}


def before_add(reader: Reader, register: Register, values: Mapping[str, Any]) -> None:
    """Refuse a new record that the records of the book, or of another, do not let in."""
    if register.name in _BEFORE:
        _BEFORE[register.name](reader, values)


def may_add(ledger: Ledger, register: Register, values: Mapping[str, Any]) -> None:
    """An extension can be applied for where one could be granted: the finding is open, the date later than the present one."""
    before_add(ledger.writing(), register, values)
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


def with_step(register: Register, step: Step, taking: Taking) -> dict[str, Any]:
    """The values that a step sets, with what follows from them: a node that is moved keeps its first day."""
    record, values = taking.record, taking.values
    if (register.name, step.name) in _SETS:
        return _SETS[(register.name, step.name)](taking)
    if register.name == "round_node" and step.name == "move" and not record.get("first_due_on"):
        return {**values, "first_due_on": record.get("due_on")}
    return dict(values)


def hung(changes: Changes, register: Register, record: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    """What follows from the links of a record: the units that a team goes to are units of its round."""
    if register.name == "team" and record.get("round") and {"units", "round"} & set(values):
        for unit in record.get("units") or ():
            rounds.place_unit(changes, int(record["round"]), unit)


def may_edit(register: Register, record: Mapping[str, Any], names: Iterable[str]) -> None:
    """A decided application stays as it was decided, a draw as it was drawn; what is noted beside it may change."""
    if register.fixed and not set(names) <= _noted(register):
        raise KnownError(f"{record['number']} 登记后不能改。要另办，请写明理由作废。", "sealed")
    if register.name == CHECKS.name:
        visiting.may_edit_check(record, names)
    if register.name == "extension" and record["state"] != register.first_state:
        raise KnownError(f"{record['number']} 已办结，不能再改。批错了的请撤销，或另行申请。", "wrong_state")


def _noted(register: Register) -> set[str]:
    """What is noted beside a record: remark, mark, and the fields that the office added."""
    return {field.name for field in (*COMMON_FIELDS, *register.fields) if field.own or field in COMMON_FIELDS}


def may_remove(register: Register, record: Mapping[str, Any]) -> None:
    """What was settled for good does not go into the recycle bin."""
    if register.add_final:
        raise KnownError(f"{record['number']} 登记后要留存，不能移入回收站。", "sealed")
    if register.name in _STAYS:
        _STAYS[register.name](record)


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


def _reopen(ledger: Ledger, actor: Actor, changes: Changes, record: Mapping[str, Any], _on: str) -> None:
    """A false check opens its finding again from the day of the visit, through the same door as the deed on the finding."""
    reader, finding, reason = changes.writer, int(record["finding"]), str(record["step_reason"])
    on = visiting.day_of(reader, int(record["visit"]))
    doors.enter_by(ledger, actor, finding, Deed.REOPEN, doors.asked(ledger, on, reason=reason))
    both_lanes(changes, finding, "reopen", "in_progress", on, reason=reason)


_FOLLOWS: dict[tuple[str, str], Follow] = {("extension", "grant"): _grant, ("check", "reopen"): _reopen}
_FILLS: dict[str, Callable[[Reader, dict[str, Any], str, str], dict[str, Any]]] = {
    "draw": drawing.filled, "check": visiting.checked, "survey": surveying.rated, "score_scheme": scoring.scheme_filled,
    "score_sheet": scoring.sheet_filled, "recheck_run": comparing.run_filled,
}  # fmt: skip
_SEALS: dict[str, Callable[[Ledger, dict[str, Any], str], dict[str, Any]]] = {"freeze": freezing.sealed}
_AGAIN = frozenset({"survey", "score_sheet"})
_BEFORE: dict[str, Callable[[Reader, Mapping[str, Any]], None]] = {
    "draw": drawing.may_add, "visit": visiting.may_add_visit, "check": visiting.may_add_check, "score_sheet": scoring.may_add_sheet,
    "freeze": freezing.may_add, "archive": archive_taking.may_add,
}  # fmt: skip
_SETS: dict[tuple[str, str], Callable[[Taking], dict[str, Any]]] = {
    ("archive", "pack"): archive_taking.packed, ("archive", "wipe"): archive_taking.wiped,
    ("draw", "lock"): drawing.locked, ("draw", "check"): drawing.checked, ("score_sheet", "fix"): scoring.fixed,
}  # fmt: skip
_STAYS: dict[str, Callable[[Mapping[str, Any]], None]] = {
    "draw": drawing.may_remove,
    "check": visiting.may_remove_check,
    "archive": archive_taking.may_remove,
}
