"""What a book does beside its own record: defaults that the ledger knows, and deeds on findings that a step carries out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from db.queries import book_facts, facts
from db.reader import Reader
from db.store import Ledger
from desktop.errors import KnownError
from desktop.ledgers.field import Holds
from desktop.ledgers.register import Register, Step
from desktop.operations import doors, events
from desktop.operations.change import Changes
from desktop.rules.workflow import TABLE, Deed

Follow = Callable[[Ledger, Changes, Mapping[str, Any], str], None]


def filled(reader: Reader, register: Register, values: dict[str, Any], today: str) -> dict[str, Any]:
    """The values with what follows from them where nothing was given: the round, an extension's present due date and source."""
    field = register.field("round")
    if field is not None and field.holds is Holds.ROUND and not values.get("round"):
        findings = [finding for link in register.links for finding in _several(values.get(link.name))]
        values["round"] = book_facts.round_of(
            reader, findings, values.get("unit"), values.get(register.own_date) or today
        )
    if register.name == "extension":
        values = {"source": "window", "applied_by": ""} | values
        values["first_due"] = facts.lanes(reader, values["finding"], today).due_on if values.get("finding") else None
    return values


def may_edit(register: Register, record: Mapping[str, Any]) -> None:
    """A decided application stays as it was decided."""
    if register.name == "extension" and record["state"] != register.first_state:
        raise KnownError(f"{record['number']} 已办结，不能再改。批错了的请撤销，或另行申请。", "wrong_state")


def follow(
    ledger: Ledger, changes: Changes, register: Register, step: Step, record: Mapping[str, Any], on: str
) -> None:
    """The deeds that a step carries out in the same action."""
    deed = _FOLLOWS.get((register.name, step.name))
    if deed is not None:
        deed(ledger, changes, record, on)


def may_enter(reader: Reader, register: Register, values: Mapping[str, Any], today: str) -> None:
    """A later date is asked only for a finding on which an extension may be begun."""
    if register.name != "extension" or not values.get("finding"):
        return
    stands = doors.standing_of(reader, int(values["finding"]), today, today)
    if fault := TABLE[Deed.EXTEND].where(stands, None):
        raise doors.refusal(Deed.EXTEND, stands.number, [fault])


def _grant(ledger: Ledger, changes: Changes, record: Mapping[str, Any], on: str) -> None:
    """The same as 延期 itself, by the table of deeds; the step judged the right."""
    finding_id, told = int(record["finding"]), {name: record[name] for name in ("due_on", "reason", "approver")}
    doors.let_in(ledger, finding_id, Deed.EXTEND, doors.asked(ledger, on, **told))
    events.enter(changes, events.Event(finding_id, "extend", on, **told))


def _several(value: Any) -> tuple[int, ...]:
    return tuple(value) if isinstance(value, tuple) else (value,) if value else ()


_FOLLOWS: dict[tuple[str, str], Follow] = {("extension", "grant"): _grant}
